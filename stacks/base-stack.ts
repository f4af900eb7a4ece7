import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { LocalBackend, S3Backend } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../environments";
import { OnceResolvedStack } from "../faster-synthesis/once-resolved-stack";
import { useReadableAddresses } from "../modules/addresses";
import { PrivateNetwork } from "../modules/network";

/**
 * What every stack has: the AWS provider with a version range and default tags, a state backend, addresses that a
 * person can read, and the refusal of two elements with one address.
 */
export abstract class BaseStack extends OnceResolvedStack {
  /**
   * @param scope the app
   * @param id the stack's name, as in `cdktf deploy <id>`
   * @param environment where it goes
   * @param account the account that it belongs to; any if left out
   */
  constructor(
    scope: Construct,
    id: string,
    protected readonly environment: Environment,
    account?: string,
  ) {
    super(scope, id);
    useReadableAddresses(this);
    const provider = new AwsProvider(this, "aws", {
      region: environment.region,
      // Terraform stops before it does anything when the credentials are another account's.
      allowedAccountIds: account && environment.onlyInOwnAccounts ? [account] : undefined,
      defaultTags: [{ tags: { Environment: environment.name, Stack: id, ManagedBy: "terraform" } }],
    });
    this.addOverride("terraform.required_version", ">= 1.5.0");
    this.addOverride("terraform.required_providers.aws", {
      source: "hashicorp/aws",
      version: sameMajorFrom(provider.terraformGeneratorMetadata?.providerVersion ?? "5.100.0"),
    });
    this.keepState(environment);
  }

  /**
   * A network in the environment's Region and zones.
   *
   * @param id construct id
   * @param name value of the `Name` tags
   * @param prefixLengths sizes of the groups of subnets, by name; add new ones at the end
   */
  protected privateNetwork(
    id: string,
    name: string,
    cidrBlock: string,
    prefixLengths: Readonly<Record<string, number>>,
  ): PrivateNetwork {
    const { region, zones } = this.environment;
    const subnetGroups = Object.entries(prefixLengths).map(([group, prefixLength]) => ({
      name: group,
      prefixLength,
    }));
    return new PrivateNetwork(this, id, { name, region, zones, cidrBlock, subnetGroups });
  }

  private keepState({ name, stateBackend }: Environment): void {
    const stack = this.node.id;
    if (stateBackend.kind === "s3") {
      const { bucket, region } = stateBackend;
      const backend = new S3Backend(this, { bucket, region, key: `${name}/${stack}.tfstate`, encrypt: true });
      // Not in cdktf's binding: the argument is newer (Terraform and OpenTofu 1.10).
      backend.addOverride("use_lockfile", true);
    } else {
      // cdktf's default would write the absolute path of this machine into the configuration.
      new LocalBackend(this, { path: `terraform.${stack}.tfstate` });
    }
  }
}

/** `5.100.0` becomes `>= 5.100.0, < 6.0.0`: the bindings describe that version's schema and later ones add to it. */
function sameMajorFrom(version: string): string {
  const major = Number.parseInt(version, 10);
  return `>= ${version}, < ${major + 1}.0.0`;
}
