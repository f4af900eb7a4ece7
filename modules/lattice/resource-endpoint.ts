import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Annotations, type IResolvable, Op, Token } from "cdktf";
import { Construct } from "constructs";
import { type INetwork, inspectDns, sameVpc } from "../network";
import { claim, Inspection } from "../refusal";
import { type ISecurityGroup, SecurityGroup } from "../security";
import { EndpointAssociations } from "./endpoint-associations";
import { replacedWhenChanged } from "./endpoint-replacement";
import { ENDPOINT_DNS_PREFERENCE } from "./newer-arguments";
import { inspectPlacement, inspectSecurityGroups, type PlacementProps } from "./placement";
import { dnsOptions, inspectPreference, type PrivateDnsPreference } from "./private-dns-preference";
import { hasPrivateDns, type IResourceConfiguration } from "./resource-configuration";

export interface ResourceEndpointProps extends PlacementProps {
  /** Value of the `Name` tag. */
  readonly name: string;
  /** What the endpoint leads to. */
  readonly configuration: IResourceConfiguration;
  /**
   * One to five security groups of the VPC. Their ingress decides who gets in; they need no egress.
   *
   * @default a new one, to be opened with `allowConnection`
   */
  readonly securityGroups?: readonly ISecurityGroup[];
  /**
   * Whether the resource's own name leads to the endpoint within the VPC, so that clients keep the name that the database's
   * TLS certificate has. The VPC must have DNS support and DNS hostnames on.
   *
   * @default true for databases named by ARN, for shared configurations, and for custom domain names that the preference admits;
   * false for other host names and addresses, and for groups, for which AWS makes no private DNS
   */
  readonly privateDns?: boolean | IResolvable;
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
 * A VPC endpoint of type Resource: private addresses in the clients' VPC from which AWS PrivateLink leads to one resource
 * configuration, in the same Region, in another VPC or account.
 */
export class ResourceEndpoint extends Construct {
  /** Id of the VPC endpoint. */
  readonly vpcEndpointId: string;
  /** The VPC of the clients. */
  readonly network: INetwork;
  /** The security groups that it carries. */
  readonly securityGroups: readonly ISecurityGroup[];
  /** Whether the resource's own name leads to it. */
  readonly privateDns: boolean | IResolvable;
  /** What it leads to. */
  readonly configuration: IResourceConfiguration;
  /** The names to connect to. */
  readonly associations: EndpointAssociations;

  /**
   * @throws Refusal for fewer than two zones, a zone twice, no zone in common with the gateway, the gateway's own VPC, private
   * DNS in a VPC without DNS, and a configuration of another Region
   */
  constructor(scope: Construct, id: string, props: ResourceEndpointProps) {
    super(scope, id);
    const { name, subnets, configuration, ipAddressType, privateDnsPreference, tags } = props;
    this.network = subnets.network;
    this.configuration = configuration;
    const awsMakesPrivateDns = hasPrivateDns(configuration, privateDnsPreference);
    this.privateDns = props.privateDns ?? awsMakesPrivateDns;

    const inspection = new Inspection(this);
    inspectPlacement(inspection, props);
    if (props.securityGroups) inspectSecurityGroups(inspection, props.securityGroups, this.network);
    this.inspectGateway(inspection, props);
    if (this.privateDns !== false) this.inspectPrivateDns(inspection);
    if (privateDnsPreference) {
      inspectPreference(inspection, privateDnsPreference, ENDPOINT_DNS_PREFERENCE, this.privateDns);
    }
    inspection.adopt(configuration.decidedByTerraform);
    const decidedByTerraform = inspection.conclude();
    if (props.privateDns && !awsMakesPrivateDns) Annotations.of(this).addWarning(inVain(configuration));

    this.securityGroups = props.securityGroups ?? [
      new SecurityGroup(this, "security-group", {
        network: this.network,
        description: `Endpoint ${name}`,
        tags,
      }),
    ];
    const endpoint = new VpcEndpoint(this, "Resource", {
      vpcId: this.network.vpcId,
      // Written out: the provider's default is Gateway.
      vpcEndpointType: "Resource",
      resourceConfigurationArn: configuration.resourceConfigurationArn,
      subnetIds: subnets.subnetIds,
      securityGroupIds: this.securityGroups.map(({ securityGroupId }) => securityGroupId),
      // Written out: left out, the provider sends false.
      privateDnsEnabled: this.privateDns,
      ...dnsOptions(privateDnsPreference),
      ipAddressType,
      tags: { ...tags, Name: name },
      dependsOn: configuration.dependsOn,
      lifecycle: {
        ...replacedWhenChanged(this, {
          subnetIds: subnets.subnetIds,
          privateDns: this.privateDns,
          ipAddressType,
        }),
        ...decidedByTerraform,
      },
    });
    this.vpcEndpointId = endpoint.id;
    this.associations = new EndpointAssociations(this, "associations", this.vpcEndpointId);
  }

  /** One private zone a resource and VPC: https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-configuration.html */
  private inspectPrivateDns(inspection: Inspection): void {
    inspectDns(inspection, this.network, this.privateDns);
    const { resourceConfigurationArn } = this.configuration;
    const other = claim(
      this.node.root,
      `private DNS of ${resourceConfigurationArn} in ${this.network.vpcId}`,
      this,
    );
    inspection.refuseUnless(other === undefined, {
      input: "privateDns",
      given: true,
      allowed: `false, since ${other} claims the same name in the same VPC`,
      fix: "let all clients of the VPC use one endpoint: allowConnection({ from: clients, to: endpoint })",
    });
  }

  /** What AWS refuses, or builds in vain, between an endpoint and the gateway behind it. */
  private inspectGateway(inspection: Inspection, { configuration, subnets }: ResourceEndpointProps): void {
    const { gateway } = configuration;
    if (!gateway) return;
    // https://docs.aws.amazon.com/vpc/latest/privatelink/use-resource-endpoint.html
    const together = {
      input: "subnets",
      told: "subnets of the VPC that the resource gateway is in",
      allowed: "subnets of another VPC",
      fix: "let clients in the database's own VPC connect to it directly: allowConnection({ from: clients, to: database })",
    };
    const same = sameVpc(gateway.network, this.network);
    if (same === "same") inspection.refuse(together);
    if (same === "unknown") {
      inspection.leaveToTerraform(Op.neq(gateway.network.vpcId, this.network.vpcId), together);
    }
    const regions = [gateway.network.region, this.network.region];
    inspection.refuseUnless(
      regions.some((region) => Token.isUnresolved(region)) || regions[0] === regions[1],
      {
        input: "subnets",
        told: `subnets in ${this.network.region}`,
        allowed: `subnets in ${gateway.network.region}, where the resource gateway is`,
        fix: "put the endpoint in the gateway's Region",
      },
    );
    const [ours, theirs] = [subnets.zones, gateway.subnets.zones];
    if (!ours || !theirs) return;
    const shared = ours.filter((zone) => theirs.includes(zone));
    inspection.refuseUnless(shared.length > 0 || differentForms(ours, theirs), {
      input: "subnets",
      told: `in ${ours.join(", ")}`,
      allowed: `at least one zone that the resource gateway has too: ${theirs.join(", ")}`,
      fix: "put the endpoint, or the gateway, in a zone of the other",
    });
    const outside = ours.filter((zone) => !theirs.includes(zone));
    if (shared.length > 0 && outside.length > 0) {
      Annotations.of(this).addWarning(
        `The resource gateway has no subnet in ${outside.join(", ")}: traffic from there crosses zones.`,
      );
    }
  }
}

function inVain({ customDomain }: IResourceConfiguration): string {
  return customDomain
    ? `privateDns does nothing for ${customDomain.name}, which its owner has not verified. Name it in a privateDnsPreference, or have it verified.`
    : "privateDns does nothing for a host name, an address or a group: AWS makes private DNS only for databases named by ARN, and for " +
        "configurations with a custom domain name.";
}

/** Zone names and zone ids cannot be compared. */
function differentForms(ours: readonly string[], theirs: readonly string[]): boolean {
  const isId = (zone: string) => zone.includes("-az");
  return ours.some(isId) !== theirs.some(isId);
}
