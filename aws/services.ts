import { readEndpointServiceName } from "./endpoint-names";
import { CATALOGUE } from "./service-catalogue";
import { describeService, type ServiceDescription, type ServiceFacts } from "./service-description";

export { endpointServiceName, readEndpointServiceName } from "./endpoint-names";
export {
  ENDPOINT_CHARGES,
  type EndpointKind,
  type ServiceDescription,
  type ServiceFacts,
} from "./service-description";

/** An AWS service as a VPC endpoint leads to it. */
export type AwsService = ServiceDescription;

export const AwsService = {
  /**
   * A service by its suffix: one of the catalogue, or one that is not in it.
   *
   * @param suffix what follows the Region in the endpoint's service name, like `inspector2`
   * @param facts what differs from the catalogue, or from an endpoint of kind Interface with private DNS on port 443 and actions
   * that begin with the suffix
   * @throws Error for a text that is no suffix, and for an action prefix that is none
   */
  of(suffix: string, facts?: ServiceFacts): AwsService {
    if (!isSuffix(suffix)) {
      const meant = readEndpointServiceName(suffix)?.suffix ?? suffix.trim().toLowerCase();
      const cure = isSuffix(meant) ? `give "${meant}"` : "look it up in AWS's list";
      const allowed = "what follows the Region in the endpoint's service name, like ecr.api";
      throw refusal("suffix", suffix, allowed, cure);
    }
    const wrong = facts?.actionPrefixes?.find((prefix) => !ACTION_PREFIX.test(prefix));
    if (wrong !== undefined) {
      const cure = `give "${wrong.split(":", 1).join().toLowerCase()}"`;
      throw refusal("actionPrefixes", wrong, "what stands before the colon in IAM actions, like ecr", cure);
    }
    const known = Object.values(CATALOGUE).find((service) => service.suffix === suffix);
    if (!facts) return known ?? describeService(suffix);
    return describeService(suffix, { ...known, ...facts });
  },
  ...CATALOGUE,
};

/** Every suffix of AWS's list is of this form; a name in another's account, `vpce-svc-...`, is none of AWS's services. */
const SUFFIX = /^(?!vpce-svc-)[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/;
/** How names begin that `readEndpointServiceName` does not read. */
const WHOLE_NAME = /^(?:com\.amazonaws|aws\.api|aws\.sagemaker)\./;
const ACTION_PREFIX = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

function isSuffix(text: string): boolean {
  return SUFFIX.test(text) && !WHOLE_NAME.test(text) && !readEndpointServiceName(text);
}

function refusal(input: string, given: string, allowed: string, fix: string): Error {
  return new Error(
    `AwsService.of is refused: ${input} is ${JSON.stringify(given)}. Allowed: ${allowed}. Fix: ${fix}.`,
  );
}
