import type { Finding, Hop, Path } from "../result";
import { titleOf } from "./finding-words";
import { visible } from "./plain-text";
import { locationOf, type Place } from "./sarif-location";

/** What GitHub shows of a flow. */
const MAX_STEPS = 1_000;

/** The hops of a path as steps, of which the one that the finding is about is the essential one. */
export function codeFlow(path: Path, finding: Finding, place: Place) {
  const at = path.hops.findIndex(({ title }) => title === finding.hop);
  // A window of the path that has the step in it.
  const start = Math.max(0, Math.min(at - MAX_STEPS / 2, path.hops.length - MAX_STEPS));
  const locations = path.hops.slice(start, start + MAX_STEPS).map((hop, index) => ({
    importance: start + index === at ? "essential" : "important",
    location: { ...stepLocation(path, hop, place), message: { text: stepText(hop) } },
  }));
  return { message: { text: visible(path.id) }, threadFlows: [{ locations }] };
}

function stepLocation({ elements }: Path, { findings, between }: Hop, place: Place) {
  return locationOf(findings[0] ?? { address: elements[between[1]]?.name }, place);
}

function stepText({ title, verdict, evidence, findings }: Hop): string {
  const why = [
    ...findings.map((finding) => titleOf(finding, " ")),
    ...(verdict === "PROVEN" ? evidence.map(({ text }) => visible(text)) : []),
  ];
  return [`${verdict} ${visible(title)}`, ...why].join("\n").replaceAll("](", "] (");
}
