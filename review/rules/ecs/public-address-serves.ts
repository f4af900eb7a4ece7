import { callerOf } from "../../endpoints/caller";
import { internetWays } from "../../endpoints/internet";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { type Judgement, warning } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html */
export const publicAddressServes: ResourceRule = {
  id: "ECS-07",
  title: "A public address is given only where an internet gateway makes use of it",
  types: ["aws_ecs_service"],
  otherwise: "useless",
  check,
};

function check(service: Resource, graph: Graph): Judgement | undefined {
  const caller = callerOf(graph, service);
  if (caller?.publicAddress !== true) return undefined;
  const ways = internetWays(graph, caller);
  const useless =
    ways.length > 0 &&
    ways.every(({ way }) => "kind" in way && way.kind !== "internet gateway" && way.kind !== "elsewhere");
  if (!useless) return undefined;
  return warning({
    at: service,
    found: `${service.address} has assign_public_ip = true, and none of its subnets has a default route to an internet gateway`,
    needed: "assign_public_ip = false",
    why: "A public address is of no use there, but becomes one of the service's as soon as somebody changes the routes.",
    fix: "assign_public_ip = false",
  });
}
