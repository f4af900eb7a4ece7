import { PlanError } from "./errors";
import { withinSeconds } from "./patience";

/** Whether there are AWS credentials, and where they are from, in words. */
export type Credentials = { readonly found: true; readonly source: string } | { readonly found: false };

// What makes people say "I have credentials": if it is there and gives none, that is a fault and not an absence.
const PROMISES: Readonly<Record<string, (value: string) => string>> = {
  AWS_PROFILE: (profile) => `profile ${JSON.stringify(profile)} (AWS_PROFILE)`,
  AWS_WEB_IDENTITY_TOKEN_FILE: () => "the web identity token (AWS_WEB_IDENTITY_TOKEN_FILE)",
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: () => "the container's role",
  AWS_CONTAINER_CREDENTIALS_FULL_URI: () => "the container's role (AWS_CONTAINER_CREDENTIALS_FULL_URI)",
};

// The SDK's last words when none of its sources knew anything.
const NOTHING_ANYWHERE = "Could not load credentials from any providers";

// A login helper may take a few seconds; one that asks a question would wait for ever.
const SECONDS_TO_ANSWER = 20;

/**
 * Looks for AWS credentials where the AWS tools look: environment variables, profiles, web identity, the roles of
 * containers and of EC2 instances.
 *
 * @param resolve asks all sources but the environment variables
 * @throws PlanError if credentials are configured but give none, as an expired login does
 */
export async function findCredentials(
  environment: NodeJS.ProcessEnv,
  resolve: () => Promise<object> = resolveWithSdk,
): Promise<Credentials> {
  const { AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: secret } = environment;
  // Before a profile, as the AWS provider does it; the SDK for JavaScript would prefer the profile.
  if (key && secret) return { found: true, source: "environment variables (AWS_ACCESS_KEY_ID)" };
  if (key || secret) {
    const [present, absent] = key
      ? ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]
      : ["AWS_SECRET_ACCESS_KEY", "AWS_ACCESS_KEY_ID"];
    throw new PlanError(`${present} is set, but ${absent} is not. Set both, or unset both.`);
  }
  const promise = promisedSource(environment);
  try {
    const credentials = await withinSeconds(SECONDS_TO_ANSWER, resolve());
    return { found: true, source: promise ?? sourceInWords(credentials) };
  } catch (error) {
    const reason = (error as Error).message;
    const nothing = reason.startsWith(NOTHING_ANYWHERE);
    if (nothing && !promise) return { found: false };
    throw new PlanError(brokenCredentials(promise, nothing ? "it gives none" : reason));
  }
}

function brokenCredentials(promise: string | undefined, reason: string): string {
  return (
    `AWS credentials are configured, but do not work: ${promise ? `${promise}: ` : ""}${reason}\n` +
    "Renew them (`aws sso login`, or the login you use), or correct the profile. To plan offline, as if the " +
    "account were empty, run without credentials: unset AWS_PROFILE and the other AWS_ variables, or set " +
    "AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE to /dev/null."
  );
}

async function resolveWithSdk(): Promise<object> {
  const { defaultProvider } = await import("@aws-sdk/credential-provider-node");
  // On a machine that is no EC2 instance nobody answers at the metadata address.
  return defaultProvider({ timeout: 500, maxRetries: 0 })();
}

function promisedSource(environment: NodeJS.ProcessEnv): string | undefined {
  for (const [variable, inWords] of Object.entries(PROMISES)) {
    const value = environment[variable];
    if (value) return inWords(value);
  }
  return undefined;
}

// The SDK marks where credentials come from: https://github.com/aws/aws-sdk-js-v3/blob/main/packages-internal/types/src/feature-ids.ts
function sourceInWords(credentials: { $source?: object }): string {
  const marks = Object.keys(credentials.$source ?? {}).join(" ");
  if (/PROFILE|SSO|PROCESS|LOGIN/.test(marks)) return "the default profile";
  if (/HTTP/.test(marks)) return "the container's role";
  return "the role of this EC2 instance";
}
