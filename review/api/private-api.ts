import type { Graph } from "../graph/graph";
import { referencesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import { isList, Reference, Template, Unknown, type Value } from "../graph/value";
import { type Evaluation, evaluate } from "../iam/evaluate";
import { type PolicyDocument, readPolicy } from "../iam/policy-document";
import type { Selection, Statement } from "../iam/statement";
import { isSet } from "../load-balancer/argument";
import { follow } from "../network/look-up";
import { nestedBlocks } from "../network/nested-blocks";
import { bodyOf } from "./open-api";
import { REST_API } from "./types";

/** Whether a REST API can be called only over interface endpoints of API Gateway. */
export function isPrivateApi(api: Resource): boolean {
  return configurationsOf(api).some(({ types }) => {
    const list = follow(types);
    return isList(list) && list.some((type) => follow(type) === "PRIVATE");
  });
}

/** The endpoints by whose names an API has names of its own too: `https://<api>-<endpoint>.execute-api...`. */
export function associatedEndpoints(graph: Graph, api: Resource): readonly (Resource | Unknown)[] {
  return configurationsOf(api).flatMap(({ vpc_endpoint_ids: ids }) =>
    graph
      .findAll(ids, "aws_vpc_endpoint")
      .flatMap((found) => ("type" in found || found instanceof Unknown ? [found] : [])),
  );
}

function configurationsOf(api: Resource) {
  return nestedBlocks(api.get("endpoint_configuration")).flatMap((block) =>
    block instanceof Unknown ? [] : [block],
  );
}

/** The resource policy of an API: its own, one that is given it, or one in its OpenAPI body. */
export function policiesOfApi(graph: Graph, api: Resource): readonly PolicyDocument[] {
  const given = graph.referring("aws_api_gateway_rest_api_policy", "rest_api_id", api).resources;
  const inBody = bodyOf(api)?.["x-amazon-apigateway-policy"];
  return [
    ...(isSet(api.get("policy")) ? [readPolicy(api.get("policy"), `the policy of ${api.address}`, api)] : []),
    ...given.map((one) => readPolicy(one.get("policy"), one.address, one)),
    ...(inBody === undefined ? [] : [readPolicy(inBody, `the policy in the body of ${api.address}`, api)]),
  ];
}

/** What policies say to whoever calls an API over an endpoint. */
export function askInvoke(
  graph: Graph,
  policies: readonly PolicyDocument[],
  api: Resource,
  endpoint: Resource,
): Evaluation {
  const untold = new Unknown("which stage, method and path are called is not followed");
  const resource = new Template([
    new Reference(api, ["execution_arn"]),
    "/",
    untold,
    "/",
    untold,
    "/",
    untold,
  ]);
  const request = { action: "execute-api:Invoke", resource, endpoint };
  const about = policies.map((policy) => ({
    ...policy,
    statements: policy.statements.flatMap((statement) => aboutApi(statement, api, graph.regionOf(api))),
  }));
  return evaluate(about, request, graph);
}

/**
 * A statement as one about the API as a whole: a denial of some of its methods denies not all. Resources may leave out all that is
 * before the stage: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 */
function aboutApi(statement: Statement, api: Resource, region: string | undefined): readonly Statement[] {
  const { resource, effect } = statement;
  if (!resource || resource.except) return [statement];
  const values = flat(resource.values);
  if (effect === "Deny") {
    const whole = values.some((value) => isWhole(value));
    return whole ? [{ ...statement, resource: EVERYTHING }] : [];
  }
  return [
    values.some((value) => isOf(value, api, region)) ? { ...statement, resource: EVERYTHING } : statement,
  ];
}

const EVERYTHING: Selection = { except: false, values: ["*"] };

/** An ARN of everything in some Region, or wherever, with what is meant there. */
const ANY_API = /^arn:[^:]*:execute-api:([^:]*):[^:]*:\*(?:\/\*)*$/;

function isOf(value: Value, api: Resource, region: string | undefined): boolean {
  const text = textOf(value);
  if (text === "*" || text.startsWith("execute-api:")) return true;
  const [match, given = ""] = ANY_API.exec(text) ?? [];
  if (match !== undefined) return !/^[a-z]/.test(given) || region === undefined || given === region;
  const named = referencesIn(value).filter(({ resource }) => resource.type === REST_API);
  return named.length > 0 && named.every(({ resource }) => resource === api);
}

function isWhole(value: Value): boolean {
  const text = textOf(value);
  return (
    text === "*" ||
    /^execute-api:\/\*+(\/\*)*$/.test(text) ||
    /[^/]\/\*(\/\*){0,2}$/.test(text.replace(/^.*:/, ""))
  );
}

const HOLE = "\u0000";

function textOf(value: Value): string {
  const held = follow(value);
  const parts = held instanceof Template ? held.parts.map(follow) : [held];
  return parts.map((part) => (typeof part === "string" ? part : HOLE)).join("");
}

function flat(values: readonly Value[]): readonly Value[] {
  return values.flatMap((value) => {
    const held = follow(value);
    return isList(held) ? flat(held) : [value];
  });
}
