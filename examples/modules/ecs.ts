import type { Construct } from "constructs";
import type { Environment } from "../../environments";
import {
  ContainerImage,
  ContainerSecret,
  PrivateCluster,
  PrivateService,
  ScalingTarget,
} from "../../modules/ecs";
import { VpcEndpoints } from "../../modules/endpoints";
import { BaseStack } from "../../stacks/base-stack";

const image = ContainerImage.uri("111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop/orders:1.4.2");
const secretArn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/payment-AbCdEf";

/** A service with a secret, ECS Exec and scaling. */
export class EcsExample extends BaseStack {
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
      cpu: 512,
      tasks: { minimum: 2, maximum: 6 },
      exec: true,
      containers: {
        web: {
          image,
          port: 8000,
          secrets: { PAYMENT_KEY: ContainerSecret.secretsManager(secretArn) },
        },
      },
    });
    orders.scaleOn(ScalingTarget.memory(70));
  }
}
