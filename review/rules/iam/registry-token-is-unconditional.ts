import type { Graph } from "../../graph/graph";
import { Unknown } from "../../graph/value";
import { isTokenOfRegistry } from "../../iam/condition";
import { type Match, matchesOf } from "../../iam/match";
import { mayDo } from "../../iam/permission";
import type { PermissionNeed } from "../../iam/permission-need";
import { policiesOf } from "../../iam/role-policies";
import type { Condition } from "../../iam/statement";
import { broken, type Judgement, unknown } from "../../verdict";
import type { Rule } from "../rule";

/** Says nothing of needs that are not about logging in to ECR, or where no policy has such a condition. */
export const registryTokenIsUnconditional: Rule<PermissionNeed> = {
  id: "IAM-05",
  title: "ecr:GetAuthorizationToken is allowed wherever the call comes from",
  check,
};

function check({ role, roleName, actions, onFargate }: PermissionNeed, graph: Graph): Judgement | undefined {
  const action = actions.find(isTokenOfRegistry);
  if (action === undefined || role === undefined || role instanceof Unknown) return undefined;
  const request = { action, resource: "*", principal: { role }, onFargate };
  for (const match of matchesOf(policiesOf(graph, role).documents, request, graph)) {
    const { document, statement } = match;
    const condition = conditionOnSource(match);
    if (condition === undefined) continue;
    const { verdict } = mayDo(graph, role, action, "*", { onFargate });
    if (verdict === "yes") return undefined;
    const verb = statement.effect === "Deny" ? "denies" : "allows";
    const words = {
      at: document.at ?? role,
      found: `${document.name} ${verb} ${action} on the condition of ${condition.key}`,
      needed: `the ${roleName} may do ${action} without a condition on the VPC or endpoint`,
      why:
        "On Fargate this call leaves by a network interface of AWS's own, not by the task's: it has neither aws:SourceVpc nor " +
        "aws:SourceVpce, and the image cannot be pulled.",
      fix: `{ Effect = "Allow", Action = ["${action}"], Resource = "*" }`,
    };
    return verdict === "no" && onFargate ? broken(words) : unknown(words);
  }
  return undefined;
}

/** The condition on the VPC or endpoint for which a statement does not allow the action, or denies it. */
function conditionOnSource({ statement, answer, condition }: Match): Condition | undefined {
  const isOnSource = ({ key }: Condition) => SOURCES.has(key.toLowerCase());
  if (statement.effect === "Deny") return answer === "no" ? undefined : statement.conditions.find(isOnSource);
  return condition && isOnSource(condition) ? condition : undefined;
}

const SOURCES = new Set(["aws:sourcevpc", "aws:sourcevpce"]);
