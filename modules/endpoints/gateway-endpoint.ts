import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Fn, Lazy, type Precondition } from "cdktf";
import { Construct } from "constructs";
import type { AwsService } from "../../aws/services";
import type { INetwork, SubnetGroup } from "../network";
import { countBetween, type Fault, Inspection } from "../refusal";
import { EndpointPolicy, type EndpointUse } from "./endpoint-policy";
import { serviceName } from "./service-name";

export interface GatewayEndpointProps {
  /** S3 or DynamoDB, the only two that have it. */
  readonly service: AwsService;
  /** The VPC that gets the endpoint. */
  readonly network: INetwork;
  /** Value of the `Name` tag. */
  readonly name: string;
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A VPC endpoint of type Gateway: a route to an AWS service in the route tables of the subnets that use it, free of charge. */
export class GatewayEndpoint extends Construct {
  /** Id of the VPC endpoint. */
  readonly vpcEndpointId: string;
  /** The service's addresses, as security groups name them. */
  readonly prefixListId: string;
  /** What waits for the endpoint depends on this. */
  readonly resource: VpcEndpoint;
  private readonly policy = new EndpointPolicy(this);
  private readonly routeTableIds = new Set<string>();
  /** What only Terraform can decide about the subnets. */
  private readonly decided: Precondition[] = [];
  /** Those of subnets of which only Terraform knows how many there are. */
  private readonly routeTableIdLists: string[][] = [];

  /** @throws Refusal for a service with no such endpoint */
  constructor(scope: Construct, id: string, { service, network, name, tags }: GatewayEndpointProps) {
    super(scope, id);
    const inspection = new Inspection(this);
    inspection.refuseUnless(service.kinds.includes("Gateway"), {
      input: "service",
      given: service.suffix,
      allowed: "s3 or dynamodb, the only services with an endpoint of type Gateway",
      fix: "use an interface endpoint",
    });
    inspection.conclude();
    this.resource = new VpcEndpoint(this, "Resource", {
      vpcId: network.vpcId,
      vpcEndpointType: "Gateway",
      serviceName: serviceName(service, "Gateway", network.region),
      routeTableIds: Lazy.listValue({ produce: () => this.allRouteTableIds() }),
      policy: this.policy.json,
      tags: { ...tags, Name: name },
    });
    this.vpcEndpointId = this.resource.id;
    this.prefixListId = this.resource.prefixListId;
  }

  /**
   * Leads subnets to the service: every one of them, since a task may start in any.
   *
   * @throws Refusal if the route table of a subnet is not known
   */
  serve(subnets: SubnetGroup): void {
    const inspection = new Inspection(this);
    const { routeTableIds } = subnets.lists;
    if (routeTableIds) {
      this.routeTableIdLists.push(routeTableIds);
      inspection.require("subnets.routeTableIds", routeTableIds, atLeastOneRouteTable);
    } else if (!subnets.subnets) {
      inspection.refuse(UNKNOWN_ROUTE_TABLES);
    }
    for (const { subnetId, routeTableId } of subnets.subnets ?? []) {
      if (routeTableId === undefined) {
        inspection.refuse({
          ...UNKNOWN_ROUTE_TABLES,
          told: `subnets of which ${subnetId} has no routeTableId`,
        });
      } else {
        this.routeTableIds.add(routeTableId);
      }
    }
    const { precondition = [] } = inspection.conclude() ?? {};
    this.decided.push(...precondition);
    if (this.decided.length > 0) this.resource.lifecycle = { precondition: this.decided };
  }

  private allRouteTableIds(): string[] {
    const known = [...this.routeTableIds];
    const [only, ...others] = this.routeTableIdLists;
    if (!only) return known;
    if (known.length === 0 && others.length === 0) return only;
    return Fn.distinct(Fn.concat([known, only, ...others]));
  }

  /** Lets a use of the service through. Until the first one, the endpoint lets everything through that IAM allows. */
  allow(use: EndpointUse): void {
    this.policy.add(use);
  }
}

const UNKNOWN_ROUTE_TABLES: Fault = {
  input: "subnets",
  told: "a group of which only the ids are known",
  allowed: "subnets whose route tables are known, since a gateway endpoint is a route in each of them",
  fix: "describe each subnet as { subnetId, zone, routeTableId }, from: aws ec2 describe-route-tables",
};

const atLeastOneRouteTable = countBetween([1, 1000], {
  allowed: UNKNOWN_ROUTE_TABLES.allowed,
  fix: "name the route tables of the subnets, from: aws ec2 describe-route-tables",
});
