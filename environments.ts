/** Where the state of every stack of an environment is kept. */
export type StateBackend =
  /**
   * A file `terraform.<stack>.tfstate` in the folder that Terraform runs in: for `cdktf deploy` that is `cdktf.out/stacks/<stack>`,
   * which git ignores. Whoever deletes the folder loses the state.
   */
  | { readonly kind: "local" }
  /** An S3 bucket with native locking (Terraform or OpenTofu 1.10 and later); the key is `<environment>/<stack>.tfstate`. */
  | { readonly kind: "s3"; readonly bucket: string; readonly region: string };

/** Everything in which two installations of the stacks differ. */
export interface Environment {
  /** Lower-case letters, digits and hyphens; part of AWS names, so at most 12 characters. */
  readonly name: string;
  /** AWS Region of every stack, like `eu-central-1`. */
  readonly region: string;
  /**
   * Availability Zone ids, at least two, all of them with VPC Lattice. Ids and not names, since `eu-central-1a` is
   * another zone in another account while `euc1-az1` is the same everywhere. A zone more replaces every resource gateway and
   * endpoint, with an outage while an endpoint is replaced.
   */
  readonly zones: readonly string[];
  /** The VPCs' IPv4 blocks. A resource gateway chain does not mind overlaps; peering them later would. */
  readonly cidrBlocks: {
    readonly clients: string;
    readonly database: string;
    readonly analytics: string;
    readonly services: string;
  };
  /** The account ids of the two-account stacks, twelve digits each. */
  readonly accounts: { readonly provider: string; readonly consumer: string };
  /** Whether Terraform refuses to touch the two-account stacks with credentials of another account than theirs. */
  readonly onlyInOwnAccounts: boolean;
  /**
   * What the consumer's stack needs from the provider's: copy the provider stack's outputs here after its first
   * deployment. Until then they are ARNs of AWS's documentation accounts, good for a plan only.
   */
  readonly offer: {
    readonly resourceConfigurationArn: string;
    readonly resourceShareArn: string;
  };
  /**
   * Tags of the images that the services run. Until the first one is pushed to the repository that the stack makes, leave it out: no task
   * is started then.
   */
  readonly images: { readonly orders?: string; readonly ledger?: string };
  /** Whether AWS refuses to delete databases and tables. To remove one, first deploy with false. */
  readonly deletionProtection: boolean;
  /** Whether a database that is deleted leaves a snapshot. */
  readonly finalSnapshot: boolean;
  readonly stateBackend: StateBackend;
}

const development: Environment = {
  name: "development",
  region: "eu-central-1",
  zones: ["euc1-az1", "euc1-az3"],
  cidrBlocks: {
    clients: "10.10.0.0/20",
    database: "10.20.0.0/20",
    analytics: "10.30.0.0/20",
    services: "10.40.0.0/20",
  },
  accounts: { provider: "111122223333", consumer: "444455556666" },
  offer: {
    resourceConfigurationArn:
      "arn:aws:vpc-lattice:eu-central-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0",
    resourceShareArn:
      "arn:aws:ram:eu-central-1:111122223333:resource-share/12345678-1234-1234-1234-123456789012",
  },
  images: {},
  onlyInOwnAccounts: false,
  deletionProtection: false,
  finalSnapshot: false,
  stateBackend: { kind: "local" },
};

const production: Environment = {
  ...development,
  name: "production",
  cidrBlocks: {
    clients: "10.110.0.0/20",
    database: "10.120.0.0/20",
    analytics: "10.130.0.0/20",
    services: "10.140.0.0/20",
  },
  onlyInOwnAccounts: true,
  deletionProtection: true,
  finalSnapshot: true,
  stateBackend: { kind: "s3", bucket: "example-terraform-state", region: "eu-central-1" },
};

const ENVIRONMENTS: readonly Environment[] = [development, production];

/** The names that `environmentNamed` knows; the first is the default. */
export const environmentNames: readonly string[] = ENVIRONMENTS.map(({ name }) => name);

/**
 * @param name the environment's name; the first environment if undefined or empty
 * @throws Error naming the known environments if there is none of this name
 */
export function environmentNamed(name: string | undefined): Environment {
  const wanted = name || environmentNames[0];
  const environment = ENVIRONMENTS.find((candidate) => candidate.name === wanted);
  if (!environment) {
    throw new Error(
      `There is no environment named ${JSON.stringify(wanted)}. ` +
        `Known: ${environmentNames.join(", ")}. Choose one of them, or add yours to environments.ts.`,
    );
  }
  return environment;
}
