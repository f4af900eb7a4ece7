import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { principalsOf } from "../../lattice/sharing";
import { flagOf } from "../../network/flags";
import { follow, isManaged, isResource, lookUp } from "../../network/look-up";
import { broken, type Judgement, unknown, warning } from "../../verdict";
import type { ResourceRule } from "../rule";
import { sharesLattice } from "./shares-lattice";

/** Types of Terraform whose ARN is that of a user or a role. */
const PEOPLE = ["aws_iam_role", "aws_iam_user"] as const;

/** https://docs.aws.amazon.com/vpc-lattice/latest/ug/sharing.html */
export const sharePrincipal: ResourceRule = {
  id: "LAT-25",
  title: "What of VPC Lattice is shared, is shared with accounts that may have it",
  types: ["aws_ram_principal_association", "aws_ram_resource_share"],
  otherwise: "useless",
  check(resource, graph) {
    const share =
      resource.type === "aws_ram_resource_share"
        ? resource
        : lookUp(graph, resource.get("resource_share_arn"), "aws_ram_resource_share");
    if (!isResource(share) || !sharesLattice(graph, share)) return undefined;
    return share === resource ? ofShare(share, graph) : ofPrincipal(resource, share, graph);
  },
};

function ofShare(share: Resource, graph: Graph): readonly Judgement[] {
  if (!isManaged(share) || principalsOf(graph, share).length > 0) return [];
  if (graph.referring("aws_ram_principal_association", "resource_share_arn", share).uncertain.length > 0)
    return [];
  return [
    unknown({
      at: share,
      found: `nobody is given ${share.address} in these files`,
      needed: "an aws_ram_principal_association with the consumer's account",
      why: "A share reaches those only who are its principals.",
      fix: `resource "aws_ram_principal_association" "consumer" {\n  resource_share_arn = ${share.address}.arn\n  principal          = "<account>"\n}`,
    }),
  ];
}

function ofPrincipal(association: Resource, share: Resource, graph: Graph): readonly Judgement[] {
  const value = association.get("principal");
  const principal = follow(value);
  const person = lookUp(graph, value, ...PEOPLE);
  const judgements: Judgement[] = [];
  const isPerson = typeof principal === "string" && /^arn:[a-z-]+:iam::\d{12}:(role|user)\//.test(principal);
  if (isPerson || (isResource(person) && PEOPLE.some((type) => type === person.type))) {
    judgements.push(
      broken({
        at: association,
        found: `principal of ${association.address} is an IAM role or user`,
        needed: "an account, an organizational unit or an organization",
        why: "What VPC Lattice has is shared with accounts, units and organizations, not with roles and users.",
        fix: 'principal = "<account>"',
      }),
    );
  }
  const isAccount = typeof principal === "string" && /^\d{12}$/.test(principal);
  if (flagOf(share, "allow_external_principals") !== true && isAccount && !sharesInOrganization(graph)) {
    const set = flagOf(share, "allow_external_principals") === false;
    judgements.push(
      warning({
        at: share,
        found: `allow_external_principals of ${share.address} is ${set ? "false" : "not set, and so false"}, and ${association.address} gives it to account ${principal}`,
        needed:
          "an account of the own organization with RAM sharing enabled, or allow_external_principals = true",
        why: "AWS refuses accounts outside of the organization then.",
        fix: "allow_external_principals = true, if the account is not in the organization",
      }),
    );
  }
  return judgements;
}

function sharesInOrganization(graph: Graph): boolean {
  return graph.ofType("aws_ram_sharing_with_organization").length > 0;
}
