import { Fn, Op } from "cdktf";
import type { IConstruct } from "constructs";
import { AwsService } from "../../aws/services";
import { sameVpc } from "../network";
import { type Fault, Inspection, matching, type Requirement } from "../refusal";
import type { Caller } from "./caller";
import type { ExistingEndpoint } from "./existing-endpoint";
import type { InterfaceEndpoint, PrivateDns } from "./interface-endpoint";
import type { VpcEndpoints } from "./vpc-endpoints";

const CATALOGUE = Object.values(AwsService).filter((service) => typeof service === "object");
export const GATEWAY_SERVICES = CATALOGUE.filter(({ kinds }) => kinds.includes("Gateway")).map(
  ({ suffix }) => suffix,
);
const WITHOUT = CATALOGUE.filter(({ kinds, privateDns }) => kinds[0] !== "Interface" || !privateDns).map(
  ({ suffix }) => suffix,
);

/** Tells what is wrong with the endpoints that a network is said to have. */
export function inspectExisting(inspection: Inspection, existing: readonly ExistingEndpoint[]): void {
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
}

const prefixListId = matching("^pl-[0-9a-f]+$", {
  allowed: "the id of a prefix list, like pl-6ea54007",
  fix: "list them with: aws ec2 describe-managed-prefix-lists",
});

/** Services in a list that only Terraform knows, whose interface endpoints serve every client in the VPC by the services' own names. */
export const interfaceServices: Requirement<string[]> = {
  allowed: `services with an interface endpoint and private DNS, and of these not ${WITHOUT.join(", ")}`,
  fix: "reach S3 and DynamoDB through their gateway endpoints, which cost nothing",
  isMet: (suffixes) => !suffixes.some((suffix) => WITHOUT.includes(suffix)),
  condition: (suffixes) => Op.lt(Fn.lengthOf(Fn.setintersection(suffixes, [WITHOUT])), 1),
};

export const gatewayServices: Requirement<string[]> = {
  allowed: "s3 or dynamodb, the only services with an endpoint of type Gateway",
  fix: "use an interface endpoint",
  isMet: (suffixes) => suffixes.every((suffix) => GATEWAY_SERVICES.includes(suffix)),
  condition: (suffixes) => Op.lt(Fn.lengthOf(Fn.setsubtract(suffixes, GATEWAY_SERVICES)), 1),
};

/** Refuses a caller that the endpoints' private names and addresses are not for. */
export function refuseOtherVpc({ node, network }: VpcEndpoints, { subnets, securityGroup }: Caller): void {
  refuseUnless(securityGroup, sameVpc(subnets.network, network) !== "different", {
    input: "endpoints",
    told: `those of another VPC, ${node.path}`,
    allowed: "the endpoints of the VPC that the caller is in",
    fix: "make VpcEndpoints for its own network",
  });
}

/** Refuses an endpoint beside one that exists. */
export function refuseSecond(endpoints: VpcEndpoints, { suffix }: AwsService, exists: boolean): void {
  refuseUnless(endpoints, !exists, {
    input: "service",
    given: suffix,
    allowed: "a service whose endpoint is not among the existing ones",
    fix: "use the one that exists, or take it from `existing`",
  });
}

/** Refuses to make an endpoint in passing that serves only clients which know its URL. */
export function refuseWithoutDns(
  endpoints: VpcEndpoints,
  { suffix, privateDns }: AwsService,
  madeOnPurpose: boolean,
): void {
  refuseUnless(endpoints, privateDns || madeOnPurpose, {
    input: "service",
    given: suffix,
    allowed: "a service with private DNS, or one whose endpoint was made without on purpose",
    fix: `make it first, interface(service, { privateDns: "none" }), and give clients its dnsName as the URL of ${suffix}`,
  });
}

/** Refuses to pass an endpoint on as one with another private DNS. */
export function refuseOtherDns(
  made: InterfaceEndpoint,
  { suffix }: AwsService,
  wanted: PrivateDns | undefined,
): void {
  refuseUnless(made, wanted === undefined || wanted === made.privateDns, {
    input: "privateDns",
    given: wanted,
    allowed: `"${made.privateDns}", with which the endpoint of ${suffix} was made when it was first needed`,
    fix: "ask for the endpoint before anything is granted that leads to it",
  });
}

function refuseUnless(subject: IConstruct, holds: boolean, fault: Fault): void {
  const inspection = new Inspection(subject);
  inspection.refuseUnless(holds, fault);
  inspection.conclude();
}
