import type { Graph } from "../graph/graph";
import { perGraph } from "../graph/per-graph";
import type { Resource } from "../graph/resource";
import { isList, isObject, Reference, Template, Unknown, type Value } from "../graph/value";
import { settle } from "../read/expression/settle";
import { isDatabase } from "./databases";
import { follow, isResource, lookUp } from "./look-up";

/**
 * Attributes that hold the host name of a database, or its host name and port, as clients are told it. Those that only name it, like
 * `arn` or `identifier`, are for whoever manages it. https://registry.terraform.io/providers/hashicorp/aws/latest/docs
 */
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  aws_db_instance: ["address", "endpoint"],
  aws_rds_cluster: ["endpoint", "reader_endpoint"],
  aws_rds_cluster_instance: ["endpoint"],
  aws_rds_cluster_endpoint: ["endpoint"],
  aws_db_proxy: ["endpoint"],
  aws_docdb_cluster: ["endpoint", "reader_endpoint"],
  aws_docdb_cluster_instance: ["endpoint"],
  aws_neptune_cluster: ["endpoint", "reader_endpoint"],
  aws_neptune_cluster_instance: ["address", "endpoint"],
  aws_neptune_cluster_endpoint: ["endpoint"],
  aws_elasticache_cluster: ["cluster_address", "configuration_endpoint", "cache_nodes"],
  aws_elasticache_replication_group: [
    "primary_endpoint_address",
    "reader_endpoint_address",
    "configuration_endpoint_address",
  ],
  aws_elasticache_serverless_cache: ["endpoint"],
  aws_memorydb_cluster: ["cluster_endpoint"],
  aws_redshift_cluster: ["endpoint", "dns_name"],
  aws_redshiftserverless_workgroup: ["endpoint"],
};

/** What a part of a database belongs to, by the argument that names it: what has the security groups and the port. */
const WHOLES: Readonly<Record<string, readonly [argument: string, type: string]>> = {
  aws_rds_cluster_instance: ["cluster_identifier", "aws_rds_cluster"],
  aws_rds_cluster_endpoint: ["cluster_identifier", "aws_rds_cluster"],
  aws_docdb_cluster_instance: ["cluster_identifier", "aws_docdb_cluster"],
  aws_neptune_cluster_instance: ["cluster_identifier", "aws_neptune_cluster"],
  aws_neptune_cluster_endpoint: ["cluster_identifier", "aws_neptune_cluster"],
  aws_elasticache_cluster: ["replication_group_id", "aws_elasticache_replication_group"],
};

/** Records of records: more of them than this, and they lead in a circle. */
const LONGEST_CHAIN = 3;

/**
 * The databases whose addresses a value holds, at any depth and within texts like `postgres://...@${host}:5432/orders`. Those that
 * it only may hold are not among them.
 */
export function databasesAddressedIn(graph: Graph, value: Value | undefined): readonly Resource[] {
  return [...new Set(inValue(graph, value, 0))];
}

/** The databases whose addresses a value is made from where it is not known, as in a plan, or of which it may be one. */
export function databasesPerhapsIn(graph: Graph, value: Value | undefined): readonly Resource[] {
  const held = follow(value);
  if (held instanceof Unknown) {
    return [...new Set(held.candidates.flatMap((reference) => named(graph, reference, 0)))];
  }
  if (held instanceof Template) return held.parts.flatMap((part) => databasesPerhapsIn(graph, part));
  if (isList(held)) return held.flatMap((one) => databasesPerhapsIn(graph, one));
  return isObject(held) ? Object.values(held).flatMap((one) => databasesPerhapsIn(graph, one)) : [];
}

function inValue(graph: Graph, value: Value | undefined, steps: number): readonly Resource[] {
  const itself = value instanceof Reference ? named(graph, value, steps) : [];
  if (itself.length > 0) return itself;
  const held = follow(value);
  if (isList(held)) return held.flatMap((one) => inValue(graph, one, steps));
  if (isObject(held)) return Object.values(held).flatMap((one) => inValue(graph, one, steps));
  if (held instanceof Template) return held.parts.flatMap((one) => inValue(graph, one, steps));
  if (typeof held === "string") return inText(graph, held);
  return held instanceof Reference ? named(graph, held, steps) : [];
}

function named(graph: Graph, { resource, path }: Reference, steps: number): readonly Resource[] {
  // A record of one's own that stands for the address.
  if (resource.type === "aws_route53_record" && (path[0] === "fqdn" || path[0] === "name")) {
    return steps < LONGEST_CHAIN ? inValue(graph, resource.get("records"), steps + 1) : [];
  }
  const isAddress = ADDRESSES[resource.type]?.includes(String(path[0])) ?? false;
  return isAddress && resource.mode === "managed" ? wholeOf(graph, resource) : [];
}

const HOST_NAMES = /[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+){2,}/gi;

function inText(graph: Graph, text: string): readonly Resource[] {
  if (!text.includes(".")) return [];
  const known = byHostName(graph, undefined);
  return known.size === 0
    ? []
    : [...text.matchAll(HOST_NAMES)].flatMap(([host]) => known.get(host.toLowerCase()) ?? []);
}

/** Databases that exist already have host names that are known. */
const byHostName = perGraph((graph: Graph, _: undefined): ReadonlyMap<string, Resource> => {
  const names = new Map<string, Resource>();
  for (const [type, attributes] of Object.entries(ADDRESSES)) {
    for (const resource of graph.ofType(type)) {
      if (resource.mode !== "managed") continue;
      const [whole] = wholeOf(graph, resource);
      if (!whole) continue;
      for (const host of attributes.flatMap((attribute) => hostsIn(resource.get(attribute)))) {
        names.set(host, whole);
      }
    }
  }
  return names;
});

function hostsIn(value: Value | undefined): readonly string[] {
  const held = value === undefined ? undefined : settle(value);
  if (typeof held === "string") return held === "" ? [] : [held.replace(/:\d+$/, "").toLowerCase()];
  if (isList(held)) return held.flatMap(hostsIn);
  return isObject(held) ? hostsIn(held.address) : [];
}

function wholeOf(graph: Graph, database: Resource): readonly Resource[] {
  const [argument, type] = WHOLES[database.type] ?? [];
  const value = argument === undefined ? undefined : database.get(argument);
  if (!type || value === undefined) return isDatabase(database) ? [database] : [];
  const whole = lookUp(graph, value, type);
  return isResource(whole) && whole.mode === "managed" ? [whole] : [];
}
