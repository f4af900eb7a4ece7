import { bodyOf } from "../../api/open-api";
import { REST_API } from "../../api/types";
import { isList, Unknown } from "../../graph/value";
import { isSet } from "../../load-balancer/argument";
import { follow } from "../../network/look-up";
import { nestedBlocks } from "../../network/nested-blocks";
import { broken, unknown } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-api-create.html */
export const privateApiHasPolicy: ResourceRule = {
  id: "API-05",
  title: "A private REST API has a resource policy",
  types: [REST_API],
  check: (api, graph) => {
    const types = nestedBlocks(api.get("endpoint_configuration")).map((block) =>
      block instanceof Unknown ? undefined : follow(block.types),
    );
    if (!types.some((one) => isList(one) && one.some((type) => follow(type) === "PRIVATE"))) return undefined;
    if (isSet(api.get("policy")) || bodyOf(api)?.["x-amazon-apigateway-policy"] !== undefined)
      return undefined;
    const { resources, uncertain } = graph.referring("aws_api_gateway_rest_api_policy", "rest_api_id", api);
    if (resources.length > 0) return undefined;
    const words = {
      at: api,
      needed: "a resource policy that allows execute-api:Invoke from a VPC endpoint",
      why: "Nobody can call a private API until it has a resource policy.",
      fix: `resource "aws_api_gateway_rest_api_policy" "${api.name}" {\n  rest_api_id = ${api.address}.id\n  policy      = ...\n}`,
    };
    if (uncertain[0])
      return unknown({
        ...words,
        found: `whether ${uncertain[0].address} is the policy of ${api.address} cannot be told`,
      });
    const hasBody = isSet(api.get("body")) && !bodyOf(api);
    if (hasBody)
      return unknown({
        ...words,
        found: `${api.address} has no policy, unless its body has one, which cannot be read`,
      });
    return broken({ ...words, found: `${api.address} is private and has no resource policy` });
  },
};
