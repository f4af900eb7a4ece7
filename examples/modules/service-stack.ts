import type { Construct } from "constructs";
import type { Environment } from "../../environments";
import { ContainerImage, type Containers, PrivateCluster, PrivateService } from "../../modules/ecs";
import { VpcEndpoints } from "../../modules/endpoints";
import type { PrivateNetwork } from "../../modules/network";
import { BaseStack } from "../../stacks/base-stack";

/** What the examples about a service have in common: a network, its endpoints, a cluster. */
export abstract class ServiceStack extends BaseStack {
  protected readonly network: PrivateNetwork;
  protected readonly endpoints: VpcEndpoints;
  protected readonly image = ContainerImage.uri(
    "111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop/orders:1.4.2",
  );
  private readonly cluster: PrivateCluster;

  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    const sizes = { task: 25, endpoint: 26, "load-balancer": 27 };
    this.network = this.privateNetwork("network", "shop", "10.50.0.0/20", sizes);
    this.endpoints = new VpcEndpoints(this, "endpoints", {
      name: "shop",
      subnets: this.network.subnetGroup("endpoint"),
    });
    this.cluster = new PrivateCluster(this, "cluster", { name: "shop" });
  }

  /** A service of these containers. */
  protected service<Name extends string>(name: string, containers: Containers<Name>): PrivateService<Name> {
    return new PrivateService(this, name, {
      name,
      cluster: this.cluster,
      subnets: this.network.subnetGroup("task"),
      endpoints: this.endpoints,
      containers,
    });
  }
}
