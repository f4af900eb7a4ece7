import { toldUrlOf } from "../../data-services/environment";
import type { Workload } from "../../data-services/workload";
import { gatewayElements, internetGates, laneOf, serviceGates } from "../../endpoints/service-gates";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Reference, Unknown } from "../../graph/value";
import { peerOf } from "../../network/peer";
import { collectionCall } from "../../opensearch/collection-call";
import { type CollectionIntent, DATA_ACTION } from "../../opensearch/collection-intents";
import { isAbout } from "../../opensearch/data-access";
import { generationOf } from "../../opensearch/generation";
import { covers, policiesOfKind } from "../../opensearch/serverless-policy";
import { type DataAccess, roleNeed } from "../../rules/data-services/access";
import { endpointAllowsData } from "../../rules/data-services/endpoint-allows";
import { roleAllowsData } from "../../rules/data-services/role-allows";
import { roleIsSet } from "../../rules/iam/role-is-set";
import { roleTrusts } from "../../rules/iam/role-trusts";
import { vpcResolvesPrivateDns } from "../../rules/network/vpc-resolves-private-dns";
import { dataPolicyAdmits } from "../../rules/opensearch/data-policy-admits";
import { networkPolicyAdmits } from "../../rules/opensearch/network-policy-admits";
import { wayToCollection } from "../../rules/opensearch/way-to-collection";
import { connectionGates } from "../connection-gates";
import { checks, type Element, type Gate, type PathDraft } from "../draft";
import { sourceOf } from "./service-path";
import { softened } from "./soften";

const PORT = 443;

/** From an application to a collection of OpenSearch Serverless. */
export function collectionPath(
  graph: Graph,
  workload: Workload,
  { collection, doubt }: CollectionIntent,
): PathDraft {
  const generation = generationOf(graph, collection);
  const call = collectionCall(graph, workload, collection);
  const isNext =
    generation === "NEXTGEN" ||
    (generation instanceof Unknown && call.way.kind !== "endpoint" && call.ordinary.length > 0);
  const { elements, gates } = isNext
    ? nextGeneration(graph, workload, collection)
    : classic(graph, workload, collection);
  const unsure =
    generation instanceof Unknown && collection.mode === "managed" ? `${generation.reason}.` : doubt;
  return {
    from: workload.resource.address,
    to: collection.address,
    port: PORT,
    elements,
    gates: unsure === undefined ? gates : softened(gates, unsure),
  };
}

interface Segment {
  readonly elements: readonly Element[];
  readonly gates: readonly Gate[];
}

function classic(graph: Graph, workload: Workload, collection: Resource): Segment {
  const call = collectionCall(graph, workload, collection);
  const { way, ways } = call;
  const { caller } = workload;
  const lane = laneOf(caller.peer);
  const endpoint = way.kind === "endpoint" ? way.endpoint : undefined;
  const between: readonly Element[] =
    endpoint !== undefined
      ? [{ name: endpoint.address, resource: endpoint, kind: "OpenSearch Serverless endpoint", lane }]
      : way.kind === "internet"
        ? gatewayElements(ways.internet, lane)
        : call.ordinary.slice(0, 1).map(({ resource }) => {
            return { name: resource.address, resource, kind: "interface endpoint", lane };
          });
  const elements = [sourceOf(workload), ...between, collectionElement(graph, collection)];
  const last = elements.length - 1;
  const from = caller.peer;
  const to = endpoint && peerOf(graph, endpoint);
  const gates: Gate[] = [
    {
      title: `way to ${collection.address}`,
      between: [0, Math.min(1, last)],
      checks: checks(call, wayToCollection),
    },
  ];
  if (endpoint && to) {
    const connection = { from, to, protocol: "tcp", port: PORT, identity: "groups" } as const;
    gates.push(...connectionGates(`${from.label} -> ${endpoint.address}`, connection, [0, 1]), {
      title: `name of ${collection.address}`,
      between: [0, 1],
      checks: checks({ vpc: from.vpc, endpoint }, vpcResolvesPrivateDns),
    });
  }
  if (way.kind === "internet") gates.push(...internetGates(caller, collection.address, PORT));
  // Without a way, which endpoint a policy would have to admit is not known.
  if (way.kind !== "none") gates.push(networkGate({ collection, endpoint }, last));
  return { elements, gates: [...gates, ...permissionGates(workload, collection, undefined, last)] };
}

/** https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-vpc.html */
function nextGeneration(graph: Graph, workload: Workload, collection: Resource): Segment {
  const { caller, definition, environment } = workload;
  const region = graph.regionOf(collection);
  const need = {
    suffix: "aoss-data",
    ...(region === undefined ? {} : { region }),
    at: definition,
    purpose: `use ${collection.address}`,
    permissions: [],
    told: toldUrlOf(environment, [], "aoss-data"),
  };
  const end = collectionElement(graph, collection);
  const { call, elements, gates } = serviceGates(graph, sourceOf(workload), caller, need, end);
  const last = elements.length - 1;
  const endpoint = "endpoint" in call.way ? call.way.endpoint.resource : undefined;
  // How network policies name endpoints of this generation is not documented where this was written.
  const network = softened(
    [networkGate({ collection, endpoint }, last)],
    "That is so for classic collections.",
  );
  return {
    elements,
    gates: [
      ...gates,
      ...(call.way.kind === "none" ? [] : network),
      ...permissionGates(workload, collection, endpoint, last),
    ],
  };
}

function networkGate(
  source: { readonly collection: Resource; readonly endpoint: Resource | undefined },
  last: number,
): Gate {
  return { title: "network policy", between: [last, last], checks: checks(source, networkPolicyAdmits) };
}

function permissionGates(
  workload: Workload,
  collection: Resource,
  endpoint: Resource | undefined,
  last: number,
): readonly Gate[] {
  const access: DataAccess = {
    workload,
    target: collection.address,
    requests: [{ action: DATA_ACTION, resource: new Reference(collection, ["arn"]) }],
    granted: false,
    endpoint,
  };
  const role: Gate = {
    title: workload.roleName,
    between: [0, last],
    checks: [...checks(roleNeed(access), roleIsSet, roleTrusts), ...checks(access, roleAllowsData)],
  };
  const data: Gate = {
    title: "data access policy",
    between: [last, last],
    checks: checks({ workload, collection }, dataPolicyAdmits),
  };
  if (!endpoint) return [role, data];
  return [
    role,
    { title: "endpoint policy", between: [1, 1], checks: checks(access, endpointAllowsData) },
    data,
  ];
}

/** A collection with the policies that it comes to life by. */
function collectionElement(graph: Graph, collection: Resource): Element {
  const security = (["encryption", "network"] as const).flatMap((kind) =>
    policiesOfKind(graph, kind).filter(({ entries }) =>
      entries.some((entry) => covers(entry, "collection", collection, graph) === "yes"),
    ),
  );
  const data = policiesOfKind(graph, "data").filter(({ entries }) =>
    entries.some((entry) => isAbout(entry, collection, graph) === "yes"),
  );
  const parts = [...security, ...data].map(({ resource }) => resource);
  return {
    name: collection.address,
    resource: collection,
    kind: "OpenSearch Serverless collection",
    lane: "AWS",
    parts: [...new Set(parts)],
  };
}
