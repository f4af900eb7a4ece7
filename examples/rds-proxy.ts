import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../environments";
import { DatabaseTarget } from "../modules/database";
import { ResourceGatewayChain } from "../modules/lattice";
import { PrivateNetwork } from "../modules/network";
import { SecurityGroup } from "../modules/security";
import { BaseStack } from "../stacks/base-stack";

// What exists: put the ids of your own account here.
const vpc = { region: "eu-central-1", dnsSupport: true, dnsHostnames: true };
const databaseVpc = PrivateNetwork.fromAttributes({
  ...vpc,
  vpcId: "vpc-0d00000000000000d",
  subnetGroups: { gateway: ["subnet-0d10000000000000d", "subnet-0d30000000000000d"] },
});
const clientVpc = PrivateNetwork.fromAttributes({
  ...vpc,
  vpcId: "vpc-0c00000000000000c",
  subnetGroups: { endpoint: ["subnet-0c10000000000000c", "subnet-0c30000000000000c"] },
});
const proxyName = "orders.proxy-c0example.eu-central-1.rds.amazonaws.com";

/**
 * An RDS Proxy has no ARN that VPC Lattice takes, so it is named by its DNS name. AWS makes no private DNS for such a
 * name: the chain makes a private hosted zone for exactly this one, so that clients keep it.
 */
export class RdsProxyStack extends BaseStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    const proxy = SecurityGroup.fromAttributes(this, "proxy", {
      securityGroupId: "sg-0d00000000000000d",
      network: databaseVpc,
    });
    const application = SecurityGroup.fromAttributes(this, "application", {
      securityGroupId: "sg-0c00000000000000c",
      network: clientVpc,
    });
    const chain = new ResourceGatewayChain(this, "orders", {
      name: "orders",
      database: DatabaseTarget.dnsName(proxyName, { port: 3306, reachedAt: proxy, network: databaseVpc }),
      gateway: { subnets: databaseVpc.subnetGroup("gateway") },
      clients: { subnets: clientVpc.subnetGroup("endpoint"), securityGroups: [application] },
    });
    new TerraformOutput(this, "connect-name", { value: chain.connectName });
  }
}
