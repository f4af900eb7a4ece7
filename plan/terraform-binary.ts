import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { PlanError, UsageError } from "./errors";
import { compareVersions, parseVersion, type Version } from "./version";

/** An installed Terraform or OpenTofu. */
export interface TerraformBinary {
  readonly path: string;
  readonly product: "Terraform" | "OpenTofu";
  /** Like `1.11.4`. */
  readonly version: string;
}

/** Environment variable that names the program to use instead of the one on the PATH. */
export const BINARY_VARIABLE = "PRIVATE_PATHS_TERRAFORM";

const OLDEST: Version = [1, 5, 0];
const MILLISECONDS_TO_ANSWER = 20_000;
const CURE =
  "Install Terraform 1.5 or later (https://developer.hashicorp.com/terraform/install) or OpenTofu " +
  `(https://opentofu.org/docs/intro/install), or name a program in ${BINARY_VARIABLE}.`;

/**
 * The program that the environment variable names, else `terraform` on the PATH, else `tofu`.
 *
 * @returns undefined if there is none of them
 * @throws UsageError if the variable names something that is not there
 * @throws PlanError if there is a program, and it is too old or does not run
 */
export function findTerraform(environment: NodeJS.ProcessEnv): TerraformBinary | undefined {
  const named = environment[BINARY_VARIABLE];
  if (named) {
    const path = isFile(named) ? named : findOnPath(named, environment);
    if (path) return identifyTerraform(path, environment);
    throw new UsageError(
      `${BINARY_VARIABLE} is ${JSON.stringify(named)}, which is neither a file nor a program on the PATH. ` +
        "Set it to the path of a terraform or tofu program, or unset it.",
    );
  }
  // A Terraform that cannot be used does not hide an OpenTofu that can.
  const faults: string[] = [];
  for (const name of ["terraform", "tofu"]) {
    const path = findOnPath(name, environment);
    if (!path) continue;
    try {
      return identifyTerraform(path, environment);
    } catch (error) {
      if (!(error instanceof PlanError)) throw error;
      faults.push(error.message);
    }
  }
  if (faults.length > 0) throw new PlanError(faults.join("\n"));
  return undefined;
}

/**
 * Asks a program what it is.
 *
 * @throws PlanError if it does not run, is neither Terraform nor OpenTofu, or is too old
 */
export function identifyTerraform(path: string, environment: NodeJS.ProcessEnv): TerraformBinary {
  const { status, stdout, stderr, error } = spawnSync(path, ["version"], {
    env: { ...environment, CHECKPOINT_DISABLE: "1" },
    encoding: "utf8",
    timeout: MILLISECONDS_TO_ANSWER,
  });
  if (error || status !== 0) {
    const reason = error?.message ?? (stderr.trim() || stdout.trim() || `exit status ${status}`);
    throw new PlanError(`${path} does not run: ${reason}\n${CURE}`);
  }
  return readVersion(path, stdout);
}

/**
 * @param answer what `terraform version` printed, like `Terraform v1.11.4`
 * @throws PlanError if that is neither Terraform nor OpenTofu, or too old
 */
export function readVersion(path: string, answer: string): TerraformBinary {
  const [, product, version = ""] = /(Terraform|OpenTofu) v(\S+)/.exec(answer) ?? [];
  if (product !== "Terraform" && product !== "OpenTofu") {
    throw new PlanError(
      `${path} is neither Terraform nor OpenTofu: it calls itself ${JSON.stringify(answer.trim())}. ${CURE}`,
    );
  }
  const release = parseVersion(version.replace(/-.*/, ""));
  if (!release || compareVersions(release, OLDEST) < 0) {
    throw new PlanError(`${path} is ${product} ${version}, which is too old. ${CURE}`);
  }
  return { path, product, version };
}

function findOnPath(name: string, { PATH }: NodeJS.ProcessEnv): string | undefined {
  const suffixes = process.platform === "win32" ? [".exe"] : [""];
  return (PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .flatMap((folder) => suffixes.map((suffix) => join(folder, name + suffix)))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return isFile(path);
  } catch {
    return false;
  }
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
