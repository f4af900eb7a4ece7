import type { EcsServiceConfig } from "@cdktf/provider-aws/lib/ecs-service";
import type { ITerraformDependable } from "cdktf";
import type { Ec2Capacity } from "./ec2-capacity";
import type { IPrivateCluster } from "./private-cluster";

/** What tasks run on. */
export type Capacity =
  | { readonly kind: "Fargate" }
  | { readonly kind: "Fargate Spot"; readonly onDemand: number }
  | { readonly kind: "EC2"; readonly instances: Ec2Capacity };

export const Capacity = {
  /** Fargate: no machines of one's own. This is the default. */
  fargate(): Capacity {
    return { kind: "Fargate" };
  },
  /**
   * Fargate Spot: cheaper, and AWS may stop a task with two minutes' notice.
   *
   * @param onDemand how many tasks are kept on plain Fargate, from 0
   */
  fargateSpot({ onDemand = 0 }: { readonly onDemand?: number } = {}): Capacity {
    return { kind: "Fargate Spot", onDemand };
  },
  /** EC2 instances of one's own. */
  ec2(instances: Ec2Capacity): Capacity {
    return { kind: "EC2", instances };
  },
};

/** Where ECS is told to place tasks. */
export function placedOn(
  capacity: Capacity,
): Pick<
  EcsServiceConfig,
  "launchType" | "platformVersion" | "capacityProviderStrategy" | "forceNewDeployment"
> {
  switch (capacity.kind) {
    case "Fargate":
      return { launchType: "FARGATE", platformVersion: "LATEST" };
    case "Fargate Spot":
      return {
        platformVersion: "LATEST",
        // Without it another strategy replaces the service: https://github.com/hashicorp/terraform-provider-aws/issues/22408
        forceNewDeployment: true,
        capacityProviderStrategy: [
          ...(capacity.onDemand > 0
            ? [{ capacityProvider: FARGATE, base: capacity.onDemand, weight: 0 }]
            : []),
          { capacityProvider: FARGATE_SPOT, weight: 1 },
        ],
      };
    case "EC2":
      return {
        forceNewDeployment: true,
        capacityProviderStrategy: [{ capacityProvider: capacity.instances.name, weight: 1 }],
      };
  }
}

/** What must be there before tasks can be placed. */
export function readyFor(capacity: Capacity, cluster: IPrivateCluster): readonly ITerraformDependable[] {
  if (capacity.kind === "Fargate") return [];
  if (capacity.kind === "EC2") return capacity.instances.ready;
  const providers = capacity.onDemand > 0 ? [FARGATE, FARGATE_SPOT] : [FARGATE_SPOT];
  return providers.flatMap((provider) => cluster.addCapacityProvider(provider));
}

const FARGATE = "FARGATE";
const FARGATE_SPOT = "FARGATE_SPOT";
