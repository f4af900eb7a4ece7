import { copyFileSync, cpSync, existsSync, rmSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { InterruptedError } from "./errors";
import {
  makeOffline,
  PLAN_JSON_FILE,
  planDirectory,
  readConfiguration,
  type TerraformRun,
} from "./plan-directory";
import { type ChangeCount, countChanges, type PlanJson } from "./plan-json";
import { projectFolder } from "./project-folder";
import type { SynthesizedStack } from "./synthesize";

/** What came of one stack. */
export type StackResult = PlannedStack | FailedStack;

/** A stack with a plan. */
export interface PlannedStack {
  readonly name: string;
  readonly seconds: number;
  readonly planned: true;
  readonly changes: ChangeCount;
  readonly plan: PlanJson;
  /** Absolute path of the plan as JSON. */
  readonly planJsonPath: string;
}

/** A stack without a plan. */
export interface FailedStack {
  readonly name: string;
  readonly seconds: number;
  readonly planned: false;
  /** Of TerraformFailure: the step, and what Terraform said. */
  readonly error: Error;
}

/**
 * Plans a stack in a working folder of its own, so that nothing is written where `cdktf deploy` looks.
 *
 * @param directory the working folder; emptied before
 * @throws InterruptedError, and nothing else: a failure is a result
 */
export async function planStack(
  stack: SynthesizedStack,
  directory: string,
  run: TerraformRun,
): Promise<StackResult> {
  const begin = performance.now();
  const { name } = stack;
  const seconds = () => (performance.now() - begin) / 1000;
  try {
    rmSync(directory, { recursive: true, force: true });
    cpSync(stack.directory, directory, { recursive: true });
    if (run.offline) makeOffline(directory);
    else bringLocalState(name, directory);
    const plan = await planDirectory(directory, run);
    const planJsonPath = join(directory, PLAN_JSON_FILE);
    return { name, seconds: seconds(), planned: true, changes: countChanges(plan), plan, planJsonPath };
  } catch (error) {
    if (error instanceof InterruptedError) throw error;
    return { name, seconds: seconds(), planned: false, error: error as Error };
  }
}

/** With a local backend, what `cdktf deploy` has made is known from the state file in its own folder only. */
function bringLocalState(stackName: string, directory: string): void {
  const path = readConfiguration(directory).terraform?.backend?.local?.path;
  if (!path || isAbsolute(path)) return;
  const deployed = join(projectFolder, "cdktf.out", "stacks", stackName, path);
  if (existsSync(deployed)) copyFileSync(deployed, join(directory, path));
}
