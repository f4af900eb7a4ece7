import { isRouted, tablesOf } from "../../endpoints/gateway-routes";
import type { ServiceCall } from "../../endpoints/service-call";
import type { Graph } from "../../graph/graph";
import { Unknown } from "../../graph/value";
import { isResource, nameOf } from "../../network/look-up";
import { routeTableOf, tableName } from "../../network/routes";
import { isVpc } from "../../network/security-groups";
import { attributeOf } from "../../network/terraform-lines";
import { broken, type Judgement, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";

/** A gateway endpoint is a route: it serves the subnets whose route tables have it, and no others. */
export const gatewayIsRouted: Rule<ServiceCall> = {
  id: "EP-05",
  title: "The gateway endpoint is on the route table of every subnet",
  awsCode: "NO_ROUTE_TO_DESTINATION",
  check,
};

function check(call: ServiceCall, graph: Graph): readonly Judgement[] {
  const { way, ways, caller } = call;
  if (way.kind !== "gateway") return [];
  const { resource } = way.endpoint;
  if (caller.peer.subnets.length === 0) {
    const found = `in which subnets ${caller.peer.label} stands is not known`;
    return [unknown({ ...words(call), fix: "Give the files or the plan that tell its subnets.", found })];
  }
  const said = new Map<string, Judgement>();
  for (const [index, subnet] of caller.peer.subnets.entries()) {
    if (subnet instanceof Unknown) {
      const found = `in which subnets ${caller.peer.label} stands is not known: ${subnet.reason}`;
      said.set(
        "subnets",
        unknown({ ...words(call), fix: "Give the files or the plan that tell its subnets.", found }),
      );
      continue;
    }
    const routed = isRouted(graph, resource, subnet);
    const table = routeTableOf(graph, subnet);
    const name = table instanceof Unknown ? `the route table of ${nameOf(subnet)}` : tableName(table);
    if (routed === true) {
      said.set(`yes ${name}`, proven(`${name} has the routes of ${resource.address}`));
      continue;
    }
    const reaches = ways.internet[index]?.reaches ?? new Unknown("its way to the internet is not known");
    if (reaches === true) {
      said.set(`internet ${name}`, proven(`${ways.internet[index]?.evidence}, without ${resource.address}`));
      continue;
    }
    if (said.has(`no ${name}`)) continue;
    const found = `${resource.address} is not on ${name}, which is that of ${nameOf(subnet)}`;
    const fix = fixOf(graph, call, table);
    const doubt = [routed, reaches, ways.others].find((one) => one instanceof Unknown);
    said.set(
      `no ${name}`,
      doubt instanceof Unknown
        ? unknown({
            ...words(call),
            fix,
            found: `whether ${resource.address} is on ${name} is not known: ${doubt.reason}`,
          })
        : broken({ ...words(call), fix, found }),
    );
  }
  return [...said.values()];
}

function words({ way, caller, need, name }: ServiceCall) {
  const at = way.kind === "gateway" ? way.endpoint.resource : need.at;
  return {
    at,
    needed: `${at.address} on the route tables of all subnets of ${caller.peer.label}`,
    why: `A gateway endpoint serves only subnets whose route table has its route; from others ${name} is not reached, and ${caller.peer.label} cannot ${need.purpose}.`,
  };
}

function fixOf(graph: Graph, { way }: ServiceCall, table: ReturnType<typeof routeTableOf>): string {
  if (way.kind !== "gateway") return "";
  const { resource } = way.endpoint;
  if (table instanceof Unknown) return "Give the files or the plan that tell the route tables.";
  const id = attributeOf(table, isResource(table) && isVpc(table) ? "main_route_table_id" : "id", resource);
  const { tables } = tablesOf(graph, resource);
  const others = tables.flatMap((one) =>
    one instanceof Unknown
      ? []
      : [attributeOf(one, isResource(one) && isVpc(one) ? "main_route_table_id" : "id", resource)],
  );
  return `route_table_ids = [${[...new Set([...others, id])].join(", ")}]`;
}
