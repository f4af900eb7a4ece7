import type { Resource } from "../graph/resource";
import { isList, isObject, Unknown, type Value } from "../graph/value";
import { settle } from "../read/expression/settle";
import { member, structureOf } from "./policy-document";

type Members = { readonly [name: string]: Value };

/**
 * The document that a `data.aws_iam_policy_document` makes of its blocks, in the words of IAM's JSON.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function documentOfDataSource(data: Resource): Value {
  const sources = documentsOf(data, "source_policy_documents", "source_json");
  const overrides = documentsOf(data, "override_policy_documents", "override_json");
  const own = blocksOf(data.get("statement")).map((block) => (isObject(block) ? statementOf(block) : block));
  return {
    Version: data.get("version") ?? "2012-10-17",
    Statement: [...sources, own, ...overrides].reduce<readonly Value[]>(merged, []),
  };
}

/** Later statements take the place of earlier ones with the same Sid. */
function merged(before: readonly Value[], after: readonly Value[]): readonly Value[] {
  const replaced = new Map(after.map((statement) => [sidOf(statement), statement]));
  replaced.delete(undefined);
  if (replaced.size === 0) return [...before, ...after];
  const kept = before.map((statement) => {
    const sid = sidOf(statement);
    const replacement = sid === undefined ? undefined : replaced.get(sid);
    if (replacement !== undefined) replaced.delete(sid);
    return replacement ?? statement;
  });
  const placed = new Set(kept);
  return [...kept, ...after.filter((statement) => !placed.has(statement))];
}

function sidOf(statement: Value): string | undefined {
  const sid = isObject(statement) ? settle(member(statement, "Sid") ?? null) : undefined;
  return typeof sid === "string" && sid !== "" ? sid : undefined;
}

/** The statements of each document that is taken over, in their order. */
function documentsOf(data: Resource, list: string, single: string): readonly (readonly Value[])[] {
  const given = settle(data.get(list) ?? null);
  const texts = given === null ? [] : isList(given) ? given : [given];
  const old = data.get(single);
  const all = old === undefined || old === null || old === "" ? texts : [...texts, old];
  return all
    .filter((text) => text !== null && text !== "")
    .map((text) => {
      const document = structureOf(text);
      if (!isObject(document)) {
        const reason =
          document instanceof Unknown ? document.reason : `${data.address} takes over what is no policy`;
        return [new Unknown(reason)];
      }
      const statements = settle(member(document, "Statement") ?? []);
      return isList(statements) ? statements : [statements];
    });
}

/** A block may be a list of them, one alone, or absent. */
function blocksOf(value: Value | undefined): readonly Value[] {
  const settled = settle(value ?? null);
  if (settled === null) return [];
  return (isList(settled) ? settled : [settled]).map(settle);
}

function statementOf(block: Members): Value {
  const members: Record<string, Value | undefined> = {
    Sid: block.sid,
    Effect: block.effect ?? "Allow",
    Action: nonEmpty(block.actions),
    NotAction: nonEmpty(block.not_actions),
    Resource: nonEmpty(block.resources),
    NotResource: nonEmpty(block.not_resources),
    Principal: principalsOf(block.principals),
    NotPrincipal: principalsOf(block.not_principals),
    Condition: conditionsOf(block.condition),
  };
  return Object.fromEntries(
    Object.entries(members).filter(
      (entry): entry is [string, Value] => entry[1] !== undefined && entry[1] !== null,
    ),
  );
}

function nonEmpty(value: Value | undefined): Value | undefined {
  return isList(value) && value.length === 0 ? undefined : value;
}

function principalsOf(value: Value | undefined): Value | undefined {
  const blocks = blocksOf(value);
  if (blocks.length === 0) return undefined;
  const byType: Record<string, Value[]> = {};
  for (const block of blocks) {
    const type = isObject(block) ? settle(block.type ?? null) : undefined;
    if (!isObject(block) || typeof type !== "string") return new Unknown("the principals cannot be told");
    const identifiers = settle(block.identifiers ?? []);
    byType[type] = [...(byType[type] ?? []), ...(isList(identifiers) ? identifiers : [identifiers])];
  }
  return "*" in byType ? "*" : byType;
}

function conditionsOf(value: Value | undefined): Value | undefined {
  const blocks = blocksOf(value);
  if (blocks.length === 0) return undefined;
  const conditions: Record<string, Record<string, Value[]>> = {};
  for (const block of blocks) {
    if (!isObject(block)) return new Unknown("the conditions cannot be told");
    const test = settle(block.test ?? null);
    const variable = settle(block.variable ?? null);
    if (typeof test !== "string" || typeof variable !== "string")
      return new Unknown("the conditions cannot be told");
    const values = settle(block.values ?? []);
    conditions[test] ??= {};
    const ofTest = conditions[test];
    ofTest[variable] = [...(ofTest[variable] ?? []), ...(isList(values) ? values : [values])];
  }
  return conditions;
}
