import { Unknown } from "../graph/value";
import { nestedBlocks } from "../network/nested-blocks";
import { booleanOf } from "../read/expression/convert";
import { settle } from "../read/expression/settle";
import type { TaskNeed } from "./needs";
import type { Task } from "./task";

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html#ecs-vpc-endpoint-setup */
export function serviceConnectNeeds({ service, region }: Task): readonly TaskNeed[] {
  const [block] = nestedBlocks(service.get("service_connect_configuration"));
  if (block === undefined || block instanceof Unknown) return [];
  if (booleanOf(settle(block.enabled ?? null)) !== true) return [];
  return [
    {
      suffix: "ecs-agent",
      region,
      at: service,
      by: "containers",
      purpose: "get the configuration of Service Connect's proxy",
      permissions: [],
      dispensable:
        "The proxy of Service Connect uses the endpoint ecs-agent where there is one, else a public endpoint of its own; ECS's guide does not say that it works without either.",
    },
  ];
}
