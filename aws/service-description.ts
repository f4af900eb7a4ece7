/** How a VPC reaches an AWS service without the internet. */
export type EndpointKind = "Interface" | "Gateway";

/** An AWS service as a VPC endpoint leads to it. */
export interface ServiceDescription {
  /** What follows the Region in the endpoint's service name, like `ecr.api`. */
  readonly suffix: string;
  /** The kinds of endpoint that it has, first the one to take. */
  readonly kinds: readonly [EndpointKind, ...EndpointKind[]];
  /** Whether an endpoint of kind Interface can have private DNS. Without it, clients must be told the endpoint's own URL. */
  readonly privateDns: boolean;
  /** TCP ports that its endpoint answers on. */
  readonly ports: readonly [number, ...number[]];
  /** What the service's IAM actions begin with, like `ecr`. */
  readonly actionPrefixes: readonly string[];
  /**
   * The only Regions that have it.
   *
   * @default no such limit is known; whether a Region has it tells `aws ec2 describe-vpc-endpoint-services`
   */
  readonly onlyIn?: readonly string[];
}

/** What differs from most services: an endpoint of kind Interface with private DNS that answers HTTPS. */
export type ServiceFacts = Partial<Omit<ServiceDescription, "suffix">>;

/** Describes a service by its suffix and by what differs from most services. */
export function describeService(suffix: string, facts: ServiceFacts = {}): ServiceDescription {
  const { kinds = ["Interface"], privateDns = true, ports = [443], onlyIn } = facts;
  // `ecr.api` and `ecr.dkr` are two ways to the service whose actions begin with ecr.
  const { actionPrefixes = [suffix.split(".", 1).join()] } = facts;
  return { suffix, kinds, privateDns, ports, actionPrefixes, ...(onlyIn ? { onlyIn } : {}) };
}

/**
 * What AWS charges an endpoint for, by its kind: so much for each of these. Empty is free of charge.
 *
 * https://aws.amazon.com/privatelink/pricing/ and https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
 */
export const ENDPOINT_CHARGES: Readonly<Record<EndpointKind, readonly string[]>> = {
  Interface: ["hour in each Availability Zone", "GB processed"],
  Gateway: [],
};
