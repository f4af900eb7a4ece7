import { isList, isObject, Unknown, type Value } from "../graph/value";
import { evaluateBody } from "./evaluate-body";
import { type Scope, settle } from "./expression";
import { isJsonObject, type Json, type JsonObject, member } from "./json";
import { blocks } from "./module-configuration";

/**
 * The blocks of one name in a body, with those that `dynamic` makes; undefined if `dynamic` makes none of that name, and none is
 * inside of one. https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks
 */
export function withDynamicBlocks(
  body: JsonObject,
  name: string,
  scope: Scope,
  instanceKey?: string | number,
): Value | undefined {
  const made = blocks(body.dynamic).flatMap((part) => blocks(part[name]));
  if (made.length === 0 && !containsDynamic(body[name])) return undefined;
  const written = blocks(body[name]).map((block) => blockWithin(block, scope, instanceKey));
  const dynamic = made.map((block) => dynamicBlocks(name, block, scope, instanceKey));
  const unclear = dynamic.find((value) => value instanceof Unknown);
  if (unclear) return unclear;
  return [...written, ...dynamic.flatMap((value) => (isList(value) ? value : []))];
}

/** A list with a block for each element, or Unknown if there is no telling how many there are. */
function dynamicBlocks(
  name: string,
  dynamic: JsonObject,
  scope: Scope,
  instanceKey?: string | number,
): Value {
  const forEach = settle(evaluateBody(dynamic.for_each, "for_each", scope, instanceKey));
  const iterator =
    typeof dynamic.iterator === "string" ? dynamic.iterator.replace(/^\$\{(.*)\}$/, "$1") : name;
  const [content = {}] = blocks(dynamic.content);
  const elements: [Value, Value][] | undefined = isObject(forEach)
    ? Object.entries(forEach)
    : isList(forEach)
      ? forEach.map((value, index): [Value, Value] => [index, value])
      : undefined;
  if (!elements) {
    const reason = forEach instanceof Unknown ? forEach.reason : "its elements are known only after apply";
    return new Unknown(`dynamic ${name}: ${reason}`, forEach instanceof Unknown ? forEach.candidates : []);
  }
  return elements.map(([key, value]) =>
    blockWithin(content, iteratorScope(iterator, key, value, scope), instanceKey),
  );
}

function iteratorScope(iterator: string, key: Value, value: Value, outer: Scope): Scope {
  return {
    ...(outer.files ? { files: outer.files } : {}),
    written: (steps) => outer.written?.(steps),
    resolve: (steps) => {
      const [head, second] = steps;
      if (head === iterator && second === "value") return { value, used: 2 };
      if (head === iterator && second === "key") return { value: key, used: 2 };
      return outer.resolve(steps);
    },
  };
}

function blockWithin(block: JsonObject, scope: Scope, instanceKey?: string | number): Value {
  if (!containsDynamic(block)) return evaluateBody(block, "", scope, instanceKey);
  const names = new Set(Object.keys(block));
  for (const part of blocks(block.dynamic)) for (const name of Object.keys(part)) names.add(name);
  names.delete("dynamic");
  const members = [...names].map((name): [string, Value] => [
    name,
    withDynamicBlocks(block, name, scope, instanceKey) ?? evaluateBody(block[name], name, scope, instanceKey),
  ]);
  return Object.fromEntries(members);
}

/** Whether a `dynamic` block is in it: it has a `content`, which tells it from an argument of the same name. */
function containsDynamic(json: Json | undefined): boolean {
  if (Array.isArray(json)) return json.some(containsDynamic);
  if (!isJsonObject(json)) return false;
  const makes = blocks(json.dynamic).some((part) =>
    Object.values(part).some((made) => blocks(made).some((block) => member(block, "content") !== undefined)),
  );
  return makes || Object.values(json).some(containsDynamic);
}
