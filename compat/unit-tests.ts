import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runProcess } from "../plan/child-process";
import type { Combination } from "./combinations";
import { installedFolder } from "./install";
import { sourceFolder } from "./source";

/** How the tests of a combination ended. */
export interface TestResult {
  readonly passed: number;
  readonly failed: number;
  /** Of those that passed, the ones of what only newer bindings know. */
  readonly newer: number;
  /** The arguments that those are about, like `aws_vpclattice_resource_gateway.ipv4_addresses_per_eni`. */
  readonly newerArguments: readonly string[];
  /** What failed, by name, and test files that could not be run. */
  readonly failures: readonly string[];
}

/** The part of the result that Jest writes as JSON. */
export interface JestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/**
 * Runs the tests that need cdktf and no Terraform: those of modules, stacks and tools, and of the matchers.
 *
 * @throws Error with the end of what Jest said if it wrote no result
 */
export async function runTests(combination: Combination): Promise<TestResult> {
  const folder = installedFolder(combination);
  const temporary = join(folder, "temporary");
  const output = join(folder, "tests.json");
  rmSync(output, { force: true });
  mkdirSync(temporary, { recursive: true });
  const words = [
    join(folder, "node_modules", "jest", "bin", "jest.js"),
    "--selectProjects=unit",
    "--selectProjects=review",
    // Of the project "review" only the matchers: the review itself has nothing to do with cdktf.
    "--testPathPatterns=__tests__[/\\\\](?!review[/\\\\])",
    // Far above Jest's five seconds: a busy machine is no incompatibility.
    "--testTimeout=60000",
    `--resolver=${join(__dirname, "own-packages-only.js")}`,
    `--cacheDirectory=${join(folder, "jest-cache")}`,
    "--json",
    `--outputFile=${output}`,
  ];
  try {
    const { stdout, stderr } = await runProcess(process.execPath, words, {
      directory: sourceFolder(combination),
      // Folders that tests leave behind go with the rest.
      environment: { ...process.env, TMPDIR: temporary, CDKTF_STACK_TRACES: undefined },
    });
    return inNumbers(readReport(output, stderr || stdout));
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function readReport(output: string, said: string): JestReport {
  try {
    return JSON.parse(readFileSync(output, "utf8"));
  } catch {
    throw new Error(`Jest wrote no result:\n${said.trim().split("\n").slice(-20).join("\n")}`);
  }
}

/** What a report of Jest says of a combination. A test that was skipped did not hold, and counts as failed. */
export function inNumbers(report: JestReport): TestResult {
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const passed = tests.filter(({ status }) => status === "passed");
  const newer = passed.flatMap(({ fullName }) => /with bindings that know (\S+)/.exec(fullName)?.[1] ?? []);
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  return {
    passed: passed.length,
    failed: tests.length - passed.length + broken.length,
    newer: newer.length,
    newerArguments: [...new Set(newer)].sort(),
    failures: [
      ...tests
        .filter(({ status }) => status !== "passed")
        .map(({ fullName, status }) => `${status}: ${fullName}`),
      ...broken.map(({ name, message }) => `not run: ${name}\n${message.trim()}`),
    ],
  };
}
