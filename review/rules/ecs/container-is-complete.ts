import type { Container } from "../../ecs/container";
import { containersOf } from "../../ecs/containers";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { booleanOf } from "../../read/expression/convert";
import { settle } from "../../read/expression/settle";
import { broken, type Judgement } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
export const containerIsComplete: ResourceRule = {
  id: "ECS-08",
  title: "Each container has a name of its own and an image, and one of them is essential",
  types: ["aws_ecs_task_definition"],
  check,
};

const WHY = "AWS refuses to register such a task definition; Terraform's plan does not look into it.";

function check(definition: Resource, graph: Graph): readonly Judgement[] {
  const { containers, complete } = containersOf(graph, definition);
  const judgements: Judgement[] = [];
  const names = new Set<string>();
  for (const container of containers) {
    const missing = missingIn(container);
    if (missing) judgements.push(broken({ at: definition, why: WHY, ...missing }));
    const name = settle(container.name ?? null);
    if (typeof name !== "string") continue;
    if (names.has(name)) judgements.push(broken({ at: definition, why: WHY, ...twice(definition, name) }));
    names.add(name);
  }
  const noneEssential = containers.every(
    ({ essential }) => essential !== undefined && booleanOf(settle(essential)) === false,
  );
  if (complete === true && containers.length > 0 && noneEssential) {
    judgements.push(
      broken({
        at: definition,
        found: `no container of ${definition.address} is essential`,
        needed: "a container with essential = true",
        why: "A task ends when an essential container ends, so that it needs one; AWS refuses a definition without.",
        fix: "essential = true",
      }),
    );
  }
  return judgements;
}

function missingIn({ name, image, label }: Container) {
  const isMissing = (value: typeof name) => value === undefined || settle(value) === "";
  const missing = [...(isMissing(name) ? ["name"] : []), ...(isMissing(image) ? ["image"] : [])];
  if (missing.length === 0) return undefined;
  const what = missing.join(" and no ");
  const fix = missing.map((one) => (one === "name" ? 'name = "web"' : "image = ...")).join(", ");
  return { found: `${label} has no ${what}`, needed: "a name and an image in each container", fix };
}

function twice(definition: Resource, name: string) {
  return {
    found: `two containers of ${definition.address} are called ${name}`,
    needed: "a name of its own for each container",
    fix: `Rename one of them.`,
  };
}
