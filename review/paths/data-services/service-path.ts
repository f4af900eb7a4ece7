import { DATA_KINDS } from "../../data-services/data-kind";
import { toldUrlOf } from "../../data-services/environment";
import type { Intent } from "../../data-services/intent";
import type { Workload } from "../../data-services/workload";
import { serviceGates } from "../../endpoints/service-gates";
import { waysTo } from "../../endpoints/ways";
import type { Graph } from "../../graph/graph";
import { isResource } from "../../network/look-up";
import { type DataAccess, roleNeed } from "../../rules/data-services/access";
import { endpointAllowsData } from "../../rules/data-services/endpoint-allows";
import { indexesAllowed } from "../../rules/data-services/indexes-allowed";
import { roleAllowsData } from "../../rules/data-services/role-allows";
import { roleIsSet } from "../../rules/iam/role-is-set";
import { roleTrusts } from "../../rules/iam/role-trusts";
import { checks, type Element, type Gate, type PathDraft } from "../draft";
import { elementOf } from "../inside-vpc";
import { softened } from "./soften";

/** From an application to an AWS service, by whichever way it has. */
export function servicePath(graph: Graph, workload: Workload, intent: Intent): PathDraft {
  const { caller, definition, environment } = workload;
  const { suffix, target } = intent;
  const region = target && graph.regionOf(target);
  const { interfaces } = waysTo(graph, caller, suffix, region ?? caller.region);
  const need = {
    suffix,
    ...(region === undefined ? {} : { region }),
    at: definition,
    purpose: `use ${target?.address ?? suffix}`,
    permissions: [],
    told: toldUrlOf(environment, interfaces, suffix),
    ...(intent.doubt === undefined ? {} : { dispensable: intent.doubt }),
  };
  const end = target && targetElement(target);
  const { call, elements, gates } = serviceGates(graph, sourceOf(workload), caller, need, end);
  const { way } = call;
  const access: DataAccess = {
    workload,
    target: target?.address ?? call.name,
    requests: intent.requests,
    granted: intent.granted,
    endpoint: "endpoint" in way ? way.endpoint.resource : way.kind === "internet" ? "none" : undefined,
  };
  const all = [...gates, ...permissionGates(access, intent, elements)];
  return {
    from: workload.resource.address,
    to: target?.address ?? call.name,
    port: call.service.ports[0],
    ...(intent.via === undefined ? {} : { via: intent.via }),
    elements,
    gates: intent.doubt === undefined ? all : softened(all, intent.doubt),
  };
}

function permissionGates(
  access: DataAccess,
  { target }: Intent,
  { length }: readonly Element[],
): readonly Gate[] {
  const { workload, endpoint } = access;
  const last = length - 1;
  const use = target && { workload, table: target };
  const role: Gate = {
    title: workload.roleName,
    between: [0, last],
    checks: [
      ...checks(roleNeed(access), roleIsSet, roleTrusts),
      ...checks(access, roleAllowsData),
      ...(use ? checks(use, indexesAllowed) : []),
    ],
  };
  if (endpoint === undefined || endpoint === "none") return [role];
  return [role, { title: "endpoint policy", between: [1, 1], checks: checks(access, endpointAllowsData) }];
}

/** An application with all that has to come to life for it. */
export function sourceOf({ resource, kind, caller, definition, role, executionRole }: Workload): Element {
  const { parts = [], ...element } = elementOf({ ...caller.peer, label: resource.address, resource }, kind);
  const own = [definition, role, executionRole, caller.peer.resource].filter(isResource);
  return { ...element, kind, parts: [...new Set([...parts, ...own])].filter((part) => part !== resource) };
}

function targetElement(target: NonNullable<Intent["target"]>): Element {
  return {
    name: target.address,
    resource: target,
    kind: DATA_KINDS[target.type]?.kind ?? "AWS resource",
    lane: "AWS",
  };
}
