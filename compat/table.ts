import { aligned } from "../plan/aligned";
import { duration } from "../plan/table";
import { type Finding, isCompatible } from "./check";

const HEADINGS = ["Combination", "Versions", "Types", "Passed", "Failed", "Newer only", "Same JSON", "Time"];
const RIGHT_ALIGNED = new Set(["Passed", "Failed", "Newer only", "Time"]);

/** What was found, a line for each combination, and whether all is well. */
export function findingTable(findings: readonly Finding[]): string {
  const compatible = findings.filter(isCompatible).length;
  const seconds = findings.reduce((total, finding) => total + finding.seconds, 0);
  const outcome = compatible === findings.length ? "all compatible" : `${compatible} compatible`;
  const total = [
    "Total",
    `${findings.length === 1 ? "1 combination" : `${findings.length} combinations`}, ${outcome}`,
    "",
    "",
    "",
    "",
    "",
    duration(seconds),
  ];
  return aligned([HEADINGS, ...findings.map(cells), total], RIGHT_ALIGNED);
}

function cells({ name, versions, typeErrors, tests, differences, seconds }: Finding): string[] {
  const count = (number: number | undefined) => (number === undefined ? "-" : String(number));
  return [
    name,
    versions,
    typeErrors.length === 0 ? "right" : "wrong",
    count(tests?.passed),
    count(tests?.failed),
    count(tests?.newer),
    differences === undefined ? "-" : differences.length === 0 ? "yes" : "no",
    duration(seconds),
  ];
}

/** What is wrong with a combination, a line each; empty if all is well. */
export function problems({ name, typeErrors, tests, differences = [], surprises }: Finding): string {
  return [...typeErrors, ...(tests?.failures ?? []), ...differences, ...surprises]
    .map((problem) => `${name}: ${problem}`)
    .join("\n");
}
