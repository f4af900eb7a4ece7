import type { Resource } from "../../graph/resource";
import { isObject, Unknown } from "../../graph/value";
import { follow } from "../../network/look-up";
import { wayOut } from "../../network/ways-out";
import { warning } from "../../verdict";
import type { ResourceRule } from "../rule";

/** A subnet that calls itself private, and is not. */
export const privateSubnetStaysPrivate: ResourceRule = {
  id: "RT-04",
  title: "A subnet that is called private has no default route to an internet gateway",
  types: ["aws_subnet"],
  otherwise: "useless",
  check(subnet, graph) {
    const name = privateName(subnet);
    if (name === undefined) return undefined;
    const way = wayOut(graph, subnet);
    if (way instanceof Unknown || way.kind !== "internet gateway") return undefined;
    return warning({
      at: subnet,
      found: `${subnet.address} is called ${name}, but ${way.route.label} sends it to an internet gateway`,
      needed: "a route table without a route to an internet gateway",
      why: "With a public address, what stands there is reached from the internet; without one, it reaches nothing there.",
      fix: `Associate ${subnet.address} with a route table of its own.`,
    });
  },
};

function privateName(subnet: Resource): string | undefined {
  const tags = follow(subnet.get("tags"));
  const tag = isObject(tags) ? follow(tags.Name) : undefined;
  return [tag, subnet.name].find(
    (name): name is string =>
      typeof name === "string" && /private|isolated|internal|intra/i.test(name) && !/public/i.test(name),
  );
}
