import type { Resource } from "../graph/resource";
import { isList, isObject, Reference, Template, Unknown, type Value } from "../graph/value";
import { jsonWithHoles } from "../read/expression/json-with-holes";
import { settle } from "../read/expression/settle";
import { documentOfDataSource } from "./policy-data-source";
import type { Condition, PrincipalSelection, Principals, Selection, Statement } from "./statement";

/** A policy, as far as it can be read. */
export interface PolicyDocument {
  /** The resource that gives or attaches it. */
  readonly at: Resource | undefined;
  /** What to call it in a sentence, like `aws_iam_role_policy.pull` or `the managed policy PowerUserAccess`. */
  readonly name: string;
  readonly statements: readonly Statement[];
  /** Whether these are all of its statements; else why not. */
  readonly complete: true | Unknown;
  /** The document in the words of IAM's JSON, to be inspected for what AWS refuses. */
  readonly source: Value;
}

/**
 * Reads a policy: the text of an argument, with holes or without, or a reference to a `data.aws_iam_policy_document`.
 *
 * @param value undefined and null give a policy without statements
 */
export function readPolicy(value: Value | undefined, name: string, at?: Resource): PolicyDocument {
  const source = value === undefined || value === null ? {} : structureOf(value);
  if (!isObject(source)) {
    const reason = source instanceof Unknown ? source.reason : `the policy of ${name} cannot be read`;
    return { at, name, statements: [], complete: new Unknown(reason), source };
  }
  const given = settle(member(source, "Statement") ?? []);
  const list = isList(given) ? given : [given];
  const unread = list.map(settle).find((statement) => !isObject(statement));
  return {
    at,
    name,
    statements: list.map(settle).filter(isObject).map(readStatement),
    complete:
      unread === undefined
        ? true
        : new Unknown(unread instanceof Unknown ? unread.reason : `a statement of ${name} cannot be read`),
    source,
  };
}

/** The document with its members, where the value is a text of JSON or stands for one. */
export function structureOf(value: Value): Value {
  const settled = settle(value);
  if (settled instanceof Template && settled.parts.length === 1) return structureOf(settled.parts[0] ?? null);
  if (settled instanceof Reference) {
    const { resource, path } = settled;
    const isDocument = resource.mode === "data" && resource.type === "aws_iam_policy_document";
    if (isDocument && (path[0] === "json" || path[0] === "minified_json"))
      return documentOfDataSource(resource);
    return new Unknown(`${resource.address}.${path.join(".")} is not known`);
  }
  if (isObject(settled) || settled instanceof Unknown) return settled;
  return jsonWithHoles(settled);
}

/** A member by its name. IAM writes them with a capital letter; in which case they are written is no matter here. */
export function member(object: { readonly [name: string]: Value }, name: string): Value | undefined {
  if (name in object) return object[name];
  const lower = name.toLowerCase();
  const key = Object.keys(object).find((one) => one.toLowerCase() === lower);
  return key === undefined ? undefined : object[key];
}

function readStatement(statement: { readonly [name: string]: Value }): Statement {
  const sid = settle(member(statement, "Sid") ?? null);
  const effect = settle(member(statement, "Effect") ?? null);
  return {
    sid: typeof sid === "string" ? sid : undefined,
    effect:
      effect === "Allow" || effect === "Deny" ? effect : new Unknown("its Effect is neither Allow nor Deny"),
    action: selection(statement, "Action"),
    resource: selection(statement, "Resource"),
    principal: principalsOf(statement),
    conditions: conditionsOf(member(statement, "Condition")),
  };
}

function selection(statement: { readonly [name: string]: Value }, name: string): Selection | undefined {
  const named = member(statement, name);
  if (named !== undefined && named !== null) return { except: false, values: listOf(named) };
  const excepted = member(statement, `Not${name}`);
  return excepted === undefined || excepted === null ? undefined : { except: true, values: listOf(excepted) };
}

function listOf(value: Value): readonly Value[] {
  const settled = settle(value);
  return isList(settled) ? settled : [value];
}

function principalsOf(statement: { readonly [name: string]: Value }): PrincipalSelection | undefined {
  const named = member(statement, "Principal");
  if (named !== undefined && named !== null) return { except: false, principals: readPrincipals(named) };
  const excepted = member(statement, "NotPrincipal");
  if (excepted === undefined || excepted === null) return undefined;
  return { except: true, principals: readPrincipals(excepted) };
}

function readPrincipals(value: Value): readonly Principals[] {
  const settled = settle(value);
  if (settled === "*") return [{ type: "*", identifiers: [] }];
  if (!isObject(settled)) return [{ type: new Unknown("the principal cannot be told"), identifiers: [] }];
  return Object.entries(settled).map(([type, identifiers]) => ({ type, identifiers: listOf(identifiers) }));
}

function conditionsOf(value: Value | undefined): readonly Condition[] {
  const settled = settle(value ?? null);
  if (settled === null) return [];
  const undecided: Condition = {
    operator: new Unknown("its conditions cannot be told"),
    key: "?",
    values: [],
  };
  if (!isObject(settled)) return [undecided];
  return Object.entries(settled).flatMap(([operator, block]): readonly Condition[] => {
    const keys = settle(block);
    if (!isObject(keys)) return [undecided];
    return Object.entries(keys).map(([key, values]) => ({ operator, key, values: listOf(values) }));
  });
}
