import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { isList, Reference, Unknown, type Value } from "../graph/value";
import { checks } from "../paths/draft";
import { usePermitted } from "../rules/ecs/use-permitted";
import type { TaskNeed } from "./needs";
import type { Task } from "./task";

/** Services that are needed by whoever is given one of these attributes, in whatever way it is used. */
const IMPLIED: Readonly<
  Record<string, { readonly attributes: readonly string[]; readonly suffixes: readonly string[] }>
> = {
  aws_ecr_repository: { attributes: ["repository_url"], suffixes: ["ecr.api", "ecr.dkr", "s3"] },
  aws_secretsmanager_secret: { attributes: ["arn", "id"], suffixes: ["secretsmanager"] },
  aws_secretsmanager_secret_version: { attributes: ["arn"], suffixes: ["secretsmanager"] },
  aws_ssm_parameter: { attributes: ["arn"], suffixes: ["ssm"] },
  aws_cloudwatch_log_group: { attributes: ["name", "id"], suffixes: ["logs"] },
};

/**
 * What containers that cannot be read need, by the resources that they refer to: a plan tells of a text with an unknown ARN in it
 * only which these are. That they are reached can be proven or refuted; what the roles need for it cannot.
 */
export function impliedNeeds(graph: Graph, task: Task): readonly TaskNeed[] {
  const { definition, containers, onFargate } = task;
  // On EC2 it matters whether ECS or the container uses it, which cannot be told.
  if (containers.complete === true || onFargate !== true) return [];
  const used = new Map<string, Resource[]>();
  for (const { resource, path } of referencesOf(definition.get("container_definitions"))) {
    const implied = IMPLIED[resource.type];
    if (!implied?.attributes.includes(String(path[0]))) continue;
    for (const suffix of implied.suffixes) used.set(suffix, [...(used.get(suffix) ?? []), resource]);
  }
  return [...used].map(([suffix, resources]): TaskNeed => {
    const [first] = resources;
    const subject = { definition, resources, suffix };
    return {
      suffix,
      region: (first && graph.regionOf(first)) ?? task.region,
      at: definition,
      by: "ECS",
      purpose: `use ${resources.map(({ address }) => address).join(", ")}`,
      permissions: [],
      parts: suffix === "s3" ? [] : resources,
      checks: checks(subject, usePermitted),
    };
  });
}

function referencesOf(value: Value | undefined): readonly Reference[] {
  if (value instanceof Reference) return [value];
  if (value instanceof Unknown) return value.candidates;
  return isList(value) ? value.flatMap(referencesOf) : [];
}
