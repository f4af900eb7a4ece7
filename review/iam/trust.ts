import { External, type Found, type Graph } from "../graph/graph";
import { Unknown } from "../graph/value";
import { evaluate } from "./evaluate";
import { type Permission, permission } from "./permission";
import { readPolicy } from "./policy-document";

const ACTION = "sts:AssumeRole";

/**
 * Whether a role lets a service of AWS take it.
 *
 * @param service like `ecs-tasks.amazonaws.com`
 */
export function mayAssume(graph: Graph, role: Found, service: string): Permission {
  if (role === undefined) return permission("no", ACTION, () => "there is no role");
  if (role instanceof Unknown)
    return permission("unknown", ACTION, () => `the role is not known: ${role.reason}`);
  if (role instanceof External) {
    return permission(
      "unknown",
      ACTION,
      () => `${role.id} exists outside of these files, and so does its trust policy`,
    );
  }
  const text = role.get("assume_role_policy");
  if (text === undefined || text === null) {
    return permission("unknown", ACTION, () => `the trust policy of ${role.address} is not in these files`);
  }
  const document = readPolicy(text, `the trust policy of ${role.address}`, role);
  const request = { action: ACTION, resource: undefined, principal: { service } };
  const { verdict, reason } = evaluate([document], request, graph);
  if (verdict === "allowed")
    return permission("yes", ACTION, (actions) => `${reason(actions)} to ${service}`, document);
  return permission(verdict === "unknown" ? "unknown" : "no", ACTION, reason, document);
}
