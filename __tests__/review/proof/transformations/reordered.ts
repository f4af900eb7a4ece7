import type { Configuration } from "../configuration";
import type { Random, Transformation } from "./transformation";

/** Arguments whose lists are sets. */
const SETS = new Set([
  "depends_on",
  "route_table_ids",
  "security_group_ids",
  "security_groups",
  "subnet_ids",
  "subnets",
  "vpc_security_group_ids",
]);

/** The same in another order: of all keys, and of all lists that are sets. */
export const reordered: Transformation = (configuration, random) => ({
  folders: { ".": shuffle(configuration, random, "") as Configuration },
  renamed: (text) => text,
});

function shuffle(value: unknown, random: Random, key: string): unknown {
  if (Array.isArray(value)) {
    const items = value.map((each) => shuffle(each, random, ""));
    return SETS.has(key) ? random.shuffled(items) : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, each]) => [name, shuffle(each, random, name)] as const);
  return Object.fromEntries(random.shuffled(entries));
}
