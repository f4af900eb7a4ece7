import type { Resource } from "../../graph/resource";
import type { PathDraft } from "../draft";

/** Whether a path ends at a resource, or at what that is a part of, like a target group or a task definition. */
export function leadsTo({ elements, port: own }: PathDraft, to: Resource, port: number | undefined): boolean {
  const last = elements.slice(1).some(({ resource, parts = [] }, index, rest) => {
    if (resource === to) return index === rest.length - 1;
    return parts.includes(to);
  });
  return last && (port === undefined || own === undefined || own === port);
}
