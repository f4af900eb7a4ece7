import type { Workload } from "../data-services/workload";
import type { ServiceEndpoint } from "../endpoints/service-endpoint";
import { type Ways, waysTo } from "../endpoints/ways";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Unknown } from "../graph/value";
import { lookUp } from "../network/look-up";
import { same, VPC_TYPES } from "../network/vpc";
import { type Entry, policiesOfKind, SERVERLESS_ENDPOINT, valuesOf } from "./serverless-policy";

/** A call of a collection of the classic generation, and the way that it takes: the subject of the rules on it. */
export interface CollectionCall {
  readonly workload: Workload;
  readonly collection: Resource;
  readonly way: CollectionWay;
  /** Endpoints of EC2 in the caller's VPC whose names have to do with OpenSearch Serverless, and which do not lead to it. */
  readonly ordinary: readonly ServiceEndpoint[];
  /** The ways over the internet, and why there may be endpoints that the files do not have. */
  readonly ways: Ways;
  readonly others: Unknown | undefined;
}

export type CollectionWay =
  | { readonly kind: "endpoint"; readonly endpoint: Resource }
  | { readonly kind: "internet" }
  | { readonly kind: "none" };

/** An endpoint of OpenSearch Serverless answers for all collections, to everybody in its VPC. */
export function collectionCall(graph: Graph, workload: Workload, collection: Resource): CollectionCall {
  const { caller } = workload;
  const { vpc, label } = caller.peer;
  const own: Resource[] = [];
  let doubtful: Unknown | undefined;
  for (const endpoint of graph.ofType(SERVERLESS_ENDPOINT)) {
    const here = same(lookUp(graph, endpoint.get("vpc_id"), ...VPC_TYPES), vpc);
    if (here === true) own.push(endpoint);
    else if (here instanceof Unknown) {
      doubtful ??= new Unknown(`${endpoint.address} may be in the VPC of ${label}: ${here.reason}`);
    }
  }
  const region = graph.regionOf(collection) ?? caller.region;
  const ways = waysTo(graph, caller, "aoss", region);
  const data = waysTo(graph, caller, "aoss-data", region);
  const ordinary = [...ways.interfaces, ...data.interfaces];
  const [first] = own;
  // Of several, one that a network policy names is meant.
  const endpoint = own.find((one) => isAdmittedAnywhere(graph, one)) ?? first;
  const way: CollectionWay = endpoint
    ? { kind: "endpoint", endpoint }
    : { kind: ways.reachesInternet === true ? "internet" : "none" };
  return { workload, collection, way, ordinary, ways, others: doubtful ?? ways.others };
}

function isAdmittedAnywhere(graph: Graph, endpoint: Resource): boolean {
  return policiesOfKind(graph, "network").some(({ entries }) =>
    entries.some((entry) => sourcesOf(graph, entry).includes(endpoint)),
  );
}

/** The endpoints that an entry of a network policy admits. */
export function sourcesOf(graph: Graph, { members }: Entry) {
  return valuesOf(members.SourceVPCEs).map(
    (value) =>
      lookUp(graph, value, SERVERLESS_ENDPOINT, "aws_vpc_endpoint") ??
      new Unknown("an endpoint is not known"),
  );
}
