import { VpcEndpointDnsOptionsOutputReference } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpclatticeResourceConfiguration } from "@cdktf/provider-aws/lib/vpclattice-resource-configuration";
import { VpclatticeResourceGateway } from "@cdktf/provider-aws/lib/vpclattice-resource-gateway";
import { VpclatticeServiceNetworkResourceAssociation } from "@cdktf/provider-aws/lib/vpclattice-service-network-resource-association";
import { VpclatticeServiceNetworkVpcAssociation } from "@cdktf/provider-aws/lib/vpclattice-service-network-vpc-association";
import type { NewerArgument } from "../refusal";

/**
 * Arguments of VPC Lattice that provider 5.100 lacks. First versions are from the provider's changelog
 * (https://github.com/hashicorp/terraform-provider-aws/blob/main/CHANGELOG.md), but for `ipv4_addresses_per_eni`, which bindings of 6.20.0 have.
 */
export const ADDRESSES_PER_ENI: NewerArgument = {
  block: "aws_vpclattice_resource_gateway",
  argument: "ipv4_addresses_per_eni",
  binding: VpclatticeResourceGateway,
  since: "6.20.0",
};

export const DNS_RESOLUTION: NewerArgument = {
  block: "aws_vpclattice_resource_gateway",
  argument: "resource_config_dns_resolution",
  binding: VpclatticeResourceGateway,
  since: "6.46.0",
};

export const CUSTOM_DOMAIN_NAME: NewerArgument = {
  block: "aws_vpclattice_resource_configuration",
  argument: "custom_domain_name",
  binding: VpclatticeResourceConfiguration,
  since: "6.22.0",
};

export const ENDPOINT_DNS_PREFERENCE: NewerArgument = {
  block: "aws_vpc_endpoint.dns_options",
  argument: "private_dns_preference",
  binding: VpcEndpointDnsOptionsOutputReference,
  since: "6.28.0",
};

export const ASSOCIATION_PRIVATE_DNS: NewerArgument = {
  block: "aws_vpclattice_service_network_vpc_association",
  argument: "private_dns_enabled",
  binding: VpclatticeServiceNetworkVpcAssociation,
  since: "6.27.0",
};

export const RESOURCE_ASSOCIATION_PRIVATE_DNS: NewerArgument = {
  block: "aws_vpclattice_service_network_resource_association",
  argument: "private_dns_enabled",
  binding: VpclatticeServiceNetworkResourceAssociation,
  since: "6.28.0",
};
