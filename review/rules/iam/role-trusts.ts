import type { Graph } from "../../graph/graph";
import { Unknown } from "../../graph/value";
import type { PermissionNeed } from "../../iam/permission-need";
import { mayAssume } from "../../iam/trust";
import { broken, type Judgement, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";

export const roleTrusts: Rule<PermissionNeed> = {
  id: "IAM-03",
  title: "The role trusts the service that takes it",
  check,
};

function check({ role, roleName, service, at }: PermissionNeed, graph: Graph): Judgement | undefined {
  if (role === undefined) return undefined;
  const { verdict, evidence } = mayAssume(graph, role, service);
  if (verdict === "yes") return proven(evidence);
  const words = {
    at: role instanceof Unknown ? at : role,
    found: evidence,
    needed: `the ${roleName} trusts ${service}: sts:AssumeRole`,
    why: `${service} takes the role in order to use it, and may do so only if the role's trust policy says it.`,
    fix:
      'assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ' +
      `"sts:AssumeRole", Principal = { Service = "${service}" } }] })`,
  };
  return verdict === "no" ? broken(words) : unknown(words);
}
