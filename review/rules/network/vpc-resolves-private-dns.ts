import type { Found } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { isResource } from "../../network/look-up";
import { vpcDns } from "../../network/vpc-dns";
import { broken, type Judgement, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";

/** An endpoint with private DNS, and the VPC in which its name is asked for. */
export interface PrivateName {
  readonly vpc: Found;
  readonly endpoint: Resource;
}

const WHY =
  "Private DNS of an endpoint works only in a VPC with enable_dns_support and enable_dns_hostnames; of a new VPC, AWS and the provider leave the second off.";

/** https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html */
export const vpcResolvesPrivateDns: Rule<PrivateName> = {
  id: "DNS-01",
  title: "The VPC resolves private names of endpoints",
  check({ vpc, endpoint }, graph) {
    const { support, hostnames, amazonResolver } = vpcDns(graph, vpc);
    const name = isResource(vpc) ? vpc.address : "the VPC";
    const judgements: Judgement[] = [];
    for (const [attribute, answer] of [
      ["enable_dns_support", support],
      ["enable_dns_hostnames", hostnames],
    ] as const) {
      if (answer === true) continue;
      const words = {
        at: isResource(vpc) ? vpc : endpoint,
        needed: `${attribute} = true in ${name}, for ${endpoint.address}`,
        why: WHY,
        fix: `${attribute} = true`,
      };
      judgements.push(
        answer instanceof Unknown
          ? unknown({
              ...words,
              found: answer.reason.includes(attribute)
                ? answer.reason
                : `${attribute} of ${name} is not known: ${answer.reason}`,
            })
          : broken({
              ...words,
              found: `${attribute} of ${name} is ${isResource(vpc) && vpc.get(attribute) === undefined ? "not set, and so false" : "false"}`,
            }),
      );
      // Two attributes of one VPC outside of the files are one doubt.
      if (answer instanceof Unknown) break;
    }
    if (judgements.length === 0 && amazonResolver instanceof Unknown) {
      return unknown({
        at: isResource(vpc) ? vpc : endpoint,
        found: amazonResolver.reason,
        needed: "AmazonProvidedDNS, or servers that pass questions for AWS on to it",
        why: "Only the resolver of Amazon knows the private names of endpoints.",
        fix: 'domain_name_servers = ["AmazonProvidedDNS"]',
      });
    }
    return judgements.length > 0
      ? judgements
      : proven(`${name} has enable_dns_support and enable_dns_hostnames`);
  },
};
