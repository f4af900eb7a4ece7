import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../environments";
import { ApiGatewayLogging, PrivateIntegrationApi, RestLogs } from "../modules/api";
import { Table } from "../modules/dynamodb";
import { Repository } from "../modules/ecr";
import { ContainerImage, PrivateCluster, PrivateService } from "../modules/ecs";
import { VpcEndpoints } from "../modules/endpoints";
import { Collection, CollectionEndpoint } from "../modules/opensearch";
import { Bucket } from "../modules/s3";
import { BaseStack } from "./base-stack";
import { ImageVersion } from "./image-version";

/**
 * A service on Fargate in subnets without internet, behind an API: API Gateway -> VPC link -> NLB, port 80 -> container, port 8000. It keeps
 * orders in a table, documents in a bucket, and finds them with a search collection.
 */
export class PrivateEcsStack extends BaseStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    const { name, cidrBlocks, deletionProtection } = environment;

    const network = this.privateNetwork("network", "orders", cidrBlocks.services, {
      task: 25,
      endpoint: 26,
      "load-balancer": 27,
    });
    const endpoints = new VpcEndpoints(this, "endpoints", {
      name: "orders",
      subnets: network.subnetGroup("endpoint"),
    });

    const repository = new Repository(this, "repository", { name: `orders-${name}` });
    const version = new ImageVersion(this, environment.images.orders);
    const table = new Table(this, "table", {
      name: `orders-${name}`,
      partitionKey: { name: "orderId", type: "string" },
      deletionProtection,
    });
    const documents = new Bucket(this, "documents");
    const search = new Collection(this, "search", {
      name: `orders-${name}`,
      kind: "search",
      endpoint: new CollectionEndpoint(this, "search-endpoint", {
        name: `orders-${name}`,
        subnets: network.subnetGroup("endpoint"),
      }),
    });

    const cluster = new PrivateCluster(this, "cluster", { name: `orders-${name}` });
    const orders = new PrivateService(this, "orders", {
      name: "orders",
      cluster,
      subnets: network.subnetGroup("task"),
      endpoints,
      cpu: 512,
      tasks: { minimum: version.tasks(2), maximum: 6 },
      exec: true,
      containers: {
        web: {
          image: ContainerImage.ofRepository(repository, version.tag),
          port: 8000,
          environment: {
            TABLE: table.tableName,
            DOCUMENTS: documents.bucketName,
            SEARCH: search.collectionEndpoint,
          },
        },
      },
    });
    table.grantReadWrite(orders);
    documents.grantReadWrite(orders);
    search.grantReadWrite(orders);

    const api = new PrivateIntegrationApi(this, "api", {
      name: `orders-${name}`,
      target: orders.container("web"),
      subnets: network.subnetGroup("load-balancer"),
      logs: RestLogs.on(ApiGatewayLogging.existing()),
    });

    new TerraformOutput(this, "url", { value: api.invokeUrl, description: "Where the API answers" });
    new TerraformOutput(this, "repository-uri", {
      value: repository.repositoryUri,
      description: "Where the image is pushed to",
    });
  }
}
