import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../../environments";
import { DatabaseInstance, DatabaseTarget } from "../../modules/database";
import { ResourceGatewayChain } from "../../modules/lattice";
import { SecurityGroup } from "../../modules/security";
import { BaseStack } from "../../stacks/base-stack";

/** A chain from clients in one VPC to a database in another. */
export class LatticeExample extends BaseStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    const clients = this.privateNetwork("clients", "clients", "10.10.0.0/20", { main: 25, endpoint: 27 });
    const databases = this.privateNetwork("databases", "databases", "10.20.0.0/20", {
      database: 26,
      gateway: 27,
    });
    const database = new DatabaseInstance(this, "database", {
      name: "orders",
      subnets: databases.subnetGroup("database"),
      engine: "mysql",
      engineVersion: "8.4",
      instanceClass: "db.m7g.large",
    });
    const application = new SecurityGroup(this, "application", {
      network: clients,
      description: "Application that uses the orders database",
    });
    const chain = new ResourceGatewayChain(this, "orders", {
      name: "orders",
      database: DatabaseTarget.rdsInstance(database),
      gateway: { subnets: databases.subnetGroup("gateway") },
      clients: { subnets: clients.subnetGroup("endpoint"), securityGroups: [application] },
    });
    new TerraformOutput(this, "connect-name", { value: chain.connectName });
  }
}
