import { External, type Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { mayDo, nameOf } from "../../iam/permission";
import type { PermissionNeed } from "../../iam/permission-need";
import { broken, type Judgement, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";
import { actionsOf, evidenceOf, neededOf, sorted, statementFor } from "./permissions";

/** For the role with which ECS prepares a task. */
export const identityAllows: Rule<PermissionNeed> = {
  id: "IAM-01",
  title: "The execution role is allowed what starting the task needs",
  check,
};

/** For the role with which the containers of a task work. */
export const taskRoleAllows: Rule<PermissionNeed> = {
  id: "IAM-02",
  title: "The task role is allowed what the task does",
  check,
};

function check(need: PermissionNeed, graph: Graph): readonly Judgement[] | undefined {
  const { role, roleName, at, resource, purpose, endpoint, onFargate } = need;
  // That none is set is said by another rule.
  if (role === undefined || need.actions.length === 0) return undefined;
  const {
    yes,
    no,
    unknown: untold,
  } = sorted(need, (action) => mayDo(graph, role, action, resource, { endpoint, onFargate }));
  const curable = role instanceof Unknown ? at : role;
  const judgements: Judgement[] = [];
  if (no.length > 0) {
    judgements.push(
      broken({
        at: curable,
        found: evidenceOf(no),
        needed: `the ${roleName} may do ${neededOf(need, no)}`,
        why: `IAM refuses what no policy of a role allows: without ${actionsOf(no)} the task cannot ${purpose}.`,
        fix: fixFor(need, curable, statementFor(need, no)),
      }),
    );
  }
  if (untold.length > 0) {
    judgements.push(
      unknown({
        at: curable,
        found: evidenceOf(untold),
        needed: `the ${roleName} may do ${neededOf(need, untold)}`,
        why: `Without ${actionsOf(untold)} the task cannot ${purpose}.`,
        fix:
          "Review a plan, in which more is known, or make sure that a policy of the role has this statement: " +
          `${statementFor(need, untold)}.`,
      }),
    );
  }
  if (yes.length > 0) judgements.push(proven(evidenceOf(yes)));
  return judgements;
}

function fixFor({ roleName }: PermissionNeed, role: Resource | External, statement: string): string {
  const policy =
    role instanceof External
      ? `the ${roleName} ${role.id}`
      : `an aws_iam_role_policy with role = ${nameOf(role)}.name`;
  return `Allow it in ${policy}: ${statement}`;
}
