import type { ReviewResult } from "../review/result";
import { aligned } from "./aligned";

const HEADINGS = ["Path", "Hops", "Verdict"];

/** The paths of each stack with their verdicts, those that are not proven first, and a total. */
export function pathTable({ paths, summary }: ReviewResult): string {
  const rank = { BROKEN: 0, UNKNOWN: 1, PROVEN: 2 };
  const rows = [...paths]
    .sort((a, b) => rank[a.verdict] - rank[b.verdict])
    .map(({ id, hops, verdict }) => [id, String(hops.length), verdict]);
  const hops = paths.reduce((sum, path) => sum + path.hops.length, 0);
  const { proven, broken, unknown } = summary;
  const outcome = [
    `${proven} proven`,
    ...(broken > 0 ? [`${broken} broken`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
  ];
  return aligned([HEADINGS, ...rows, ["Total", String(hops), outcome.join(", ")]], new Set(["Hops"]));
}
