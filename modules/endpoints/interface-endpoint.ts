import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Fn, type IResolvable, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { takesEndpointPolicy } from "../../aws/endpoint-policies";
import type { AwsService } from "../../aws/services";
import { inspectDns, inspectZones, type SubnetGroup } from "../network";
import { Inspection } from "../refusal";
import type { ISecurityGroup } from "../security";
import { EndpointPolicy, type EndpointUse, everythingIfTaken } from "./endpoint-policy";
import { serviceName } from "./service-name";

/**
 * Whose questions for the service's own name are answered with the endpoint's addresses:
 *
 * - `VPC`: of everything in the VPC. No client need know of the endpoint.
 * - `inbound resolver`: only of hosts outside that ask through an inbound endpoint of Route 53 Resolver. Only S3 has it: the VPC itself
 *   then goes through the gateway endpoint, which costs nothing.
 * - `none`: nobody's. Clients must be given the endpoint's own URL.
 */
export type PrivateDns = "VPC" | "inbound resolver" | "none";

export interface InterfaceEndpointProps {
  /** The service that it leads to, which must have interface endpoints. */
  readonly service: AwsService;
  /** Subnets, one in each Availability Zone, at least two zones. */
  readonly subnets: SubnetGroup;
  /** Decides who gets in, on the TCP ports of the service. */
  readonly securityGroup: ISecurityGroup;
  /** Value of the `Name` tag. */
  readonly name: string;
  /** @default "VPC", or for S3 "inbound resolver" */
  readonly privateDns?: PrivateDns;
  /**
   * Accepts subnets in a single zone, whose loss then cuts the path.
   *
   * @default false
   */
  readonly allowSingleZone?: boolean | IResolvable;
  /**
   * What must be there first.
   *
   * @default nothing
   */
  readonly dependsOn?: ITerraformDependable[];
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A VPC endpoint of type Interface: private addresses from which AWS PrivateLink leads to an AWS service. */
export class InterfaceEndpoint extends Construct {
  /** Id of the VPC endpoint. */
  readonly vpcEndpointId: string;
  /** The security group that it carries: it admits those that call. */
  readonly securityGroup: ISecurityGroup;
  /** Whether the service's own names lead to it, for whom. */
  readonly privateDns: PrivateDns;
  /** The name that AWS makes for the endpoint, for clients that cannot use the service's own. For S3 it begins with `*`. */
  readonly dnsName: string;
  /** What waits for the endpoint depends on this. */
  readonly resource: VpcEndpoint;
  private readonly policy: EndpointPolicy | undefined;

  /** @throws Refusal for a service with no such endpoint or no such private DNS, fewer than two zones, and a VPC without DNS */
  constructor(scope: Construct, id: string, props: InterfaceEndpointProps) {
    super(scope, id);
    const { service, subnets, securityGroup, name, allowSingleZone, tags } = props;
    const { network } = subnets;
    const isS3 = service.suffix === "s3";
    const privateDns = props.privateDns ?? (isS3 ? "inbound resolver" : "VPC");
    this.securityGroup = securityGroup;
    this.privateDns = privateDns;
    this.policy = takesEndpointPolicy(service.suffix) ? new EndpointPolicy(this) : undefined;

    const inspection = new Inspection(this);
    inspection.refuseUnless(service.kinds.includes("Interface"), {
      input: "service",
      given: service.suffix,
      allowed: "a service that has an endpoint of type Interface",
      fix: "use its gateway endpoint",
    });
    inspectZones(inspection, "subnets", subnets, { allowSingleZone });
    inspectPrivateDns(inspection, service, privateDns);
    if (privateDns !== "none") inspectDns(inspection, network);
    const decidedByTerraform = inspection.conclude();

    this.resource = new VpcEndpoint(this, "Resource", {
      vpcId: network.vpcId,
      // Written out: the provider's default is Gateway.
      vpcEndpointType: "Interface",
      serviceName: serviceName(service, "Interface", network.region),
      subnetIds: subnets.subnetIds,
      // Written out: left out, AWS takes the VPC's default group.
      securityGroupIds: [securityGroup.securityGroupId],
      // Written out: left out, the provider sends false.
      privateDnsEnabled: privateDns !== "none",
      dnsOptions: isS3
        ? {
            dnsRecordIpType: "ipv4",
            privateDnsOnlyForInboundResolverEndpoint: privateDns === "inbound resolver",
          }
        : undefined,
      policy: this.policy?.json ?? everythingIfTaken(service),
      tags: { ...tags, Name: name },
      dependsOn: props.dependsOn,
      lifecycle: decidedByTerraform,
    });
    this.vpcEndpointId = this.resource.id;
    this.dnsName = Fn.lookup(Fn.element(this.resource.dnsEntry, 0), "dns_name", "");
  }

  /**
   * Lets a use of the service through. Until the first one the endpoint lets everything through that IAM allows, and so it always does
   * for a service that takes no endpoint policy.
   */
  allow(use: EndpointUse): void {
    this.policy?.add(use);
  }
}

function inspectPrivateDns(
  inspection: Inspection,
  { suffix, privateDns }: AwsService,
  wanted: PrivateDns,
): void {
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/privatelink-interface-endpoints.html
  inspection.refuseUnless(privateDns || wanted === "none", {
    input: "privateDns",
    given: wanted,
    allowed: `"none", since ${suffix} has no private DNS: the endpoint serves only clients that are given its URL`,
    fix: `set privateDns to "none" and give clients the endpoint's dnsName${
      suffix === "dynamodb" ? "; or use the gateway endpoint, which needs neither and costs nothing" : ""
    }`,
  });
  inspection.refuseUnless(wanted !== "inbound resolver" || suffix === "s3", {
    input: "privateDns",
    given: wanted,
    allowed: '"VPC" or "none": only S3 tells the VPC from an inbound resolver',
    fix: 'set it to "VPC"',
  });
}
