import { theContainer } from "../../ecs/container";
import { containersOf } from "../../ecs/containers";
import { sourceOfImage } from "../../ecs/image";
import { cacheRuleOf } from "../../ecs/needs-of-images";
import { servicesOf } from "../../ecs/task-definition";
import { callerOf } from "../../endpoints/caller";
import { internetWays, reachesInternet } from "../../endpoints/internet";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { type Judgement, warning } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html#pull-through-cache-considerations */
export const cacheIsFilled: ResourceRule = {
  id: "ECS-18",
  title: "An image of a pull through cache is there when tasks without internet pull it",
  types: ["aws_ecs_task_definition"],
  otherwise: "useless",
  check,
};

function check(definition: Resource, graph: Graph): readonly Judgement[] {
  if (graph.ofType("aws_ecr_pull_through_cache_rule").length === 0) return [];
  return containersOf(graph, definition).containers.flatMap(({ image, label }) => {
    const source = sourceOfImage(graph, image);
    if (source instanceof Unknown || source.kind !== "ecr") return [];
    const rule = cacheRuleOf(graph, source.repository);
    const isolated = servicesOf(graph, definition).find((service) => {
      const caller = callerOf(graph, service);
      return caller && reachesInternet(internetWays(graph, caller)) === false;
    });
    if (!rule || !isolated) return [];
    return warning({
      at: definition,
      found: `the image of ${theContainer(label)} comes through ${rule.address}, and ${isolated.address} has no way to the internet`,
      needed: "an image that was pulled once before, from a place with a way to the internet",
      why: "Through PrivateLink, Amazon ECR does not get an image from the other registry when it is asked for the first time.",
      fix: "Pull the image once from elsewhere before the first deployment, and again for each new version.",
    });
  });
}
