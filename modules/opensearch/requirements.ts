import { Token } from "cdktf";
import { INDEX_PATTERN, MAXIMUM_ENDPOINT_SUBNETS, SERVERLESS_NAME_PATTERN } from "../../aws/opensearch";
import { customerKeyArn } from "../iam";
import { allOf, countBetween, matching, type Requirement } from "../refusal";

/** The rule table of OpenSearch Serverless. */

export const serverlessName = matching(SERVERLESS_NAME_PATTERN, {
  allowed: "3 to 32 lower-case letters, digits and hyphens, beginning with a letter",
  fix: "choose a name like orders-search",
});

export const indexPattern = matching(INDEX_PATTERN, {
  allowed: "the name of an index in lower-case letters, or the beginning of names with an asterisk behind it",
  fix: "write it like orders-2026, orders-* or *",
});

export const endpointSubnetCount = countBetween([1, MAXIMUM_ENDPOINT_SUBNETS], {
  allowed: `1 to ${MAXIMUM_ENDPOINT_SUBNETS} subnets`,
  fix: "name those that are nearest to the clients",
});

/**
 * The endpoint's name resolves by a private hosted zone, which needs both:
 * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-vpc.html
 */
export const resolvesNames: Requirement<unknown> = {
  allowed: "true, or else the name of a collection resolves to no address of the VPC",
  fix: "turn it on in the VPC, or say that it is on where the VPC is described",
  isMet: (value) => value === true,
  condition: (value) => value as boolean,
};

/** A collection's key is one of its own Region, of which nothing is asked where only Terraform knows it. */
export function keyArnIn(region: string): Requirement<string> {
  const inRegion = matching(
    `^arn:[a-z-]+:kms:${Token.isUnresolved(region) ? "" : `${region}:`}`,
    customerKeyArn,
  );
  return allOf([customerKeyArn, inRegion], {
    allowed: "the ARN of a KMS key (not of an alias) of the Region that the collection is in",
    fix: customerKeyArn.fix,
  });
}
