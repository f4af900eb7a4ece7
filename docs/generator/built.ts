import type { PlacedResource } from "./constructs";
import { nameOf } from "./constructs";
import { code, table } from "./wording";

/** How many resources of which types each construct of a module makes in an example. */
export function builtTable(placed: readonly PlacedResource[]): string {
  const constructs = new Map<string, Map<string, number>>();
  for (const { type, within } of placed) {
    const inner = within.at(-1);
    if (!inner) continue;
    const types = constructs.get(nameOf(inner)) ?? new Map<string, number>();
    types.set(type, (types.get(type) ?? 0) + 1);
    constructs.set(nameOf(inner), types);
  }
  const rows = [...constructs].map(([name, types]) => [
    code(name),
    [...types].map(([type, count]) => (count === 1 ? code(type) : `${count} ${code(type)}`)).join(", "),
  ]);
  return table(["construct", "its resources in the example"], rows);
}
