import type { Graph } from "../../../review/graph/graph";
import type { Resource } from "../../../review/graph/resource";
import { type Peer, peerOf } from "../../../review/network/peer";
import { readJson } from "../../../review/read/inputs";
import type { JsonObject } from "../../../review/read/json";
import type { Connection } from "../../../review/rules/network/connection";
import type { Rule } from "../../../review/rules/rule";
import type { Judgement, Objection, Verdict } from "../../../review/verdict";

/** Resources by type and name. */
export type Resources = Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;

/** The graph of a configuration in Terraform's JSON. */
export function graphOf(resource: Resources, data: Resources = {}): Graph {
  const provider = { aws: [{ region: "eu-central-1" }] };
  return readJson("cdk.tf.json", { resource, data, provider, variable: { given: {} } } as JsonObject).graph;
}

export function at(graph: Graph, address: string): Resource {
  const resource = graph.at(address);
  if (!resource) throw new Error(`${address} is not there`);
  return resource;
}

export function peerAtAddress(graph: Graph, address: string): Peer {
  const peer = peerOf(graph, at(graph, address));
  if (!peer) throw new Error(`${address} has no network interface`);
  return peer;
}

export function connectionOf(
  graph: Graph,
  from: string,
  to: string,
  more: Partial<Connection> = {},
): Connection {
  const [source, destination] = [peerAtAddress(graph, from), peerAtAddress(graph, to)];
  return { from: source, to: destination, protocol: "tcp", port: 5432, identity: "groups", ...more };
}

/** What a rule says, always as a list. */
export function ask<Subject>(rule: Rule<Subject>, subject: Subject, graph: Graph): readonly Judgement[] {
  const said = rule.check(subject, graph);
  return said === undefined ? [] : "verdict" in said ? [said] : said;
}

/** The worst of several verdicts; undefined if nothing was said. */
export function verdictOf(judgements: readonly Judgement[]): Verdict | undefined {
  return (["BROKEN", "UNKNOWN", "PROVEN"] as const).find((verdict) =>
    judgements.some((judgement) => judgement.verdict === verdict),
  );
}

export function objections(judgements: readonly Judgement[]): readonly Objection[] {
  return judgements.filter((judgement) => "found" in judgement);
}

/** A security group of the VPC `main`. */
export const group = (more: JsonObject = {}): JsonObject => ({ vpc_id: "${aws_vpc.main.id}", ...more });

/** A rule of its own, for tcp/5432 unless something else is said. */
export const rule = (owner: string, more: JsonObject): JsonObject => ({
  security_group_id: `\${aws_security_group.${owner}.id}`,
  ip_protocol: "tcp",
  from_port: 5432,
  to_port: 5432,
  ...more,
});

export const toGroup = (name: string): JsonObject => ({
  referenced_security_group_id: `\${aws_security_group.${name}.id}`,
});

/** A VPC with two subnets, a client in the first and a database in both, each with a group without any rule. */
export const CLIENT_AND_DATABASE: Resources = {
  aws_vpc: { main: { cidr_block: "10.0.0.0/16" } },
  aws_subnet: {
    a: { vpc_id: "${aws_vpc.main.id}", cidr_block: "10.0.1.0/24" },
    b: { vpc_id: "${aws_vpc.main.id}", cidr_block: "10.0.2.0/24" },
  },
  aws_security_group: { app: group(), db: group() },
  aws_instance: {
    app: { subnet_id: "${aws_subnet.a.id}", vpc_security_group_ids: ["${aws_security_group.app.id}"] },
  },
  aws_db_subnet_group: { db: { subnet_ids: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"] } },
  aws_db_instance: {
    db: {
      engine: "postgres",
      db_subnet_group_name: "${aws_db_subnet_group.db.name}",
      vpc_security_group_ids: ["${aws_security_group.db.id}"],
    },
  },
};

/** A configuration with more resources, or others in place of those of the same type and name. */
export function and(base: Resources, more: Resources): Resources {
  const types = new Set([...Object.keys(base), ...Object.keys(more)]);
  return Object.fromEntries([...types].map((type) => [type, { ...base[type], ...more[type] }]));
}
