import { grantsOf } from "../data-services/grants";
import { sharesRole, type Workload } from "../data-services/workload";
import type { Graph } from "../graph/graph";
import { perGraph } from "../graph/per-graph";
import { referencesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import { actionMatches } from "../iam/pattern";
import { isResource } from "../network/look-up";
import { settle } from "../read/expression/settle";
import { admits, isAbout } from "./data-access";
import { COLLECTION, policiesOfKind } from "./serverless-policy";

/** What every request for the data of a collection takes in IAM: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/security-iam-serverless.html */
export const DATA_ACTION = "aoss:APIAccessAll";

/** A collection that an application evidently means to use. */
export interface CollectionIntent {
  readonly collection: Resource;
  /** Why it may be meant for others; undefined if it evidently is not. */
  readonly doubt: string | undefined;
}

/** Collections that an application is told of, that its role is granted, or whose data access policy names its role. */
export function collectionsFor(graph: Graph, workload: Workload): readonly CollectionIntent[] {
  if (graph.ofType(COLLECTION).length === 0) return [];
  const told = workload.environment.variables
    .flatMap(({ value }) => referencesIn(value))
    .map(({ resource }) => resource)
    .filter(({ type }) => type === COLLECTION);
  const granted = grantsOf(graph, workload.role).flatMap(({ actions, target }) => {
    const isData =
      actions === undefined ||
      actions.some((pattern) => actionMatches(settle(pattern), DATA_ACTION) === "yes");
    return target?.type === COLLECTION && isData ? [target] : [];
  });
  const admitted = isResource(workload.role) ? admittedTo(graph, workload.role) : [];
  const doubt = sharesRole(graph, workload)
    ? "Others have the same role, and the collection may be meant for them."
    : undefined;
  return [...new Set([...told, ...granted, ...admitted])].map((collection) => ({
    collection,
    doubt: told.includes(collection) ? undefined : doubt,
  }));
}

/** Collections that a data access policy admits a role to. */
const admittedTo = perGraph((graph, role: Resource): readonly Resource[] => {
  const entries = policiesOfKind(graph, "data")
    .flatMap((policy) => policy.entries)
    .filter((entry) => admits(entry, role, graph) === "yes");
  if (entries.length === 0) return [];
  return graph
    .ofType(COLLECTION)
    .filter((collection) => entries.some((entry) => isAbout(entry, collection, graph) === "yes"));
});
