import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../environments";
import { DatabaseInstance, DatabaseTarget } from "../modules/database";
import { ResourceGatewayChain } from "../modules/lattice";
import { PrivateNetwork } from "../modules/network";
import { SecurityGroup } from "../modules/security";
import { BaseStack } from "../stacks/base-stack";

// What exists: put the ids of your own account here.
const region = "eu-central-1";
const databaseVpc = PrivateNetwork.fromAttributes({
  vpcId: "vpc-0d00000000000000d",
  region,
  dnsSupport: true,
  dnsHostnames: true,
  subnetGroups: {
    gateway: [
      { subnetId: "subnet-0d10000000000000d", zone: "euc1-az1", cidrBlock: "10.20.0.64/27" },
      { subnetId: "subnet-0d30000000000000d", zone: "euc1-az3", cidrBlock: "10.20.4.64/27" },
    ],
  },
});
const clientVpc = PrivateNetwork.fromAttributes({
  vpcId: "vpc-0c00000000000000c",
  region,
  dnsSupport: true,
  dnsHostnames: true,
  subnetGroups: {
    endpoint: [
      { subnetId: "subnet-0c10000000000000c", zone: "euc1-az1" },
      { subnetId: "subnet-0c30000000000000c", zone: "euc1-az3" },
    ],
  },
});
const databaseGroup = { securityGroupId: "sg-0d00000000000000d", network: databaseVpc };
const applicationGroup = { securityGroupId: "sg-0c00000000000000c", network: clientVpc };
const orders = {
  databaseArn: "arn:aws:rds:eu-central-1:111122223333:db:orders",
  hostName: "orders.c0example.eu-central-1.rds.amazonaws.com",
  port: 3306,
  network: databaseVpc,
};

/** Leads an application in one VPC to a database in another; both, and both VPCs, exist already. */
export class ExistingDatabaseStack extends BaseStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    const securityGroup = SecurityGroup.fromAttributes(this, "database", databaseGroup);
    const database = DatabaseInstance.fromAttributes({ ...orders, securityGroup });
    const application = SecurityGroup.fromAttributes(this, "application", applicationGroup);
    const chain = new ResourceGatewayChain(this, "orders", {
      name: "orders",
      database: DatabaseTarget.rdsInstance(database),
      gateway: { subnets: databaseVpc.subnetGroup("gateway") },
      clients: { subnets: clientVpc.subnetGroup("endpoint"), securityGroups: [application] },
    });
    new TerraformOutput(this, "connect-name", { value: chain.connectName });
  }
}
