import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { StackConfiguration } from "./offline-override";
import type { TerraformBinary } from "./terraform-binary";
import { parseVersion, satisfiesConstraint } from "./version";

/** A provider that stacks need. */
export interface RequiredProvider {
  /** With its registry, like `registry.terraform.io/hashicorp/aws`. */
  readonly address: string;
  /** Version range as Terraform writes it. */
  readonly constraint: string;
}

/** A packed or unpacked provider in a mirror folder, whatever its version and platform. */
export interface MirroredProvider {
  readonly version: string;
  /** Like `linux_amd64`. */
  readonly platform: string;
}

const DEFAULT_REGISTRY = { Terraform: "registry.terraform.io", OpenTofu: "registry.opentofu.org" };

const REGISTRIES = Object.values(DEFAULT_REGISTRY);

/** Every provider that the stacks require, once for each range. */
export function requiredProviders(
  stacks: readonly StackConfiguration[],
  product: TerraformBinary["product"],
): RequiredProvider[] {
  const required = new Map<string, RequiredProvider>();
  for (const stack of stacks) {
    for (const [name, { source = name, version = "" }] of Object.entries(
      stack.terraform?.required_providers ?? {},
    )) {
      const address = providerAddress(source, product);
      required.set(`${address} ${version}`, { address, constraint: version });
    }
  }
  return [...required.values()];
}

// `aws` is short for `hashicorp/aws`, and that for one in the default registry.
function providerAddress(source: string, product: TerraformBinary["product"]): string {
  const parts = source.split("/");
  if (parts.length === 1) parts.unshift("hashicorp");
  if (parts.length === 2) parts.unshift(DEFAULT_REGISTRY[product]);
  return parts.join("/");
}

/** The name that Terraform gives to this machine's operating system and processor, like `linux_amd64`. */
export function terraformPlatform(os: string = process.platform, processor: string = process.arch): string {
  const processors: Record<string, string> = { x64: "amd64", ia32: "386" };
  return `${os === "win32" ? "windows" : os}_${processors[processor] ?? processor}`;
}

/** Whether a mirror folder holds a fitting version of every provider, for this platform. */
export function mirrorServes(
  mirror: string,
  required: readonly RequiredProvider[],
  platform: string = terraformPlatform(),
): boolean {
  return (
    required.length > 0 &&
    required.every(({ address, constraint }) =>
      mirroredProviders(mirror, address).some((found) => {
        const version = parseVersion(found.version);
        return found.platform === platform && version && satisfiesConstraint(version, constraint);
      }),
    )
  );
}

/** What a mirror folder holds of one provider. */
export function mirroredProviders(mirror: string, address: string): MirroredProvider[] {
  return mirroredPaths(mirror, address).flatMap((path) => {
    const inside = path.slice(address.length + 1);
    const [, version, platform] = PACKED.exec(inside) ?? UNPACKED.exec(inside) ?? [];
    return version && platform ? [{ version, platform }] : [];
  });
}

// https://developer.hashicorp.com/terraform/cli/config/config-file#filesystem_mirror
const PACKED = /^terraform-provider-[^_]+_([^_]+)_([^_]+_[^_.]+)\.zip$/;
const UNPACKED = /^([^/]+)\/([^/]+)$/;

/** The archives and the folders with a program, of every version and platform, relative to the mirror. */
export function mirroredPaths(mirror: string, address: string): string[] {
  return namesIn(join(mirror, address)).flatMap((name) => {
    if (PACKED.test(name)) return [`${address}/${name}`];
    if (!parseVersion(name)) return [];
    return namesIn(join(mirror, address, name))
      .map((platform) => `${address}/${name}/${platform}`)
      .filter((path) => namesIn(join(mirror, path)).length > 0);
  });
}

// A search takes tens of milliseconds within these bounds, also where a home folder is huge.
const MOST_FOLDERS = 3000;
const MOST_LEVELS = 4;
const NEVER_A_MIRROR = /^(\.(?!terraform\.d$)|node_modules$|proc$|sys$)/;

/** Looks for folders that hold one named like a provider registry, nearest to the roots first. */
export function* findMirrors(roots: readonly string[]): Generator<string> {
  let level = [...roots];
  let visited = 0;
  for (let depth = 0; depth <= MOST_LEVELS; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      if (++visited > MOST_FOLDERS) return;
      const children = foldersIn(folder);
      if (children.some((child) => REGISTRIES.includes(child))) yield folder;
      for (const child of children) {
        if (!REGISTRIES.includes(child) && !NEVER_A_MIRROR.test(child)) next.push(join(folder, child));
      }
    }
    level = next;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return []; // Not there, not a folder or not ours to read: nothing of use in it.
  }
}

// Without symbolic links to folders, which may lead round in a circle.
function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}
