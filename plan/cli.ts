import { join, relative } from "node:path";
import { isBroken } from "../review/outcome";
import { textReport } from "../review/report/text";
import { readArguments, USAGE } from "./arguments";
import { killRunningProcesses } from "./child-process";
import { InterruptedError, PlanError, UsageError } from "./errors";
import { failureReport } from "./failure-report";
import { pathTable } from "./path-table";
import { type PlanOutcome, planStacks } from "./plan-stacks";
import { progressOn } from "./progress";
import { cacheFolder } from "./project-folder";
import { reviewPlans } from "./review-plans";
import { resultTable } from "./table";

const SIGNAL_STATUS: Partial<Record<NodeJS.Signals, number>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

// process.exit and not only a status: a source of credentials that gave up may still hold a connection open.
main().then((status) => process.exit(status));

async function main(): Promise<number> {
  const interruption = new AbortController();
  let interruptedStatus = 130;
  for (const [signal, status = 130] of Object.entries(SIGNAL_STATUS)) {
    process.on(signal, () => {
      if (interruption.signal.aborted) {
        killRunningProcesses(); // Asked twice: no more waiting.
        process.exit(status);
      }
      interruptedStatus = status;
      interruption.abort();
    });
  }
  try {
    return await plan(interruption.signal);
  } catch (error) {
    if (error instanceof InterruptedError) {
      console.error(error.message);
      return interruptedStatus;
    }
    // Only a fault of this program itself deserves a stack trace.
    console.error(error instanceof PlanError ? error.message : error);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function plan(signal: AbortSignal): Promise<number> {
  const begin = performance.now();
  const { help, environmentName, stackNames } = readArguments(process.argv.slice(2), process.env);
  if (help) {
    console.log(USAGE);
    return 0;
  }
  const progress = progressOn(process.stderr, process.env);
  let outcome: PlanOutcome;
  try {
    outcome = await planStacks({ environmentName, stackNames, signal, progress });
  } finally {
    progress.close();
  }
  const { stacks, credentials } = outcome;
  const failures = stacks.flatMap((stack) => (stack.planned ? [] : [stack]));
  for (const failure of failures) {
    const directory = join(cacheFolder, "plan", outcome.environmentName, failure.name);
    console.error(`\n${failureReport(failure, { credentials, directory })}`);
  }
  console.log(`\n${resultTable(stacks, (performance.now() - begin) / 1000)}`);
  const proven = await tellPaths(outcome);
  return failures.length > 0 || !proven ? 1 : 0;
}

/** Shows what became of every path of the stacks that could be planned; false if one is broken. */
async function tellPaths({ stacks, environmentName }: PlanOutcome): Promise<boolean> {
  const plans = stacks.flatMap((stack) => (stack.planned ? [stack.planJsonPath] : []));
  if (plans.length === 0) return true;
  const page = join(cacheFolder, "plan", environmentName, "review.html");
  const result = await reviewPlans(plans, page);
  console.log(`\n${pathTable(result)}`);
  if (result.findings.length > 0) console.log(`\n${textReport(result)}`);
  else for (const notice of result.notices) console.log(`\n${notice}`);
  console.log(`\nEvery path, hop by hop: ${relative(process.cwd(), page)}`);
  return !isBroken(result);
}
