import type { Arguments, Configuration } from "../configuration";
import { anyOf, managedAddresses, mapTexts, type Transformation } from "./transformation";

const KEYS = ["eu-central-1.a", "a b", "x[0]", "orders"];

/** Single resources as instances: of `count = 1`, or of `for_each` with one key, which may have dots in it. */
export const instances: Transformation = (configuration, random) => {
  const keys = new Map<string, string>();
  for (const address of managedAddresses(configuration)) {
    if (!random.chance(0.3)) continue;
    const key = random.shuffled(KEYS)[0] as string;
    keys.set(address, random.chance(0.5) ? "[0]" : `["${key}"]`);
  }
  if (keys.size === 0) return { folders: { ".": configuration }, renamed: (text) => text };
  const pattern = anyOf(keys.keys());
  const indexed = (text: string) =>
    text.replace(pattern, (address) => `${address}${keys.get(address) ?? ""}`);
  // Within a reference only: `depends_on` names all instances by the address of the resource.
  const inReferences = (text: string) => text.replace(/\$\{[^}]*\}/g, indexed);
  const copy = mapTexts(configuration, inReferences) as Configuration;
  for (const [address, key] of keys) {
    const [type = "", name = ""] = address.split(".");
    const values = copy.resource[type]?.[name] as Arguments;
    if (key === "[0]") values.count = 1;
    else values.for_each = `\${toset([${key.slice(1, -1)}])}`;
  }
  return { folders: { ".": copy }, renamed: indexed };
};
