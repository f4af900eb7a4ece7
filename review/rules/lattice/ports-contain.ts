import { Unknown } from "../../graph/value";
import { portOf } from "../../lattice/database";
import { portRangesOf } from "../../lattice/resource-configuration";
import { containsPort, serviceInWords } from "../../network/ports";
import { broken, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";
import type { GatewayToTarget } from "./way";

/** A configuration by ARN takes the database's port; any other admits only the ports that it names. */
export const portsContain: Rule<GatewayToTarget> = {
  id: "LAT-12",
  title: "The resource configuration admits the port of the database",
  check({ target, port }, graph) {
    const { configuration, definition, destination } = target;
    if (!definition || definition.kind === "arn") return undefined;
    const wanted = (destination && portOf(graph, destination)) ?? port;
    const ranges = portRangesOf(graph, configuration);
    // That they are missing, or that an item is no range, is said where the configuration is looked at alone.
    if (ranges === undefined || typeof wanted !== "number") return undefined;
    const words = {
      at: configuration,
      needed: `${wanted} among port_ranges`,
      why: "VPC Lattice passes on only connections to ports of the resource configuration.",
      fix: `port_ranges = ["${wanted}"]`,
    };
    if (ranges instanceof Unknown) return unknown({ ...words, found: ranges.reason });
    const doubt = ranges.find((range) => range instanceof Unknown);
    const admitted = ranges.some(
      (range) => typeof range === "object" && !(range instanceof Unknown) && containsPort(range, wanted),
    );
    if (admitted) return proven(`${configuration.address} admits ${serviceInWords("tcp", wanted)}`);
    if (doubt instanceof Unknown) return unknown({ ...words, found: doubt.reason });
    const list = ranges.map((range) => (typeof range === "string" ? range : rangeInWords(range))).join(", ");
    return broken({
      ...words,
      found: `${target.name} listens on ${serviceInWords("tcp", wanted)}, and ${configuration.address} admits ${list || "no port"}`,
    });
  },
};

function rangeInWords(range: Parameters<typeof serviceInWords>[1]): string {
  return serviceInWords("tcp", range);
}
