import type { External, Found, Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { isList, Unknown } from "../graph/value";
import type { Answer } from "./answer";
import { flagOf } from "./flags";
import { follow, isManaged, isResource, nameOf } from "./look-up";

/** Whether a VPC answers with private names; each of three may stand in the way. */
export interface VpcDns {
  readonly support: Answer;
  readonly hostnames: Answer;
  /** Whether its clients ask the resolver of Amazon, and no server of one's own. */
  readonly amazonResolver: Answer;
}

/**
 * `enable_dns_support` is true if nothing is said, `enable_dns_hostnames` is not; in a default VPC both are true:
 * https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html#vpc-dns-support
 */
export function vpcDns(graph: Graph, vpc: Found): VpcDns {
  if (!isResource(vpc)) {
    const reason =
      vpc instanceof Unknown
        ? vpc
        : new Unknown(`${vpc ? nameOf(vpc) : "the VPC"} is outside of the files given`);
    return { support: reason, hostnames: reason, amazonResolver: reason };
  }
  return {
    support: flag(vpc, "enable_dns_support", true),
    hostnames: flag(vpc, "enable_dns_hostnames", vpc.type === "aws_default_vpc"),
    amazonResolver: asksAmazon(graph, vpc),
  };
}

function flag(vpc: Resource, attribute: string, otherwise: boolean): Answer {
  const value = flagOf(vpc, attribute);
  if (value !== undefined) return value;
  return vpc.mode === "managed" ? otherwise : new Unknown(`${vpc.address} exists outside of the files given`);
}

// AmazonProvidedDNS, or one of the addresses of the resolver: https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html
const AMAZON = new Set(["AmazonProvidedDNS", "169.254.169.253", "fd00:ec2::253"]);

function asksAmazon(graph: Graph, vpc: Resource | External): Answer {
  if (!isManaged(vpc)) return true; // Rarely otherwise, and said of no VPC that is only looked up.
  const { resources } = graph.referring("aws_vpc_dhcp_options_association", "vpc_id", vpc);
  const [association] = resources;
  if (!association) return true;
  const options = graph.find(
    association.get("dhcp_options_id"),
    "aws_vpc_dhcp_options",
    "aws_default_vpc_dhcp_options",
  );
  if (!isManaged(options))
    return new Unknown(`the DHCP options of ${vpc.address} exist outside of the files given`);
  const servers = follow(options.get("domain_name_servers"));
  if (servers === undefined || servers === null) return true;
  if (!isList(servers)) return new Unknown(`the DNS servers of ${options.address} are not known`);
  if (servers.every((server) => typeof server === "string" && AMAZON.has(server))) return true;
  // The servers may pass the question on to Amazon's, and one of them may be Amazon's by the VPC's own address.
  return new Unknown(`${options.address} names DNS servers of its own`);
}
