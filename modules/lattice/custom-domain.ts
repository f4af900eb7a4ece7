import { Token } from "cdktf";
import { type Inspection, requireNewerArgument } from "../refusal";
import { CUSTOM_DOMAIN_NAME } from "./newer-arguments";
import type { PrivateDnsPreference } from "./private-dns-preference";
import { hostName } from "./requirements";
import type { ResourceDefinition } from "./resource-definition";

/** A name that clients use for a host name or an address, in place of the one that AWS makes: the name in its TLS certificate, say. */
export interface CustomDomainProps {
  /**
   * The name, of a domain of the resource's owner, or of somebody else's, like the own name of an RDS Proxy. AWS cannot change it.
   *
   * https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-configuration.html
   */
  readonly name: string;
  /**
   * Id of a domain verification (`aws_vpclattice_domain_verification`) of the name or of a domain above it, whose TXT record is in
   * public DNS. AWS makes private DNS for a verified name without being told, and for another one only where clients
   * admit it with a `PrivateDnsPreference`.
   *
   * @default the name is not verified
   */
  readonly domainVerificationId?: string;
}

/** What is known of a custom domain name. */
export interface CustomDomain {
  readonly name: string;
  /** Whether its owner has shown to own it, by a domain verification. */
  readonly verified: boolean;
}

/** Tells what is wrong with a custom domain name for a definition. */
export function inspectCustomDomain(
  inspection: Inspection,
  { name }: CustomDomainProps,
  definition: ResourceDefinition,
): void {
  const otherwise =
    "leave it out: a ClientSide with a hostName makes a private zone for that name, with any bindings";
  requireNewerArgument(inspection, "customDomain", CUSTOM_DOMAIN_NAME, otherwise);
  inspection.require("customDomain.name", name, hostName);
  // https://docs.aws.amazon.com/vpc/latest/privatelink/create-resource-configuration.html
  inspection.refuseUnless(definition.kind !== "arn", {
    input: "customDomain",
    given: name,
    allowed: "a custom domain name for host names and addresses",
    fix: "leave it out: clients use the database's own names",
  });
}

/** Whether AWS makes private DNS for a custom domain name where clients have said, or not, which ones they want. */
export function isAdmitted({ name, verified }: CustomDomain, preference?: PrivateDnsPreference): boolean {
  const { domains = [], verifiedDomains = true, allDomains = false } = preference ?? {};
  // A name that only Terraform knows may well be among them.
  const named = domains.some((domain) => domain === name) || (domains.length > 0 && Token.isUnresolved(name));
  return allDomains || named || (verifiedDomains && verified);
}
