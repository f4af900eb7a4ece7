import type { Path, ReviewResult } from "../review/result";
import { aligned } from "./aligned";

const HEADINGS = ["Stack", "Path", "Hops", "Verdict"];
const RANK: Readonly<Record<Path["verdict"], number>> = { BROKEN: 0, UNKNOWN: 1, PROVEN: 2 };

/** The paths of all stacks with their verdicts, those that are not proven first, and a total. */
export function pathTable({ paths, summary }: ReviewResult): string {
  const rows = [...paths]
    .sort((a, b) => RANK[a.verdict] - RANK[b.verdict] || stackOf(a).localeCompare(stackOf(b)))
    .map((path) => [stackOf(path), pathOf(path), String(path.hops.length), path.verdict]);
  const hops = paths.reduce((sum, path) => sum + path.hops.length, 0);
  const { proven, broken, unknown } = summary;
  const outcome = [
    `${proven} proven`,
    ...(broken > 0 ? [`${broken} broken`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
  ];
  const total = ["Total", `${paths.length} paths`, String(hops), outcome.join(", ")];
  return aligned([HEADINGS, ...rows, total], new Set(["Hops"]));
}

function stackOf({ stack = "" }: Path): string {
  return stack;
}

/** The id of a path begins with its stack where another one has the same. */
function pathOf({ id, stack }: Path): string {
  return stack !== undefined && id.startsWith(`${stack}: `) ? id.slice(stack.length + 2) : id;
}
