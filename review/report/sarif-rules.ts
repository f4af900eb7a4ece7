import type { Finding } from "../result";
import { visible } from "./plain-text";

/** GitHub takes no more of a rule. */
const MAX_TAGS = 20;

/** The rules that occur, in the order of their ids. Their tags are the codes by which AWS explains the same. */
export function sarifRules(findings: readonly Finding[]) {
  const titles = new Map<string, string>();
  const codes = new Map<string, Set<string>>();
  for (const { rule, title, awsCode } of findings) {
    const id = visible(rule);
    if (!titles.has(id)) titles.set(id, visible(title));
    const known = codes.get(id) ?? new Set();
    if (awsCode !== undefined) known.add(visible(awsCode));
    codes.set(id, known);
  }
  return [...titles]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, title]) => ({
      id,
      shortDescription: { text: title },
      fullDescription: { text: title },
      properties: { tags: ["aws", "connectivity", ...[...(codes.get(id) ?? [])].sort()].slice(0, MAX_TAGS) },
    }));
}
