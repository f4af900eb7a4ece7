import { perGraph } from "./per-graph";
import type { Resource } from "./resource";

/**
 * All that Terraform makes before a resource, since that names it, or names something that does, and so on; the resource is among it.
 *
 * @returns undefined if what it depends on is not written, as in a state
 */
export const madeBefore = perGraph((_graph, resource: Resource): ReadonlySet<Resource> | undefined => {
  if (resource.dependencies?.() === undefined) return undefined;
  const before = new Set<Resource>([resource]);
  // A set is walked through with what is added to it on the way.
  for (const one of before) for (const next of one.dependencies?.() ?? []) before.add(next);
  return before;
});
