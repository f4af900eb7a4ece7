import { DataAwsEc2ManagedPrefixList } from "@cdktf/provider-aws/lib/data-aws-ec2-managed-prefix-list";
import { VpclatticeServiceNetworkResourceAssociation } from "@cdktf/provider-aws/lib/vpclattice-service-network-resource-association";
import { VpclatticeServiceNetworkVpcAssociation } from "@cdktf/provider-aws/lib/vpclattice-service-network-vpc-association";
import { Fn, type TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { INetwork } from "../network";
import { claim, type DecidedByTerraform, Inspection } from "../refusal";
import {
  Addresses,
  allowConnection,
  type ISecurityGroup,
  type Ports,
  SecurityGroup,
  tcpPorts,
} from "../security";
import {
  type AssociationPrivateDns,
  inspectAssociationPrivateDns,
  inspectResourcePrivateDns,
  privateDnsArguments,
} from "./association-private-dns";
import { inspectClients } from "./placement";
import type { IAssociableConfiguration } from "./resource-configuration";

/** The clients of one VPC in a service network. */
export interface ServiceNetworkClientsProps extends AssociationPrivateDns {
  /** The clients' VPC. A VPC can be associated with one service network only; more take endpoints. */
  readonly network: INetwork;
  /** The clients: security groups of the VPC, at least one. */
  readonly clients: readonly ISecurityGroup[];
}

/** A resource for a service network. A `DatabaseSide` is one. */
export interface ServiceNetworkResource {
  /** The resource configuration that the service network took in. */
  readonly configuration: IAssociableConfiguration;
  /** Its TCP port or ports. */
  readonly port: Ports;
  /**
   * Whether its custom domain name has private DNS, whatever clients say. Needs bindings of hashicorp/aws 6.28.0 or later.
   *
   * @default nothing is written, and AWS decides; a database by its ARN always has it
   */
  readonly privateDns?: boolean;
}

/** A way in: clients, the security group that admits them, and where else than there their traffic goes. */
export interface ServiceNetworkEntry {
  /** Who is admitted. */
  readonly clients: readonly ISecurityGroup[];
  /** The security group through which the clients enter the service network. */
  readonly entrance: ISecurityGroup;
  readonly prefixList?: Addresses;
  /** Called with the association of every resource, also of one added later. */
  readonly onAssociation?: (association: TerraformResource) => void;
}

/** What a service network can do, whether this app makes it (`ServiceNetwork`) or only describes it. */
export abstract class ServiceNetworkBase extends Construct {
  /** Id of the service network. */
  abstract readonly serviceNetworkId: string;
  /** ARN of the service network. */
  abstract readonly serviceNetworkArn: string;
  /** What only Terraform can decide about it; for the lifecycle of what uses it. */
  readonly decidedByTerraform?: DecidedByTerraform;
  private readonly associated: {
    readonly configuration: IAssociableConfiguration;
    readonly association: TerraformResource;
  }[] = [];
  private readonly ports: Ports[] = [];
  private readonly entries: ServiceNetworkEntry[] = [];

  /**
   * Takes a resource in, and opens its port between the clients connected so far, or later, and the network.
   *
   * @param id construct id of the association
   * @param resource a `DatabaseSide`, or a configuration with the resource's TCP port or ports
   * @throws Refusal if the configuration does not allow service networks, or is in the network already
   */
  addResource(id: string, { configuration, port, privateDns }: ServiceNetworkResource): void {
    const scope = new Construct(this, id);
    const inspection = new Inspection(scope);
    inspection.require("port", port, tcpPorts);
    inspection.require("configuration.allowServiceNetworks", configuration.allowsServiceNetworks, {
      allowed: "true, or else AWS refuses the association",
      fix: "make the resource configuration with allowServiceNetworks: true",
      isMet: (allows) => allows === true,
      condition: (allows) => allows,
    });
    inspection.refuseUnless(!this.has(configuration), {
      input: "configuration",
      told: "one that is in the service network already",
      allowed: "each resource configuration once",
      fix: "remove the second association",
    });
    inspectResourcePrivateDns(inspection, configuration.kind, privateDns);
    inspection.adopt(this.decidedByTerraform);
    const decidedByTerraform = inspection.conclude();
    // Ids and not ARNs: the provider writes ids back and then fails over the difference
    // (https://github.com/hashicorp/terraform-provider-aws/issues/44546).
    const association = new VpclatticeServiceNetworkResourceAssociation(scope, "Resource", {
      resourceConfigurationIdentifier: configuration.resourceConfigurationId,
      serviceNetworkIdentifier: this.serviceNetworkId,
      ...privateDnsArguments({ privateDns }),
      lifecycle: decidedByTerraform,
    });
    this.associated.push({ configuration, association });
    for (const { onAssociation } of this.entries) onAssociation?.(association);
    this.open(port);
  }

  /**
   * Associates a VPC, whose clients then reach every resource by the names in the resources' private DNS.
   *
   * The clients' egress goes to the managed prefix list of VPC Lattice, with which AWS tells clients of an associated VPC to reach it:
   * https://docs.aws.amazon.com/vpc-lattice/latest/ug/security-groups.html#managed-prefix-list
   *
   * @param id construct id of the association
   * @throws Refusal for no client, a client of another VPC, a VPC that is associated already, and private DNS in a VPC without DNS
   */
  connect(id: string, props: ServiceNetworkClientsProps): void {
    const { network, clients } = props;
    const scope = new Construct(this, id);
    const inspection = new Inspection(scope);
    inspectClients(inspection, "clients", clients, network);
    const other = claim(this.node.root, `association of ${network.vpcId}`, scope);
    inspection.refuseUnless(other === undefined, {
      input: "network",
      told: `a VPC that ${other} associates already`,
      allowed: "one association a VPC",
      fix: "reach the second service network through a ServiceNetworkEndpoint",
    });
    inspectAssociationPrivateDns(inspection, network, props);
    inspection.conclude();

    const entrance = new SecurityGroup(scope, "security-group", {
      network,
      description: "Way into the service network",
    });
    const association = new VpclatticeServiceNetworkVpcAssociation(scope, "Resource", {
      serviceNetworkIdentifier: this.serviceNetworkId,
      vpcIdentifier: network.vpcId,
      // Never without: then everything in the VPC could use the service network.
      securityGroupIds: [entrance.securityGroupId],
      ...privateDnsArguments(props),
      lifecycle: this.decidedByTerraform,
    });
    this.admit({ clients, entrance, prefixList: latticePrefixList(scope, association.arn) });
  }

  /** Opens the port of every resource, also of one added later, to the clients of a way in. */
  admit(entry: ServiceNetworkEntry): void {
    this.entries.push(entry);
    for (const port of this.ports) openPort(entry, port);
    for (const { association } of this.associated) entry.onAssociation?.(association);
  }

  /** Opens a port of a resource to the clients of every way in, also of one made later. */
  protected open(port: Ports): void {
    this.ports.push(port);
    for (const entry of this.entries) openPort(entry, port);
  }

  /** Whether a resource is in this service network. */
  has(configuration: { readonly resourceConfigurationArn: string }): boolean {
    return this.associated.some(
      (other) => other.configuration.resourceConfigurationArn === configuration.resourceConfigurationArn,
    );
  }
}

function openPort({ clients, entrance, prefixList }: ServiceNetworkEntry, port: Ports): void {
  for (const client of clients)
    allowConnection({ from: client, to: entrance, port, toAddresses: prefixList });
}

/** @param associationArn from which the Region is read, so that a plan that makes the association needs no answer from AWS */
function latticePrefixList(scope: Construct, associationArn: string): Addresses {
  const region = Fn.element(Fn.split(":", associationArn), 3);
  const list = new DataAwsEc2ManagedPrefixList(scope, "lattice", {
    name: `com.amazonaws.${region}.vpc-lattice`,
  });
  return Addresses.prefixList(list.id, "vpc-lattice");
}
