import type { Finding, SuppressedFinding } from "../result";
import { breakBetweenWords } from "./line-breaks";
import { visible, visibleLines } from "./plain-text";

/** A line or several under a label, like `needed`. */
export interface Field {
  readonly label: "found" | "needed" | "why" | "fix" | "at";
  readonly lines: readonly string[];
}

/** What a finding says, to be shown as it stands: nothing in it is hidden any more. */
export function fieldsOf(finding: Finding): Field[] {
  const fields: Field[] = [
    { label: "found", lines: [visible(finding.found)] },
    { label: "needed", lines: [visible(finding.needed)] },
    { label: "why", lines: visibleLines(finding.why) },
    { label: "fix", lines: visibleLines(finding.fix) },
    { label: "at", lines: placesOf(finding) },
  ];
  return fields.filter(({ lines }) => lines.some((line) => line !== ""));
}

/** Where it is to be cured, in all the ways that are known: address, construct, line of a file. */
export function placesOf({ address, constructPath, file, line }: Finding): string[] {
  const place = file === undefined ? undefined : line === undefined ? file : `${file}:${line}`;
  return [address, constructPath, place].filter((each) => each !== undefined).map(visible);
}

const LABEL_WIDTH = 8;

/** The fields with their labels in a column, every further line indented as far as the first. */
export function alignedFields(
  finding: Finding,
  width: number,
  label: (text: string) => string = (text) => text,
): string[] {
  return fieldsOf(finding).flatMap((field) =>
    field.lines
      .flatMap((line) => brokenLine(line, width - LABEL_WIDTH))
      .map((line, index) =>
        `${label((index === 0 ? field.label : "").padEnd(LABEL_WIDTH))}${line}`.trimEnd(),
      ),
  );
}

/** A line of a block keeps its indentation, also where it is broken. */
function brokenLine(line: string, width: number): string[] {
  const indentation = /^ */.exec(line)?.[0] ?? "";
  return breakBetweenWords(line.slice(indentation.length), Math.max(20, width - indentation.length)).map(
    (part) => indentation + part,
  );
}

/** Like `SG-01  Both security groups admit the connection`. */
export const titleOf = ({ rule, title }: Finding, gap = "  ") => `${visible(rule)}${gap}${visible(title)}`;

/** Like `accepted until the move, until 2027-03-31`. */
export function reasonOf({ reason, until }: SuppressedFinding): string {
  return until === undefined ? visible(reason) : `${visible(reason)} (until ${visible(until)})`;
}
