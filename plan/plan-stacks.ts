import { join } from "node:path";
import { environmentNamed } from "../environments";
import { type Credentials, findCredentials } from "./credentials";
import { UsageError } from "./errors";
import { unlessAborted } from "./patience";
import { readConfiguration, type Step } from "./plan-directory";
import { planStack, type StackResult } from "./plan-stack";
import { cacheFolder } from "./project-folder";
import { downloadProviders } from "./provider-download";
import { requiredProviders } from "./provider-mirror";
import { chooseProviderSource, missingSettingsNote, type ProviderSource } from "./provider-source";
import { oneAtATime, parallelPlans, sideBySide } from "./side-by-side";
import { type SynthesizedStack, synthesize } from "./synthesize";
import { findTerraform, type TerraformBinary } from "./terraform-binary";
import { downloadTerraform, terraformDownloadedEarlier } from "./terraform-download";

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
  /** Where it works. @default `.private-paths` of this project */
  readonly workFolder?: string;
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
  const { environment = process.env, workFolder = cacheFolder, progress = SILENT, signal } = options;
  const environmentName = checkedEnvironmentName(options.environmentName);
  const folder = join(workFolder, "plan", environmentName);
  const synthesizing = synthesize({
    environmentName,
    outputFolder: join(workFolder, "synthesized", environmentName),
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
  for (const warning of stacks.flatMap(({ warnings }) => warnings)) progress.note(`Warning: ${warning}`);
  const terraform =
    findTerraform(environment) ??
    terraformDownloadedEarlier(environment) ??
    (await unlessAborted(signal, downloadTerraform({ environment, onNote: progress.note })));
  const providerSource = await providersFor(stacks, terraform, environment, progress, signal);
  progress.note(`${terraform.product} ${terraform.version}; AWS provider: ${providerSource.description}.`);
  progress.note(credentialsInWords(credentials));
  progress.start(stacks.map(({ name }) => name));
  const offline = !credentials.found;
  const run = { terraform, providerSource, offline, environment, signal, aroundInit: oneAtATime() };
  const results = await sideBySide(stacks, parallelPlans(), async (stack) => {
    const result = await planStack(stack, join(folder, stack.name), {
      ...run,
      onStep: (step) => progress.step(stack.name, step),
    });
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
