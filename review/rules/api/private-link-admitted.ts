import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { textArgument } from "../../load-balancer/argument";
import { listenerPort } from "../../load-balancer/listeners";
import { kindOf } from "../../load-balancer/load-balancer";
import { contains, isEverything } from "../../network/addresses";
import { isResource, nameOf } from "../../network/look-up";
import { peerOf } from "../../network/peer";
import { containsPort } from "../../network/ports";
import type { GroupRule } from "../../network/security-group-rule";
import { rulesOfAll } from "../../network/security-group-rules";
import { ipv4BlocksOf } from "../../network/vpc";
import { broken, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";
import type { IntegrationWay } from "./integration-way";

const ARGUMENT = "enforce_security_group_inbound_rules_on_private_link_traffic";

/**
 * A VPC link V1 is PrivateLink. https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
 * and https://docs.aws.amazon.com/apigateway/latest/developerguide/vpc-links-v1.html
 */
export const privateLinkAdmitted: Rule<IntegrationWay> = {
  id: "API-02",
  title: "The load balancer admits what comes over the VPC link",
  awsCode: "ENI_SG_RULES_MISMATCH",
  check: ({ target: loadBalancer, listener, link }, graph) => {
    if (!isResource(loadBalancer) || kindOf(loadBalancer) === "application") return undefined;
    const peer = peerOf(graph, loadBalancer);
    const words = {
      at: loadBalancer,
      needed: `${ARGUMENT} = "off" at ${loadBalancer.address}`,
      why: "A VPC link comes from no address of the VPC, and API Gateway has none that a rule could name. A Network Load Balancer with security groups holds their inbound rules against it, unless told not to; what they do not admit is dropped without an answer.",
      fix: `${ARGUMENT} = "off"`,
    };
    const enforced = textArgument(loadBalancer, ARGUMENT);
    if (enforced === "off")
      return proven(`${loadBalancer.address} does not enforce inbound rules on PrivateLink traffic`);
    if (loadBalancer.mode === "data" || !peer) {
      const found = `whether ${loadBalancer.address} enforces inbound rules on PrivateLink traffic is known only to AWS`;
      return unknown({ ...words, found });
    }
    if (peer.groups.length === 0 && peer.groupsKnown) {
      return proven(`${loadBalancer.address} has no security group, so nothing filters there`);
    }
    const { rules, complete } = rulesOfAll(graph, peer.groups, "ingress");
    const port = listener && listenerPort(listener);
    const admits = rules.map((rule) => ({ rule, answer: admitsAnybody(graph, rule, port, loadBalancer) }));
    const admitting = admits.find(({ answer }) => answer === true);
    if (admitting)
      return proven(
        `${admitting.rule.label} admits ${link ? nameOf(link) : "the VPC link"} as it admits anybody`,
      );
    const state =
      enforced === undefined
        ? "leaves enforcement of inbound rules on PrivateLink traffic on, which is the default"
        : `has ${ARGUMENT} = "${String(enforced)}"`;
    const groups = peer.groups.map(nameOf).join(", ");
    const found = `${loadBalancer.address} has ${groups} and ${state}`;
    if (enforced instanceof Unknown)
      return unknown({ ...words, found: `${loadBalancer.address} has ${groups}, and ${enforced.reason}` });
    if (complete !== true) return unknown({ ...words, found: `${found}; ${complete}` });
    const unclear = admits.find(({ answer }) => answer === undefined);
    if (unclear)
      return unknown({
        ...words,
        found: `${found}; whether ${unclear.rule.label} admits the VPC link cannot be told`,
      });
    return broken({ ...words, found: `${found}; no inbound rule admits everybody` });
  },
};

/** Whether a rule admits the link, from wherever it comes; undefined if it may. */
function admitsAnybody(
  graph: Graph,
  rule: GroupRule,
  port: number | Unknown | undefined,
  loadBalancer: Resource,
): boolean | undefined {
  const { protocol, ports, other } = rule;
  if (protocol instanceof Unknown || ports instanceof Unknown) return undefined;
  if (protocol !== "tcp" && protocol !== "all") return false;
  const fits =
    protocol === "all" ||
    (ports !== undefined && typeof port === "number" ? containsPort(ports, port) : undefined);
  if (fits === false) return false;
  switch (other.kind) {
    case "block": {
      if (other.block.version === 6) return false;
      if (isEverything(other.block)) return fits;
      // The clients of a link are not in the VPC, whatever else they are.
      const blocks = ipv4BlocksOf(graph, peerOf(graph, loadBalancer)?.vpc);
      return !(blocks instanceof Unknown) && blocks.some((block) => contains(block, other.block))
        ? false
        : undefined;
    }
    case "block of":
    case "group":
    case "no block":
      return other.kind === "group" && other.group instanceof Unknown ? undefined : false;
    default:
      return undefined;
  }
}
