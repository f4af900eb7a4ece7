import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../environments";
import { DatabaseInstance, DatabaseTarget } from "../modules/database";
import { ClientSide, DatabaseSide, ResourceConfiguration, SharePrincipal } from "../modules/lattice";
import { PrivateNetwork } from "../modules/network";
import { SecurityGroup } from "../modules/security";
import { BaseStack } from "../stacks/base-stack";

// What exists in the two accounts: put your own ids here.
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

/** The database's half. Both accounts are in one organization with RAM sharing on, so nobody has to accept. */
export class DatabaseAccountStack extends BaseStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment, environment.accounts.provider);
    const database = DatabaseInstance.fromAttributes({
      databaseArn: `arn:aws:rds:eu-central-1:${environment.accounts.provider}:db:billing`,
      hostName: "billing.c0example.eu-central-1.rds.amazonaws.com",
      port: 5432,
      network: databaseVpc,
      securityGroup: SecurityGroup.fromAttributes(this, "database", {
        securityGroupId: "sg-0d00000000000000d",
        network: databaseVpc,
      }),
    });
    const billing = new DatabaseSide(this, "billing", {
      name: "billing",
      database: DatabaseTarget.rdsInstance(database),
      gateway: { subnets: databaseVpc.subnetGroup("gateway") },
      sharedWith: [SharePrincipal.account(environment.accounts.consumer)],
    });
    new TerraformOutput(this, "resource-configuration-arn", {
      value: billing.configuration.resourceConfigurationArn,
    });
  }
}

/** The clients' half. Its environment has the provider's output in `offer.resourceConfigurationArn`. */
export class ApplicationAccountStack extends BaseStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment, environment.accounts.consumer);
    const { region, offer } = environment;
    const application = SecurityGroup.fromAttributes(this, "application", {
      securityGroupId: "sg-0c00000000000000c",
      network: clientVpc,
    });
    const billing = new ClientSide(this, "billing", {
      name: "billing",
      configuration: ResourceConfiguration.fromAttributes(this, "shared", {
        resourceConfigurationArn: offer.resourceConfigurationArn,
        region,
      }),
      port: 5432,
      subnets: clientVpc.subnetGroup("endpoint"),
      securityGroups: [application],
    });
    new TerraformOutput(this, "connect-name", { value: billing.connectName });
  }
}
