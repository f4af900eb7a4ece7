import type { Graph } from "../../graph/graph";
import { Unknown } from "../../graph/value";
import { textArgument } from "../../load-balancer/argument";
import { kindOf } from "../../load-balancer/load-balancer";
import { admits } from "../../network/admission";
import { isResource, nameOf } from "../../network/look-up";
import { peerOf } from "../../network/peer";
import { containsPort } from "../../network/ports";
import type { GroupRule } from "../../network/security-group-rule";
import { rulesOfAll } from "../../network/security-group-rules";
import { broken, proven, unknown } from "../../verdict";
import type { Connection } from "../network/connection";
import { judgeSide, rulesOfSide, type Side, sidesOf, trafficOf } from "../network/group-admission";
import type { Rule } from "../rule";
import type { ServiceToLoadBalancer } from "./way";

const ARGUMENT = "enforce_security_group_inbound_rules_on_private_link_traffic";

/**
 * Where inbound rules are enforced on PrivateLink, they are held against the address of the client, and never against its groups:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
 */
export const privateLinkSource: Rule<ServiceToLoadBalancer> = {
  id: "EPS-04",
  title: "The load balancer admits what comes over the endpoint service",
  awsCode: "ENI_SG_RULES_MISMATCH",
  check({ loadBalancer, port, client }, graph) {
    if (!isResource(loadBalancer) || kindOf(loadBalancer) !== "network") return undefined;
    const to = peerOf(graph, loadBalancer);
    const enforced = textArgument(loadBalancer, ARGUMENT);
    if (enforced === "off")
      return proven(`${loadBalancer.address} does not enforce inbound rules on PrivateLink traffic`);
    const words = {
      at: loadBalancer,
      needed: `${ARGUMENT} = "off", or an inbound rule for the addresses of the clients`,
      why: "A Network Load Balancer with security groups holds their inbound rules against the addresses that clients have in their own VPC, unless told not to. Security groups are not seen over PrivateLink, and what is not admitted is dropped without an answer.",
      fix: `${ARGUMENT} = "off"`,
    };
    if (loadBalancer.mode === "data" || !to) {
      const found = `whether ${loadBalancer.address} enforces inbound rules on PrivateLink traffic is known only to AWS`;
      return unknown({ ...words, found });
    }
    if (to.groups.length === 0 && to.groupsKnown)
      return proven(`${loadBalancer.address} has no security group, so nothing filters there`);
    const doubt = enforced instanceof Unknown ? enforced.reason : undefined;
    if (client) {
      const connection = { from: client, to, protocol: "tcp", port, identity: "addresses" } as const;
      const side = sidesOf(connection).ingress;
      const said = judgeSide(graph, connection, side) ?? unseen(graph, connection, side);
      if (!("at" in said)) return said;
      const found = `inbound rules are enforced on PrivateLink traffic, and ${said.found}`;
      return said.verdict === "BROKEN" && doubt === undefined
        ? broken({ ...words, found })
        : unknown({ ...words, found: doubt ?? found });
    }
    const { rules, complete } = rulesOfAll(graph, to.groups, "ingress");
    const byAddress = rules.filter((rule) => mayBeFor(rule, port) && rule.other.kind !== "group");
    const [admitting] = byAddress;
    if (admitting)
      return proven(`${admitting.label} admits clients of the endpoint service by their addresses`);
    const found = `${loadBalancer.address} has ${to.groups.map(nameOf).join(", ")}, and no inbound rule that admits addresses`;
    if (complete !== true || doubt !== undefined)
      return unknown({ ...words, found: `${found}; ${doubt ?? complete}` });
    return broken({ ...words, found });
  },
};

function mayBeFor({ protocol, ports }: GroupRule, port: number | undefined): boolean {
  if (protocol === "all" || protocol instanceof Unknown || ports instanceof Unknown) return true;
  return protocol === "tcp" && ports !== undefined && (port === undefined || containsPort(ports, port));
}

/** What is said where rules name security groups, which nobody sees over PrivateLink. */
function unseen(graph: Graph, connection: Connection, side: Side) {
  const { admitted } = admits(graph, rulesOfSide(graph, side), trafficOf(connection, side.other));
  const found = `the rules of ${connection.to.label} name security groups, and not the addresses of ${side.other.label}`;
  const words = { at: undefined, found, needed: "", why: "", fix: "" };
  return admitted === false ? broken(words) : unknown(words);
}
