import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { type INetwork, PrivateNetwork, SubnetGroup, type SubnetLists } from "../../modules/network";
import type { Module } from "../form/module";

// Each object takes a whole resource, like `vpc = aws_vpc.main`: Terraform keeps the attributes that the type names.

/** The Region of the caller's provider. */
export function regionOf(module: Module): string {
  return new DataAwsRegion(module.stack, "region").id;
}

/** A VPC of which nothing but its id matters. */
export function vpcVariable(module: Module, name: string, whose: string, region: string): INetwork {
  const vpc = module.variable(name, {
    type: "object({ id = string })",
    description: `The VPC ${whose}, like \`aws_vpc.main\` or \`{ id = "vpc-..." }\`.`,
  });
  return PrivateNetwork.fromAttributes({ vpcId: vpc.at("id").string, region });
}

/** A VPC in which an endpoint may have private DNS. */
export function vpcWithDnsVariable(module: Module, name: string, whose: string, region: string): INetwork {
  const vpc = module.variable(name, {
    type: "object({ id = string, enable_dns_support = bool, enable_dns_hostnames = bool })",
    description:
      `The VPC ${whose}, like \`aws_vpc.main\` or \`data.aws_vpc.main\`. ` +
      "Private DNS needs DNS support and DNS hostnames; AWS's default for the latter is false.",
  });
  return PrivateNetwork.fromAttributes({
    vpcId: vpc.at("id").string,
    region,
    dnsSupport: vpc.at("enable_dns_support").boolean,
    dnsHostnames: vpc.at("enable_dns_hostnames").boolean,
  });
}

/**
 * Subnets of which zones and sizes are checked as far as they are given.
 *
 * @param more what is known of them besides, and whether there may be none
 */
export function subnetsVariable(
  module: Module,
  name: string,
  network: INetwork,
  what: string,
  more: Pick<SubnetLists, "routeTableIds"> & { readonly optional?: boolean } = {},
): SubnetGroup {
  const { optional, ...lists } = more;
  const subnets = module.variable(name, {
    type: "list(object({ id = string, availability_zone_id = optional(string), cidr_block = optional(string) }))",
    description:
      `${what}: one subnet in each Availability Zone, at least two zones, like \`[aws_subnet.a, aws_subnet.b]\` or ` +
      "`[for id in var.ids : { id = id }]`. Zones and sizes are checked where they are given.",
    ...(optional && { default: [] }),
  });
  const each = (attribute: string) => `[for subnet in ${subnets.text} : subnet.${attribute}]`;
  return SubnetGroup.ofIds(network, module.expression(each("id")).list, {
    zones: module.expression(`compact(${each("availability_zone_id")})`).list,
    cidrBlocks: module.expression(`compact(${each("cidr_block")})`).list,
    ...lists,
  });
}
