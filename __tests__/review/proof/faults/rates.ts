import { ALL_RULES } from "../../../../review/rules";
import type { Family } from ".";
import type { Outcome } from "./measure";

const titles = new Map(ALL_RULES.map(({ id, title }) => [id, title]));

/** The rules of which faults were made, and how many of them were found; as docs/review-faults.md has it. */
export function faultsDocument(families: readonly Family[], outcomes: readonly Outcome[]): string {
  const found = outcomes.filter(({ killed }) => killed);
  const about = new Set(outcomes.map(({ rules }) => rules[0]));
  const without = [...titles.keys()].filter((rule) => !about.has(rule)).sort(byId);
  const stacks = new Set(outcomes.map(({ stack }) => stack));
  return `# How many faults the review finds

The review is held against faults of which it is known what they do. From each of the ${stacks.size} stacks of the development environment,
as \`cdktf synth\` writes it, every configuration is made that has one fault: ${outcomes.length} of them. The review has to say that it is broken, by a rule
that is about the fault, and at the address where it is to be cured. Where AWS leaves open what happens, or something outside of the files
may cure it, the rule is documented to say UNKNOWN, or to warn; it is then held to that. Unchanged, every path of every stack is proven, and
nothing is called broken or unknown.

**Found: ${found.length} of ${outcomes.length} (${percent(found.length, outcomes.length)}).**

A mutation operator puts one kind of fault wherever it can be: \`__tests__/review/proof/faults/\` has one file for each family of them. Changes
that are no fault are not made, like one rule less where another admits the same, or one permission less of which only the application knows
whether it needs it. \`npx jest __tests__/review/proof\` makes and reviews all of them, and holds this page to the result;
\`PRIVATE_PATHS_WRITE_DOCS=1\` writes it.

## By rule

A fault counts for the rule that is about it, even if another one is allowed to name it too.

| Rule | What it proves | Faults | Found | Rate |
|---|---|---:|---:|---:|
${table(rowsByRule(outcomes))}

No fault of these stacks is about the other rules, as the stacks have nothing of what those are about (an HTTP API, ECS on EC2, a plan that
changes what exists), or a fault is named by another rule first: ${without.join(", ")}.

## By operator

${families.map((family) => operatorTable(family, outcomes)).join("\n\n")}
`;
}

function rowsByRule(outcomes: readonly Outcome[]): string[][] {
  const byRule = groupBy(outcomes, ({ rules }) => rules[0] as string);
  return [...byRule]
    .sort(([a], [b]) => byId(a, b))
    .map(([rule, of]) => [rule, titles.get(rule) ?? "", ...numbers(of)]);
}

function operatorTable({ name, operators }: Family, outcomes: readonly Outcome[]): string {
  const byOperator = groupBy(outcomes, ({ operator }) => operator.name);
  const rows = operators.map((operator) => [
    operator.name,
    operator.rules.join(", "),
    ...numbers(byOperator.get(operator.name) ?? []),
  ]);
  return `### ${name}

| Fault | Rules that may name it | Faults | Found | Rate |
|---|---|---:|---:|---:|
${table(rows)}`;
}

function numbers(outcomes: readonly Outcome[]): string[] {
  const found = outcomes.filter(({ killed }) => killed).length;
  return [String(outcomes.length), String(found), percent(found, outcomes.length)];
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "" : `${Math.floor((part / whole) * 1000) / 10} %`;
}

function table(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function groupBy(outcomes: readonly Outcome[], keyOf: (outcome: Outcome) => string): Map<string, Outcome[]> {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of outcomes)
    groups.set(keyOf(outcome), [...(groups.get(keyOf(outcome)) ?? []), outcome]);
  return groups;
}

function byId(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
