import type { Graph } from "../../graph/graph";
import { Unknown } from "../../graph/value";
import { endpointAllows } from "../../iam/endpoint-policy";
import { mayDo, nameOf } from "../../iam/permission";
import { inTerraform } from "../../iam/value-words";
import { broken, type Judgement, proven, unknown, warning } from "../../verdict";
import { endpointPolicyAllows } from "../iam/endpoint-policy-allows";
import type { Rule } from "../rule";
import { type AskedFor, actionsIn, type DataAccess, saidOf } from "./access";

/** What the role may do, and the endpoint's policy does not let through, is as good as forbidden. */
export const endpointAllowsData: Rule<DataAccess> = {
  id: endpointPolicyAllows.id,
  title: endpointPolicyAllows.title,
  check,
};

function check(access: DataAccess, graph: Graph): Judgement | undefined {
  const { workload, target, endpoint, granted } = access;
  const { role, onFargate } = workload;
  if (endpoint === undefined || endpoint === "none") return undefined;
  const may = access.requests.filter(
    ({ action, resource }) => mayDo(graph, role, action, resource, { endpoint, onFargate }).verdict !== "no",
  );
  // Of one who may do nothing at all, another rule says it.
  const requests = may.length > 0 ? may : access.requests;
  if (requests.length === 0) return undefined;
  const asked = requests.map((request): AskedFor => {
    return { request, permission: endpointAllows(graph, endpoint, request.action, request.resource, role) };
  });
  const of = (verdict: AskedFor["permission"]["verdict"]) =>
    asked.filter(({ permission }) => permission.verdict === verdict);
  const [yes, no, untold] = [of("yes"), of("no"), of("unknown")];
  const who = role === undefined || role instanceof Unknown ? "the role" : nameOf(role);
  const refused = untold.length > 0 ? untold : no;
  const at = no[0]?.permission.document?.at ?? endpoint;
  const statement = `{ Effect = "Allow", Principal = "*", Action = [${[...new Set(no.map(({ request }) => `"${request.action}"`))].join(", ")}], Resource = ${inTerraform(no[0]?.request.resource)} }`;
  const words = {
    at,
    found: saidOf(yes.length > 0 ? no : refused),
    needed: `the policy of ${endpoint.address} lets ${who} do ${actionsIn(yes.length > 0 ? no : refused)} with ${target}`,
    why: "An endpoint with a policy refuses what the policy does not allow, whatever the role may do.",
    fix: `Add to the policy of ${at.address}: ${statement}`,
  };
  if (yes.length === 0 && untold.length === 0) return broken(words);
  if (yes.length === 0) {
    const fix = `Review a plan, in which more is known, or make sure that the policy of ${endpoint.address} allows it.`;
    return unknown({ ...words, at: endpoint, fix });
  }
  // What one usually asks need not be what this application does.
  return granted && no.length > 0 ? warning(words) : proven(saidOf(yes));
}
