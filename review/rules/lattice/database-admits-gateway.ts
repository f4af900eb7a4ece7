import { Unknown } from "../../graph/value";
import { isResource } from "../../network/look-up";
import type { Peer } from "../../network/peer";
import { containsPort } from "../../network/ports";
import type { GroupRule } from "../../network/security-group-rule";
import { groupName, sameGroup } from "../../network/security-groups";
import { broken, type Judgement } from "../../verdict";
import type { Connection } from "../network/connection";
import { fixOf, ruleInWords, rulesOfSide, sidesOf } from "../network/group-admission";
import { ingressAdmits } from "../network/ingress-admits";
import type { Rule } from "../rule";

/** The last hop, together with the client whose connection it carries. */
export interface LastHop {
  readonly connection: Connection;
  readonly client: Peer | undefined;
}

/**
 * The usual mistake: the database admits the client, as it would within one VPC. Says nothing where the database admits the gateway
 * too, or admits nobody like that.
 */
export const databaseAdmitsGateway: Rule<LastHop> = {
  id: "LAT-04",
  title: "The database admits the resource gateway, not the client behind it",
  awsCode: "SG_REFERENCES_NOT_PRESERVED",
  check({ connection, client }, graph) {
    const answer = ingressAdmits.check(connection, graph);
    if (!isBroken(answer)) return undefined;
    const side = sidesOf(connection).ingress;
    const rule = rulesOfSide(graph, side).rules.find(
      (one) => client && namesClient(one, client) && fits(one, connection),
    );
    if (!rule || !client) return undefined;
    const gateway = connection.from;
    const groups = gateway.groups.filter(isResource).map(groupName).join(" or ") || gateway.label;
    return broken({
      at: answer.at,
      found: `${rule.label} admits ${ruleInWords(rule)}, the group of the client, and no rule admits ${groups}`,
      needed: answer.needed,
      why: "PrivateLink and VPC Lattice do not carry the client's security group: the database sees the resource gateway, whoever the client is.",
      fix: `In ${rule.label}, name the gateway's group instead of the client's, or add:\n${fixOf(connection, side)}`,
    });
  },
};

function isBroken(
  said: ReturnType<typeof ingressAdmits.check>,
): said is Extract<Judgement, { verdict: "BROKEN" | "UNKNOWN" | "PROVEN"; at: unknown }> {
  return said !== undefined && "verdict" in said && said.verdict === "BROKEN";
}

function namesClient({ other }: GroupRule, { groups }: Peer): boolean {
  return other.kind === "group" && groups.some((group) => sameGroup(group, other.group) === true);
}

function fits({ protocol, ports }: GroupRule, { port }: Connection): boolean {
  if (protocol === "all" || typeof port !== "number" || ports instanceof Unknown) return true;
  return ports !== undefined && containsPort(ports, port);
}
