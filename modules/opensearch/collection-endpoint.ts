import { OpensearchserverlessVpcEndpoint } from "@cdktf/provider-aws/lib/opensearchserverless-vpc-endpoint";
import { Construct } from "constructs";
import { type INetwork, inspectZones, type SubnetGroup } from "../network";
import { claim, claimName, description, Inspection, matching } from "../refusal";
import { type ISecurityGroup, SecurityGroup } from "../security";
import { endpointSubnetCount, resolvesNames, serverlessName } from "./requirements";

/** The way from a VPC to collections, made here (`CollectionEndpoint`) or described (`CollectionEndpoint.fromAttributes`). */
export interface ICollectionEndpoint {
  /** Id that network policies name, like `vpce-0123456789abcdef0`. */
  readonly vpcEndpointId: string;
  /** Whom its ingress admits reaches every collection whose network policy names the endpoint. */
  readonly securityGroup: ISecurityGroup;
  /** The VPC that it is in. */
  readonly network: INetwork;
}

/** What is known of an endpoint that this app does not make. */
export interface CollectionEndpointAttributes {
  /** Like `vpce-0123456789abcdef0`. */
  readonly vpcEndpointId: string;
  /** The security group that it carries. */
  readonly securityGroup: ISecurityGroup;
}

export interface CollectionEndpointProps {
  /** 3 to 32 lower-case letters, digits and hyphens, beginning with a letter; unique in account and Region. */
  readonly name: string;
  /** Where its addresses are: 1 to 6 subnets, one in each zone, at least two zones. */
  readonly subnets: SubnetGroup;
  /**
   * Accepts subnets in a single zone, whose loss then cuts every path to every collection.
   *
   * @default false
   */
  readonly allowSingleZone?: boolean;
  /** @default no tags but Name: of the security group, since the endpoint itself has none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * The endpoint that OpenSearch Serverless manages in a VPC, with a private hosted zone of its own. Collections of the classic
 * generation (`<id>.<region>.aoss.amazonaws.com`) are reached through it and through no EC2 endpoint: `com.amazonaws.<region>.aoss`
 * leads to the control plane, and `...aoss-data` to collections of generation NEXTGEN, which take provider 6 to make.
 * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-vpc.html
 */
export class CollectionEndpoint extends Construct implements ICollectionEndpoint {
  readonly vpcEndpointId: string;
  readonly securityGroup: ISecurityGroup;
  readonly network: INetwork;

  /**
   * @throws Refusal for a name that OpenSearch Serverless does not take, a second endpoint in a VPC, fewer than two zones, more than six
   * subnets, and a VPC without DNS
   */
  constructor(scope: Construct, id: string, props: CollectionEndpointProps) {
    super(scope, id);
    const { name, subnets, allowSingleZone, tags } = props;
    this.network = subnets.network;
    const { vpcId, dnsSupport, dnsHostnames } = this.network;
    const inspection = new Inspection(this);
    inspection.require("name", name, serverlessName);
    claimName(inspection, this, { kind: "OpenSearch Serverless endpoint", name });
    inspection.require("subnets", subnets.subnetIds, endpointSubnetCount);
    inspectZones(inspection, "subnets", subnets, { allowSingleZone });
    inspection.require("network.dnsSupport", dnsSupport, resolvesNames);
    inspection.require("network.dnsHostnames", dnsHostnames, resolvesNames);
    // Two would answer to the same names: https://github.com/hashicorp/terraform-provider-aws/issues/37741
    const sameVpc = claim(this.node.root, `OpenSearch Serverless endpoint in ${vpcId}`, this);
    inspection.refuseUnless(sameVpc === undefined, {
      input: "subnets",
      told: `of a VPC that ${sameVpc} is in`,
      allowed: "one endpoint for each VPC, which leads to all of its collections",
      fix: `give every collection the endpoint ${sameVpc}`,
    });
    const decidedByTerraform = inspection.conclude();

    this.securityGroup = new SecurityGroup(this, "security-group", {
      network: this.network,
      description: `OpenSearch Serverless endpoint ${name}`,
      tags,
    });
    const endpoint = new OpensearchserverlessVpcEndpoint(this, "Resource", {
      name,
      vpcId,
      subnetIds: subnets.subnetIds,
      // Written out: left out, it is the VPC's default group.
      securityGroupIds: [this.securityGroup.securityGroupId],
      lifecycle: decidedByTerraform,
    });
    this.vpcEndpointId = endpoint.id;
  }

  /**
   * An endpoint that exists already, in the VPC of its security group.
   *
   * @throws Refusal for an id that is no VPC endpoint's
   */
  static fromAttributes({ vpcEndpointId, securityGroup }: CollectionEndpointAttributes): ICollectionEndpoint {
    const inspection = new Inspection(description("CollectionEndpoint.fromAttributes", vpcEndpointId));
    inspection.require("vpcEndpointId", vpcEndpointId, endpointId);
    inspection.conclude();
    return { vpcEndpointId, securityGroup, network: securityGroup.network };
  }
}

const endpointId = matching("^vpce-[0-9a-z]+$", {
  allowed: "the id of a VPC endpoint, like vpce-0123456789abcdef0",
  fix: "list them with: aws opensearchserverless list-vpc-endpoints",
});
