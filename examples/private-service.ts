import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../environments";
import { ApiGatewayLogging, PrivateIntegrationApi, RestLogs } from "../modules/api";
import { Table } from "../modules/dynamodb";
import { ContainerImage, ContainerSecret, PrivateCluster, PrivateService } from "../modules/ecs";
import { VpcEndpoints } from "../modules/endpoints";
import { BaseStack } from "../stacks/base-stack";

// What exists: put the names of your own account here.
const image = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop/orders:1.4.2";
const secretArn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/payment-AbCdEf";

const sizes = { task: 25, endpoint: 26, "load-balancer": 27 };
const partitionKey = { name: "orderId", type: "string" } as const;

/** A service of one's own, private behind an API: an image, a port, a table and a secret. */
export class PrivateServiceStack extends BaseStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    const network = this.privateNetwork("network", "shop", "10.50.0.0/20", sizes);
    const endpoints = new VpcEndpoints(this, "endpoints", {
      name: "shop",
      subnets: network.subnetGroup("endpoint"),
    });
    const orders = new PrivateService(this, "orders", {
      name: "orders",
      cluster: new PrivateCluster(this, "cluster", { name: "shop" }),
      subnets: network.subnetGroup("task"),
      endpoints,
      containers: {
        web: {
          image: ContainerImage.uri(image),
          port: 8000,
          secrets: { PAYMENT_KEY: ContainerSecret.secretsManager(secretArn) },
        },
      },
    });
    new Table(this, "table", { name: "orders", partitionKey }).grantReadWrite(orders);
    const api = new PrivateIntegrationApi(this, "api", {
      name: "orders",
      target: orders.container("web"),
      subnets: network.subnetGroup("load-balancer"),
      logs: RestLogs.on(ApiGatewayLogging.existing()),
    });
    new TerraformOutput(this, "url", { value: api.invokeUrl });
  }
}
