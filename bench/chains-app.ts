import { App } from "cdktf";
import type { Construct } from "constructs";
import { environmentNamed } from "../environments";
import { skipCreationStacks } from "../faster-synthesis/creation-stacks";
import { DatabaseInstance, DatabaseTarget } from "../modules/database";
import { ResourceGatewayChain } from "../modules/lattice";
import { type INetwork, PrivateNetwork } from "../modules/network";
import { SecurityGroup } from "../modules/security";
import { BaseStack } from "../stacks/base-stack";

// The program that the chains are measured in: its argument is their number.

/** The stack of a platform: many databases that exist, for clients that exist. Only the chains are made. */
class Platform extends BaseStack {
  constructor(scope: Construct, id: string, chains: number) {
    const environment = environmentNamed(undefined);
    super(scope, id, environment);
    const { region, zones } = environment;
    const databases = existingNetwork("database", region, zones);
    const applications = existingNetwork("clients", region, zones);
    for (let index = 1; index <= chains; index++) {
      const name = `orders-${index}`;
      const database = DatabaseInstance.fromAttributes({
        databaseArn: `arn:aws:rds:${region}:111122223333:db:${name}`,
        hostName: `${name}.c9akciq32.${region}.rds.amazonaws.com`,
        port: 3306,
        network: databases,
        securityGroup: SecurityGroup.fromAttributes(this, `${name}-database`, {
          securityGroupId: `sg-d${index}`,
          network: databases,
        }),
      });
      const application = SecurityGroup.fromAttributes(this, `${name}-application`, {
        securityGroupId: `sg-a${index}`,
        network: applications,
      });
      new ResourceGatewayChain(this, name, {
        name,
        database: DatabaseTarget.rdsInstance(database),
        gateway: { subnets: databases.subnetGroup("interfaces") },
        clients: { subnets: applications.subnetGroup("interfaces"), securityGroups: [application] },
      });
    }
  }
}

function existingNetwork(name: string, region: string, zones: readonly string[]): INetwork {
  return PrivateNetwork.fromAttributes({
    vpcId: `vpc-${name}`,
    region,
    dnsSupport: true,
    dnsHostnames: true,
    subnetGroups: { interfaces: zones.map((zone) => ({ subnetId: `subnet-${name}-${zone}`, zone })) },
  });
}

skipCreationStacks(process.env);
const app = new App();
new Platform(app, "platform", Number(process.argv[2]));
app.synth();
