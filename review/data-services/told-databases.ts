import { containersOf } from "../ecs/containers";
import { referredSecret } from "../ecs/referred-secret";
import type { Graph } from "../graph/graph";
import { perGraph } from "../graph/per-graph";
import { resourcesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import { Unknown, type Value } from "../graph/value";
import { databasesAddressedIn } from "../network/database-addresses";
import { nestedBlocks } from "../network/nested-blocks";
import { jsonWithHoles } from "../read/expression/json-with-holes";
import { WORKLOAD_TYPES, type Workload, workloadOf } from "./workload";

/**
 * Workloads by the database whose address they are told: in their environment or command, or, if that names none, in a secret or
 * parameter that they are given. Nothing tells better who is meant to connect.
 */
export function toldOf(graph: Graph, database: Resource): readonly Workload[] {
  return told(graph, undefined).get(database) ?? [];
}

const told = perGraph((graph: Graph, _: undefined): ReadonlyMap<Resource, readonly Workload[]> => {
  const byDatabase = new Map<Resource, Workload[]>();
  for (const resource of graph.ofType(...WORKLOAD_TYPES)) {
    const workload = workloadOf(graph, resource);
    if (!workload) continue;
    const databases = new Set(itsOwnWords(workload).flatMap((value) => databasesAddressedIn(graph, value)));
    const named = databases.size > 0 ? databases : inSecrets(graph, workload);
    for (const database of named) byDatabase.set(database, [...(byDatabase.get(database) ?? []), workload]);
  }
  return byDatabase;
});

function itsOwnWords({ environment, resource }: Workload): readonly Value[] {
  const values = environment.variables.flatMap(({ value }) => (value === undefined ? [] : [value]));
  if (environment.complete === true || resource.type !== "aws_lambda_function") return values;
  // A map that is not known as a whole, as in a plan, tells at least what it is made from.
  const maps = nestedBlocks(resource.get("environment")).map((block) =>
    block instanceof Unknown ? block : (block.variables ?? null),
  );
  return [...values, ...maps];
}

/** The databases whose addresses are in the secrets that ECS injects, or that the application is told to read. */
function inSecrets(graph: Graph, workload: Workload): ReadonlySet<Resource> {
  const secrets = new Set<Resource>();
  const { definition, environment } = workload;
  if (definition.type === "aws_ecs_task_definition") {
    for (const { secrets: injected } of containersOf(graph, definition).containers) {
      for (const { valueFrom } of injected.items) {
        const referred = referredSecret(graph, valueFrom);
        if (!(referred instanceof Unknown) && referred.resource) secrets.add(referred.resource);
      }
    }
  }
  for (const { value } of environment.variables) {
    if (value instanceof Unknown) continue;
    for (const resource of resourcesIn(value)) if (KEEPS.has(resource.type)) secrets.add(resource);
  }
  return new Set([...secrets].flatMap((secret) => databasesAddressedIn(graph, contentOf(graph, secret))));
}

const KEEPS = new Set(["aws_secretsmanager_secret", "aws_ssm_parameter"]);

function contentOf(graph: Graph, secret: Resource): Value {
  if (secret.type === "aws_ssm_parameter") return secret.get("value") ?? secret.get("insecure_value") ?? null;
  const versions = graph.referring("aws_secretsmanager_secret_version", "secret_id", secret).resources;
  return versions.flatMap((version) => {
    const text = version.get("secret_string");
    return text === undefined ? [] : [text, jsonWithHoles(text)];
  });
}
