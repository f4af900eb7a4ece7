import { join } from "node:path";
import { projectFolder } from "../plan/project-folder";

/** A library and bindings that this project's source is held against. Its packages are in the folder of its name. */
export interface Combination {
  readonly name: string;
  /** Whether the imports are renamed to those of the fork first, as its users do it who take no package aliases. */
  readonly renamed?: boolean;
  /** The version of hashicorp/aws that its bindings are made from. */
  readonly provider: string;
  /** The arguments beyond provider 5.100 that its bindings know, of those that this project uses. Their tests must have run. */
  readonly newerArguments: readonly string[];
  /** What the project writes differently than with the first combination, as patterns of JSON paths, beside versions. */
  readonly differences: readonly RegExp[];
}

const KNOWN_TO_6_25 = [
  "aws_api_gateway_integration.integration_target",
  "aws_vpclattice_resource_configuration.custom_domain_name",
  "aws_vpclattice_resource_gateway.ipv4_addresses_per_eni",
];

const KNOWN_TO_6_66 = [
  ...KNOWN_TO_6_25,
  "aws_vpc_endpoint.dns_options.private_dns_preference",
  "aws_vpclattice_resource_gateway.resource_config_dns_resolution",
  "aws_vpclattice_service_network_resource_association.private_dns_enabled",
  "aws_vpclattice_service_network_vpc_association.private_dns_enabled",
];

/** Provider 6 has no such argument. */
const RESET_ON_DELETE = /^resource\.aws_api_gateway_account\.[^.]+\.reset_on_delete$/;

/** In the order in which they run; the first is the one that the project itself installs. */
export const COMBINATIONS: readonly Combination[] = [
  { name: "cdktf-aws-5", provider: "5.100.0", newerArguments: [], differences: [] },
  {
    name: "cdktf-aws-6",
    provider: "6.25.0",
    newerArguments: KNOWN_TO_6_25,
    differences: [RESET_ON_DELETE],
  },
  { name: "cdktn-aws-5", provider: "5.100.0", newerArguments: [], differences: [] },
  {
    name: "cdktn-aws-6",
    provider: "6.66.0",
    newerArguments: KNOWN_TO_6_66,
    differences: [RESET_ON_DELETE],
  },
  {
    name: "cdktn-renamed",
    renamed: true,
    provider: "6.66.0",
    newerArguments: KNOWN_TO_6_66,
    differences: [RESET_ON_DELETE],
  },
];

/** The folder with a combination's `package.json` and its lock file, which is in git. */
export function packagesFolder({ name }: Combination): string {
  return join(projectFolder, "compat", name);
}

/** The names of the packages that take the place of cdktf and of the bindings. */
export function packageNames({ renamed }: Combination): {
  readonly library: string;
  readonly bindings: string;
} {
  const library = renamed ? "cdktn" : "cdktf";
  return { library, bindings: `@${library}/provider-aws` };
}
