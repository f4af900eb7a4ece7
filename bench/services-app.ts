import { App } from "cdktf";
import type { Construct } from "constructs";
import { environmentNamed } from "../environments";
import { skipCreationStacks } from "../faster-synthesis/creation-stacks";
import { Table } from "../modules/dynamodb";
import { ContainerImage, ContainerSecret, PrivateCluster, PrivateService } from "../modules/ecs";
import { VpcEndpoints } from "../modules/endpoints";
import { PrivateNetwork } from "../modules/network";
import { BaseStack } from "../stacks/base-stack";

// The program that the services are measured in: its argument is their number.

/** The stack of a platform: many services in one network, each with an image, a secret and a table that exist. */
class Platform extends BaseStack {
  constructor(scope: Construct, id: string, services: number) {
    const environment = environmentNamed(undefined);
    super(scope, id, environment);
    const { region, zones } = environment;
    const network = PrivateNetwork.fromAttributes({
      vpcId: "vpc-services",
      region,
      dnsSupport: true,
      dnsHostnames: true,
      subnetGroups: {
        task: zones.map((zone) => ({ subnetId: `subnet-${zone}`, zone, routeTableId: "rtb-services" })),
      },
    });
    const subnets = network.subnetGroup("task");
    const endpoints = new VpcEndpoints(this, "endpoints", {
      name: "platform",
      subnets,
      // A policy has room for about ninety services.
      policies: services > 50 ? "none" : "uses",
    });
    const cluster = new PrivateCluster(this, "cluster", { name: "platform" });
    const account = `${region}:111122223333`;
    for (let index = 1; index <= services; index++) {
      const name = `orders-${index}`;
      const service = new PrivateService(this, name, {
        name,
        cluster,
        subnets,
        endpoints,
        containers: {
          web: {
            image: ContainerImage.uri(`111122223333.dkr.ecr.${region}.amazonaws.com/${name}:1.0.0`),
            port: 8000,
            secrets: {
              PASSWORD: ContainerSecret.secretsManager(
                `arn:aws:secretsmanager:${account}:secret:${name}-AbCdEf`,
              ),
            },
          },
        },
      });
      Table.fromAttributes({ tableArn: `arn:aws:dynamodb:${account}:table/${name}` }).grantReadWrite(service);
    }
  }
}

skipCreationStacks(process.env);
const app = new App();
new Platform(app, "platform", Number(process.argv[2]));
app.synth();
