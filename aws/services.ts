/** How a VPC reaches an AWS service without the internet. */
export type EndpointKind = "Interface" | "Gateway";

/** An AWS service as a VPC endpoint leads to it. */
export interface AwsService {
  /** What follows the Region in the endpoint's service name, like `ecr.api`. */
  readonly suffix: string;
  /** The kinds of endpoint that it has, first the one to take. */
  readonly kinds: readonly [EndpointKind, ...EndpointKind[]];
  /** Whether an endpoint of kind Interface can have private DNS. Without it, clients must be told the endpoint's own URL. */
  readonly privateDns: boolean;
  /** What the service's IAM actions begin with, like `ecr`. */
  readonly actionPrefixes: readonly string[];
}

const service = (
  suffix: string,
  { kinds = ["Interface"], privateDns = true, actionPrefixes = [suffix] }: Partial<AwsService> = {},
): AwsService => ({ suffix, kinds, privateDns, actionPrefixes });

export const AwsService = {
  /** A service that is not in the catalogue, by what follows the Region in its endpoint's name. */
  of: service,
  dynamodb: service("dynamodb", { kinds: ["Gateway", "Interface"], privateDns: false }),
  ecrApi: service("ecr.api", { actionPrefixes: ["ecr"] }),
  ecrDkr: service("ecr.dkr", { actionPrefixes: ["ecr"] }),
  ecs: service("ecs"),
  ecsAgent: service("ecs-agent", { actionPrefixes: ["ecs"] }),
  ecsTelemetry: service("ecs-telemetry", { actionPrefixes: ["ecs"] }),
  kms: service("kms"),
  logs: service("logs"),
  s3: service("s3", { kinds: ["Gateway", "Interface"] }),
  secretsmanager: service("secretsmanager"),
  ssm: service("ssm"),
  ssmmessages: service("ssmmessages"),
  xray: service("xray"),
};
