/**
 * Rows as a table, between rules under the headings and over the last row, which is a total.
 *
 * @param rightAligned headings of the columns that stand to the right
 */
export function aligned(rows: readonly (readonly string[])[], rightAligned: ReadonlySet<string>): string {
  const [headings = []] = rows;
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const rule = widths.map((width) => "-".repeat(width));
  const lines = [headings, rule, ...rows.slice(1, -1), rule, rows.at(-1)].map((row) =>
    headings
      .map((heading, column) => {
        const cell = row?.[column] ?? "";
        const width = widths[column] ?? 0;
        return rightAligned.has(heading) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("  "),
  );
  return lines.map((line) => line.trimEnd()).join("\n");
}
