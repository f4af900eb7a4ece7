import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../../environments";
import { AuroraCluster, DatabaseInstance } from "../../modules/database";
import { allowConnection, SecurityGroup } from "../../modules/security";
import { BaseStack } from "../../stacks/base-stack";

/** A Multi-AZ instance and an Aurora cluster, for clients in the same VPC. */
export class DatabaseExample extends BaseStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    const network = this.privateNetwork("network", "shop", "10.50.0.0/20", { main: 25, database: 26 });
    const orders = new DatabaseInstance(this, "orders", {
      name: "orders",
      subnets: network.subnetGroup("database"),
      engine: "postgres",
      engineVersion: "16.8",
      instanceClass: "db.m7g.large",
    });
    const ledger = new AuroraCluster(this, "ledger", {
      name: "ledger",
      subnets: network.subnetGroup("database"),
      engine: "aurora-postgresql",
      engineVersion: "16.8",
      instanceClass: "db.r7g.large",
    });
    const web = new SecurityGroup(this, "web", { network, description: "Web tasks" });
    for (const { securityGroup, port } of [orders, ledger]) {
      allowConnection({ from: web, to: securityGroup, port });
    }
    new TerraformOutput(this, "secrets", { value: [orders.secretArn, ledger.secretArn] });
  }
}
