import type { Graph } from "../../graph/graph";
import { Unknown } from "../../graph/value";
import { isTokenOfRegistry } from "../../iam/condition";
import { endpointAllows } from "../../iam/endpoint-policy";
import { nameOf, type Permission, permission } from "../../iam/permission";
import type { PermissionNeed } from "../../iam/permission-need";
import type { Wording } from "../../iam/wording";
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

/** Nothing is said of needs without an endpoint. */
export const endpointPolicyAllows: Rule<PermissionNeed> = {
  id: "EP-06",
  title: "The endpoint's policy lets the requests through",
  check,
};

function check(need: PermissionNeed, graph: Graph): readonly Judgement[] | undefined {
  const { endpoint, resource, role, purpose, onFargate } = need;
  if (endpoint === undefined || endpoint === "none" || need.actions.length === 0) return undefined;
  const {
    yes,
    no,
    unknown: untold,
  } = sorted(need, (action) =>
    concerned(endpointAllows(graph, endpoint, action, resource, role), action, onFargate),
  );
  const who = role === undefined || role instanceof Unknown ? "the role" : nameOf(role);
  const judgements: Judgement[] = [];
  if (no.length > 0) {
    const at = no[0]?.permission.document?.at ?? endpoint;
    judgements.push(
      broken({
        at,
        found: evidenceOf(no),
        needed: `the policy of ${endpoint.address} lets ${who} do ${neededOf(need, no)}`,
        why:
          `An endpoint with a policy refuses what the policy does not allow, whatever the role may do: without ` +
          `${actionsOf(no)} ${userOf(need)} cannot ${purpose}.`,
        fix: fixFor(need, no, at.address),
      }),
    );
  }
  if (untold.length > 0) {
    judgements.push(
      unknown({
        at: endpoint,
        found: evidenceOf(untold),
        needed: `the policy of ${endpoint.address} lets ${who} do ${neededOf(need, untold)}`,
        why: `An endpoint with a policy refuses what the policy does not allow; ${userOf(need)} could not ${purpose}.`,
        fix:
          "Review a plan, in which more is known, or make sure that the policy has this statement: " +
          `${statementFor(need, untold).replace("Action", 'Principal = "*", Action')}.`,
      }),
    );
  }
  if (yes.length > 0) judgements.push(proven(evidenceOf(yes)));
  return judgements;
}

function fixFor(need: PermissionNeed, no: readonly Asked[], policy: string): string {
  const lacking = no.filter(({ permission: { barrier } }) => barrier === undefined);
  const statement = statementFor(need, lacking).replace("Action", 'Principal = "*", Action');
  const allow = lacking.length > 0 ? [`Add to the policy of ${policy}: ${statement}`] : [];
  return [...barred(no).map(({ barrier, asked }) => denialCure(barrier.document, asked)), ...allow].join(
    "\n",
  );
}

/**
 * AWS's guide says that Fargate logs in to ECR by a network interface of its own: then the policy of the endpoint does not matter. It
 * also says that a task without a way to the internet needs the endpoint.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
function concerned(said: Permission, action: string, onFargate: boolean | undefined): Permission {
  if (said.verdict !== "no" || !isTokenOfRegistry(action) || onFargate === false) return said;
  const wording: Wording = (actions) => `${said.wording(actions)}, which Fargate may ask for by another way`;
  return permission("unknown", action, wording, said.document);
}
