import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Unknown } from "../graph/value";
import { isResource } from "../network/look-up";
import { settle } from "../read/expression/settle";

/**
 * Of which generation a collection is: CLASSIC ones have endpoints that OpenSearch Serverless manages, NEXTGEN ones have those of
 * EC2. Its group decides, and there is none unless it names one.
 * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-vpc.html
 */
export function generationOf(graph: Graph, collection: Resource): "CLASSIC" | "NEXTGEN" | Unknown {
  const named = collection.get("collection_group_name");
  if (named === undefined || named === null) {
    return collection.mode === "managed"
      ? "CLASSIC"
      : new Unknown(`the generation of ${collection.address} is not in the files given`);
  }
  const found = graph.find(named, GROUP);
  const group = !isResource(found)
    ? graph.ofType(GROUP).find((one) => settle(one.get("name") ?? null) === settle(named))
    : found;
  if (!group) return new Unknown(`the group of ${collection.address} is not in the files given`);
  const generation = settle(group.get("generation") ?? null);
  if (generation === "CLASSIC" || generation === "NEXTGEN") return generation;
  return new Unknown(`the generation of ${group.address} is not known`);
}

const GROUP = "aws_opensearchserverless_collection_group";
