import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../environments";
import { Authorization, HttpApi } from "../modules/api";
import { Table } from "../modules/dynamodb";
import { ContainerImage, PrivateCluster, PrivateService } from "../modules/ecs";
import { AwsService, ExistingEndpoint, VpcEndpoints } from "../modules/endpoints";
import { PrivateNetwork } from "../modules/network";
import { SecurityGroup } from "../modules/security";
import { BaseStack } from "../stacks/base-stack";

// What exists: put the ids of your own account here.
const routeTableId = "rtb-0e00000000000000e";
const vpc = PrivateNetwork.fromAttributes({
  vpcId: "vpc-0e00000000000000e",
  region: "eu-central-1",
  cidrBlocks: ["10.60.0.0/16"],
  dnsSupport: true,
  dnsHostnames: true,
  subnetGroups: {
    task: [
      { subnetId: "subnet-0e10000000000000e", zone: "euc1-az1", cidrBlock: "10.60.0.0/24", routeTableId },
      { subnetId: "subnet-0e30000000000000e", zone: "euc1-az3", cidrBlock: "10.60.1.0/24", routeTableId },
    ],
  },
});
const endpointsGroup = { securityGroupId: "sg-0e00000000000000e", network: vpc };
const prefixListOfS3 = "pl-6ea54007";
const tableArn = "arn:aws:dynamodb:eu-central-1:111122223333:table/orders";
const image = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop/orders:1.4.2";

/** A service in a VPC that has an endpoint of CloudWatch Logs and a gateway endpoint of S3: those of ECR and DynamoDB are added. */
export class ExistingNetworkStack extends BaseStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    const subnets = vpc.subnetGroup("task");
    const securityGroup = SecurityGroup.fromAttributes(this, "existing-endpoints", endpointsGroup);
    const endpoints = new VpcEndpoints(this, "endpoints", {
      name: "shop",
      subnets,
      // Nobody else in this VPC pulls images.
      alsoAdmit: [],
      existing: [
        ExistingEndpoint.interface(AwsService.logs, securityGroup),
        ExistingEndpoint.gateway(AwsService.s3, prefixListOfS3),
      ],
    });
    const orders = new PrivateService(this, "orders", {
      name: "orders",
      cluster: new PrivateCluster(this, "cluster", { name: "shop" }),
      subnets,
      endpoints,
      containers: { web: { image: ContainerImage.uri(image), port: 8000 } },
    });
    Table.fromAttributes({ tableArn }).grantReadWrite(orders);
    const api = new HttpApi(this, "api", {
      name: "orders",
      target: orders.container("web"),
      subnets,
      authorization: Authorization.iam(),
    });
    new TerraformOutput(this, "url", { value: api.invokeUrl });
  }
}
