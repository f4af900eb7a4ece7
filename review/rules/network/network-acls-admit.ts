import { External, type Graph } from "../../graph/graph";
import { Unknown } from "../../graph/value";
import { decide } from "../../network/acl-decision";
import { type Block, readBlock } from "../../network/addresses";
import { type Answer, every, everywhere } from "../../network/answer";
import { isManaged, isResource, type Named } from "../../network/look-up";
import { type AclRules, aclRulesOf, defaultAclOf, networkAclOf } from "../../network/network-acls";
import type { Peer } from "../../network/peer";
import type { Place } from "../../network/places";
import { ALL_PORTS, type PortRange } from "../../network/ports";
import type { Direction } from "../../network/security-group-rule";
import { same } from "../../network/vpc";
import type { Rule } from "../rule";
import type { Connection } from "./connection";
import { type AclStep, aclJudgements } from "./network-acl-words";

/** Network ACLs know no connections: what is asked and what is answered both have to pass, at both subnets. */
export const networkAclsAdmit: Rule<Connection> = {
  id: "SG-03",
  title: "The network ACLs of both subnets let questions and answers pass",
  awsCode: "SUBNET_ACL_RESTRICTION",
  check(connection, graph) {
    const steps: AclStep[] = [];
    const from = placesOf(connection.from);
    const to = placesOf(connection.to);
    if (from.length === 0 && to.length === 0) return undefined;
    const standing = (peer: Peer) => (peer.addresses.kind === "places" ? peer.addresses.stands : "in all");
    const answers = from.map((client) =>
      everywhere(
        standing(connection.to),
        to.map((server) => pairPasses(graph, connection, client, server, steps)),
        "the destination may stand in a subnet whose network ACL lets nothing pass",
      ),
    );
    const answer = everywhere(
      standing(connection.from),
      answers,
      "the source may stand in a subnet whose network ACL lets nothing pass",
    );
    return aclJudgements(answer, steps, connection);
  },
};

interface Stand {
  readonly place: Place | undefined;
  readonly blocks: readonly Block[] | undefined;
}

/** Ports of a client: https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports */
const EPHEMERAL: PortRange = { from: 1024, to: 65535 };
/** What Linux (32768-60999) and Windows (49152-65535) take of them where nothing else is set. */
const EPHEMERAL_OF_SYSTEMS: PortRange = { from: 32768, to: 65535 };
const SYSTEMS = new Set(["aws_instance", "aws_ecs_service", "aws_launch_template", "aws_autoscaling_group"]);

function placesOf({ addresses }: Peer): Stand[] {
  if (addresses.kind === "places") return addresses.places.map((place) => ({ place, blocks: place.within }));
  const everything = readBlock("0.0.0.0/0");
  return [{ place: undefined, blocks: everything && [everything] }];
}

function pairPasses(
  graph: Graph,
  connection: Connection,
  client: Stand,
  server: Stand,
  steps: AclStep[],
): Answer {
  // Within one subnet no network ACL is asked: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
  if (
    client.place &&
    server.place &&
    isSubnet(client.place) &&
    same(client.place.of, server.place.of) === true
  ) {
    return true;
  }
  const { protocol, port } = connection;
  const ports = typeof port === "number" ? { from: port, to: port } : ALL_PORTS;
  const ask = (at: Stand, direction: Direction, range: PortRange, other: Stand, what: string): Answer => {
    if (!at.place) return true;
    const rules = rulesAt(graph, at.place, direction);
    const { of } = at.place;
    const standsIn = of === undefined || of instanceof Unknown ? connection.from.resource : of;
    const results = (other.blocks ?? everyAddress()).map((block) => {
      const packets = { protocol, ports: range, block };
      const decision = decide(rules, packets);
      const passes =
        range === EPHEMERAL &&
        decision.passes instanceof Unknown &&
        SYSTEMS.has(connection.from.resource?.type ?? "")
          ? decide(rules, { ...packets, ports: EPHEMERAL_OF_SYSTEMS }).passes === true || decision.passes
          : decision.passes;
      const { label } = other === client ? connection.from : connection.to;
      const wherever = other.blocks ? {} : { wherever: `wherever ${label} stands` };
      steps.push({
        rules,
        direction,
        what,
        packets,
        decision: { ...decision, passes },
        standsIn,
        ...wherever,
      });
      return passes;
    });
    // It has an address in one of the blocks, and in which is not known.
    return everywhere("in some", results, `${rules.name} lets pass only a part of what goes between the two`);
  };
  return every([
    ask(client, "egress", ports, server, "the connection"),
    ask(server, "ingress", ports, client, "the connection"),
    ask(server, "egress", EPHEMERAL, client, "the answer"),
    ask(client, "ingress", EPHEMERAL, server, "the answer"),
  ]);
}

function everyAddress(): readonly Block[] {
  const block = readBlock("0.0.0.0/0");
  return block ? [block] : [];
}

/** Whether a place is one subnet, and not a VPC or several subnets. */
function isSubnet({ of, vpc }: Place): boolean {
  if (of instanceof External) return of !== vpc;
  return isResource(of) && /^aws_(default_)?subnet$/.test(of.type);
}

/** The rules that guard a place; where only its VPC is known, those of the default ACL if the VPC has no other. */
function rulesAt(graph: Graph, place: Place, direction: Direction): AclRules {
  const acl = aclAt(graph, place);
  const rules = aclRulesOf(graph, acl, direction);
  return acl instanceof Unknown ? { ...rules, name: `the network ACL of ${place.name}` } : rules;
}

function aclAt(graph: Graph, place: Place): Named {
  const { of, vpc, name } = place;
  if (of instanceof Unknown) return of;
  if (of && isSubnet(place)) return networkAclOf(graph, of);
  if (of === vpc && isManaged(of)) {
    const custom = graph.referring("aws_network_acl", "vpc_id", of);
    if (custom.resources.length + custom.uncertain.length === 0) return defaultAclOf(graph, of);
  }
  return new Unknown(
    of ? `in which subnet of ${name} it stands is not known` : `the subnet of ${name} is not known`,
  );
}
