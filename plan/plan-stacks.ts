import { copyFileSync, cpSync, existsSync, rmSync } from "node:fs";
import { availableParallelism, freemem } from "node:os";
import { isAbsolute, join } from "node:path";
import { environmentNamed } from "../environments";
import { type Credentials, findCredentials } from "./credentials";
import { InterruptedError, UsageError } from "./errors";
import { unlessAborted } from "./patience";
import {
  makeOffline,
  PLAN_JSON_FILE,
  planDirectory,
  readConfiguration,
  type Step,
  type TerraformRun,
} from "./plan-directory";
import { type ChangeCount, countChanges, type PlanJson } from "./plan-json";
import { cacheFolder, projectFolder } from "./project-folder";
import { downloadProviders } from "./provider-download";
import { requiredProviders } from "./provider-mirror";
import { chooseProviderSource, missingSettingsNote, type ProviderSource } from "./provider-source";
import { type SynthesizedStack, synthesize } from "./synthesize";
import { findTerraform, type TerraformBinary } from "./terraform-binary";
import { downloadedTerraform } from "./terraform-download";

/** What to plan. Every member may be left out. */
export interface PlanOptions {
  /** Name of the environment. @default the first of environments.ts */
  readonly environmentName?: string;
  /** Names of the stacks. @default all */
  readonly stackNames?: readonly string[];
  /** @default those of this process */
  readonly environment?: NodeJS.ProcessEnv;
  /** A compiled app. @default `dist/main.js` of this project */
  readonly app?: string;
  /** Stops everything when aborted. */
  readonly signal?: AbortSignal;
  readonly progress?: PlanProgress;
}

/** What is told while it happens. */
export interface PlanProgress {
  /** Something a person wants to know, as where credentials come from. */
  note(text: string): void;
  /** The stacks are known, and all of them wait. */
  start(stackNames: readonly string[]): void;
  step(stackName: string, step: Step): void;
  finish(result: StackResult): void;
}

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

/** What came of a run. */
export interface PlanOutcome {
  readonly environmentName: string;
  readonly credentials: Credentials;
  readonly terraform: TerraformBinary;
  readonly providerSource: ProviderSource;
  /** In the order of the app. */
  readonly stacks: readonly StackResult[];
}

const SILENT: PlanProgress = { note() {}, start() {}, step() {}, finish() {} };

/**
 * Synthesizes an environment and plans its stacks with the real AWS provider: against the account if there are
 * credentials, else offline as if it were empty. A stack that fails does not stop the others.
 *
 * @throws UsageError for an unknown environment or stack
 * @throws PlanError if nothing can be planned: no Terraform, no provider, broken credentials, a failed synthesis
 * @throws InterruptedError if the signal was aborted
 */
export async function planStacks(options: PlanOptions = {}): Promise<PlanOutcome> {
  const { environment = process.env, progress = SILENT, signal } = options;
  const environmentName = checkedEnvironmentName(options.environmentName);
  const folder = join(cacheFolder, "plan", environmentName);
  const synthesizing = synthesize({
    environmentName,
    outputFolder: join(cacheFolder, "synthesized", environmentName),
    environment,
    app: options.app,
    signal,
  });
  // At the same time as the synthesis, since it may wait for a metadata service that is not there.
  const [all, credentials] = await Promise.all([
    synthesizing,
    unlessAborted(signal, findCredentials(environment)),
  ]);
  const stacks = chosenStacks(all, options.stackNames ?? [], environmentName);
  const terraform =
    findTerraform(environment) ??
    (await unlessAborted(signal, downloadedTerraform({ environment, onNote: progress.note })));
  const providerSource = await providersFor(stacks, terraform, environment, progress, signal);
  progress.note(`${terraform.product} ${terraform.version}; AWS provider: ${providerSource.description}.`);
  progress.note(credentialsInWords(credentials));
  progress.start(stacks.map(({ name }) => name));
  const offline = !credentials.found;
  const run = { terraform, providerSource, offline, environment, signal, aroundInit: oneAtATime() };
  const results = await sideBySide(stacks, parallelPlans(), async (stack) => {
    const result = await planStack(stack, join(folder, stack.name), run, progress);
    progress.finish(result);
    return result;
  });
  return { environmentName, credentials, terraform, providerSource, stacks: results };
}

function checkedEnvironmentName(name: string | undefined): string {
  try {
    return environmentNamed(name).name;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function chosenStacks(
  all: readonly SynthesizedStack[],
  wanted: readonly string[],
  environmentName: string,
): readonly SynthesizedStack[] {
  const unknown = wanted.filter((name) => !all.some((stack) => stack.name === name));
  if (unknown.length > 0) {
    throw new UsageError(
      `Environment ${environmentName} has no stack named ${unknown.map((name) => JSON.stringify(name)).join(" or ")}. ` +
        `Its stacks: ${all.map(({ name }) => name).join(", ")}.`,
    );
  }
  return wanted.length > 0 ? all.filter(({ name }) => wanted.includes(name)) : all;
}

async function providersFor(
  stacks: readonly SynthesizedStack[],
  terraform: TerraformBinary,
  environment: NodeJS.ProcessEnv,
  progress: PlanProgress,
  signal: AbortSignal | undefined,
): Promise<ProviderSource> {
  const note = missingSettingsNote(environment);
  if (note) progress.note(note);
  const configurations = stacks.map(({ directory }) => readConfiguration(directory));
  const required = requiredProviders(configurations, terraform.product);
  const source = chooseProviderSource({ required, product: terraform.product, environment });
  if (source.kind !== "registry") return source;
  progress.note(
    "No provider mirror on this machine: fetching the AWS provider (about 150 MB) from its registry.",
  );
  return downloadProviders({ terraform, required, source, environment, signal });
}

function credentialsInWords(credentials: Credentials): string {
  return credentials.found
    ? `AWS credentials from ${credentials.source}: planning against that account.`
    : "No AWS credentials: planning offline, as if the account were empty.";
}

async function planStack(
  stack: SynthesizedStack,
  directory: string,
  run: TerraformRun,
  progress: PlanProgress,
): Promise<StackResult> {
  const begin = performance.now();
  const { name } = stack;
  const seconds = () => (performance.now() - begin) / 1000;
  try {
    rmSync(directory, { recursive: true, force: true });
    cpSync(stack.directory, directory, { recursive: true });
    if (run.offline) makeOffline(directory);
    else bringLocalState(name, directory);
    const plan = await planDirectory(directory, { ...run, onStep: (step) => progress.step(name, step) });
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

// Terraform and the AWS provider together take 350 to 600 MB, and one processor each for most of the time.
const MEMORY_OF_A_PLAN = 700 * 2 ** 20;

function parallelPlans(): number {
  return Math.max(1, Math.min(availableParallelism(), Math.floor(freemem() / MEMORY_OF_A_PLAN)));
}

function oneAtATime(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work, work);
    last = turn;
    return turn;
  };
}

/** Results in the order of the items, with at most so many at work at once. */
async function sideBySide<Item, Result>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  const worker = async () => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  // Also when one is interrupted, the others get the time to stop in order.
  const ends = await Promise.allSettled(Array.from({ length: most }, worker));
  const failed = ends.find((end) => end.status === "rejected");
  if (failed) throw failed.reason;
  return results;
}
