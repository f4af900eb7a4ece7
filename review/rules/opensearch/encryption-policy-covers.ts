import type { Graph } from "../../graph/graph";
import { madeBefore } from "../../graph/made-before";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { inWords } from "../../iam/value-words";
import {
  COLLECTION,
  covers,
  managePolicies,
  nameOfCollection,
  policiesOfKind,
} from "../../opensearch/serverless-policy";
import { settle } from "../../read/expression/settle";
import { broken, type Judgement, proven, unknown, warning } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-encryption.html */
export const encryptionPolicyCovers: ResourceRule = {
  id: "AOSS-03",
  title: "An encryption policy covers the collection",
  types: [COLLECTION],
  check,
};

function check(collection: Resource, graph: Graph): Judgement | undefined {
  const policies = policiesOfKind(graph, "encryption");
  const entries = policies.flatMap((policy) => policy.entries);
  const answers = entries.map((entry) => ({ entry, answer: covers(entry, "collection", collection, graph) }));
  const covering = answers.find(({ answer }) => answer === "yes");
  // A collection that brings its own encryption along, or whose group does, needs no policy.
  const hasItsOwn = collection.get("encryption_config") || collection.get("collection_group_name");
  if (covering && !hasItsOwn) return madeAfter(graph, collection, covering.entry.policy);
  if (hasItsOwn) return undefined;
  const name = inWords(settle(nameOfCollection(collection)));
  const [only] = policies;
  const near = policies.length === 1 ? only?.resource : undefined;
  const words = {
    at: near ?? collection,
    found: near
      ? `${near.address}, the only encryption policy, has no rule for collection/${name}`
      : `no encryption policy has a rule for collection/${name}`,
    needed: `an encryption policy with a rule for collection/${name}, made before ${collection.address}`,
    why: "AWS refuses to create a collection whose name no encryption policy has.",
    fix: near
      ? `Add "collection/${name}" to Resource in the rules of ${near.address}.`
      : `policy = jsonencode({ Rules = [{ ResourceType = "collection", Resource = ["collection/${name}"] }], AWSOwnedKey = true })`,
  };
  const doubtful = answers.find(({ answer }) => answer === "unknown");
  const unread = policies.find(({ complete }) => complete instanceof Unknown)?.complete;
  if (doubtful) {
    const found = `whether ${doubtful.entry.policy.address} covers ${collection.address} is not known`;
    return unknown({ ...words, at: doubtful.entry.policy, found });
  }
  if (unread instanceof Unknown) return unknown({ ...words, found: unread.reason });
  if (!managePolicies(graph)) return unknown({ ...words, found: `${words.found}: it may be made elsewhere` });
  return broken(words);
}

/** Terraform knows an order only from what refers to what, and policies name collections by a pattern. */
function madeAfter(graph: Graph, collection: Resource, policy: Resource): Judgement {
  const evidence = `${policy.address} covers ${collection.address}`;
  const elsewhere = policy.mode === "data" || policy.stack !== collection.stack;
  if (elsewhere || madeBefore(graph, collection)?.has(policy) !== false) return proven(evidence);
  return warning({
    at: collection,
    found: `${evidence}, and ${collection.address} does not depend on it`,
    needed: `depends_on with ${policy.address}`,
    why: "AWS refuses a collection whose name no encryption policy has yet, and Terraform may make the policy later.",
    fix: `depends_on = [${policy.address}]`,
  });
}
