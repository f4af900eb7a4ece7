import type { Unclear } from "../../ecs/needs";
import type { ServiceCaller } from "../../endpoints/caller";
import { lacksPublicAddress } from "../../endpoints/public-address";
import { waysTo } from "../../endpoints/ways";
import type { Graph } from "../../graph/graph";
import { broken, type Judgement, unknown } from "../../verdict";
import type { Rule } from "../rule";

/** Something that a task needs and that cannot be told. */
export interface UnclearCall {
  /** undefined if it is not known who calls. */
  readonly caller: ServiceCaller | undefined;
  readonly unclear: Unclear;
}

/** Wherever an image comes from, it takes a way to Amazon ECR or one to the internet. */
export const someImagePulled: Rule<UnclearCall> = {
  id: "ECS-19",
  title: "What a task needs is known, and can be reached",
  check,
};

function check({ caller, unclear }: UnclearCall, graph: Graph): Judgement {
  const { at, reason, pulls } = unclear;
  const registry = caller && pulls ? waysTo(graph, caller, "ecr.dkr", caller.region) : undefined;
  const shut =
    registry?.reachesInternet === false && registry.others === undefined && registry.interfaces.length === 0;
  if (caller && registry && shut) {
    const evidence = [...new Set(registry.internet.map((one) => one.evidence))].join("; ");
    return broken({
      at,
      found: `there is no endpoint for ecr.dkr, and ${evidence}`,
      needed: `a way to Amazon ECR or to the internet for every subnet of ${caller.peer.label}`,
      why: "Wherever the image of a container comes from, it has to be pulled from there.",
      fix: "Give the VPC endpoints for ecr.api, ecr.dkr and s3, or the subnets a NAT gateway.",
      ...lacksPublicAddress(caller, registry.internet),
    });
  }
  return unknown({
    at,
    found: reason,
    needed: "a task definition, and a network, that can be read",
    why: "What a task needs, and from where, decides which endpoints and permissions it takes.",
    fix: "Review a plan, in which more is known, or give values for the variables.",
  });
}
