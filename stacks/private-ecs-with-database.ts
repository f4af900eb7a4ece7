import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../environments";
import { ApiGatewayLogging, PrivateIntegrationApi, RestLogs } from "../modules/api";
import { DatabaseInstance, DatabaseTarget } from "../modules/database";
import { Repository } from "../modules/ecr";
import { ContainerImage, PrivateCluster, PrivateService } from "../modules/ecs";
import { VpcEndpoints } from "../modules/endpoints";
import { ResourceGatewayChain } from "../modules/lattice";
import { BaseStack } from "./base-stack";
import { ImageVersion } from "./image-version";

/**
 * Both families of path in one: API Gateway -> VPC link -> NLB -> Fargate, and from there over a resource gateway to a PostgreSQL database
 * in another VPC.
 */
export class PrivateEcsWithDatabaseStack extends BaseStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    const { name, cidrBlocks, deletionProtection, finalSnapshot } = environment;

    const databaseNetwork = this.privateNetwork("database-network", "ledger-database", cidrBlocks.database, {
      database: 26,
      gateway: 27,
    });
    const database = new DatabaseInstance(this, "database", {
      name: `ledger-${name}`,
      subnets: databaseNetwork.subnetGroup("database"),
      engine: "postgres",
      engineVersion: "17",
      instanceClass: "db.m7g.large",
      databaseName: "ledger",
      deletionProtection,
      finalSnapshot,
    });

    const network = this.privateNetwork("network", "ledger", cidrBlocks.services, {
      task: 25,
      endpoint: 26,
      "load-balancer": 27,
    });
    const repository = new Repository(this, "repository", { name: `ledger-${name}` });
    const version = new ImageVersion(this, environment.images.ledger);
    const ledger = new PrivateService(this, "ledger", {
      name: "ledger",
      cluster: new PrivateCluster(this, "cluster", { name: `ledger-${name}` }),
      subnets: network.subnetGroup("task"),
      endpoints: new VpcEndpoints(this, "endpoints", {
        name: "ledger",
        subnets: network.subnetGroup("endpoint"),
      }),
      tasks: version.tasks(2),
      containers: {
        web: {
          image: ContainerImage.ofRepository(repository, version.tag),
          port: 8000,
          // Private DNS leads the database's own name to the endpoint. The secret is read at run time, since RDS changes it every week.
          environment: {
            DATABASE_HOST: database.hostName,
            DATABASE_NAME: "ledger",
            DATABASE_SECRET: database.secretArn,
          },
        },
      },
    });
    database.grantReadSecret(ledger);
    const chain = new ResourceGatewayChain(this, "ledger-chain", {
      name: `ledger-${name}`,
      database: DatabaseTarget.rdsInstance(database),
      gateway: { subnets: databaseNetwork.subnetGroup("gateway") },
      clients: { subnets: network.subnetGroup("endpoint"), securityGroups: [ledger.securityGroup] },
    });

    const api = new PrivateIntegrationApi(this, "api", {
      name: `ledger-${name}`,
      target: ledger.container("web"),
      subnets: network.subnetGroup("load-balancer"),
      logs: RestLogs.on(ApiGatewayLogging.existing()),
    });

    new TerraformOutput(this, "url", { value: api.invokeUrl, description: "Where the API answers" });
    new TerraformOutput(this, "repository-uri", {
      value: repository.repositoryUri,
      description: "Where the image is pushed to",
    });
    new TerraformOutput(this, "connect-name", {
      value: chain.connectName,
      description: "Host of the database",
    });
  }
}
