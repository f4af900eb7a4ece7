import { isIPv6 } from "node:net";
import { Fn, Op, Token } from "cdktf";
import { readArn } from "../../aws/arn";
import {
  gatewaySubnetPrefixLength,
  LATTICE_NAME_PATTERN,
  MAXIMUM_GATEWAY_ADDRESSES_PER_ENI,
  MAXIMUM_SECURITY_GROUPS,
  RESERVED_NAME_PREFIXES,
  RESOURCE_IPV4_BLOCKS,
} from "../../aws/lattice";
import { Ipv4Block } from "../network";
import { countBetween, matches, matching, type Requirement, wholeNumber } from "../refusal";

/** The rule table of VPC Lattice: what its inputs must be, whether synthesis or Terraform decides. */

function latticeName(longest: number, because: string): Requirement<string> {
  const reserved = RESERVED_NAME_PREFIXES.map((prefix) => `"${prefix}"`).join(", ");
  return {
    allowed:
      `3 to ${longest} lower-case letters, digits and single hyphens, with no hyphen at either end ` +
      `and none of ${reserved} at the beginning${because}`,
    fix: "choose a name like orders-database",
    isMet: (name) =>
      name.length >= 3 &&
      name.length <= longest &&
      new RegExp(LATTICE_NAME_PATTERN).test(name) &&
      !RESERVED_NAME_PREFIXES.some((prefix) => name.startsWith(prefix)),
    condition: (name) =>
      [
        Fn.can(Fn.regex(LATTICE_NAME_PATTERN, name)),
        Fn.can(Fn.regex(`^.{3,${longest}}$`, name)),
        ...RESERVED_NAME_PREFIXES.map((prefix) => Op.not(Fn.startswith(name, prefix))),
      ].reduce((all, each) => Op.and(all, each)),
  };
}

/** AWS takes 40 characters; nine are kept for the end that lets a replacement stand beside what it replaces. */
export const replaceableName = latticeName(
  31,
  " (AWS takes 40, of which nine are added so that a replacement can be made first)",
);

export const serviceNetworkName = latticeName(63, "");

export const securityGroupCount = countBetween([1, MAXIMUM_SECURITY_GROUPS], {
  allowed: `1 to ${MAXIMUM_SECURITY_GROUPS} security groups`,
  fix: "give at least one; merge groups until five are left",
});

/** A subnet, or each of a list that only Terraform knows. */
function atLeast(prefixLength: number, because: string): Requirement<string | string[]> {
  const lengths = [...Array(prefixLength + 1).keys()].join("|");
  return {
    allowed: `a subnet of /${prefixLength} or larger, ${because}`,
    fix: "give it larger subnets of its own",
    isMet: (cidrBlocks) =>
      [cidrBlocks].flat().every((each) => (Ipv4Block.read(each)?.prefixLength ?? 33) <= prefixLength),
    condition: (cidrBlocks) =>
      matches(
        Array.isArray(cidrBlocks) ? Fn.join(",", cidrBlocks) : cidrBlocks,
        `^([0-9.]+/(${lengths})(,|$))*$`,
      ),
  };
}

/** @param addresses IPv4 addresses that the gateway takes in each subnet */
export function gatewaySubnetSize(addresses: number): Requirement<string | string[]> {
  return atLeast(
    gatewaySubnetPrefixLength(addresses),
    `for the ${addresses} addresses that a resource gateway takes in each`,
  );
}

export const addressesPerEni = wholeNumber(
  [1, MAXIMUM_GATEWAY_ADDRESSES_PER_ENI],
  "IPv4 addresses",
  "leave it out for 16, which suits most; more let more connections be open at once",
);

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DnsOptionsSpecification.html */
export const specifiedDomainCount = countBetween([1, 10], {
  allowed: "1 to 10 domain names",
  fix: "name the custom domain names that may have private DNS, or admit them all",
});

/**
 * AWS reserves the first four addresses of a subnet and the last one, so neither half of a /27 is a /28 that is free:
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 */
export const serviceNetworkEndpointSubnetSize = atLeast(
  26,
  "in which a whole /28 can be free for the service network",
);

/**
 * ARNs that a resource configuration can name, "only Amazon RDS databases are supported":
 * https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-configuration.html
 */
export function rdsArnIn(region: string): Requirement<string> {
  const allowed = `the ARN of an RDS instance (...:db:...) or Aurora cluster (...:cluster:...) in ${region}`;
  const fix =
    "pass the arn of an aws_db_instance or aws_rds_cluster of this Region; reach an RDS Proxy by its DNS name, " +
    "and a database of another Region through a gateway there";
  const pattern = `^arn:[a-z-]+:rds:${region}:[0-9]{12}:(db|cluster):[A-Za-z0-9-]+$`;
  return matching(pattern, { allowed, fix });
}

const HOST_NAME_PATTERN =
  "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?[.])+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?[.]?$";

export const domainName: Requirement<string> = {
  allowed: "a host name that public DNS resolves, with no scheme, port or path, like db.example.com",
  fix: 'give the address without its port (aws_db_instance.address, not .endpoint); a name of a private zone takes a gateway with dnsResolution "in-vpc"',
  isMet: (name) => name.length <= 255 && isHostName(name) && !isPrivateName(name),
  condition: (name) => Fn.can(Fn.regex(HOST_NAME_PATTERN, name)),
};

/** A name for a gateway that asks the resolver of its VPC, which knows private zones too. */
export const domainNameInVpc: Requirement<string> = {
  allowed: "a host name with no scheme, port or path, like db.example.internal",
  fix: "give the address without its port (aws_db_instance.address, not .endpoint)",
  isMet: (name) => name.length <= 255 && isHostName(name),
  condition: (name) => Fn.can(Fn.regex(HOST_NAME_PATTERN, name)),
};

/** A name for a private zone, which public DNS need not know. */
export const hostName = matching(HOST_NAME_PATTERN, {
  allowed: "a host name with no scheme, port or path, like db.example.internal",
  fix: "give the name alone, without its port",
});

function isHostName(name: string): boolean {
  return new RegExp(HOST_NAME_PATTERN).test(name);
}

/** Top-level names that public DNS never resolves: https://www.rfc-editor.org/rfc/rfc6762#appendix-G and RFC 8375, ICANN's .internal */
function isPrivateName(name: string): boolean {
  return /\.(internal|local|localhost|lan|home|corp|intranet|private|test|invalid|home\.arpa)\.?$/i.test(
    name,
  );
}

export const privateAddress: Requirement<string> = {
  allowed: `an IPv4 address in ${RESOURCE_IPV4_BLOCKS.join(", ")}, or an IPv6 address of the VPC`,
  fix: "give the private address; never that of an RDS database, which changes at a failover: name that by its ARN",
  isMet: (address) => {
    const ipv4 = Ipv4Block.read(`${address}/32`);
    if (ipv4) return RESOURCE_IPV4_BLOCKS.some((block) => Ipv4Block.read(block)?.contains(ipv4));
    return isIPv6(address);
  },
  condition: (address) =>
    Op.or(
      Fn.can(Fn.regex(PRIVATE_IPV4_PATTERN, address)),
      Fn.can(Fn.cidrhost(Fn.join("/", [address, "128"]), 0)),
    ),
};

/** The blocks of `RESOURCE_IPV4_BLOCKS` as text, since Terraform cannot ask whether a block has an address. */
const PRIVATE_IPV4_PATTERN =
  "^(10|172[.](1[6-9]|2[0-9]|3[01])|192[.]168|100[.](6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7]))([.](25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){2,3}$";

export function arnOf(pattern: string, what: string): Requirement<string> {
  return matching(pattern, {
    allowed: `the ARN of ${what}`,
    fix: `copy the arn that the owner of ${what} gives`,
  });
}

/** https://docs.aws.amazon.com/ram/latest/userguide/working-with-sharing-create.html */
export const shareName = matching("^.{1,128}$", { allowed: "1 to 128 characters", fix: "shorten it" });

/** A principal of AWS Resource Access Manager, by kind. */
export const accountId = matching("^[0-9]{12}$", {
  allowed: "an account id of twelve digits",
  fix: "give the account; VPC Lattice cannot be shared with an IAM role or user",
});

export const organizationArn = matching(
  "^arn:[a-z-]+:organizations::[0-9]{12}:organization/o-[a-z0-9]{10,32}$",
  {
    allowed: "the ARN of an AWS organization",
    fix: "copy it from: aws organizations describe-organization",
  },
);

export const organizationalUnitArn = matching(
  "^arn:[a-z-]+:organizations::[0-9]{12}:ou/o-[a-z0-9]{10,32}/ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$",
  {
    allowed: "the ARN of an organizational unit",
    fix: "copy it from: aws organizations describe-organizational-unit",
  },
);

/** Whether an ARN, if it is known, is of this Region. */
export function inRegion(region: string): Requirement<string> {
  return {
    allowed: `something in ${region}, where the network is`,
    fix: "use one of the same Region",
    isMet: (arn) => Token.isUnresolved(region) || readArn(arn)?.region === region,
    condition: (arn) => matches(arn, `^arn:[^:]+:[^:]+:${region}:`),
    leavesRest: Token.isUnresolved(region),
  };
}
