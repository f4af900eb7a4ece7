import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { CONFIGURATION, definitionsOf, portRangesOf, typeOf } from "../../lattice/resource-configuration";
import { serviceInWords } from "../../network/ports";
import { broken, type Judgement, warning } from "../../verdict";
import type { ResourceRule } from "../rule";

/** Whether they contain the database's port is LAT-12's to say: that is a matter of two resources. */
export const configurationPorts: ResourceRule = {
  id: "LAT-16",
  title: "A resource by host name or address has ports, and they are ports",
  types: [CONFIGURATION],
  check(configuration, graph) {
    const byName = definitionsOf(configuration).some((one) => "kind" in one && one.kind !== "arn");
    const ranges = portRangesOf(graph, configuration);
    if (!byName || ranges instanceof Unknown) return undefined;
    if (ranges === undefined || ranges.length === 0) return missing(configuration);
    return ranges.flatMap((range) => {
      if (typeof range === "string") return [wrong(configuration, range)];
      if (range instanceof Unknown || range.to - range.from < 60_000) return [];
      return [
        warning({
          at: configuration,
          found: `${configuration.address} admits ${serviceInWords("tcp", range)}`,
          needed: "the port that the resource listens on",
          why: "Clients reach every port of the resource that its security groups admit.",
          fix: 'port_ranges = ["5432"]',
        }),
      ];
    });
  },
};

function missing(configuration: Resource): Judgement | undefined {
  const type = typeOf(configuration);
  if (type === "GROUP") return undefined;
  return broken({
    at: configuration,
    found: `${configuration.address} names its resource by host name or address, and has no port_ranges`,
    needed: "port_ranges with the port of the resource",
    why: "Only a resource by ARN brings its port along; the provider and AWS refuse any other without ports.",
    fix: 'port_ranges = ["5432"]',
  });
}

function wrong(configuration: Resource, text: string): Judgement {
  return broken({
    at: configuration,
    found: `port_ranges of ${configuration.address} has "${text}"`,
    needed: 'ports from 1 to 65535, each an item of its own, like "5432" or "8000-8010"',
    why: "AWS refuses a port that is none, and a range that ends before it begins.",
    fix: 'port_ranges = ["5432"]',
  });
}
