import { Annotations, type ITerraformDependable } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import type { AwsService } from "../../aws/services";
import type { Access } from "../iam";
import type { INetwork } from "../network";
import { claim, Inspection } from "../refusal";
import { Addresses, allowConnection, type ISecurityGroup, SecurityGroup } from "../security";
import type { Caller } from "./caller";
import type { EndpointUse } from "./endpoint-policy";
import type { ExistingEndpoint } from "./existing-endpoint";
import { GatewayEndpoint } from "./gateway-endpoint";
import {
  inspectExisting,
  refuseOtherDns,
  refuseOtherVpc,
  refuseSecond,
  refuseWithoutDns,
} from "./inspect-endpoints";
import { InterfaceEndpoint, type PrivateDns } from "./interface-endpoint";
import { hyphenated, idOf } from "./service-name";
import type { VpcEndpointsProps } from "./vpc-endpoints-props";

/** The ways from a network to AWS services, as callers need them. */
export interface IVpcEndpoints extends IConstruct {
  readonly network: INetwork;
  /**
   * Leads a caller to a service, through the kind of endpoint that suits it, and lets the access through.
   *
   * @param roleArn the role that the caller has there; whoever comes through the endpoint, if left out
   * @returns what must be there before the caller can do it
   * @throws Refusal for a caller in another VPC, and for a gateway endpoint if the route tables of its subnets are not known
   */
  admit(caller: Caller, access: Access, roleArn?: string): readonly ITerraformDependable[];
}

/**
 * The ways from a network to AWS services: exactly those that its callers need, each made when the first caller needs it. Interface
 * endpoints share one security group, which admits the callers on the services' ports; gateway endpoints are routes of the callers' subnets.
 * In a network that is made here the endpoints' policies let through what the callers do, and nothing else.
 */
export class VpcEndpoints extends Construct implements IVpcEndpoints {
  /** The VPC whose endpoints they are. */
  readonly network: INetwork;
  private sharedGroup: SecurityGroup | undefined;
  private readonly interfaces = new Map<string, InterfaceEndpoint>();
  private readonly gateways = new Map<string, GatewayEndpoint>();

  /** @throws Refusal for a second one in a VPC, a service that exists twice, and an existing endpoint of a kind that there is not */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: VpcEndpointsProps,
  ) {
    super(scope, id);
    const { subnets, existing = [] } = props;
    this.network = subnets.network;
    const inspection = new Inspection(this);
    const other = claim(this.node.root, `endpoints of ${this.network.vpcId}`, this);
    inspection.refuseUnless(other === undefined, {
      input: "subnets",
      told: `of a VPC whose endpoints are those of ${other}`,
      allowed: "one VpcEndpoints for each VPC, since a service's private name can lead to one endpoint only",
      fix: "give every service of the network the same VpcEndpoints",
    });
    inspectExisting(inspection, existing);
    inspection.conclude();
  }

  /** Carried by every interface endpoint that is made here; made with the first one. */
  get securityGroup(): SecurityGroup {
    const { name, tags } = this.props;
    this.sharedGroup ??= new SecurityGroup(this, "security-group", {
      network: this.network,
      description: `Interface endpoints of ${name}`,
      tags,
    });
    return this.sharedGroup;
  }

  admit(
    caller: Caller,
    { service, ...statement }: Access,
    roleArn?: string,
  ): readonly ITerraformDependable[] {
    refuseOtherVpc(this, caller);
    const { securityGroup: from, subnets } = caller;
    const existing = this.existing(service);
    const open = (to: ISecurityGroup | Addresses) =>
      service.ports.flatMap((port) => allowConnection({ from, to, port }));
    if (existing) {
      return open(
        existing.kind === "Interface" ? existing.reachedAt : prefixListOf(service, existing.prefixListId),
      );
    }
    if (service.kinds[0] === "Interface") {
      refuseWithoutDns(this, service, this.interfaces.has(service.suffix));
      const endpoint = this.interface(service);
      this.letThrough(endpoint, { ...statement, roleArn });
      return [endpoint.resource, ...open(this.securityGroup)];
    }
    const endpoint = this.gateway(service);
    this.letThrough(endpoint, { ...statement, roleArn });
    endpoint.serve(subnets);
    return [endpoint.resource, ...open(prefixListOf(service, endpoint.prefixListId))];
  }

  /**
   * The interface endpoint of a service, made if there is none yet. Whom `admit` does not know, like hosts on premises, must be let into
   * `securityGroup`, and for S3 and DynamoDB this is the only way to get one.
   *
   * @throws Refusal for a service with no such endpoint or no such private DNS, and for another private DNS than it was made with
   */
  interface(service: AwsService, options: { readonly privateDns?: PrivateDns } = {}): InterfaceEndpoint {
    const made = this.interfaces.get(service.suffix);
    if (made) {
      refuseOtherDns(made, service, options.privateDns);
      return made;
    }
    refuseSecond(this, service, this.existing(service)?.kind === "Interface");
    const { name, subnets, allowSingleZone, tags } = this.props;
    const ending = service.kinds[0] === "Interface" ? "" : "-interface";
    const id = `${idOf(service)}${ending}`;
    const needsGateway =
      service.suffix === "s3" &&
      (options.privateDns ?? "inbound resolver") !== "none" &&
      this.existing(service)?.kind !== "Gateway";
    const endpoint = new InterfaceEndpoint(this, id, {
      service,
      subnets,
      securityGroup: this.securityGroup,
      name: `${name}-${hyphenated(service)}${ending}`,
      allowSingleZone,
      // AWS refuses it while the VPC has no gateway endpoint: https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
      dependsOn: needsGateway ? [this.gateway(service).resource] : undefined,
      tags,
      ...options,
    });
    this.interfaces.set(service.suffix, endpoint);
    this.admitOthers(endpoint, service);
    return endpoint;
  }

  /**
   * The gateway endpoint of S3 or DynamoDB, made if there is none yet.
   *
   * @throws Refusal for any other service
   */
  gateway(service: AwsService): GatewayEndpoint {
    const made = this.gateways.get(service.suffix);
    if (made) return made;
    refuseSecond(this, service, this.existing(service)?.kind === "Gateway");
    const { name, tags } = this.props;
    const id = idOf(service);
    const endpoint = new GatewayEndpoint(this, id, {
      service,
      network: this.network,
      name: `${name}-${hyphenated(service)}`,
      tags,
    });
    this.gateways.set(service.suffix, endpoint);
    return endpoint;
  }

  private existing(service: AwsService): ExistingEndpoint | undefined {
    return this.props.existing?.find((endpoint) => endpoint.service.suffix === service.suffix);
  }

  /** Private DNS of the VPC sends everybody in it to the endpoint, also those who went another way before. */
  private admitOthers({ privateDns }: InterfaceEndpoint, { suffix, ports }: AwsService): void {
    const { alsoAdmit = [] } = this.props;
    for (const from of alsoAdmit) {
      for (const port of ports) allowConnection({ from, to: this.securityGroup, port });
    }
    const mayBeMissed = this.network.origin === "described" && this.props.alsoAdmit === undefined;
    if (mayBeMissed && privateDns === "VPC") {
      Annotations.of(this).addWarning(
        `The new endpoint of ${suffix} takes the calls of the whole VPC, and admits only what this app leads to it. If something else in ` +
          "the VPC calls the service, name its security groups in alsoAdmit; if nothing does, write alsoAdmit: [].",
      );
    }
  }

  private letThrough(endpoint: InterfaceEndpoint | GatewayEndpoint, use: EndpointUse): void {
    const { policies = this.network.origin === "made" ? "uses" : "none" } = this.props;
    if (policies === "uses") endpoint.allow(use);
  }
}

function prefixListOf(service: AwsService, prefixListId: string): Addresses {
  return Addresses.prefixList(prefixListId, idOf(service), hyphenated(service));
}
