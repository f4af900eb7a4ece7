import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../environments";
import { DatabaseInstance, DatabaseTarget } from "../modules/database";
import { ResourceGatewayChain } from "../modules/lattice";
import { SecurityGroup } from "../modules/security";
import { BaseStack } from "./base-stack";

/**
 * A Multi-AZ MySQL database in one VPC and its clients in another, with no route between the two: clients -> endpoint -> resource
 * gateway -> database, in one account.
 */
export class RdsPrivateLinkStack extends BaseStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    const { cidrBlocks, deletionProtection, finalSnapshot } = environment;

    const clientNetwork = this.privateNetwork("client-network", "clients", cidrBlocks.clients, {
      application: 25,
      endpoint: 27,
    });
    const application = new SecurityGroup(this, "application", {
      network: clientNetwork,
      description: "Application that uses the orders database",
    });

    const databaseNetwork = this.privateNetwork("database-network", "database", cidrBlocks.database, {
      database: 26,
      gateway: 27,
    });
    const database = new DatabaseInstance(this, "database", {
      name: `orders-${environment.name}`,
      subnets: databaseNetwork.subnetGroup("database"),
      engine: "mysql",
      engineVersion: "8.4",
      instanceClass: "db.m7g.large",
      databaseName: "orders",
      deletionProtection,
      finalSnapshot,
    });

    const chain = new ResourceGatewayChain(this, "orders", {
      name: `orders-${environment.name}`,
      database: DatabaseTarget.rdsInstance(database),
      gateway: { subnets: databaseNetwork.subnetGroup("gateway") },
      clients: { subnets: clientNetwork.subnetGroup("endpoint"), securityGroups: [application] },
    });

    new TerraformOutput(this, "connect-name", {
      value: chain.connectName,
      description: "Host to connect to",
    });
    new TerraformOutput(this, "connect-port", { value: chain.port, description: "TCP port to connect to" });
    new TerraformOutput(this, "secret-arn", {
      value: database.secretArn,
      description: "Secret of the master user",
    });
    new TerraformOutput(this, "access-log-group", {
      value: chain.databaseSide.logGroupName,
      description: "Log group with a record of every connection",
    });
    new TerraformOutput(this, "application-security-group", {
      value: application.securityGroupId,
      description: "Security group that the application's tasks or instances carry",
    });
  }
}
