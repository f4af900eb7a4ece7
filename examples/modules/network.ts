import type { Construct } from "constructs";
import type { Environment } from "../../environments";
import { PrivateNetwork } from "../../modules/network";
import { SecurityGroup } from "../../modules/security";
import { BaseStack } from "../../stacks/base-stack";

/** A VPC that is made, and one that exists. */
export class NetworkExample extends BaseStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    const network = new PrivateNetwork(this, "network", {
      name: "shop",
      region: "eu-central-1",
      zones: ["euc1-az1", "euc1-az3"],
      cidrBlock: "10.50.0.0/20",
      subnetGroups: [
        { name: "task", prefixLength: 25 },
        { name: "endpoint", prefixLength: 26 },
      ],
    });
    const existing = PrivateNetwork.fromAttributes({
      vpcId: "vpc-0d00000000000000d",
      region: "eu-central-1",
      cidrBlocks: ["10.20.0.0/20"],
      dnsSupport: true,
      dnsHostnames: true,
      subnetGroups: {
        gateway: [
          { subnetId: "subnet-0d10000000000000d", zone: "euc1-az1", cidrBlock: "10.20.0.64/27" },
          { subnetId: "subnet-0d30000000000000d", zone: "euc1-az3", cidrBlock: "10.20.4.64/27" },
        ],
      },
    });
    for (const each of [network, existing]) {
      const description = "Whoever may use the database";
      new SecurityGroup(this, `clients-of-${each.origin}`, { network: each, description });
    }
  }
}
