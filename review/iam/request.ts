import { External } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Reference, Template, Unknown, type Value } from "../graph/value";

/** What AWS is asked to allow. */
export interface Request {
  /** Like `ecr:BatchGetImage`. */
  readonly action: string;
  /** As in `resourceMatches`. */
  readonly resource: Value | undefined;
  /** Who asks; undefined if that is not known. */
  readonly principal?: Principal;
  /** The endpoint that it goes through, if it goes through one of a VPC; undefined if that is not known. */
  readonly endpoint?: Resource | "none";
  /** Whether a task on Fargate asks; undefined if that is not known. */
  readonly onFargate?: boolean;
}

export type Principal =
  | { readonly role: Resource | External }
  /** A service of AWS that takes a role, like `ecs-tasks.amazonaws.com`. */
  | { readonly service: string };

/** The ARN of a role, as far as it can be told. */
export function arnOfRole(role: Resource | External): Value {
  if (!(role instanceof External)) return role.get("arn") ?? new Reference(role, ["arn"]);
  if (role.id.startsWith("arn:")) return role.id;
  return new Template([new Unknown("the account and path of a role that exists elsewhere"), `/${role.id}`]);
}

/**
 * Whether AWS knows no resource for the action, so that a policy must say `*` for it: those that tasks, agents and sidecars use.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function knowsNoResource(action: string): boolean {
  return WITHOUT_RESOURCE.has(action.toLowerCase());
}

const WITHOUT_RESOURCE = new Set(
  `ecr:GetAuthorizationToken ssmmessages:CreateControlChannel ssmmessages:CreateDataChannel ssmmessages:OpenControlChannel
  ssmmessages:OpenDataChannel xray:PutTraceSegments xray:PutTelemetryRecords xray:GetSamplingRules xray:GetSamplingTargets
  xray:GetSamplingStatisticSummaries cloudwatch:PutMetricData s3:ListAllMyBuckets`
    .toLowerCase()
    .split(/\s+/),
);
