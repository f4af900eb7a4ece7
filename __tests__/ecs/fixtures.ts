import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import {
  ContainerImage,
  type ContainerProps,
  type Ec2CapacityProps,
  PrivateCluster,
  type PrivateClusterProps,
  PrivateService,
  type PrivateServiceProps,
} from "../../modules/ecs";
import { VpcEndpoints, type VpcEndpointsProps } from "../../modules/endpoints";
import { type INetwork, type NetworkAttributes, PrivateNetwork } from "../../modules/network";
import { type Arguments, resources, type TestStack } from "../synthesis";

export const REGION = "eu-central-1";
export const KEY = `arn:aws:kms:${REGION}:111122223333:key/12345678-1234-1234-1234-123456789012`;
export const SECRET = `arn:aws:secretsmanager:${REGION}:111122223333:secret:orders-AbCdEf`;
export const PARAMETER = `arn:aws:ssm:${REGION}:111122223333:parameter/orders/password`;
export const REGISTRY = `111122223333.dkr.ecr.${REGION}.amazonaws.com`;

export const image = (repository = "orders") => ContainerImage.uri(`${REGISTRY}/${repository}:1.4.2`);
export const repositoryArn = (repository: string) =>
  `arn:aws:ecr:${REGION}:111122223333:repository/${repository}`;

/** A described network whose every subnet has a route table of its own, in the groups that the tests put things into. */
export function network(name = "app", attributes: Partial<NetworkAttributes> = {}): INetwork {
  const group = (of: string) =>
    ["euc1-az1", "euc1-az3"].map((zone) => ({
      subnetId: `subnet-${of}-${zone}`,
      zone,
      routeTableId: `rtb-${of}-${zone}`,
    }));
  return PrivateNetwork.fromAttributes({
    vpcId: `vpc-${name}`,
    region: REGION,
    cidrBlocks: ["10.0.0.0/16"],
    dnsSupport: true,
    dnsHostnames: true,
    subnetGroups: { task: group("task"), instance: group("instance"), endpoint: group("endpoint") },
    ...attributes,
  });
}

/** What a service stands in. */
export interface Setting {
  readonly network: INetwork;
  readonly endpoints: VpcEndpoints;
  readonly cluster: PrivateCluster;
}

export function setting(
  stack: TestStack,
  {
    of = network(),
    cluster = {},
    endpoints = {},
  }: {
    readonly of?: INetwork;
    readonly cluster?: Partial<PrivateClusterProps>;
    readonly endpoints?: Partial<VpcEndpointsProps>;
  } = {},
): Setting {
  return {
    network: of,
    endpoints: new VpcEndpoints(stack, "endpoints", {
      name: "app",
      subnets: of.subnetGroup("endpoint"),
      policies: "uses",
      alsoAdmit: [],
      ...endpoints,
    }),
    cluster: new PrivateCluster(stack, "cluster", { name: "app", ...cluster }),
  };
}

/** A service `orders` that differs from the plainest one in what a test is about. */
export function service<Name extends string = "web">(
  stack: TestStack,
  props: Partial<PrivateServiceProps<Name>> = {},
  { network, endpoints, cluster }: Setting = setting(stack),
): PrivateService<Name> {
  return new PrivateService<Name>(stack, "orders", {
    name: "orders",
    cluster,
    endpoints,
    subnets: network.subnetGroup("task"),
    containers: { web: { image: image(), port: 8000 } } as unknown as PrivateServiceProps<Name>["containers"],
    ...props,
  });
}

/** A service of one container. */
export function serviceWith(stack: TestStack, container: Partial<ContainerProps>): PrivateService<"web"> {
  return service(stack, { containers: { web: { image: image(), ...container } as ContainerProps<"web"> } });
}

/** All VPC endpoints, by what follows the Region in their service's name. */
export function endpointsIn(json: string, region = REGION): Record<string, Arguments> {
  const all = Object.values(resources(json, VpcEndpoint));
  const named = all.map((endpoint) => [endpoint.service_name.split(`.${region}.`)[1], endpoint] as const);
  expect(new Set(named.map(([suffix]) => suffix)).size).toBe(all.length);
  return Object.fromEntries(named);
}

/** The statements of a policy's text. */
export function statements(policy: string): Arguments[] {
  // Quotes within an expression are Terraform's, not JSON's.
  const { Version, Statement } = JSON.parse(
    policy.replace(/\$\{[^}]*\}/g, (text) => text.replaceAll('"', "'")),
  );
  expect(Version).toBe("2012-10-17");
  return Statement;
}

/** What every role may do, one line for each action and resource. */
export function allowedIn(json: string): string[] {
  const lines = Object.values(resources(json, IamRolePolicy)).flatMap(({ role, policy }) =>
    statements(policy).flatMap(({ Effect, Action, Resource, Condition }) => {
      expect(Effect).toBe("Allow");
      return Action.flatMap((action: string) =>
        Resource.map((resource: string) => allowance(nameIn(role), action, resource, Condition)),
      );
    }),
  );
  return lines.sort();
}

export const allowance = (role: string, action: string, resource: string, condition?: object) =>
  `${role}: ${action} on ${resource}${condition ? ` if ${JSON.stringify(condition)}` : ""}`;

/** Connections of the rules, each as `<from> -> <to> <port>`, by the side on which the rule is. */
export function connectionsIn(json: string): { readonly out: string[]; readonly into: string[] } {
  const of = (type: { tfResourceType: string }) =>
    Object.values(resources(json, type)).map((rule) => {
      expect(rule.ip_protocol).toBe("tcp");
      const port = rule.from_port === rule.to_port ? rule.from_port : `${rule.from_port}-${rule.to_port}`;
      const peer =
        rule.referenced_security_group_id ?? rule.prefix_list_id ?? rule.cidr_ipv4 ?? rule.cidr_ipv6;
      return { ...rule, port, peer: nameIn(peer) };
    });
  return {
    out: of(VpcSecurityGroupEgressRule)
      .map((rule: Arguments) => `${nameIn(rule.security_group_id)} -> ${rule.peer} ${rule.port}`)
      .sort(),
    into: of(VpcSecurityGroupIngressRule)
      .map((rule: Arguments) => `${rule.peer} -> ${nameIn(rule.security_group_id)} ${rule.port}`)
      .sort(),
  };
}

/** The name in the address that an expression refers to. */
export function nameIn(expression: string): string {
  return /^\$\{\w+\.([\w-]+)\.\w+\}$/.exec(expression)?.[1] ?? expression;
}

export const GROUP_ARN = "arn:aws:logs:eu-central-1:111122223333:log-group:shared";
export const SETTINGS = { bucketArn: "arn:aws:s3:::settings" };

export const ec2 = ({ cluster, endpoints, network: of }: ReturnType<typeof setting>): Ec2CapacityProps => ({
  cluster,
  endpoints,
  subnets: of.subnetGroup("instance"),
  instanceType: "m7i.large",
  maximum: 4,
});

/** Each value once, sorted. */
export const unique = <T>(values: readonly T[]): T[] => [...new Set(values)].sort();
