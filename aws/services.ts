import { readEndpointServiceName } from "./endpoint-names";
import { CATALOGUE } from "./service-catalogue";
import { type AwsService as Description, describeService, type ServiceFacts } from "./service-description";

export { endpointServiceName, readEndpointServiceName } from "./endpoint-names";
export { ENDPOINT_CHARGES, type EndpointKind, type ServiceFacts } from "./service-description";

/** An AWS service as a VPC endpoint leads to it. */
export type AwsService = Description;

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
    if (!SUFFIX.test(suffix) || WHOLE_NAME.test(suffix)) {
      const known = readEndpointServiceName(suffix)?.suffix ?? suffix.trim().toLowerCase();
      const cure =
        SUFFIX.test(known) && !WHOLE_NAME.test(known) ? `give "${known}"` : "look it up in AWS's list";
      throw refusal(
        "suffix",
        suffix,
        "what follows the Region in the endpoint's service name, like ecr.api",
        cure,
      );
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
const WHOLE_NAME = /^(?:cn\.com|com|eu)\.amazonaws\.|^aws\.(?:api|sagemaker)\./;
const ACTION_PREFIX = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

function refusal(input: string, given: string, allowed: string, fix: string): Error {
  return new Error(
    `AwsService.of is refused: ${input} is ${JSON.stringify(given)}. Allowed: ${allowed}. Fix: ${fix}.`,
  );
}
