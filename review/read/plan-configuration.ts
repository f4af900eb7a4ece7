import { isJsonObject, items, type Json, type JsonObject, member, members, text } from "./json";
import type { ModuleCall, ModuleConfiguration, ResourceBlock } from "./module-configuration";

/**
 * The `configuration` of a plan in the form of a module. A plan made from JSON syntax holds the written text of each expression, and
 * one made from HCL only what it refers to: that is kept under `REFERENCES`, for the evaluation to follow.
 * https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
 */
export function planConfiguration(module: Json | undefined): ModuleConfiguration {
  const resources = new Map<string, ResourceBlock>();
  for (const json of items(member(module, "resources"))) {
    const block = new PlannedBlock(json);
    resources.set(`${block.mode === "data" ? "data." : ""}${block.type}.${block.name}`, block);
  }
  const calls = members(member(module, "module_calls")).map(([name, call]): [string, ModuleCall] => {
    const body = { ...bodyOf(member(call, "expressions")), ...repetition(call) };
    return [name, { name, body, configuration: planConfiguration(member(call, "module")) }];
  });
  const outputs = members(member(module, "outputs")).map(([name, output]): [string, JsonObject] => [
    name,
    { value: written(member(output, "expression")) },
  ]);
  return {
    resources,
    variables: objects(member(module, "variables")),
    locals: new Map(),
    localsMissing: "a plan does not hold locals; give the configuration beside it",
    outputs: new Map(outputs),
    calls: new Map(calls),
    providers: new Map(),
  };
}

/** A block that is turned into JSON syntax when it is first asked for. */
class PlannedBlock implements ResourceBlock {
  #body: JsonObject | undefined;

  constructor(private readonly json: Json) {}

  get mode(): "managed" | "data" {
    return member(this.json, "mode") === "data" ? "data" : "managed";
  }

  get type(): string {
    return text(member(this.json, "type")) ?? "";
  }

  get name(): string {
    return text(member(this.json, "name")) ?? "";
  }

  get repetition(): JsonObject {
    return repetition(this.json);
  }

  get body(): JsonObject {
    this.#body ??= resourceBody(this.json);
    return this.#body;
  }
}

/** Under this name stands what an expression refers to, where its text is not known. */
export const REFERENCES = "\u0000references";

function resourceBody(resource: Json): JsonObject {
  const body = { ...bodyOf(member(resource, "expressions")), ...repetition(resource) };
  const provider = text(member(resource, "provider_config_key"));
  const dependsOn = member(resource, "depends_on");
  return {
    ...body,
    ...(provider === undefined ? {} : { provider }),
    ...(dependsOn === undefined ? {} : { depends_on: dependsOn }),
  };
}

function repetition(block: Json): JsonObject {
  if (member(block, "count_expression") === undefined && member(block, "for_each_expression") === undefined) {
    return NONE;
  }
  const count = member(block, "count_expression");
  const forEach = member(block, "for_each_expression");
  return {
    ...(count === undefined ? {} : { count: written(count) }),
    ...(forEach === undefined ? {} : { for_each: written(forEach) }),
  };
}

const NONE: JsonObject = {};

function bodyOf(expressions: Json | undefined): JsonObject {
  return Object.fromEntries(members(expressions).map(([name, expression]) => [name, written(expression)]));
}

/** An expression, or the blocks in its place, as they would stand in JSON syntax. */
function written(expression: Json | undefined): Json {
  if (Array.isArray(expression)) return expression.map(bodyOf);
  if (!isJsonObject(expression)) return null;
  if (Object.hasOwn(expression, "constant_value")) return expression.constant_value ?? null;
  const references = items(expression.references).filter((item) => typeof item === "string");
  if (references.length > 0) return { [REFERENCES]: references };
  const isBlock = Object.values(expression).some((part) => typeof part === "object" && part !== null);
  return isBlock && !Object.hasOwn(expression, "references") ? bodyOf(expression) : { [REFERENCES]: [] };
}

function objects(json: Json | undefined): Map<string, JsonObject> {
  return new Map(members(json).map(([name, value]) => [name, isJsonObject(value) ? value : {}]));
}
