import type { Hop, Path, PathElement } from "../result";
import { runsByLane } from "./lanes";
import { breakAnywhere } from "./line-breaks";
import { visible } from "./plain-text";

/** Mermaid and its readers cope with fewer than 40. */
const MAX_NODES = 39;
const MAX_LETTERS = 160;
const LETTERS_PER_LINE = 32;
const SIGNS = { PROVEN: "✓", BROKEN: "✗", UNKNOWN: "?" } as const;
const STYLES = {
  PROVEN: "stroke:#1f7a3d,stroke-width:2px",
  BROKEN: "stroke:#c62828,stroke-width:3px",
  UNKNOWN: "stroke:#b26a00,stroke-width:2px,stroke-dasharray:6 4",
} as const;

/**
 * A path as a Mermaid flowchart: its elements in boxes, one for each network, its hops as edges. A gate at one element is a hexagon
 * beside it. What goes beyond 39 nodes is left out: gates that are proven first.
 */
export function mermaidFlowchart(path: Path): string {
  const all = path.elements.length > 0 ? path.elements : endsOf(path);
  const elements = all.length > MAX_NODES ? all.slice(0, MAX_NODES - 1) : all;
  const more = all.length - elements.length;
  const edges = path.hops.filter(
    ({ between: [from, to] }) => from !== to && Math.max(from, to) < elements.length,
  );
  const gates = path.hops
    .filter(({ between: [from, to] }) => from === to && from < elements.length)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, MAX_NODES - elements.length - (more > 0 ? 1 : 0));
  const links = [...drawnEdges(edges, elements.length), ...gates.map(gateLink)];
  return [
    "flowchart LR",
    ...runsByLane(elements).flatMap((run, index) => [
      `  subgraph lane${index}["${label(run.lane)}"]`,
      ...run.elements.map(({ element, index: at }) => `    n${at}["${elementLabel(element)}"]`),
      ...gates.flatMap((gate, at) =>
        run.elements.some((each) => each.index === gate.between[0])
          ? [`    g${at}{{"${hopLabel(gate)}"}}`]
          : [],
      ),
      "  end",
    ]),
    ...(more > 0 ? [`  more["and ${more} more"]`, `  n${elements.length - 1} -.- more`] : []),
    ...links.map(({ text }) => `  ${text}`),
    ...links.flatMap(({ hop }, index) =>
      hop === undefined ? [] : [`  linkStyle ${index + (more > 0 ? 1 : 0)} ${STYLES[hop.verdict]}`],
    ),
  ].join("\n");
}

interface Link {
  readonly text: string;
  readonly hop?: Hop;
}

/** The hops, and a plain arrow where the path has no hop from an element to the next. */
function drawnEdges(hops: readonly Hop[], elements: number): Link[] {
  const joined = new Set(hops.map(({ between: [from, to] }) => Math.max(from, to)));
  const plain = Array.from({ length: Math.max(0, elements - 1) }, (_, index) => index + 1)
    .filter((to) => !joined.has(to))
    .map((to): Link => ({ text: `n${to - 1} --> n${to}` }));
  const drawn = hops.map((hop): Link => {
    const [from, to] = hop.between;
    return { text: `n${from} -->|"${hopLabel(hop)}"| n${to}`, hop };
  });
  return [...drawn, ...plain];
}

function gateLink(hop: Hop, index: number): Link {
  return { text: `n${hop.between[0]} --- g${index}`, hop };
}

const rank = ({ verdict }: Hop) => ["BROKEN", "UNKNOWN", "PROVEN"].indexOf(verdict);

const endsOf = ({ from, to }: Path): PathElement[] =>
  [from, to].map((name) => ({ name, kind: "", lane: "path" }));

const elementLabel = ({ kind, name }: PathElement) =>
  kind === "" ? label(name) : `${label(kind)}<br/>${label(name)}`;
const hopLabel = ({ title, verdict }: Hop) => `${SIGNS[verdict]} ${label(title)}`;

/** A text in a label: whatever is no letter, digit or harmless mark as an entity, of which Mermaid's form has no `&`. */
function label(text: string): string {
  const letters = [...visible(text)];
  const half = MAX_LETTERS / 2;
  const shown =
    letters.length <= MAX_LETTERS
      ? letters.join("")
      : `${letters.slice(0, half).join("")}…${letters.slice(-half).join("")}`;
  return breakAnywhere(shown, LETTERS_PER_LINE)
    .map((line) => line.replace(/[!-,:-@[-^`{-~]/g, (character) => `#${character.charCodeAt(0)};`))
    .join("<br/>");
}
