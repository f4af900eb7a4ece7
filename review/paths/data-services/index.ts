import { DATA_KINDS } from "../../data-services/data-kind";
import { intentsOf, usualIntent } from "../../data-services/intents";
import { WORKLOAD_TYPES, workloadOf } from "../../data-services/workload";
import { collectionsFor } from "../../opensearch/collection-intents";
import { COLLECTION } from "../../opensearch/serverless-policy";
import type { PathDraft } from "../draft";
import type { PathFamily } from "../family";
import { collectionPath } from "./collection-path";
import { servicePath } from "./service-path";

/** From applications in a VPC to the AWS services whose resources they are granted or told of. */
export const dataServicePaths: PathFamily = {
  name: "application to its data in AWS services",
  infer(graph) {
    return graph.ofType(...WORKLOAD_TYPES).flatMap((resource): readonly PathDraft[] => {
      const workload = workloadOf(graph, resource);
      if (!workload) return [];
      return [
        ...intentsOf(graph, workload).map((intent) => servicePath(graph, workload, intent)),
        ...collectionsFor(graph, workload).map((intent) => collectionPath(graph, workload, intent)),
      ];
    });
  },
  between(graph, from, to, port) {
    const isData = to.type === COLLECTION || DATA_KINDS[to.type] !== undefined;
    const workload = isData && (port === undefined || port === 443) ? workloadOf(graph, from) : undefined;
    if (!workload) return [];
    // Who asks for a path knows that it is meant.
    if (to.type === COLLECTION)
      return [collectionPath(graph, workload, { collection: to, doubt: undefined })];
    const inferred = intentsOf(graph, workload).filter(({ target }) => target === to);
    const usual = usualIntent(to, undefined);
    const intents = inferred.length > 0 ? inferred : usual ? [usual] : [];
    return intents.map((intent) => servicePath(graph, workload, { ...intent, doubt: undefined }));
  },
};
