import { readJson } from "../../../../review/read/inputs";
import type { Finding, ReviewResult } from "../../../../review/result";
import { review } from "../../../../review/review";
import type { Configuration } from "../configuration";
import type { Mutant, Operator } from "./operator";

/** What became of one mutant. */
export interface Outcome {
  readonly stack: string;
  readonly operator: Operator;
  readonly mutant: Mutant;
  readonly rules: readonly string[];
  readonly killed: boolean;
  /** What the review said instead, for who has to find out why a mutant survives. */
  readonly said: readonly string[];
}

/** Reviews every mutant of every stack. */
export function measure(
  stacks: Readonly<Record<string, Configuration>>,
  operators: readonly Operator[],
): Outcome[] {
  return Object.entries(stacks).flatMap(([stack, configuration]) =>
    operators.flatMap((operator) =>
      operator.mutants(configuration).map((mutant) => outcomeOf(stack, configuration, operator, mutant)),
    ),
  );
}

/** Reviews one configuration, given as JSON. */
export function reviewOf(name: string, configuration: Configuration): ReviewResult {
  return review(readJson(name, configuration as never));
}

function outcomeOf(stack: string, configuration: Configuration, operator: Operator, mutant: Mutant): Outcome {
  const copy = structuredClone(configuration);
  mutant.apply(copy);
  const { findings } = reviewOf(stack, copy);
  const rules = mutant.rules ?? operator.rules;
  const killed = findings.some(
    (finding) =>
      isSaying(finding, mutant.says ?? operator.says) &&
      rules.includes(finding.rule) &&
      mutant.at.includes(finding.address as string),
  );
  const said = killed ? [] : findings.map(inWords);
  return { stack, operator, mutant, rules, killed, said };
}

function isSaying({ verdict, severity }: Finding, says: Operator["says"] = "BROKEN"): boolean {
  return says === "warning" ? severity === "warning" : verdict === says;
}

function inWords({ rule, verdict, severity, address, found }: Finding): string {
  return `${rule} ${severity === "warning" ? "warning" : verdict} at ${address}: ${found}`;
}
