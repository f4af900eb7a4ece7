import type { IResolvable } from "cdktf";
import { type Inspection, type NewerArgument, requireNewerArgument } from "../refusal";
import { hostName, specifiedDomainCount } from "./requirements";

/**
 * For which custom domain names AWS makes private DNS in the clients' VPC: whoever makes a resource configuration can give it any
 * name, also one that others own. Databases named by their ARN have private DNS in any case. AWS replaces what has the preference
 * when it changes.
 *
 * https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_DnsOptions.html
 */
export interface PrivateDnsPreference {
  readonly preference: string;
  readonly allDomains: boolean;
  readonly verifiedDomains: boolean;
  /** Names that are admitted whether they are verified or not. */
  readonly domains?: readonly string[];
}

export const PrivateDnsPreference = {
  /** Names that their owners have verified, which is AWS's default. */
  verifiedDomains(): PrivateDnsPreference {
    return { preference: "VERIFIED_DOMAINS_ONLY", allDomains: false, verifiedDomains: true };
  },

  /** Every name: for resources of owners who are trusted with any name in the clients' VPC. */
  allDomains(): PrivateDnsPreference {
    return { preference: "ALL_DOMAINS", allDomains: true, verifiedDomains: true };
  },

  /** @param domains 1 to 10 names, and no others, verified or not */
  specifiedDomains(domains: readonly string[]): PrivateDnsPreference {
    return { preference: "SPECIFIED_DOMAINS_ONLY", allDomains: false, verifiedDomains: false, domains };
  },

  /** @param domains 1 to 10 names, beside those that their owners have verified */
  verifiedAndSpecifiedDomains(domains: readonly string[]): PrivateDnsPreference {
    return {
      preference: "VERIFIED_DOMAINS_AND_SPECIFIED_DOMAINS",
      allDomains: false,
      verifiedDomains: true,
      domains,
    };
  },
};

/**
 * Tells what is wrong with a preference.
 *
 * @param privateDns whether private DNS is on, without which AWS takes no preference
 */
export function inspectPreference(
  inspection: Inspection,
  { domains }: PrivateDnsPreference,
  newer: NewerArgument,
  privateDns: boolean | IResolvable,
): void {
  const otherwise = "leave it out, for AWS's default: names that their owners have verified";
  requireNewerArgument(inspection, "privateDnsPreference", newer, otherwise);
  inspection.refuseUnless(privateDns !== false, {
    input: "privateDnsPreference",
    told: "set where private DNS is off",
    allowed: "a preference where private DNS is on",
    fix: "set privateDns to true, or leave the preference out",
  });
  if (!domains) return;
  inspection.require("privateDnsPreference.domains", domains, specifiedDomainCount);
  for (const domain of domains) inspection.require("privateDnsPreference.domains", domain, hostName);
}

/** The block `dns_options` that says it. Of no type, since the classes of older bindings have none for it. */
export function dnsOptions(preference: PrivateDnsPreference | undefined): object {
  if (!preference) return {};
  const { preference: privateDnsPreference, domains } = preference;
  return { dnsOptions: { privateDnsPreference, privateDnsSpecifiedDomains: domains } };
}
