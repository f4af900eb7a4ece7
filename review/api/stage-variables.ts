import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { isObject, Reference, Template, Unknown, type Value } from "../graph/value";
import { follow } from "../network/look-up";
import { textOfParts } from "../read/expression/text-of-parts";
import { DEPLOYMENT, STAGE } from "./types";

const VARIABLE = /\$\{stageVariables\.([A-Za-z0-9_]+)\}/;

/**
 * A value with the variables of the API's stages put in, like `${stageVariables.vpcLinkId}`. One that differs from stage to stage
 * is not known. https://docs.aws.amazon.com/apigateway/latest/developerguide/aws-api-gateway-stage-variables-reference.html
 */
export function withStageVariables(graph: Graph, api: Resource, value: Value | undefined): Value | undefined {
  const parts = value instanceof Template ? value.parts : [value];
  if (!parts.some((part) => typeof part === "string" && VARIABLE.test(part))) return value;
  const pieces = parts.flatMap((part): Value[] => {
    if (typeof part !== "string") return part === undefined ? [] : [part];
    return part
      .split(VARIABLE)
      .map((piece, index) => (index % 2 === 0 ? piece : variableOf(graph, api, piece)));
  });
  return textOfParts(pieces);
}

function variableOf(graph: Graph, api: Resource, name: string): Value {
  const holders = [STAGE, DEPLOYMENT].flatMap((type) => graph.referring(type, "rest_api_id", api).resources);
  const values = holders.flatMap((holder): Value[] => {
    const variables = follow(holder.get("variables"));
    const value = isObject(variables) ? variables[name] : undefined;
    return value === undefined || value === null ? [] : [value];
  });
  const [first] = values;
  if (first === undefined) return new Unknown(`stageVariables.${name} is set by no stage in the files given`);
  return values.every((value) => isSame(value, first))
    ? first
    : new Unknown(`stageVariables.${name} differs from stage to stage`);
}

function isSame(a: Value, b: Value): boolean {
  if (a === b) return true;
  return (
    a instanceof Reference &&
    b instanceof Reference &&
    a.resource === b.resource &&
    a.path.join() === b.path.join()
  );
}
