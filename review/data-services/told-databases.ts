import { containersOf } from "../ecs/containers";
import type { Graph } from "../graph/graph";
import { perGraph } from "../graph/per-graph";
import { referencesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import { Unknown, type Value } from "../graph/value";
import { databasesAddressedIn, databasesPerhapsIn } from "../network/database-addresses";
import { isResource, lookUp } from "../network/look-up";
import { nestedBlocks } from "../network/nested-blocks";
import { WORKLOAD_TYPES, type Workload, workloadOf } from "./workload";

/** A workload that is told the address of a database. */
export interface Told {
  readonly workload: Workload;
  /** Why it may be the address of another one; undefined if it evidently is this one's. */
  readonly doubt: string | undefined;
}

/**
 * Workloads that are told the address of a database: in their environment or command, or, if that names none, in a secret or
 * parameter that they are given. Nothing tells better who is meant to connect.
 */
export function toldOf(graph: Graph, database: Resource): readonly Told[] {
  return told(graph, undefined).get(database) ?? [];
}

const told = perGraph((graph: Graph, _: undefined): ReadonlyMap<Resource, readonly Told[]> => {
  const byDatabase = new Map<Resource, Told[]>();
  for (const resource of graph.ofType(...WORKLOAD_TYPES)) {
    const workload = workloadOf(graph, resource);
    if (!workload) continue;
    for (const [database, doubt] of databasesOf(graph, workload)) {
      byDatabase.set(database, [...(byDatabase.get(database) ?? []), { workload, doubt }]);
    }
  }
  return byDatabase;
});

/** With the doubt that there is about each. */
function databasesOf(graph: Graph, workload: Workload): ReadonlyMap<Resource, string | undefined> {
  const { known, vague } = wordsOf(workload);
  const certain = new Set(known.flatMap((value) => databasesAddressedIn(graph, value)));
  const perhaps = new Set(
    [...known, ...vague]
      .flatMap((value) => databasesPerhapsIn(graph, value))
      .filter((one) => !certain.has(one)),
  );
  const doubt =
    perhaps.size === 1
      ? undefined
      : `Which of several addresses ${workload.resource.address} is told is not known.`;
  const named = new Map<Resource, string | undefined>();
  for (const database of certain) named.set(database, undefined);
  for (const database of perhaps) named.set(database, doubt);
  if (named.size === 0) for (const database of inSecrets(graph, workload)) named.set(database, undefined);
  for (const database of named.keys()) {
    if (proxiesOf(graph, database).some((proxy) => named.has(proxy)))
      named.set(
        database,
        `${workload.resource.address} is told of a proxy too, which may be what it connects to.`,
      );
  }
  return named;
}

function proxiesOf(graph: Graph, database: Resource): readonly Resource[] {
  return ["db_instance_identifier", "db_cluster_identifier"].flatMap((attribute) =>
    graph
      .referring("aws_db_proxy_target", attribute, database)
      .resources.map((target) => lookUp(graph, target.get("db_proxy_name"), "aws_db_proxy"))
      .filter(isResource),
  );
}

/** What it is told, and that of which only is known what it is made from, as in a plan. */
function wordsOf({ environment, resource }: Workload) {
  const known: Value[] = [];
  const vague: Value[] = [];
  for (const { name, value } of environment.variables) {
    if (value === undefined) continue;
    if (name === undefined) vague.push(new Unknown("known after apply", referencesIn(value)));
    else known.push(value);
  }
  if (environment.complete !== true && resource.type === "aws_lambda_function") {
    for (const block of nestedBlocks(resource.get("environment"))) {
      const map = block instanceof Unknown ? block : block.variables;
      if (map !== undefined) vague.push(map);
    }
  }
  return { known, vague };
}

/** The databases whose addresses are in the secrets that ECS injects, or that the application is told to read. */
function inSecrets(graph: Graph, { definition, environment }: Workload): ReadonlySet<Resource> {
  const secrets = new Set<Resource>();
  if (definition.type === "aws_ecs_task_definition") {
    for (const { secrets: injected } of containersOf(graph, definition).containers) {
      for (const { valueFrom } of injected.items) {
        const found = graph.find(valueFrom, ...KEEPERS);
        if (isResource(found)) secrets.add(found);
      }
    }
  }
  for (const { value } of environment.variables) {
    for (const { resource } of referencesIn(value))
      if (KEEPERS.some((type) => type === resource.type)) secrets.add(resource);
  }
  return new Set([...secrets].flatMap((secret) => databasesAddressedIn(graph, contentOf(graph, secret))));
}

const KEEPERS = [
  "aws_secretsmanager_secret",
  "aws_secretsmanager_secret_version",
  "aws_ssm_parameter",
] as const;

function contentOf(graph: Graph, secret: Resource): Value {
  if (secret.type === "aws_ssm_parameter") return secret.get("value") ?? secret.get("insecure_value") ?? null;
  if (secret.type === "aws_secretsmanager_secret_version") return secret.get("secret_string") ?? null;
  const versions = graph.referring("aws_secretsmanager_secret_version", "secret_id", secret).resources;
  return versions.map((version) => version.get("secret_string") ?? null);
}
