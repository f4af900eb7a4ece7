import type { Resource } from "../../graph/resource";
import { serverlessFaults } from "../../opensearch/policy-faults";
import { ACCESS_POLICY, SECURITY_POLICY } from "../../opensearch/serverless-policy";
import { jsonWithHoles } from "../../read/expression/json-with-holes";
import { settle } from "../../read/expression/settle";
import { broken, type Judgement, unknown } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-genref.html */
export const policyShape: ResourceRule = {
  id: "AOSS-06",
  title: "The policy has the shape of its type",
  types: [SECURITY_POLICY, ACCESS_POLICY],
  check,
};

function check(resource: Resource): readonly Judgement[] {
  const text = resource.get("policy");
  const type = settle(resource.get("type") ?? null);
  if (text === undefined || text === null || typeof type !== "string") return [];
  const policy = settle(jsonWithHoles(text));
  return serverlessFaults(policy, type).map(({ found, needed, fix, maybe }) =>
    (maybe ? unknown : broken)({
      at: resource,
      found: `policy of ${resource.address} (type ${type}) ${found}`,
      needed,
      why: "AWS refuses the policy (ValidationException), and the apply ends there; the provider only looks at whether it is JSON.",
      fix,
    }),
  );
}
