import { COMBINATIONS, type Combination } from "./combinations";
import { install, installedVersions } from "./install";
import { copySource } from "./source";
import { differences, synthesized, type Values } from "./synthesized";
import { typeErrors } from "./type-check";
import { runTests, type TestResult } from "./unit-tests";

/** What was found of one combination. */
export interface Finding {
  readonly name: string;
  readonly versions: string;
  readonly typeErrors: readonly string[];
  /** Undefined if they were not run, since the types were wrong. */
  readonly tests?: TestResult;
  /** What the stacks have in another way than with the first combination; undefined if they were not synthesized. */
  readonly differences?: readonly string[];
  /** What is not as the combination says. */
  readonly surprises: readonly string[];
  readonly seconds: number;
}

/** Whether all is well with a combination. */
export function isCompatible({ typeErrors, tests, differences, surprises }: Finding): boolean {
  return (
    typeErrors.length === 0 && tests?.failed === 0 && differences?.length === 0 && surprises.length === 0
  );
}

/**
 * Holds the source against combinations, one after the other, since each test run takes all processors.
 *
 * @param report called with each finding when it is there
 */
export async function check(
  combinations: readonly Combination[],
  report: (finding: Finding) => void,
): Promise<Finding[]> {
  const [first] = COMBINATIONS as [Combination, ...Combination[]];
  let reference: Values | undefined;
  const findings: Finding[] = [];
  for (const combination of combinations) {
    const begin = performance.now();
    await install(combination);
    copySource(combination);
    const versions = installedVersions(combination);
    const errors = await typeErrors(combination);
    const finding =
      errors.length > 0
        ? { surprises: [] }
        : await run(combination, async (values) => {
            reference ??= combination === first ? values : await synthesizedWith(first);
            return reference;
          });
    const seconds = (performance.now() - begin) / 1000;
    findings.push({ name: combination.name, versions, typeErrors: errors, ...finding, seconds });
    report(findings.at(-1) as Finding);
  }
  return findings;
}

async function run(combination: Combination, referenceFor: (values: Values) => Promise<Values>) {
  const tests = await runTests(combination);
  const values = await synthesized(combination);
  const reference = await referenceFor(values);
  return {
    tests,
    differences: differences(reference, values, combination.differences),
    surprises: surprisesOf(combination, tests),
  };
}

/** What the first combination writes, when it is not itself among those that are checked. */
async function synthesizedWith(combination: Combination): Promise<Values> {
  await install(combination);
  copySource(combination);
  const [error] = await typeErrors(combination);
  if (error)
    throw new Error(`${combination.name}, which others are compared with, does not compile: ${error}`);
  return synthesized(combination);
}

function surprisesOf({ newerArguments }: Combination, tests: TestResult): string[] {
  const [ran, expected] = [tests.newerArguments, [...newerArguments].sort()];
  return ran.join() === expected.join()
    ? []
    : [`tests of newer arguments ran for [${ran.join(", ")}], not for [${expected.join(", ")}]`];
}
