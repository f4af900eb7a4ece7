import { SERVERLESS_NAME_PATTERN } from "../../../aws/opensearch";
import type { Resource } from "../../graph/resource";
import { ACCESS_POLICY, SECURITY_POLICY, SERVERLESS_ENDPOINT } from "../../opensearch/serverless-policy";
import { settle } from "../../read/expression/settle";
import { broken, type Judgement } from "../../verdict";
import type { ResourceRule } from "../rule";

/** Of collections the provider checks the name; of these it checks the length alone. */
export const serverlessNames: ResourceRule = {
  id: "AOSS-07",
  title: "OpenSearch Serverless takes the name",
  types: [SECURITY_POLICY, ACCESS_POLICY, SERVERLESS_ENDPOINT],
  check,
};

const PATTERN = new RegExp(SERVERLESS_NAME_PATTERN);

function check(resource: Resource): Judgement | undefined {
  const name = settle(resource.get("name") ?? null);
  if (typeof name !== "string" || PATTERN.test(name)) return undefined;
  return broken({
    at: resource,
    found: `name of ${resource.address} is ${name}`,
    needed: "3 to 32 lower-case letters, digits and hyphens, beginning with a letter",
    why: "AWS refuses other names at apply; the provider checks only their length.",
    fix: `name = "${cured(name)}"`,
  });
}

function cured(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, "-")
    .replace(/^[^a-z]+/, "");
  return plain.slice(0, 32).padEnd(3, "x");
}
