import { type Arguments, type Configuration, chain, graphOf, judged, short } from "./chain";

/** Every argument of every resource, as a path of keys. */
function argumentsOf({
  resource,
}: Configuration): readonly (readonly [address: string, keys: readonly string[]])[] {
  return Object.entries(resource).flatMap(([type, named]) =>
    Object.entries(named).flatMap(([name, values]) =>
      leaves(values).map((keys) => [`${type}.${name}`, [type, name, ...keys]] as const),
    ),
  );
}

function leaves(value: unknown, keys: readonly string[] = []): readonly (readonly string[])[] {
  const inner = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [
    ...(keys.length > 0 ? [keys] : []),
    ...inner.flatMap(([key, member]) => leaves(member, [...keys, key])),
  ];
}

function put(configuration: Configuration, keys: readonly string[], value: unknown): void {
  const last = keys.at(-1) ?? "";
  const block = keys.slice(0, -1).reduce<Arguments>((inner, key) => inner[key], configuration.resource);
  block[last] = value;
}

// In a chain that works, no value decides by not being known that something is broken.
test.each(
  argumentsOf(chain()).map(([address, keys]) => [`${address} ${keys.slice(2).join(".")}`, keys] as const),
)("%s that is not known breaks nothing", (_, keys) => {
  const said = judged(graphOf(chain((configuration) => put(configuration, keys, "${var.given}"))));
  expect(short(said).filter((one) => one.includes("BROKEN"))).toEqual([]);
  expect(said.paths.map(({ verdict }) => verdict)).not.toContain("BROKEN");
});
