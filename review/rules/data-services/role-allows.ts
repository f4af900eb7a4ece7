import type { Graph } from "../../graph/graph";
import { Unknown } from "../../graph/value";
import { mayDo, nameOf } from "../../iam/permission";
import { inTerraform } from "../../iam/value-words";
import { broken, type Judgement, proven, unknown } from "../../verdict";
import { taskRoleAllows } from "../iam/identity-allows";
import type { Rule } from "../rule";
import { type AskedFor, actionsIn, type DataAccess, saidOf } from "./access";

/** Which actions an application needs is not known: that its role is allowed one of those that are asked of such a resource is. */
export const roleAllowsData: Rule<DataAccess> = { id: taskRoleAllows.id, title: taskRoleAllows.title, check };

function check(access: DataAccess, graph: Graph): Judgement | undefined {
  const { workload, requests, target, endpoint, granted } = access;
  const { role, roleName, definition, onFargate, resource } = workload;
  // That none is set is said by another rule.
  if (role === undefined || requests.length === 0) return undefined;
  const asked = requests.map((request): AskedFor => {
    return {
      request,
      permission: mayDo(graph, role, request.action, request.resource, { endpoint, onFargate }),
    };
  });
  const allowed = asked.filter(({ permission }) => permission.verdict === "yes");
  if (allowed.length > 0) return proven(saidOf(allowed));
  const [first] = asked;
  const untold = asked.filter(({ permission }) => permission.verdict === "unknown");
  const at = role instanceof Unknown ? definition : role;
  const wanted = untold.length > 0 ? untold : asked;
  const statement = `{ Effect = "Allow", Action = ["${first?.request.action}"], Resource = ${inTerraform(first?.request.resource)} }`;
  const words = {
    at,
    found: saidOf(wanted),
    needed: `the ${roleName} may do something with ${target}, like ${actionsIn(wanted)}`,
    why: `IAM refuses what no policy of a role allows: ${resource.address} reaches ${target}, and is answered AccessDenied.`,
  };
  const where = role instanceof Unknown ? "the role" : nameOf(role);
  if (untold.length > 0) {
    const fix = `Review a plan, in which more is known, or make sure that a policy of ${where} has what it needs: ${statement}`;
    return unknown({ ...words, fix });
  }
  const fix = granted
    ? `Take away what denies it, or what bounds ${where}.`
    : `Allow what the application does in a policy of ${where}: ${statement}`;
  return broken({ ...words, fix });
}
