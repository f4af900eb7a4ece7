import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { mirroredPaths, mirrorServes, type RequiredProvider } from "./provider-mirror";

const OPENTOFU_REGISTRY = "registry.opentofu.org/";
const TERRAFORM_REGISTRY = "registry.terraform.io/";

/**
 * Lets OpenTofu use a mirror that was made for Terraform. The providers are the same programs, but OpenTofu looks
 * for `hashicorp/aws` under the name of its own registry: so it gets a folder of links with that name.
 *
 * @param folder where the links are kept
 * @returns the folder, or undefined if the mirror does not hold what is required
 */
export function mirrorForOpenTofu(
  mirror: string,
  required: readonly RequiredProvider[],
  platform: string,
  folder: string,
): string | undefined {
  const asInTerraform = required.map(({ address, constraint }) => ({
    address: address.replace(OPENTOFU_REGISTRY, TERRAFORM_REGISTRY),
    constraint,
  }));
  if (!mirrorServes(mirror, asInTerraform, platform)) return undefined;
  for (const { address } of asInTerraform) {
    for (const path of mirroredPaths(mirror, address)) {
      link(join(mirror, path), join(folder, path.replace(TERRAFORM_REGISTRY, OPENTOFU_REGISTRY)));
    }
  }
  return folder;
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true }); // It may lead to a mirror of the past.
  try {
    symlinkSync(target, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error; // Else another run has just made it.
  }
}
