import { Annotations, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { AwsService, EndpointKind } from "../../aws/services";
import type { Access } from "../iam";
import { type INetwork, type SubnetGroup, sameVpc } from "../network";
import { claim, Inspection, matching } from "../refusal";
import { Addresses, allowConnection, type ISecurityGroup, SecurityGroup } from "../security";
import type { Caller } from "./caller";
import type { EndpointUse } from "./endpoint-policy";
import type { ExistingEndpoint } from "./existing-endpoint";
import { GatewayEndpoint } from "./gateway-endpoint";
import { InterfaceEndpoint, type PrivateDns } from "./interface-endpoint";

export interface VpcEndpointsProps {
  /** Beginning of the `Name` tags. */
  readonly name: string;
  /** Where the interface endpoints are put: one subnet in each Availability Zone, at least two zones. */
  readonly subnets: SubnetGroup;
  /**
   * Accepts subnets in a single zone, whose loss then cuts every path through an interface endpoint.
   *
   * @default false
   */
  readonly allowSingleZone?: boolean;
  /**
   * Who else in the VPC uses the services of new interface endpoints: private DNS leads the whole VPC to them.
   *
   * @default nobody; in a described network there is a warning
   */
  readonly alsoAdmit?: readonly (ISecurityGroup | Addresses)[];
  /**
   * Endpoints that the network has already.
   *
   * @default none
   */
  readonly existing?: readonly ExistingEndpoint[];
  /**
   * Whether the endpoints' policies let through what the callers do and nothing else, or everything that the roles' own policies allow.
   * A policy has room for about ninety services.
   *
   * @default "uses" in a network that this app makes; "none" in a described one, where others may go the same ways
   */
  readonly policies?: "uses" | "none";
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * The ways from a network to AWS services: exactly those that its callers need, each made when the first caller needs it. Interface
 * endpoints share one security group, which admits the callers on the services' ports; gateway endpoints are routes of the callers' subnets.
 * In a network that is made here the endpoints' policies let through what the callers do, and nothing else.
 */
export class VpcEndpoints extends Construct {
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
    for (const { kind, service, ...endpoint } of existing) {
      inspection.refuseUnless(service.kinds.includes(kind), {
        input: "existing",
        told: `an endpoint of ${service.suffix} of type ${kind}`,
        allowed: `for ${service.suffix} one of type ${service.kinds.join(" or ")}`,
        fix: `use ExistingEndpoint.${service.kinds[0].toLowerCase()}`,
      });
      if ("prefixListId" in endpoint) {
        inspection.require("existing.prefixListId", endpoint.prefixListId, prefixListId);
      }
    }
    const suffixes = existing.map(({ service }) => service.suffix);
    inspection.refuseUnless(new Set(suffixes).size === suffixes.length, {
      input: "existing",
      given: suffixes,
      allowed: "each service once",
      fix: "keep the endpoint that the callers should use",
    });
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

  /**
   * Leads a caller to a service, through the kind of endpoint that suits it, and lets the access through.
   *
   * @param roleArn the role that the caller has there; whoever comes through the endpoint, if left out
   * @returns what must be there before the caller can do it
   * @throws Refusal for a caller in another VPC, and for a gateway endpoint if the route tables of its subnets are not known
   */
  admit(
    caller: Caller,
    { service, ...statement }: Access,
    roleArn?: string,
  ): readonly ITerraformDependable[] {
    this.refuseOtherVpc(caller);
    const { securityGroup: from, subnets } = caller;
    const existing = this.existing(service);
    const open = (to: ISecurityGroup | Addresses) =>
      service.ports.flatMap((port) => allowConnection({ from, to, port }));
    if (existing) {
      return open(
        existing.kind === "Interface"
          ? existing.reachedAt
          : Addresses.prefixList(existing.prefixListId, idOf(service)),
      );
    }
    if (service.kinds[0] === "Interface") {
      this.refuseWithoutDns(service);
      const endpoint = this.interface(service);
      this.letThrough(endpoint, { ...statement, roleArn });
      return [endpoint.resource, ...open(this.securityGroup)];
    }
    const endpoint = this.gateway(service);
    this.letThrough(endpoint, { ...statement, roleArn });
    endpoint.serve(subnets);
    return [endpoint.resource, ...open(Addresses.prefixList(endpoint.prefixListId, idOf(service)))];
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
      this.refuseOther(made, service, options.privateDns);
      return made;
    }
    this.refuseSecond(service, "Interface");
    const { name, subnets, allowSingleZone, tags } = this.props;
    const id = service.kinds[0] === "Interface" ? idOf(service) : `${idOf(service)}-interface`;
    const forInboundResolver =
      service.suffix === "s3" && (options.privateDns ?? "inbound resolver") !== "none";
    const endpoint = new InterfaceEndpoint(this, id, {
      service,
      subnets,
      securityGroup: this.securityGroup,
      name: `${name}-${id}`,
      allowSingleZone,
      // AWS refuses it while the VPC has no gateway endpoint: https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
      dependsOn: forInboundResolver ? [this.gateway(service).resource] : undefined,
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
    this.refuseSecond(service, "Gateway");
    const { name, tags } = this.props;
    const id = idOf(service);
    const endpoint = new GatewayEndpoint(this, id, {
      service,
      network: this.network,
      name: `${name}-${id}`,
      tags,
    });
    this.gateways.set(service.suffix, endpoint);
    return endpoint;
  }

  private existing(service: AwsService): ExistingEndpoint | undefined {
    return this.props.existing?.find((endpoint) => endpoint.service.suffix === service.suffix);
  }

  private refuseSecond(service: AwsService, kind: EndpointKind): void {
    const inspection = new Inspection(this);
    inspection.refuseUnless(this.existing(service)?.kind !== kind, {
      input: "service",
      given: service.suffix,
      allowed: "a service whose endpoint is not among the existing ones",
      fix: "use the one that exists, or take it from `existing`",
    });
    inspection.conclude();
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

  private refuseOther(made: InterfaceEndpoint, { suffix }: AwsService, wanted: PrivateDns | undefined): void {
    const inspection = new Inspection(this);
    inspection.refuseUnless(wanted === undefined || wanted === made.privateDns, {
      input: "privateDns",
      given: wanted,
      allowed: `"${made.privateDns}", with which the endpoint of ${suffix} was made when it was first needed`,
      fix: "ask for the endpoint before anything is granted that leads to it",
    });
    inspection.conclude();
  }

  private refuseWithoutDns(service: AwsService): void {
    const inspection = new Inspection(this);
    inspection.refuseUnless(service.privateDns || this.interfaces.has(service.suffix), {
      input: "service",
      given: service.suffix,
      allowed: "a service with private DNS, or one whose endpoint was made without on purpose",
      fix: `make it first, interface(service, { privateDns: "none" }), and give clients its dnsName as the URL of ${service.suffix}`,
    });
    inspection.conclude();
  }

  private letThrough(endpoint: InterfaceEndpoint | GatewayEndpoint, use: EndpointUse): void {
    const { policies = this.network.origin === "made" ? "uses" : "none" } = this.props;
    if (policies === "uses") endpoint.allow(use);
  }

  private refuseOtherVpc({ subnets, securityGroup }: Caller): void {
    const inspection = new Inspection(securityGroup);
    inspection.refuseUnless(sameVpc(subnets.network, this.network) !== "different", {
      input: "endpoints",
      told: `those of another VPC, ${this.node.path}`,
      allowed: "the endpoints of the VPC that the caller is in",
      fix: "make VpcEndpoints for its own network",
    });
    inspection.conclude();
  }
}

const prefixListId = matching("^pl-[0-9a-f]+$", {
  allowed: "the id of a prefix list, like pl-6ea54007",
  fix: "list them with: aws ec2 describe-managed-prefix-lists",
});

/** A service in construct ids. */
function idOf({ suffix }: AwsService): string {
  return suffix.replaceAll(".", "-");
}
