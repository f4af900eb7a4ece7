import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { moduleFiles, VERSIONS } from "./form/module-files";
import type { Product } from "./form/product";
import { readme } from "./readme";

/** Where things are read and written. */
export interface Places {
  /** The repository, whose `registry/hcl/<name>/` has what is written by hand. */
  readonly root: string;
  readonly into: string;
}

/** What a person writes for each module: examples, tests, the history of its contract, and what the README says before its tables. */
const BY_HAND = ["examples", "tests", "CHANGELOG.md"];

/**
 * Writes a module as a folder that can be published as it is.
 *
 * @returns the folder, `terraform-aws-<name>`
 * @throws Error if what is written by hand is missing
 */
export function writeModule(product: Product, { root, into }: Places): string {
  const folder = join(into, `terraform-aws-${product.name}`);
  const byHand = join(root, "registry", "hcl", product.name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = moduleFiles(product);
  const write = (name: string, content: object) =>
    writeFileSync(join(folder, name), `${JSON.stringify(content, undefined, 2)}\n`);
  write("main.tf.json", files.main);
  write("variables.tf.json", { variable: files.variables });
  write("outputs.tf.json", { output: files.outputs });
  write("versions.tf.json", VERSIONS);
  for (const name of BY_HAND) {
    if (!existsSync(join(byHand, name))) {
      throw new Error(
        `registry/hcl/${product.name} has no ${name}. Fix: write it; a module is published with it.`,
      );
    }
    // Where Terraform was tried in an example, it left the provider and a state.
    cpSync(join(byHand, name), join(folder, name), {
      recursive: true,
      filter: (source) => !/[\\/]\.terraform|terraform\.tfstate/.test(source),
    });
  }
  cpSync(join(root, "LICENSE"), join(folder, "LICENSE"));
  writeFileSync(
    join(folder, "README.md"),
    readme(product, files, readFileSync(join(byHand, "README.md"), "utf8")),
  );
  return folder;
}
