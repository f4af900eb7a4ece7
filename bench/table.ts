import { type Figure, isReached } from "./figure";

const HEADINGS = ["Figure", "Measured", "Target", "Reached"];

/** The figures, a line each. */
export function figureTable(figures: readonly Figure[]): string {
  return aligned([HEADINGS, ...figures.map(cells)]);
}

function cells(figure: Figure): string[] {
  const { name, value, format, target } = figure;
  const reached = isReached(figure);
  return [
    name,
    value === undefined ? "not measured" : format(value),
    target ? `at most ${format(target.atMost)}` : "",
    reached === undefined ? "" : reached ? "yes" : "no",
  ];
}

/** Rows under their headings, each column as wide as it must be; all columns but the first and the last to the right. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const rule = widths.map((width) => "-".repeat(width));
  return [...rows.slice(0, 1), rule, ...rows.slice(1)]
    .map((row) =>
      widths
        .map((width, column) => {
          const cell = row[column] ?? "";
          return column === 0 || column === columns - 1 ? cell.padEnd(width) : cell.padStart(width);
        })
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
