import type { Entry } from "../../api/entry";
import { readUri } from "../../api/integration-uri";
import { HTTP_API } from "../../api/types";
import { isObject, Unknown } from "../../graph/value";
import { follow } from "../../network/look-up";
import { broken, type Judgement, proven, warning } from "../../verdict";
import type { Rule } from "../rule";
import type { IntegrationWay } from "./integration-way";
import { merged } from "./merged";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-set-up-simple-proxy.html */
export const pathParameters: Rule<IntegrationWay> = {
  id: "API-09",
  title: "Parameters of the path are handed on",
  check: ({ entries }) =>
    merged(
      entries
        .filter(({ by, integration }) => by === "uri" && integration.api.type !== HTTP_API)
        .flatMap(judge),
    ),
};

function judge({ integration }: Entry): Judgement[] {
  const { at, label, methodParameters, pathPart } = integration;
  const uri = readUri(integration.uri);
  if (uri === undefined || uri instanceof Unknown) return [];
  const mapping = follow(integration.requestParameters) ?? {};
  if (pathPart === "{proxy+}" && !uri.placeholders.includes("proxy") && !uri.text.includes("...")) {
    return [
      warning({
        at,
        found: `${label} is at {proxy+}, and its URI (${uri.text}) has no {proxy}`,
        needed: "{proxy} in the URI",
        why: "Otherwise every path that clients call leads to the same one of the backend.",
        fix: `uri = "${uri.text.replace(/\/?$/, "/{proxy}")}"`,
      }),
    ];
  }
  if (!isObject(mapping)) return [];
  return uri.placeholders.map((name) => {
    const target = `integration.request.path.${name}`;
    const source = follow(mapping[target]);
    if (source === undefined || source === null) {
      return broken({
        at,
        found: `the URI of ${label} has {${name}}, and no request parameter fills it`,
        needed: `a request parameter ${target}`,
        why: "API Gateway calls the URI with the braces in it, which is no URI, and answers 500.",
        fix: `request_parameters = { "${target}" = "method.request.path.${name}" }`,
      });
    }
    const isTaken =
      typeof source !== "string" ||
      !source.startsWith("method.request.path.") ||
      methodParameters?.includes(source) !== false;
    if (isTaken) return proven(`${label} fills {${name}} of its URI`);
    return broken({
      at: integration.parts.find(({ type }) => type === "aws_api_gateway_method") ?? at,
      found: `the method of ${label} does not take ${source}`,
      needed: `request_parameters with "${source}" at the method`,
      why: "AWS refuses an integration that maps a parameter which its method does not declare.",
      fix: `request_parameters = { "${source}" = true }`,
    });
  });
}
