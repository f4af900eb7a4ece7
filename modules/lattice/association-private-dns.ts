import { type INetwork, inspectDns } from "../network";
import { type Inspection, requireNewerArgument } from "../refusal";
import { ASSOCIATION_PRIVATE_DNS, RESOURCE_ASSOCIATION_PRIVATE_DNS } from "./newer-arguments";
import { dnsOptions, inspectPreference, type PrivateDnsPreference } from "./private-dns-preference";
import type { ConfigurationKind } from "./resource-configuration";

/** Private DNS in a VPC that is associated with a service network. */
export interface AssociationPrivateDns {
  /**
   * Whether the resources' names lead to the service network within the VPC, which must have DNS support and DNS hostnames on. Needs
   * bindings of hashicorp/aws 6.27.0 or later.
   *
   * @default nothing is written, and AWS decides
   */
  readonly privateDns?: boolean;
  /**
   * For which custom domain names AWS makes private DNS; with `privateDns`.
   *
   * @default AWS's own: names that their owners have verified
   */
  readonly privateDnsPreference?: PrivateDnsPreference;
}

/** Tells what is wrong with private DNS in an associated VPC. */
export function inspectAssociationPrivateDns(
  inspection: Inspection,
  network: INetwork,
  { privateDns, privateDnsPreference }: AssociationPrivateDns,
): void {
  if (privateDns !== undefined) {
    requireNewerArgument(inspection, "privateDns", ASSOCIATION_PRIVATE_DNS, "leave it out");
    if (privateDns) inspectDns(inspection, network);
  }
  if (privateDnsPreference) {
    inspectPreference(inspection, privateDnsPreference, ASSOCIATION_PRIVATE_DNS, privateDns === true);
  }
}

/** Tells what is wrong with the private DNS of a resource in a service network. */
export function inspectResourcePrivateDns(
  inspection: Inspection,
  kind: ConfigurationKind,
  privateDns: boolean | undefined,
): void {
  if (privateDns === undefined) return;
  requireNewerArgument(inspection, "privateDns", RESOURCE_ASSOCIATION_PRIVATE_DNS, "leave it out");
  // https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-configuration.html
  inspection.refuseUnless(privateDns || kind !== "arn", {
    input: "privateDns",
    given: privateDns,
    allowed: "true for a database by its ARN, whose private DNS AWS never turns off",
    fix: "leave it out",
  });
}

/** The arguments of an association. Of no type, since the classes of older bindings have none for them. */
export function privateDnsArguments({ privateDns, privateDnsPreference }: AssociationPrivateDns): object {
  return {
    ...(privateDns !== undefined && { privateDnsEnabled: privateDns }),
    ...dnsOptions(privateDnsPreference),
  };
}
