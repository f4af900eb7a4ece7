import type { PathElement } from "../result";

/** Elements that follow one another in the same network. */
export interface LaneRun {
  readonly lane: string;
  /** With their indices in the path. */
  readonly elements: readonly { readonly element: PathElement; readonly index: number }[];
}

/** The elements of a path in the boxes in which a picture shows them: a network that is entered twice has two. */
export function runsByLane(elements: readonly PathElement[]): LaneRun[] {
  const runs: { lane: string; elements: { element: PathElement; index: number }[] }[] = [];
  for (const [index, element] of elements.entries()) {
    const last = runs.at(-1);
    if (last && last.lane === element.lane) last.elements.push({ element, index });
    else runs.push({ lane: element.lane, elements: [{ element, index }] });
  }
  return runs;
}
