import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import { type INetwork, inspectDns, sameVpc } from "../network";
import { Inspection } from "../refusal";
import { type ISecurityGroup, SecurityGroup } from "../security";
import { EndpointAssociations } from "./endpoint-associations";
import { replacedWhenChanged } from "./endpoint-replacement";
import { ENDPOINT_DNS_PREFERENCE } from "./newer-arguments";
import { inspectClients, inspectPlacement, type PlacementProps } from "./placement";
import { dnsOptions, inspectPreference, type PrivateDnsPreference } from "./private-dns-preference";
import { serviceNetworkEndpointSubnetSize } from "./requirements";
import { ResourceEndpoint } from "./resource-endpoint";
import type { ServiceNetworkBase } from "./service-network-base";

export interface ServiceNetworkEndpointProps extends PlacementProps {
  /** Value of the `Name` tag. */
  readonly name: string;
  /** The service network whose resources it leads to. */
  readonly serviceNetwork: ServiceNetworkBase;
  /** The clients: security groups of the endpoint's VPC. */
  readonly clients: readonly ISecurityGroup[];
  /**
   * Whether the resources' own names lead to the endpoint within the VPC. The VPC must have DNS support and DNS hostnames on.
   *
   * @default true
   */
  readonly privateDns?: boolean;
  /**
   * For which custom domain names AWS makes private DNS. Needs bindings of hashicorp/aws 6.28.0 or later.
   *
   * @default AWS's own: names that their owners have verified
   */
  readonly privateDnsPreference?: PrivateDnsPreference;
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A VPC endpoint of type ServiceNetwork: the way into a service network for a VPC that is associated with another one already,
 * and for clients on premises or in peered VPCs, which an association does not serve.
 *
 * It takes a contiguous /28 in each subnet, and another for every 16 resources:
 * https://docs.aws.amazon.com/vpc/latest/privatelink/access-with-service-network-endpoint.html
 */
export class ServiceNetworkEndpoint extends Construct {
  /** Id of the VPC endpoint. */
  readonly vpcEndpointId: string;
  /** The VPC of the clients. */
  readonly network: INetwork;
  /** The security group that it carries: it admits the clients. */
  readonly securityGroup: ISecurityGroup;
  /** The names to connect to. */
  readonly associations: EndpointAssociations;

  /** @throws Refusal for fewer than two zones, subnets without room for a /28, and private DNS in a VPC without DNS */
  constructor(scope: Construct, id: string, props: ServiceNetworkEndpointProps) {
    super(scope, id);
    const { name, subnets, serviceNetwork, clients, ipAddressType, privateDns = true, tags } = props;
    const { privateDnsPreference } = props;
    this.network = subnets.network;

    const inspection = new Inspection(this);
    inspectPlacement(inspection, props);
    inspectClients(inspection, "clients", clients, this.network);
    for (const { cidrBlock } of subnets.subnets ?? []) {
      if (cidrBlock) inspection.require("subnets", cidrBlock, serviceNetworkEndpointSubnetSize);
    }
    if (privateDns) inspectDns(inspection, this.network);
    if (privateDnsPreference) {
      inspectPreference(inspection, privateDnsPreference, ENDPOINT_DNS_PREFERENCE, privateDns);
    }
    inspection.adopt(serviceNetwork.decidedByTerraform);
    const decidedByTerraform = inspection.conclude();

    this.securityGroup = new SecurityGroup(this, "security-group", {
      network: this.network,
      description: `Endpoint ${name}`,
      tags,
    });
    const endpoint = new VpcEndpoint(this, "Resource", {
      vpcId: this.network.vpcId,
      // Written out: the provider's default is Gateway.
      vpcEndpointType: "ServiceNetwork",
      serviceNetworkArn: serviceNetwork.serviceNetworkArn,
      subnetIds: subnets.subnetIds,
      securityGroupIds: [this.securityGroup.securityGroupId],
      // Written out: left out, the provider sends false.
      privateDnsEnabled: privateDns,
      ...dnsOptions(privateDnsPreference),
      ipAddressType,
      tags: { ...tags, Name: name },
      lifecycle: {
        ...replacedWhenChanged(this, { subnetIds: subnets.subnetIds, privateDns, ipAddressType }),
        ...decidedByTerraform,
      },
    });
    this.vpcEndpointId = endpoint.id;
    this.associations = new EndpointAssociations(this, "associations", this.vpcEndpointId);
    serviceNetwork.admit({
      clients,
      entrance: this.securityGroup,
      // The endpoint has a name for each resource once that is associated.
      onAssociation: (association) => this.associations.readAfter(association),
    });
    // At synthesis, since the resource endpoint, or the resource, may come later.
    if (privateDns)
      this.node.addValidation({ validate: () => this.rivals(serviceNetwork).map(describeRival) });
  }

  /** Resource endpoints that claim the same private names in the same VPC. */
  private rivals(serviceNetwork: ServiceNetworkBase): ResourceEndpoint[] {
    return this.node.root.node
      .findAll()
      .filter((construct) => construct instanceof ResourceEndpoint)
      .filter(({ privateDns, network, configuration }) => {
        const inVpc = privateDns && sameVpc(network, this.network) === "same";
        return inVpc && serviceNetwork.has(configuration);
      });
  }
}

/** https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-configuration.html */
function describeRival({ node }: ResourceEndpoint): string {
  return (
    `private DNS is on here and in ${node.path}, for the same resource in the same VPC. Allowed: one of the two. ` +
    "Fix: set privateDns to false in one of them, or remove it."
  );
}
