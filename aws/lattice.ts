/**
 * Facts of VPC Lattice resource gateways and of AWS PrivateLink for resources.
 *
 * User Guide: https://docs.aws.amazon.com/vpc-lattice/latest/ug/
 * PrivateLink: https://docs.aws.amazon.com/vpc/latest/privatelink/
 * API model: botocore `vpc-lattice/2022-11-30`
 */

/** Zone ids in which VPC Lattice does not work: https://docs.aws.amazon.com/vpc-lattice/latest/ug/quotas.html */
export const ZONES_WITHOUT_LATTICE: ReadonlySet<string> = new Set([
  "use1-az3",
  "usw1-az2",
  "apne1-az3",
  "apne2-az2",
  "euc1-az2",
  "euw1-az4",
  "cac1-az3",
  "ilc1-az2",
]);

/**
 * IPv4 addresses that a resource gateway takes from each of its subnets when nothing else is said, and provider 5.100
 * cannot say anything else: https://docs.aws.amazon.com/vpc/latest/privatelink/resource-gateway.html
 */
export const GATEWAY_ADDRESSES_PER_SUBNET = 16;

/** https://docs.aws.amazon.com/vpc/latest/privatelink/resource-gateway.html */
export const MAXIMUM_GATEWAY_ADDRESSES_PER_ENI = 62;

/**
 * The smallest subnet that has room for the addresses, as its prefix length. AWS keeps five addresses of each subnet, and makes none
 * beyond /28 (https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html): a /28 has 11 left and a /27 has 27. That
 * the gateway takes no more is inferred, since AWS states no least size.
 */
export function gatewaySubnetPrefixLength(addresses: number): number {
  return Math.min(28, 32 - Math.ceil(Math.log2(addresses + 5)));
}

/** For the 16 addresses that are taken when nothing else is said. */
export const GATEWAY_SUBNET_PREFIX_LENGTH = gatewaySubnetPrefixLength(GATEWAY_ADDRESSES_PER_SUBNET);

/** Security groups of a resource gateway, and of a service network's VPC association (API model). */
export const MAXIMUM_SECURITY_GROUPS = 5;

/** Children of one resource configuration of type GROUP: https://docs.aws.amazon.com/general/latest/gr/vpc-lattice.html */
export const MAXIMUM_GROUP_CHILDREN = 60;

/**
 * Seconds without traffic after which a TCP connection to a resource is dropped:
 * https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-configuration.html
 */
export const IDLE_TIMEOUT_SECONDS = 350;

/**
 * Names of resource gateways, resource configurations and service networks (API model): lower-case letters, digits and
 * single hyphens between them. The provider checks only the length of a gateway's name.
 */
export const LATTICE_NAME_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$";
/** Names that AWS keeps for itself. */
export const RESERVED_NAME_PREFIXES = ["rgw-", "rcfg-", "servicenetwork-"] as const;

/** Private IPv4 blocks that an IP-address resource may lie in (resource configuration guide). */
export const RESOURCE_IPV4_BLOCKS = [
  "10.0.0.0/8",
  "100.64.0.0/10",
  "172.16.0.0/12",
  "192.168.0.0/16",
] as const;

/** The RAM resource types of VPC Lattice that can be shared: https://docs.aws.amazon.com/vpc-lattice/latest/ug/sharing.html */
export const SHAREABLE_ARN_PATTERN =
  "^arn:[a-z-]+:vpc-lattice:[a-z0-9-]+:[0-9]{12}:(resourceconfiguration/rcfg-|servicenetwork/sn-)[0-9a-z]+$";

/** ARN of a service network. */
export const SERVICE_NETWORK_ARN_PATTERN =
  "^arn:[a-z-]+:vpc-lattice:[a-z0-9-]+:[0-9]{12}:servicenetwork/sn-[0-9a-z]+$";

/** ARN of a resource configuration. */
export const RESOURCE_CONFIGURATION_ARN_PATTERN =
  "^arn:[a-z-]+:vpc-lattice:[a-z0-9-]+:[0-9]{12}:resourceconfiguration/rcfg-[0-9a-z]+$";
