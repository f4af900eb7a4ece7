import type { Graph } from "../../graph/graph";
import { Unknown } from "../../graph/value";
import { admits } from "../../network/admission";
import type { Direction } from "../../network/security-group-rule";
import { linkBetween } from "../../network/vpc-links";
import { broken, type Judgement, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";
import type { Connection } from "./connection";
import {
  atFault,
  fixOf,
  neededOf,
  ruleInWords,
  rulesOfSide,
  type Side,
  sidesOf,
  trafficOf,
} from "./group-admission";

/** A rule that names a security group counts only where that group can be seen. */
export const groupReferenceUsable: Rule<Connection> = {
  id: "SG-02",
  title: "A security group that a rule names can be seen there",
  awsCode: "SG_REFERENCES_NOT_PRESERVED",
  check(connection, graph) {
    const { egress, ingress } = sidesOf(connection);
    return [egress, ingress].flatMap((side) => judge(graph, connection, side) ?? []);
  },
};

function judge(graph: Graph, connection: Connection, side: Side): Judgement | undefined {
  const rules = rulesOfSide(graph, side);
  const byAddress = admits(graph, rules, trafficOf(connection, side.other, "addresses"));
  // Only what rests on a group alone can fall with it.
  if (byAddress.admitted === true || !byAddress.unseen) return undefined;
  const seen = visibility(graph, connection, side);
  if (seen === undefined) return undefined;
  if (seen.verdict === "PROVEN")
    return proven(`${byAddress.unseen.label} names a group that can be seen: ${seen.reason}`);
  const byAddressOnly: Connection = { ...connection, identity: "addresses" };
  const words = {
    at: atFault(side.owner),
    found: `${byAddress.unseen.label} admits ${ruleInWords(byAddress.unseen)}, ${seen.reason}`,
    needed: neededOf(byAddressOnly, side),
    why: WHY[side.direction],
    fix: fixOf(byAddressOnly, side),
  };
  return seen.verdict === "BROKEN" && byAddress.admitted === false ? broken(words) : unknown(words);
}

// https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html
const WHY: Readonly<Record<Direction, string>> = {
  egress:
    "A security group of another VPC can be named only over a peering in the same Region, or a transit gateway that is set up for it.",
  ingress:
    "What arrives over PrivateLink, VPC Lattice or a load balancer has the address of the last of them, and no security group of the client; " +
    "a group of another VPC can be named only over a peering in the same Region, or a transit gateway that is set up for it.",
};

interface Visibility {
  readonly verdict: "PROVEN" | "BROKEN" | "UNKNOWN";
  readonly reason: string;
}

/** undefined if the two are in VPCs that nothing connects, which RT-01 says. */
function visibility(graph: Graph, { identity }: Connection, { owner, other }: Side): Visibility | undefined {
  if (identity === "addresses")
    return { verdict: "BROKEN", reason: `but of ${other.label} only the address is seen here` };
  const link = linkBetween(graph, owner.vpc, other.vpc);
  if (link instanceof Unknown)
    return { verdict: "PROVEN", reason: "nothing shows that the two are in different VPCs" };
  switch (link.kind) {
    case "same VPC":
      return { verdict: "PROVEN", reason: "both are in one VPC" };
    case "none":
      return undefined;
    case "transit":
      return {
        verdict: "UNKNOWN",
        reason: `which is behind ${link.attachment.address}: whether groups can be named there is not looked at`,
      };
    case "peering":
      if (link.acrossRegions === true)
        return { verdict: "BROKEN", reason: `which is in another Region behind ${link.peering.address}` };
      if (link.acrossRegions instanceof Unknown)
        return { verdict: "UNKNOWN", reason: link.acrossRegions.reason };
      return { verdict: "PROVEN", reason: `${link.peering.address} joins the two VPCs in one Region` };
  }
}
