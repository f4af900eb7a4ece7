import { Op } from "cdktf";
import { readZone } from "../../aws/zones";
import { type SubnetGroup, sameVpc } from "../network";
import type { Inspection } from "../refusal";
import type { LoadBalancerTarget } from "./target";

/** Tells what is wrong with where tasks are, seen from the load balancer. */
export function inspectTarget(
  inspection: Inspection,
  target: LoadBalancerTarget,
  subnets: SubnetGroup,
): void {
  const apart = {
    input: "target.subnets",
    told: "in another VPC than the load balancer",
    allowed: "subnets of the load balancer's VPC, since a target group belongs to one",
    fix: "put the load balancer into the network of its target",
  };
  const same = sameVpc(target.subnets.network, subnets.network);
  if (same === "different") inspection.refuse(apart);
  if (same === "unknown") {
    inspection.leaveToTerraform(Op.eq(target.subnets.network.vpcId, subnets.network.vpcId), apart);
  }
  inspectIpv4(inspection, "target.subnets", target.subnets);
  const [ours, theirs] = [subnets.zones, target.subnets.zones];
  if (!ours || !theirs || !comparable([...ours, ...theirs])) return;
  const outside = theirs.filter((zone) => !ours.includes(zone));
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html
  inspection.refuseUnless(outside.length === 0, {
    input: "target.subnets",
    told: `also in ${outside.join(", ")}`,
    allowed: `zones that the load balancer has too (${ours.join(", ")}), since tasks elsewhere get no traffic`,
    fix: "give the load balancer a subnet in each zone of its target",
  });
}

/** Tells of subnets that have no IPv4 addresses, which are the only ones that the load balancers here speak. */
export function inspectIpv4(inspection: Inspection, input: string, { subnets = [] }: SubnetGroup): void {
  const without = subnets.filter(({ addressFamily }) => addressFamily === "ipv6");
  inspection.refuseUnless(without.length === 0, {
    input,
    told: `without IPv4 in ${without.map(({ zone }) => zone).join(", ")}`,
    allowed: "subnets that are ipv4 or dualstack",
    fix: "choose others",
  });
}

/** A zone id and a zone name can mean one zone. */
function comparable(zones: readonly string[]): boolean {
  return new Set(zones.map((zone) => readZone(zone)?.form)).size === 1;
}
