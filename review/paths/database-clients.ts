import type { Found, Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Unknown } from "../graph/value";
import { databasePort } from "../network/databases";
import { isResource, lookUp } from "../network/look-up";
import type { Peer } from "../network/peer";
import { containsPort } from "../network/ports";
import type { GroupRule } from "../network/security-group-rule";
import { rulesOf } from "../network/security-group-rules";
import { isVpc } from "../network/security-groups";
import { wearersOf } from "../network/workloads";

/**
 * Who is evidently meant to reach a database: by a rule of either side that names the other's group, or as its proxy. Where nobody is,
 * rules for another port were meant for this one if there is nothing else that they could be for.
 */
export function clientsOf(graph: Graph, database: Peer, port: number | undefined): ReadonlySet<Resource> {
  const clients = clientsOn(graph, database, port);
  if (clients.size > 0 || port === undefined || !isAlone(graph, database, port)) return clients;
  return clientsOn(graph, database, undefined);
}

/** Whether all that has a group of the database listens on its port and on no other one, and nobody is admitted to it. */
function isAlone(graph: Graph, { groups, resource }: Peer, port: number): boolean {
  if (resource && mayHaveOtherPorts(resource)) return false;
  return groups.every((group) => {
    if (!isResource(group) || isVpc(group)) return false;
    const { rules, complete } = rulesOf(graph, group, "ingress");
    if (complete !== true || rules.some((rule) => mayBeFor(rule, port))) return false;
    const { clients, others } = wearersOf(graph, group);
    return clients.length === 0 && others.every((other) => databasePort(graph, other) === port);
  });
}

/** Oracle takes TLS on a port of an option, Aurora PostgreSQL as Babelfish by a parameter; a serverless cache has one for reading. */
function mayHaveOtherPorts(database: Resource): boolean {
  return (
    database.get("option_group_name") !== undefined ||
    database.get("db_cluster_parameter_group_name") !== undefined ||
    database.type === "aws_elasticache_serverless_cache"
  );
}

/** @param port undefined for any */
function clientsOn(graph: Graph, database: Peer, port: number | undefined): ReadonlySet<Resource> {
  const groups = new Set<Resource>();
  for (const group of database.groups.filter(isResource)) {
    for (const rule of rulesOf(graph, group, "ingress").rules) {
      if (rule.other.kind === "group" && isResource(rule.other.group) && mayBeFor(rule, port))
        groups.add(rule.other.group);
    }
    for (const other of namingInEgress(graph, group)) {
      const rules = rulesOf(graph, other, "egress").rules;
      if (
        rules.some(
          (rule) => rule.other.kind === "group" && rule.other.group === group && isMeantFor(rule, port),
        )
      )
        groups.add(other);
    }
  }
  return new Set([
    ...proxiesOf(graph, database),
    ...[...groups].flatMap((group) => wearersOrGroup(graph, group, database)),
  ]);
}

function mayBeFor({ protocol, ports }: GroupRule, port: number | undefined): boolean {
  if (protocol !== "tcp" && protocol !== "all") return false;
  if (port === undefined || ports === undefined || ports instanceof Unknown) return ports !== undefined;
  return containsPort(ports, port);
}

/** A rule to the group of a database for any port at all tells no intent to use this one. */
function isMeantFor(rule: GroupRule, port: number | undefined): boolean {
  return rule.protocol === "tcp" && mayBeFor(rule, port);
}

/** Groups of which an egress rule may name this one. */
function namingInEgress(graph: Graph, group: Resource): readonly Resource[] {
  const owners: Found[] = [];
  for (const [type, attribute] of [
    ["aws_vpc_security_group_egress_rule", "referenced_security_group_id"],
    ["aws_security_group_rule", "source_security_group_id"],
  ] as const) {
    for (const rule of graph.referring(type, attribute, group).resources) {
      owners.push(
        lookUp(graph, rule.get("security_group_id"), "aws_security_group", "aws_default_security_group"),
      );
    }
  }
  for (const type of ["aws_security_group", "aws_default_security_group"]) {
    owners.push(...graph.referring(type, "egress.security_groups", group).resources);
  }
  return [...new Set(owners.filter(isResource))];
}

/**
 * Those that have a group and open connections; if none is known, the group itself. A group that only gateways, endpoints and the
 * like have is no client: what comes through them is a path of another kind.
 */
function wearersOrGroup(graph: Graph, group: Resource, database: Peer): readonly Resource[] {
  const { clients, others } = wearersOf(graph, group);
  if (clients.length > 0) return clients;
  if (others.length > 0 || database.groups.includes(group) || isVpc(group)) return [];
  return [group];
}

/** The proxies that lead on to a database. */
export function proxiesOf(graph: Graph, { resource: database }: Peer): readonly Resource[] {
  if (!database) return [];
  const attribute = database.type === "aws_rds_cluster" ? "db_cluster_identifier" : "db_instance_identifier";
  return graph.referring("aws_db_proxy_target", attribute, database).resources.flatMap((target) => {
    const proxy = lookUp(graph, target.get("db_proxy_name"), "aws_db_proxy");
    return isResource(proxy) && proxy.mode === "managed" ? [proxy] : [];
  });
}
