import type { Unclear } from "../../ecs/needs";
import type { ServiceCaller } from "../../endpoints/caller";
import { someImagePulled } from "../../rules/ecs/some-image-pulled";
import { checks, type Element, type PathDraft } from "../draft";

/** A path of which little more is known than that it is there. */
export function unclearPath(source: Element, caller: ServiceCaller | undefined, unclear: Unclear): PathDraft {
  const { what } = unclear;
  return {
    from: source.name,
    to: what,
    port: undefined,
    elements: [source, { name: what, kind: "not known", lane: "AWS" }],
    gates: [
      {
        title: `${source.name} -> ${what}`,
        between: [0, 1],
        checks: checks({ caller, unclear }, someImagePulled),
      },
    ],
  };
}
