import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { type Answer, some } from "../../network/answer";
import { nameOf } from "../../network/look-up";
import { same } from "../../network/vpc";
import { type CollectionCall, sourcesOf } from "../../opensearch/collection-call";
import { covers, type Entry, managePolicies, policiesOfKind } from "../../opensearch/serverless-policy";
import { booleanOf } from "../../read/expression/convert";
import { settle } from "../../read/expression/settle";
import { broken, type Judgement, proven, unknown, warning } from "../../verdict";
import type { Rule } from "../rule";

/** What comes to a collection, and through which endpoint, if through one. */
export type CollectionSource = Pick<CollectionCall, "collection"> & {
  readonly endpoint: Resource | undefined;
};

/** https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-network.html */
export const networkPolicyAdmits: Rule<CollectionSource> = {
  id: "AOSS-02",
  title: "A network policy admits the way to the collection",
  check,
};

const WHY =
  "A collection answers only what a network policy admits: the endpoints of SourceVPCEs, or everybody with AllowFromPublic.";

function check(source: CollectionSource, graph: Graph): Judgement | readonly Judgement[] {
  const { collection, endpoint } = source;
  const policies = policiesOfKind(graph, "network");
  const entries = policies.flatMap((policy) => policy.entries);
  const covering = entries.filter((entry) => covers(entry, "collection", collection, graph) === "yes");
  const possible = entries.filter((entry) => covers(entry, "collection", collection, graph) === "unknown");
  // A rule for everybody overrides those for endpoints.
  const open = covering.find((entry) => isPublic(entry) === true);
  if (open) return publicly(open, source);
  const through = covering.find((entry) => admits(graph, entry, endpoint) === true);
  if (through && endpoint)
    return proven(`${through.policy.address} admits ${endpoint.address} in SourceVPCEs`);
  const unread = policies.find(({ complete }) => complete instanceof Unknown)?.complete;
  const unsure = [...covering, ...possible]
    .map(doubtIn(graph, endpoint))
    .find((doubt) => doubt !== undefined);
  const doubt = unsure ?? (unread instanceof Unknown ? unread.reason : undefined);
  const [first] = covering;
  const words = first ? notAdmitted(graph, first, source) : notCovered(graph, entries, source);
  if (doubt !== undefined) return unknown({ ...words, found: doubt });
  if (covering.length === 0 && !managePolicies(graph)) {
    return unknown({ ...words, found: `${words.found}: it may be made elsewhere` });
  }
  return collection.mode === "managed" ? broken(words) : unknown(words);
}

function publicly(open: Entry, { collection, endpoint }: CollectionSource): readonly Judgement[] {
  const evidence = proven(
    `${open.policy.address} admits everybody to ${collection.address} (AllowFromPublic)`,
  );
  if (!endpoint) return [evidence];
  const found = `${open.policy.address} has AllowFromPublic = true for ${collection.address}, which has ${endpoint.address}`;
  return [
    evidence,
    warning({
      at: open.policy,
      found,
      needed: "AllowFromPublic = false",
      why: "A rule for everybody overrides those for endpoints: the collection answers the internet too.",
      fix: `AllowFromPublic = false, SourceVPCEs = [${endpoint.address}.id]`,
    }),
  ];
}

function isPublic({ members }: Entry): Answer {
  const value = settle(members.AllowFromPublic ?? false);
  return booleanOf(value) ?? new Unknown("AllowFromPublic is not known");
}

function admits(graph: Graph, entry: Entry, endpoint: Resource | undefined): Answer {
  if (!endpoint) return false;
  return some(sourcesOf(graph, entry).map((source) => same(source, endpoint)));
}

/** Why an entry may admit it after all. */
function doubtIn(graph: Graph, endpoint: Resource | undefined): (entry: Entry) => string | undefined {
  return (entry) => {
    const answer = some([isPublic(entry), admits(graph, entry, endpoint)]);
    if (answer === false) return undefined;
    const reason =
      answer instanceof Unknown ? answer.reason : "whether it is about this collection is not known";
    return `whether ${entry.policy.address} admits it is not known: ${reason}`;
  };
}

function notAdmitted(graph: Graph, { policy, members }: Entry, { collection, endpoint }: CollectionSource) {
  const sources = sourcesOf(graph, { policy, members, rules: [] }).map(nameOf);
  const has = sources.length > 0 ? `SourceVPCEs = [${sources.join(", ")}]` : "no SourceVPCEs";
  return {
    at: policy,
    found: `${policy.address} has ${has} for ${collection.address}${endpoint ? `, without ${endpoint.address}` : ", and AllowFromPublic = false"}`,
    needed: endpoint
      ? `${endpoint.address} in SourceVPCEs of ${policy.address}`
      : "an endpoint of OpenSearch Serverless in the VPC, in SourceVPCEs; or AllowFromPublic = true",
    why: WHY,
    fix: endpoint ? `SourceVPCEs = [${endpoint.address}.id]` : "AllowFromPublic = true",
  };
}

function notCovered(graph: Graph, entries: readonly Entry[], { collection, endpoint }: CollectionSource) {
  const dashboards = entries.find((entry) => covers(entry, "dashboard", collection, graph) === "yes");
  const [other] = entries;
  const at = dashboards?.policy ?? (entries.length === 1 ? other?.policy : undefined) ?? collection;
  return {
    at,
    found: dashboards
      ? `${dashboards.policy.address} has a rule for the dashboards of ${collection.address} (ResourceType dashboard), and none for the collection`
      : `no network policy has a rule for ${collection.address}`,
    needed: `a network policy with a rule of ResourceType collection for ${collection.address}`,
    why: WHY,
    fix: `{ ResourceType = "collection", Resource = ["collection/\${${collection.address}.name}"] }${endpoint ? `, with SourceVPCEs = [${endpoint.address}.id]` : ""}`,
  };
}
