import { ALL_RULES } from ".";

/** Every rule in a line: id, what it proves, and AWS's own code for it where there is one. */
export function rulesTable(): string {
  const rows = [...ALL_RULES].sort((a, b) => a.id.localeCompare(b.id, "en", { numeric: true }));
  const width = Math.max(...rows.map(({ id }) => id.length));
  return rows
    .map(({ id, title, awsCode }) => `${id.padEnd(width)}  ${title}${awsCode ? `  (AWS: ${awsCode})` : ""}`)
    .join("\n");
}
