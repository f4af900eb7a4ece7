import { Unknown } from "../graph/value";
import type { TaskNeed } from "./needs";
import type { Task } from "./task";

/**
 * The agent of an EC2 instance registers with ECS over three endpoints; without them it takes the public ones.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
 */
export function agentNeeds({ service, launch, region }: Task): readonly TaskNeed[] {
  if (launch instanceof Unknown || launch.kind !== "EC2") return [];
  return ["ecs", "ecs-agent", "ecs-telemetry"].map((suffix) => ({
    suffix,
    region,
    at: service,
    by: "instance" as const,
    purpose: "run on its instances, whose agent does not reach ECS",
    permissions: [],
  }));
}
