import type { Construct } from "constructs";
import type { Environment } from "../../environments";
import { ContainerImage, PrivateCluster, PrivateService } from "../../modules/ecs";
import { AwsService, VpcEndpoints } from "../../modules/endpoints";
import { BaseStack } from "../../stacks/base-stack";

const image = ContainerImage.uri("111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop/orders:1.4.2");
const queueArn = "arn:aws:sqs:eu-central-1:111122223333:orders";

/** The endpoints of a service that sends to a queue: nobody lists them. */
export class EndpointsExample extends BaseStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    const network = this.privateNetwork("network", "shop", "10.50.0.0/20", { task: 25, endpoint: 26 });
    const endpoints = new VpcEndpoints(this, "endpoints", {
      name: "shop",
      subnets: network.subnetGroup("endpoint"),
    });
    const orders = new PrivateService(this, "orders", {
      name: "orders",
      cluster: new PrivateCluster(this, "cluster", { name: "shop" }),
      subnets: network.subnetGroup("task"),
      endpoints,
      containers: { worker: { image } },
    });
    orders.grant({ service: AwsService.sqs, actions: ["sqs:SendMessage"], resources: [queueArn] });
  }
}
