import type { Resource } from "../../graph/resource";
import type { Unknown } from "../../graph/value";
import { flagArgument, textArgument } from "../../load-balancer/argument";
import { peerOfTarget } from "../../load-balancer/connection";
import type { Forwarding } from "../../load-balancer/forwarding";
import { kindOf } from "../../load-balancer/load-balancer";
import { isResource } from "../../network/look-up";
import { type Peer, peerOf } from "../../network/peer";
import { broken, proven, warning } from "../../verdict";
import type { Rule } from "../rule";

export const zonesCovered: Rule<Forwarding> = {
  id: "LB-06",
  title: "Load balancer and targets are in the same zones",
  awsCode: "ELBV2_NO_TARGETS_IN_AZ",
  check: ({ loadBalancer, group, target }, graph) => {
    if (!isResource(group) || !target || target.kind === "address" || target.kind === "load balancer")
      return undefined;
    const here = zonesOf(peerOf(graph, loadBalancer));
    const there = zonesOf(peerOfTarget(graph, target, group));
    if (!here || !there) return undefined;
    const name = target.resource.address;
    const outside = there.filter((zone) => !here.includes(zone));
    const words = {
      at: loadBalancer,
      found: `${loadBalancer.address} is in ${here.join(", ")}, and ${name} in ${there.join(", ")}`,
      needed: "a subnet of the load balancer in each zone of its targets",
      why: "A load balancer sends nothing to targets in a zone that it is not enabled in.",
      fix: `Add a subnet in ${outside.join(", ")} to ${loadBalancer.address}.`,
    };
    if (outside.length === there.length) return broken(words);
    if (outside.length > 0) return warning(words);
    const empty = here.filter((zone) => !there.includes(zone));
    if (empty.length === 0) return proven(`${loadBalancer.address} and ${name} are in the same zones`);
    const crosses = [flagArgument(loadBalancer, "enable_cross_zone_load_balancing"), crossesOf(group)];
    if (kindOf(loadBalancer) !== "network" || crosses.some((one) => one !== undefined && one !== false))
      return undefined;
    return warning({
      ...words,
      needed: "targets in each zone of the load balancer, or cross-zone load balancing",
      why: `Clients that resolve the load balancer's name to its address in ${empty.join(", ")} find no target there: a Network Load Balancer does not cross zones unless told to.`,
      fix: "enable_cross_zone_load_balancing = true",
    });
  },
};

/** What a target group says of its own; undefined if it leaves that to the load balancer. */
function crossesOf(group: Resource): boolean | Unknown | undefined {
  const argument = "load_balancing_cross_zone_enabled";
  return textArgument(group, argument) === "use_load_balancer_configuration"
    ? undefined
    : flagArgument(group, argument);
}

/** The zones of all subnets, by name or by id; undefined if one is not known. */
function zonesOf(peer: Peer | undefined): readonly string[] | undefined {
  const subnets = peer?.subnets ?? [];
  for (const argument of ["availability_zone", "availability_zone_id"]) {
    const zones = subnets.map((subnet) => (isResource(subnet) ? textArgument(subnet, argument) : undefined));
    if (zones.length > 0 && zones.every((zone) => typeof zone === "string"))
      return [...new Set(zones)].sort();
  }
  return undefined;
}
