import { COMPARISON_RULES } from "../compare";
import { UNKNOWN_KIND } from "../paths/declared";
import { ALL_RULES } from ".";

interface Row {
  readonly id: string;
  readonly title: string;
  readonly awsCode?: string;
}

/** Every rule, each id once, in the order of the ids. */
export function rulesInOrder(): readonly Row[] {
  const byId = new Map<string, Row>();
  for (const rule of [...ALL_RULES, ...COMPARISON_RULES, UNKNOWN_KIND]) {
    if (!byId.has(rule.id)) byId.set(rule.id, rule);
  }
  return [...byId.values()].sort((a, b) => a.id.localeCompare(b.id, "en", { numeric: true }));
}

/** Every rule in a line: id, what it proves, and AWS's own code for it where there is one. */
export function rulesTable(): string {
  const rows = rulesInOrder();
  const width = Math.max(...rows.map(({ id }) => id.length));
  return rows
    .map(({ id, title, awsCode }) => `${id.padEnd(width)}  ${title}${awsCode ? `  (AWS: ${awsCode})` : ""}`)
    .join("\n");
}
