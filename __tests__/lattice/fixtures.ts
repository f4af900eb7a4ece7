import { DatabaseInstance, DatabaseTarget } from "../../modules/database";
import type { ResourceTarget } from "../../modules/lattice";
import { type INetwork, PrivateNetwork, type Subnet } from "../../modules/network";
import { type ISecurityGroup, SecurityGroup } from "../../modules/security";
import type { TestStack } from "../synthesis";

/** What a described network can differ in. */
export interface NetworkTraits {
  readonly subnets?: readonly Subnet[] | string[];
  readonly dnsHostnames?: boolean;
  readonly dnsSupport?: boolean;
  readonly region?: string;
}

const subnet = (name: string, zone: string, cidrBlock = "10.0.0.0/26"): Subnet => ({
  subnetId: `subnet-${name}-${zone}`,
  zone,
  cidrBlock,
});

/** A described network with one group `main`, so that the only resources in a test are those under test. */
export function network(name: string, traits: NetworkTraits = {}): INetwork {
  return PrivateNetwork.fromAttributes({
    vpcId: `vpc-${name}`,
    region: traits.region ?? "eu-central-1",
    cidrBlocks: ["10.0.0.0/16"],
    dnsSupport: traits.dnsSupport ?? true,
    dnsHostnames: traits.dnsHostnames ?? true,
    subnetGroups: { main: traits.subnets ?? [subnet(name, "euc1-az1"), subnet(name, "euc1-az3")] },
  });
}

export function existingGroup(stack: TestStack, name: string, of: INetwork): ISecurityGroup {
  return SecurityGroup.fromAttributes(stack, name, { securityGroupId: `sg-${name}`, network: of });
}

export const DATABASE_ARN = "arn:aws:rds:eu-central-1:111122223333:db:orders";
export const DATABASE_NAME = "orders.abc.eu-central-1.rds.amazonaws.com";

/** A MySQL database that exists already. */
export function existingTarget(stack: TestStack, of: INetwork, databaseArn = DATABASE_ARN): ResourceTarget {
  return DatabaseTarget.rdsInstance(
    DatabaseInstance.fromAttributes({
      databaseArn,
      hostName: DATABASE_NAME,
      port: 3306,
      network: of,
      securityGroup: existingGroup(stack, "database", of),
    }),
  );
}
