import { relative } from "node:path";
import type { Credentials } from "./credentials";
import { TerraformFailure } from "./plan-directory";
import type { FailedStack } from "./plan-stack";
import { MIRROR_VARIABLE } from "./provider-source";

/** What a failure's cure depends on. */
export interface FailureSurroundings {
  readonly credentials: Credentials;
  /** The stack's working folder. */
  readonly directory: string;
}

/** All that a person needs to mend a stack: Terraform's own diagnostics, uncut, and what to do. */
export function failureReport(stack: FailedStack, surroundings: FailureSurroundings): string {
  const { error } = stack;
  if (!(error instanceof TerraformFailure)) return `${stack.name}: planning failed\n\n${error.message}\n`;
  const heading = `${stack.name}: terraform ${error.step} failed`;
  return `${heading}\n\n${error.diagnostics}\n\n${cureFor(error, surroundings)}\n`;
}

function cureFor(
  { step, diagnostics }: TerraformFailure,
  { credentials, directory }: FailureSurroundings,
): string {
  const folder = relative(process.cwd(), directory) || ".";
  if (/query available provider packages|install provider/i.test(diagnostics)) {
    return (
      "Cure: connect to the provider registry, correct the provider_installation of your Terraform settings, or " +
      `name a provider mirror in ${MIRROR_VARIABLE}.`
    );
  }
  if (/account ID not allowed/i.test(diagnostics)) {
    return (
      "Cure: plan this stack with credentials of the account that it belongs to, or write your account ids into accounts " +
      "in environments.ts."
    );
  }
  if (/acquiring the state lock/i.test(diagnostics)) {
    return "Cure: another run holds the state's lock. Wait for its end, then plan again.";
  }
  if (REFUSED_OR_UNREACHABLE.test(diagnostics)) {
    return credentials.found
      ? `Cure: AWS did not accept the credentials from ${credentials.source}, or could not be reached. Renew them ` +
          "(`aws sso login`, or the login you use) and check the network, or run without credentials to plan offline."
      : "Cure: this stack asks AWS for something while it is planned. Run with AWS credentials, or take that data " +
          "source out of the stack: an offline plan has no account to ask.";
  }
  if (step === "init" && /backend|bucket/i.test(diagnostics)) {
    return "Cure: correct the environment's stateBackend in environments.ts, or create the bucket that it names.";
  }
  return (
    "Cure: correct what Terraform names above in the construct that wrote it. The configuration it read lies in " +
    `${folder}, where \`terraform plan\` can be run by hand.`
  );
}

const REFUSED_OR_UNREACHABLE =
  /ExpiredToken|InvalidClientTokenId|UnrecognizedClient|AuthFailure|SignatureDoesNotMatch|InvalidAccessKeyId|no valid credential|no such host|dial tcp|request send failed/i;
