import { theContainer } from "../../ecs/container";
import { containersOf } from "../../ecs/containers";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { nestedBlocks } from "../../network/nested-blocks";
import { settle } from "../../read/expression/settle";
import { broken, type Judgement } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MountPoint.html */
export const volumeIsDeclared: ResourceRule = {
  id: "ECS-10",
  title: "What containers mount are volumes of the task definition",
  types: ["aws_ecs_task_definition"],
  check,
};

function check(definition: Resource, graph: Graph): readonly Judgement[] {
  const blocks = nestedBlocks(definition.get("volume"));
  const names = blocks.map((block) => (block instanceof Unknown ? block : settle(block.name ?? null)));
  if (names.some((name) => typeof name !== "string")) return [];
  return containersOf(graph, definition).containers.flatMap(({ mountPoints, label }) =>
    mountPoints.items.flatMap(({ sourceVolume }) => {
      const volume = settle(sourceVolume ?? null);
      if (typeof volume !== "string" || volume === "" || names.includes(volume)) return [];
      return broken({
        at: definition,
        found: `${theContainer(label)} mounts ${volume}, which is no volume of ${definition.address}`,
        needed: `a volume block with the name ${volume}`,
        why: "AWS refuses to register a task definition whose mount points name unknown volumes.",
        fix: `volume { name = "${volume}" }`,
      });
    }),
  );
}
