import { ApiGatewayIntegration } from "@cdktf/provider-aws/lib/api-gateway-integration";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { OpensearchserverlessVpcEndpoint } from "@cdktf/provider-aws/lib/opensearchserverless-vpc-endpoint";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { PrivateIntegrationApi, type PrivateIntegrationApiProps, RestLogs } from "../../modules/api";
import { Table } from "../../modules/dynamodb";
import {
  ContainerImage,
  ContainerLogs,
  type ContainerProps,
  PrivateCluster,
  PrivateService,
} from "../../modules/ecs";
import { AwsService, VpcEndpoints } from "../../modules/endpoints";
import {
  NetworkLoadBalancer,
  type NetworkLoadBalancerProps,
  NetworkProtocol,
} from "../../modules/load-balancer";
import { PrivateNetwork } from "../../modules/network";
import { Collection, CollectionEndpoint } from "../../modules/opensearch";
import { count, refusalOf, resource, resources, synthesize, type TestStack } from "../synthesis";

// What went wrong in the field report of a private ECS platform: none of it can be built with the modules.

const image = ContainerImage.uri("111122223333.dkr.ecr.eu-central-1.amazonaws.com/orders:1.0.0");

function platform(stack: TestStack, container: Partial<ContainerProps> = {}) {
  const network = new PrivateNetwork(stack, "network", {
    name: "orders",
    region: "eu-central-1",
    zones: ["euc1-az1", "euc1-az3"],
    cidrBlock: "10.0.0.0/20",
    subnetGroups: [{ name: "main", prefixLength: 25 }],
  });
  const subnets = network.subnetGroup("main");
  const endpoints = new VpcEndpoints(stack, "endpoints", { name: "orders", subnets });
  const orders = new PrivateService(stack, "orders", {
    name: "orders",
    cluster: new PrivateCluster(stack, "cluster", { name: "orders" }),
    subnets,
    endpoints,
    containers: { web: { image, port: 8000, ...container } },
  });
  return { subnets, endpoints, orders };
}

const endpointKinds = (json: string) =>
  Object.values(resources(json, VpcEndpoint)).map(
    ({ service_name, vpc_endpoint_type }) =>
      `${service_name.split(".").slice(3).join(".")} ${vpc_endpoint_type}`,
  );

describe("the integration's port", () => {
  const withApi = (protocol?: NetworkProtocol) =>
    synthesize((stack) => {
      const { orders, subnets } = platform(stack);
      const target = orders.container("web");
      new PrivateIntegrationApi(stack, "api", {
        name: "orders",
        target,
        subnets,
        protocol,
        logs: RestLogs.off(),
      });
    });

  it.each([
    [undefined, 80, ""],
    [NetworkProtocol.tcp(8000), 8000, ":8000"],
    [NetworkProtocol.tcp(8443), 8443, ":8443"],
  ])("is the listener's (%#)", (protocol, port, inUri) => {
    const json = withApi(protocol);
    const balancer = `\${aws_lb.${Object.keys(resources(json, Lb))[0]}.dns_name}`;
    expect(Object.values(resources(json, LbListener)).map((listener) => listener.port)).toEqual([port]);
    expect(Object.values(resources(json, ApiGatewayIntegration)).map(({ uri }) => uri)).toEqual([
      `http://${balancer}${inUri}/`,
      `http://${balancer}${inUri}/{proxy}`,
    ]);
  });

  it("cannot be written by hand", () => {
    // @ts-expect-error there is no such property
    const props: Partial<PrivateIntegrationApiProps> = { uri: "http://orders.internal" };
    expect(props).toBeDefined();
  });
});

describe("the load balancer", () => {
  it("never holds its inbound rules against PrivateLink traffic, and has a security group from the start", () => {
    const json = synthesize((stack) => {
      const { orders, subnets } = platform(stack);
      new NetworkLoadBalancer(stack, "balancer", { name: "orders", subnets }).listen("listener", {
        target: orders.container("web"),
      });
    });
    expect(resource(json, Lb, "balancer")).toMatchObject({
      enforce_security_group_inbound_rules_on_private_link_traffic: "off",
      security_groups: ["${aws_security_group.balancer_security-group.id}"],
    });
    // @ts-expect-error there is no such property
    const props: Partial<NetworkLoadBalancerProps> = { enforceSecurityGroupInboundRules: "on" };
    expect(props).toBeDefined();
  });
});

describe("logs", () => {
  it("have a way, as long as a container sends any", () => {
    expect(endpointKinds(synthesize((stack) => void platform(stack)))).toContain("logs Interface");
    const silent = synthesize((stack) => void platform(stack, { logs: ContainerLogs.none() }));
    expect(endpointKinds(silent).filter((kind) => kind.startsWith("logs"))).toEqual([]);
  });

  it("go to a group that ECS creates only with the permission to create it", () => {
    const logs = ContainerLogs.cloudWatchCreatingGroup("/orders");
    const [creating, own] = [{ logs }, {}].map((container) => {
      const json = synthesize((stack) => void platform(stack, container));
      const definition = resource(json, EcsTaskDefinition, "orders_task").container_definitions;
      const { policy } = resource(json, IamRolePolicy, "orders_task_execution-role_policy");
      return [definition.includes('"awslogs-create-group":"true"'), policy.includes("logs:CreateLogGroup")];
    });
    expect(creating).toEqual([true, true]);
    expect(own).toEqual([false, false]);
  });
});

describe("the endpoint", () => {
  it("of DynamoDB is the gateway, and an interface endpoint is only made for clients that know its URL", () => {
    const json = synthesize((stack) => {
      const table = Table.fromAttributes({
        tableArn: "arn:aws:dynamodb:eu-central-1:111122223333:table/orders",
      });
      table.grantReadWrite(platform(stack).orders);
    });
    expect(endpointKinds(json).filter((kind) => kind.startsWith("dynamodb"))).toEqual(["dynamodb Gateway"]);
    const { faults } = refusalOf((stack) => platform(stack).endpoints.interface(AwsService.dynamodb));
    expect(faults).toEqual([expect.objectContaining({ input: "privateDns", given: "VPC" })]);
    const urls = synthesize((stack) => {
      platform(stack).endpoints.interface(AwsService.dynamodb, { privateDns: "none" });
    });
    expect(resource(urls, VpcEndpoint, "endpoints_dynamodb-interface").private_dns_enabled).toBe(false);
  });

  it("of a collection is the one that OpenSearch Serverless manages, never an EC2 endpoint", () => {
    const json = synthesize((stack) => {
      const { orders, subnets } = platform(stack);
      const endpoint = new CollectionEndpoint(stack, "search-endpoint", { name: "orders", subnets });
      new Collection(stack, "search", { name: "orders", kind: "search", endpoint }).grantReadWrite(orders);
    });
    expect(count(json, OpensearchserverlessVpcEndpoint)).toBe(1);
    expect(endpointKinds(json).filter((kind) => kind.startsWith("aoss"))).toEqual([]);
  });
});
