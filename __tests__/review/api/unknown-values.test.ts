import { apiPaths, loadBalancerPaths } from "../../../review/paths/api";
import { graphOf, httpStack, judged, loadBalancerStack, type Resources, restStack } from "./stack";

/** Every place in a value, as the keys that lead there. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  const inner = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [path, ...inner.flatMap(([key, part]) => placesIn(part, [...path, key]))];
}

function withUnknown(resources: Resources, path: readonly string[]): Resources {
  const copy = structuredClone(resources);
  let at = copy as Record<string, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
  at[path.at(-1) ?? ""] = "${var.not_known}";
  return copy;
}

describe.each([
  ["REST API", restStack(), apiPaths],
  ["HTTP API", httpStack(), apiPaths],
  ["load balancer", loadBalancerStack(), loadBalancerPaths],
])("a %s that works", (_, resources, family) => {
  // A type and a name are two keys: what is below is a value.
  const places = placesIn(resources).filter((path) => path.length > 2);

  test("is never called broken for a value that is not known", () => {
    const broken = places.filter((path) => {
      const graph = graphOf(withUnknown(resources, path));
      const drafts = [apiPaths, loadBalancerPaths].flatMap((family) => family.infer(graph));
      return judged(drafts, graph).some(({ verdict }) => verdict === "BROKEN");
    });
    expect(places.length).toBeGreaterThan(40);
    expect(broken.map((path) => path.join("."))).toEqual([]);
  });

  test("is no path that is proven without one of its resources", () => {
    const addresses = Object.entries(resources).flatMap(([type, named]) =>
      Object.keys(named).map((name) => [type, name] as const),
    );
    const needed = addresses.filter(([type]) =>
      /integration$|_lb$|listener$|target_group$|ecs_service$|task_definition$|_rule$/.test(type),
    );
    for (const [type, name] of needed) {
      const { [name]: _gone, ...others } = resources[type] ?? {};
      const graph = graphOf({ ...resources, [type]: others });
      expect([
        type,
        judged(family.infer(graph), graph).filter(({ verdict }) => verdict === "PROVEN"),
      ]).toEqual([type, []]);
    }
  });
});
