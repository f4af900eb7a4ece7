import type { Written } from "../../configuration";

export const GATEWAY = "aws_vpclattice_resource_gateway";
export const CONFIGURATION = "aws_vpclattice_resource_configuration";
export const NETWORK = "aws_vpclattice_service_network";
export const RESOURCE_ASSOCIATION = "aws_vpclattice_service_network_resource_association";
export const VPC_ASSOCIATION = "aws_vpclattice_service_network_vpc_association";

/** Endpoints that lead into VPC Lattice, with the argument that says where. */
export function intoLattice(one: Written): "resource_configuration_arn" | "service_network_arn" | undefined {
  if (one.arguments.resource_configuration_arn) return "resource_configuration_arn";
  return one.arguments.service_network_arn ? "service_network_arn" : undefined;
}
