import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../environments";
import { DatabaseInstance, DatabaseTarget } from "../modules/database";
import { DatabaseSide, SharePrincipal } from "../modules/lattice";
import { BaseStack } from "./base-stack";

/**
 * The database's half of a chain over two accounts: a PostgreSQL database behind a resource gateway, shared with the consumer's
 * account through RAM. Deploy it with credentials of the provider's account, then hand its two ARNs to the consumer.
 */
export class RdsPrivateLinkProviderStack extends BaseStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment, environment.accounts.provider);
    const { cidrBlocks, accounts, deletionProtection, finalSnapshot } = environment;

    const network = this.privateNetwork("network", "database", cidrBlocks.database, {
      database: 26,
      gateway: 27,
    });
    const database = new DatabaseInstance(this, "database", {
      name: `billing-${environment.name}`,
      subnets: network.subnetGroup("database"),
      engine: "postgres",
      engineVersion: "17",
      instanceClass: "db.m7g.large",
      databaseName: "billing",
      deletionProtection,
      finalSnapshot,
    });
    const billing = new DatabaseSide(this, "billing", {
      name: `billing-${environment.name}`,
      database: DatabaseTarget.rdsInstance(database),
      gateway: { subnets: network.subnetGroup("gateway") },
      sharedWith: [SharePrincipal.externalAccount(accounts.consumer)],
    });

    new TerraformOutput(this, "resource-configuration-arn", {
      value: billing.configuration.resourceConfigurationArn,
      description: "For the consumer: what its endpoint leads to",
    });
    new TerraformOutput(this, "resource-share-arn", {
      value: billing.resourceShareArn,
      description: "For the consumer: the share to accept",
    });
    new TerraformOutput(this, "secret-arn", {
      value: database.secretArn,
      description: "Secret of the master user",
    });
    new TerraformOutput(this, "access-log-group", {
      value: billing.logGroupName,
      description: "Log group with a record of every connection",
    });
  }
}
