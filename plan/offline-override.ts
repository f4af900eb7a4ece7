/** The part of a synthesized stack (`cdk.tf.json`) that planning looks into. */
export interface StackConfiguration {
  readonly provider?: Readonly<Record<string, readonly ProviderBlock[] | ProviderBlock>>;
  readonly terraform?: {
    readonly backend?: Readonly<Record<string, { readonly path?: string }>>;
    readonly required_providers?: Readonly<Record<string, ProviderRequirement>>;
  };
}

interface ProviderBlock {
  readonly alias?: string;
  readonly [argument: string]: unknown;
}

interface ProviderRequirement {
  readonly source?: string;
  readonly version?: string;
}

/** Terraform merges a file of this name over the others: https://developer.hashicorp.com/terraform/language/files/override */
export const OVERRIDE_FILE = "offline_override.tf.json";

/** The state file of an offline plan, in the folder that Terraform runs in. */
export const OFFLINE_STATE_FILE = "terraform.tfstate";

/** With refresh or with a lock, Terraform would ask the account. */
export const OFFLINE_PLAN_ARGUMENTS: readonly string[] = ["-refresh=false", "-lock=false"];

// null takes away what the stack configures: each of these would ask AWS, or read a file of this machine.
const OFFLINE_ARGUMENTS = {
  access_key: "offline",
  secret_key: "offline",
  token: null,
  profile: null,
  shared_config_files: null,
  shared_credentials_files: null,
  custom_ca_bundle: null,
  allowed_account_ids: null,
  forbidden_account_ids: null,
  skip_credentials_validation: true,
  skip_metadata_api_check: "true",
  skip_requesting_account_id: true,
  skip_region_validation: true,
};

// Blocks that make the provider call AWS's token service before anything else.
const ROLE_BLOCKS = ["assume_role", "assume_role_with_web_identity"];

/**
 * The override file with which a stack is planned as if its account were empty and without a call to AWS: dummy
 * credentials for each of its AWS provider configurations, and a local state.
 */
export function offlineOverride(stack: StackConfiguration): object {
  // An override merges into the block with the same alias, so there is one for every configuration.
  const aws = providerBlocks(stack).map(({ alias }) => ({ ...(alias && { alias }), ...OFFLINE_ARGUMENTS }));
  return {
    ...(aws.length > 0 && { provider: { aws } }),
    terraform: { backend: { local: { path: OFFLINE_STATE_FILE } } },
  };
}

/**
 * The stack with no role to assume. An override can replace a nested block but not take it away, so this is done
 * to the working folder's copy of the stack.
 */
export function withoutAssumedRoles<Stack extends StackConfiguration>(stack: Stack): Stack {
  const aws = providerBlocks(stack);
  if (aws.length === 0) return stack;
  const kept = aws.map((block) =>
    Object.fromEntries(Object.entries(block).filter(([argument]) => !ROLE_BLOCKS.includes(argument))),
  );
  return { ...stack, provider: { ...stack.provider, aws: kept } };
}

/** The environment variables of an offline plan: none that speaks of AWS, so that no machine plans differently. */
export function offlineEnvironment(environment: NodeJS.ProcessEnv, emptyFile: string): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(
    ([name]) => !/^AWS_/i.test(name) && name !== "TF_WORKSPACE",
  );
  return {
    ...Object.fromEntries(kept),
    AWS_CONFIG_FILE: emptyFile,
    AWS_SHARED_CREDENTIALS_FILE: emptyFile,
    AWS_EC2_METADATA_DISABLED: "true",
  };
}

function providerBlocks(stack: StackConfiguration): readonly ProviderBlock[] {
  return [stack.provider?.aws ?? []].flat();
}
