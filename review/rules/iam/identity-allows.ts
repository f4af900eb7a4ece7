import { External, type Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { type Barrier, mayDo, nameOf } from "../../iam/permission";
import type { PermissionNeed } from "../../iam/permission-need";
import { broken, type Judgement, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";
import {
  type Asked,
  actionsOf,
  barred,
  denialCure,
  evidenceOf,
  neededOf,
  sorted,
  statementFor,
  userOf,
} from "./permissions";

/** For the role with which ECS prepares a task. */
export const identityAllows: Rule<PermissionNeed> = {
  id: "IAM-01",
  title: "The execution role is allowed what starting the task needs",
  check,
};

/** For the role with which the containers of a task, or a function, work. */
export const taskRoleAllows: Rule<PermissionNeed> = {
  id: "IAM-02",
  title: "The role is allowed what the application does",
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
  const judgements: Judgement[] = barred(no).map(({ barrier, asked }) =>
    broken({
      at: barrier.document.at ?? curable,
      found: evidenceOf(asked),
      needed: `the ${roleName} may do ${neededOf(need, asked)}`,
      why: `${WHY[barrier.kind]} Without ${actionsOf(asked)} ${userOf(need)} cannot ${purpose}.`,
      fix: cureOf(barrier, need, asked),
    }),
  );
  const lacking = no.filter(({ permission }) => permission.barrier === undefined);
  if (lacking.length > 0) {
    judgements.push(
      broken({
        at: curable,
        found: evidenceOf(lacking),
        needed: `the ${roleName} may do ${neededOf(need, lacking)}`,
        why: `IAM refuses what no policy of a role allows: without ${actionsOf(lacking)} ${userOf(need)} cannot ${purpose}.`,
        fix: fixFor(need, curable, statementFor(need, lacking)),
      }),
    );
  }
  if (untold.length > 0) {
    judgements.push(
      unknown({
        at: curable,
        found: evidenceOf(untold),
        needed: `the ${roleName} may do ${neededOf(need, untold)}`,
        why: `Without ${actionsOf(untold)} ${userOf(need)} cannot ${purpose}.`,
        fix:
          "Review a plan, in which more is known, or make sure that a policy of the role has this statement: " +
          `${statementFor(need, untold)}.`,
      }),
    );
  }
  if (yes.length > 0) judgements.push(proven(evidenceOf(yes)));
  return judgements;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
const WHY: Readonly<Record<Barrier["kind"], string>> = {
  denial: "What one statement denies, no other can allow.",
  boundary: "A role may do only what its permissions boundary allows, too.",
  "key policy": "A key is used by those alone to whom its own policy gives it, or to whose account.",
};

function cureOf({ kind, document }: Barrier, need: PermissionNeed, asked: readonly Asked[]): string {
  const statement = statementFor(need, asked);
  if (kind === "denial") return denialCure(document, asked);
  if (kind === "boundary") return `Allow it in ${document.name} too: ${statement}`;
  const { role } = need;
  const arn = role && "address" in role ? `${nameOf(role)}.arn` : '"<ARN of the role>"';
  return `Add to ${document.name}: ${statement.replace("Action", `Principal = { AWS = ${arn} }, Action`)}`;
}

function fixFor({ roleName }: PermissionNeed, role: Resource | External, statement: string): string {
  const policy =
    role instanceof External
      ? `the ${roleName} ${role.id}`
      : `an aws_iam_role_policy with role = ${nameOf(role)}.name`;
  return `Allow it in ${policy}: ${statement}`;
}
