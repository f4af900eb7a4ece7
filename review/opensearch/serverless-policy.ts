import type { Graph } from "../graph/graph";
import { perGraph } from "../graph/per-graph";
import type { Resource } from "../graph/resource";
import { isList, isObject, Reference, Template, Unknown, type Value } from "../graph/value";
import { type Answer, oneOf } from "../iam/answer";
import { resourceMatches } from "../iam/pattern";
import { jsonWithHoles } from "../read/expression/json-with-holes";
import { settle } from "../read/expression/settle";

export const COLLECTION = "aws_opensearchserverless_collection";
export const SECURITY_POLICY = "aws_opensearchserverless_security_policy";
export const ACCESS_POLICY = "aws_opensearchserverless_access_policy";
export const SERVERLESS_ENDPOINT = "aws_opensearchserverless_vpc_endpoint";

/**
 * A policy of OpenSearch Serverless. One for encryption is a single entry, those for the network and for data are lists of them.
 * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-security.html
 */
export interface ServerlessPolicy {
  readonly resource: Resource;
  readonly entries: readonly Entry[];
  /** Whether these are all; else why there may be others. */
  readonly complete: true | Unknown;
}

/** What it says, by its members: `AllowFromPublic`, `SourceVPCEs`, `Principal` ... */
export interface Entry {
  readonly policy: ServerlessPolicy["resource"];
  readonly members: Members;
  readonly rules: readonly EntryRule[];
}

export interface EntryRule {
  /** `collection`, `dashboard` or `index`; undefined if it is not known. */
  readonly type: string | undefined;
  /** Like `collection/logs-*`. */
  readonly resources: readonly Value[];
  readonly permissions: readonly Value[];
}

export type Members = { readonly [name: string]: Value };

/** Policies of one kind, of those files that are given. */
export const policiesOfKind = perGraph(
  (graph, kind: "encryption" | "network" | "data"): readonly ServerlessPolicy[] =>
    graph
      .ofType(kind === "data" ? ACCESS_POLICY : SECURITY_POLICY)
      .filter((policy) => isOfKind(policy, kind))
      .map(readServerlessPolicy),
);

/** One whose kind cannot be told may be of each. */
function isOfKind(policy: Resource, kind: string): boolean {
  const type = settle(policy.get("type") ?? null);
  return type === kind || typeof type !== "string";
}

function readServerlessPolicy(resource: Resource): ServerlessPolicy {
  const text = resource.get("policy");
  const value =
    text === undefined || text === null
      ? new Unknown("its text is not in the files given")
      : settle(jsonWithHoles(text));
  const list = isList(value) ? value : [value];
  const entries: Entry[] = [];
  let complete: true | Unknown = true;
  for (const element of list.map(settle)) {
    if (isObject(element)) {
      entries.push({ policy: resource, members: element, rules: rulesOf(element) });
    } else {
      const reason = element instanceof Unknown ? `: ${element.reason}` : "";
      complete = new Unknown(`${resource.address} cannot be read${reason}`);
    }
  }
  return { resource, entries, complete };
}

function rulesOf(entry: Members): readonly EntryRule[] {
  return valuesOf(entry.Rules).map((value): EntryRule => {
    const rule = settle(value);
    if (!isObject(rule))
      return { type: undefined, resources: [new Unknown("a rule is not known")], permissions: [] };
    const type = settle(rule.ResourceType ?? null);
    return {
      type: typeof type === "string" ? type : undefined,
      resources: valuesOf(rule.Resource),
      permissions: valuesOf(rule.Permission),
    };
  });
}

/** The members of a list, which may hold lists in turn. */
export function valuesOf(value: Value | undefined): readonly Value[] {
  if (value === undefined || value === null) return [];
  const settled = settle(value);
  return isList(settled) ? settled.flatMap(valuesOf) : [value];
}

/** Whether a rule of an entry is about a collection: the collection itself or its dashboards. */
export function covers(
  { rules }: Entry,
  type: "collection" | "dashboard",
  collection: Resource,
  graph: Graph,
): Answer {
  const wanted = new Template(["collection/", nameOfCollection(collection)]);
  return oneOf(rules, (rule) => {
    if (rule.type !== type && rule.type !== undefined) return "no";
    const answer = oneOf(rule.resources, (pattern) => resourceMatches(pattern, wanted, graph));
    return rule.type === undefined && answer === "yes" ? "unknown" : answer;
  });
}

export function nameOfCollection(collection: Resource): Value {
  const name = collection.get("name");
  return name === undefined || name === null ? new Reference(collection, ["name"]) : name;
}

/**
 * Whether these files have policies of OpenSearch Serverless at all. Where they have none, others manage them, likely with patterns
 * for many collections.
 */
export function managePolicies(graph: Graph): boolean {
  return graph.ofType(SECURITY_POLICY, ACCESS_POLICY).some(({ mode }) => mode === "managed");
}
