import type { IConstruct } from "constructs";
import type { PrivateIntegrationApiProps, RestApiProps } from "../../modules/api";
import { PrivateIntegrationApi } from "../../modules/api";
import type { Access, IGrantee, Statement } from "../../modules/iam";
import { NetworkLoadBalancer, type NetworkProtocol } from "../../modules/load-balancer";
import type { INetwork } from "../../modules/network";
import { network } from "../lattice/fixtures";
import { target } from "../load-balancer/fixtures";
import type { TestStack } from "../synthesis";

export const there = network("there");

/** A REST API as simply as it can be had, with whatever else a test says. */
export function restApi(
  stack: TestStack,
  props: Partial<RestApiProps> & { readonly protocol?: NetworkProtocol } = {},
  id = "api",
): PrivateIntegrationApi {
  const backend = { target: target(stack, there, `${id}-service`), subnets: there.subnetGroup("main") };
  return new PrivateIntegrationApi(stack, id, {
    name: id,
    ...backend,
    ...props,
  } as PrivateIntegrationApiProps);
}

export function networkListener(stack: TestStack, of: INetwork = there, protocol?: NetworkProtocol) {
  const balancer = new NetworkLoadBalancer(stack, "balancer", {
    name: "orders",
    subnets: of.subnetGroup("main"),
  });
  return balancer.listen("listener", { target: target(stack, of), protocol });
}

/** A caller that remembers what it was given. */
export function caller(
  stack: TestStack,
  of: INetwork = there,
): IGrantee & { granted: Access[]; allowed: Statement[]; reached: Access[] } {
  const [granted, allowed, reached]: [Access[], Statement[], Access[]] = [[], [], []];
  const { securityGroup } = target(stack, of, "caller");
  return Object.assign(securityGroup, {
    roleArn: "arn:aws:iam::111122223333:role/caller",
    securityGroup,
    granted,
    allowed,
    reached,
    grant: (access: Access) => void granted.push(access),
    allow: (statement: Statement) => void allowed.push(statement),
    reach: (access: Access) => void reached.push(access),
    waitFor: () => {},
  });
}

/** What users are told about a construct without its being refused. */
export function warningsOf({ node }: IConstruct): string[] {
  return node.metadata.filter(({ type }) => type.includes("warn")).map(({ data }) => data);
}

const ACCOUNT = "eu-central-1:111122223333";
export const FUNCTION = `arn:aws:lambda:${ACCOUNT}:function:admit`;
export const USER_POOL = `arn:aws:cognito-idp:${ACCOUNT}:userpool/eu-central-1_abc`;
export const WEB_ACL = `arn:aws:wafv2:${ACCOUNT}:regional/webacl/orders/0123-4567`;
