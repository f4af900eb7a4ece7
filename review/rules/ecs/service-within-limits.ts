import { networkConfigurationOf } from "../../endpoints/caller";
import type { Resource } from "../../graph/resource";
import { isList, Unknown } from "../../graph/value";
import { settle } from "../../read/expression/settle";
import { broken, type Judgement } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html */
const MOST = { subnets: 16, security_groups: 5 } as const;

export const serviceWithinLimits: ResourceRule = {
  id: "ECS-16",
  title: "A service has at most 16 subnets and 5 security groups",
  types: ["aws_ecs_service"],
  check,
};

function check(service: Resource): readonly Judgement[] {
  const block = networkConfigurationOf(service);
  if (block === undefined || block instanceof Unknown) return [];
  return Object.entries(MOST).flatMap(([argument, most]) => {
    const list = settle(block[argument] ?? null);
    if (!isList(list) || list.length <= most) return [];
    return broken({
      at: service,
      found: `${service.address} has ${list.length} ${argument}`,
      needed: `at most ${most} ${argument}`,
      why: "AWS refuses to create a service with more.",
      fix: `Leave out ${list.length - most} of them.`,
    });
  });
}
