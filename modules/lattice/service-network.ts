import { VpclatticeServiceNetwork } from "@cdktf/provider-aws/lib/vpclattice-service-network";
import { Fn, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { SERVICE_NETWORK_ARN_PATTERN } from "../../aws/lattice";
import { claim, type DecidedByTerraform, Inspection } from "../refusal";
import { type Ports, tcpPorts } from "../security";
import { arnOf, inRegion, serviceNetworkName } from "./requirements";
import { ServiceNetworkBase } from "./service-network-base";

export interface ServiceNetworkProps {
  /** 3 to 63 lower-case letters, digits and single hyphens, unique in the account and Region. */
  readonly name: string;
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Several resources for several VPCs: each resource and each VPC is associated once, instead of an endpoint for every pair.
 * Whoever is in an associated VPC and is admitted by the association's security group reaches every resource.
 */
export class ServiceNetwork extends ServiceNetworkBase {
  readonly serviceNetworkId: string;
  readonly serviceNetworkArn: string;

  /** @throws Refusal for a name AWS refuses */
  constructor(scope: Construct, id: string, props: ServiceNetworkProps) {
    super(scope, id);
    const inspection = new Inspection(this);
    inspection.require("name", props.name, serviceNetworkName);
    const other = claim(TerraformStack.of(this), `service network ${props.name}`, this);
    inspection.refuseUnless(other === undefined, {
      input: "name",
      given: props.name,
      allowed: `a name that ${other} does not have, since it is unique in the account`,
      fix: "rename one of the two",
    });
    const decidedByTerraform = inspection.conclude();
    const network = new VpclatticeServiceNetwork(this, "Resource", {
      name: props.name,
      // A database client signs no requests, and AWS does not say what AWS_IAM does to a connection that is not signed.
      authType: "NONE",
      tags: { ...props.tags, Name: props.name },
      lifecycle: decidedByTerraform,
    });
    this.serviceNetworkId = network.id;
    this.serviceNetworkArn = network.arn;
  }

  /**
   * A service network that exists already, in this account or shared by another.
   *
   * @throws Refusal if the ARN is known and not that of a service network in the Region, and for ports that are none
   */
  static fromAttributes(
    scope: Construct,
    id: string,
    attributes: ServiceNetworkAttributes,
  ): ServiceNetworkBase {
    return new ExistingServiceNetwork(scope, id, attributes);
  }
}

/** What is known of a service network that this app does not make. */
export interface ServiceNetworkAttributes {
  /** ARN of the service network, also one that another account shares. */
  readonly serviceNetworkArn: string;
  /** AWS Region, like `eu-central-1`. */
  readonly region: string;
  /** TCP ports of the resources that others have associated, to be opened to clients; at least one. */
  readonly ports: readonly Ports[];
}

class ExistingServiceNetwork extends ServiceNetworkBase {
  override readonly decidedByTerraform: DecidedByTerraform | undefined;
  readonly serviceNetworkId: string;
  readonly serviceNetworkArn: string;

  constructor(scope: Construct, id: string, { serviceNetworkArn, region, ports }: ServiceNetworkAttributes) {
    super(scope, id);
    const inspection = new Inspection(this);
    inspection.require(
      "serviceNetworkArn",
      serviceNetworkArn,
      arnOf(SERVICE_NETWORK_ARN_PATTERN, "a service network"),
    );
    inspection.require("serviceNetworkArn", serviceNetworkArn, inRegion(region));
    inspection.refuseUnless(ports.length > 0, {
      input: "ports",
      given: ports,
      allowed: "the TCP ports of the resources in the service network, at least one",
      fix: "ask its owner, or list them with: aws vpc-lattice list-service-network-resource-associations",
    });
    for (const port of ports) inspection.require("ports", port, tcpPorts);
    this.decidedByTerraform = inspection.conclude();
    this.serviceNetworkArn = serviceNetworkArn;
    this.serviceNetworkId = Fn.element(Fn.split("/", serviceNetworkArn), 1);
    for (const port of ports) this.open(port);
  }
}
