import type { TerraformStack } from "cdktf";
import { ContainerImage, type ContainerProps, PrivateCluster, PrivateService } from "../../../modules/ecs";
import { VpcEndpoints } from "../../../modules/endpoints";
import { type NetworkAttributes, PrivateNetwork } from "../../../modules/network";
import { SecurityGroup } from "../../../modules/security";

/** What somebody may do that a module refuses, by what it is called on the module's page. */
export type Mistakes = Readonly<Record<string, (stack: TerraformStack) => void>>;

export const REGISTRY = "111122223333.dkr.ecr.eu-central-1.amazonaws.com";

/** A VPC that exists, in two zones. */
export function vpc(name: string, differing: Partial<NetworkAttributes> = {}) {
  return PrivateNetwork.fromAttributes({
    vpcId: `vpc-${name}`,
    region: "eu-central-1",
    cidrBlocks: ["10.0.0.0/16"],
    dnsSupport: true,
    dnsHostnames: true,
    subnetGroups: {
      main: ["euc1-az1", "euc1-az3"].map((zone, index) => ({
        subnetId: `subnet-${name}-${zone}`,
        zone,
        cidrBlock: `10.0.${index}.0/26`,
        routeTableId: "rtb-main",
      })),
    },
    ...differing,
  });
}

/** A security group that exists, in such a VPC. */
export function group(stack: TerraformStack, name: string, network = vpc("app")) {
  return SecurityGroup.fromAttributes(stack, name, { securityGroupId: `sg-${name}`, network });
}

/** A service `orders` with one container `web`. */
export function service(stack: TerraformStack, container: Partial<ContainerProps> = {}, props: object = {}) {
  const subnets = vpc("app").subnetGroup("main");
  const image = ContainerImage.uri(`${REGISTRY}/orders:1.4.2`);
  return new PrivateService(stack, "orders", {
    name: "orders",
    cluster: new PrivateCluster(stack, "cluster", { name: "shop" }),
    subnets,
    endpoints: new VpcEndpoints(stack, "endpoints", { name: "shop", subnets }),
    containers: { web: { image, port: 8000, ...container } as ContainerProps },
    ...props,
  });
}
