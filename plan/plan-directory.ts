import { readFileSync, writeFileSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import { runProcess } from "./child-process";
import { PlanError } from "./errors";
import {
  OFFLINE_PLAN_ARGUMENTS,
  OVERRIDE_FILE,
  offlineEnvironment,
  offlineOverride,
  type StackConfiguration,
  withoutAssumedRoles,
} from "./offline-override";
import type { PlanJson } from "./plan-json";
import type { ProviderSource } from "./provider-source";
import type { TerraformBinary } from "./terraform-binary";

/** Name of the synthesized configuration in a stack's folder. */
export const CONFIGURATION_FILE = "cdk.tf.json";
/** Name of the plan as JSON in the folder that was planned. */
export const PLAN_JSON_FILE = "plan.json";
const PLAN_FILE = "plan.tfplan";

/** The commands that a folder goes through, in order. */
export type Step = "init" | "validate" | "plan" | "show";

/** What runs Terraform in a folder, and how. */
export interface TerraformRun {
  readonly terraform: TerraformBinary;
  readonly providerSource: ProviderSource;
  /** Whether the folder was prepared by `makeOffline`. */
  readonly offline: boolean;
  /** The person's own environment variables; what would disturb the run is taken out. */
  readonly environment: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
  /** Called when a step begins. */
  readonly onStep?: (step: Step) => void;
  /** Runs `init` when its turn has come: Terraform's plugin cache, which a person may have set, is not safe for two at once. */
  readonly aroundInit?: <T>(init: () => Promise<T>) => Promise<T>;
}

/** A Terraform command that failed, with all that Terraform said about it. */
export class TerraformFailure extends PlanError {
  constructor(
    readonly step: Step,
    readonly diagnostics: string,
  ) {
    super(`terraform ${step} failed:\n${diagnostics}`);
  }
}

/**
 * Prepares a folder that holds a copy of a synthesized stack for an offline plan. Never call it on what
 * `cdktf deploy` uses.
 */
export function makeOffline(directory: string): void {
  const stack = readConfiguration(directory);
  writeJson(join(directory, CONFIGURATION_FILE), withoutAssumedRoles(stack));
  writeJson(join(directory, OVERRIDE_FILE), offlineOverride(stack));
}

/** Reads the synthesized configuration of a folder. */
export function readConfiguration(directory: string): StackConfiguration {
  return JSON.parse(readFileSync(join(directory, CONFIGURATION_FILE), "utf8"));
}

/**
 * Runs `init` and `validate` in a folder.
 *
 * @throws TerraformFailure with Terraform's own diagnostics
 */
export async function validateDirectory(directory: string, run: TerraformRun): Promise<void> {
  const init = () =>
    terraform(directory, run, "init", ["-input=false", "-no-color", ...run.providerSource.initArguments]);
  await (run.aroundInit ? run.aroundInit(init) : init());
  await terraform(directory, run, "validate", ["-no-color"]);
}

/**
 * Runs `init`, `validate`, `plan` and `show` in a folder and leaves the plan there as JSON.
 *
 * @param planArguments added to those of `terraform plan`, like `-var-file=...`
 * @throws TerraformFailure with Terraform's own diagnostics
 */
export async function planDirectory(
  directory: string,
  run: TerraformRun,
  planArguments: readonly string[] = [],
): Promise<PlanJson> {
  await validateDirectory(directory, run);
  const offlineArguments = run.offline ? OFFLINE_PLAN_ARGUMENTS : [];
  const options = ["-input=false", "-no-color", `-out=${PLAN_FILE}`];
  await terraform(directory, run, "plan", [...options, ...offlineArguments, ...planArguments]);
  const json = await terraform(directory, run, "show", ["-json", PLAN_FILE]);
  writeFileSync(join(directory, PLAN_JSON_FILE), json);
  return JSON.parse(json);
}

async function terraform(
  directory: string,
  run: TerraformRun,
  step: Step,
  stepArguments: readonly string[],
): Promise<string> {
  run.onStep?.(step);
  const { exitCode, stdout, stderr } = await runProcess(run.terraform.path, [step, ...stepArguments], {
    directory,
    environment: terraformEnvironment(run),
    signal: run.signal,
  });
  if (exitCode === 0) return stdout;
  // Errors are on standard error, but for a wrapper script or a crash this is not sure.
  throw new TerraformFailure(
    step,
    stderr.trim() || stdout.trim() || `exit status ${exitCode}, and no message`,
  );
}

function terraformEnvironment({ environment, offline, providerSource }: TerraformRun): NodeJS.ProcessEnv {
  const theirs = offline ? offlineEnvironment(environment, devNull) : environment;
  const { TF_DATA_DIR, ...kept } = theirs; // One data folder for all stacks would be written by several runs at once.
  return {
    ...kept,
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    ...providerSource.environment,
  };
}

function writeJson(path: string, content: object): void {
  writeFileSync(path, `${JSON.stringify(content, undefined, 2)}\n`);
}
