import type { External, Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Template, Unknown, type Value } from "../graph/value";
import { type Answer, allOf, oneOf } from "../iam/answer";
import { resourceMatches, textEquals } from "../iam/pattern";
import { arnOfRole } from "../iam/request";
import { settle } from "../read/expression/settle";
import { type Entry, type EntryRule, nameOfCollection, valuesOf } from "./serverless-policy";

/** Whether an entry of a data access policy admits a role. Of whom it admits, it knows users, roles and SAML identities. */
export function admits({ members }: Entry, role: Resource | External, graph: Graph): Answer {
  const arn = arnOfRole(role);
  return oneOf(valuesOf(members.Principal), (principal) => {
    const found = graph.find(principal, "aws_iam_role");
    if (found === role) return "yes";
    const same = textEquals(principal, arn, graph);
    return same === "no" && isSession(principal) ? "unknown" : same;
  });
}

/** A session of a role is told by the role's name, without its path. */
function isSession(principal: Value): boolean {
  const settled = settle(principal);
  const parts = settled instanceof Template ? settled.parts : [settled];
  return parts.some((part) => typeof part === "string" && part.includes(":assumed-role/"));
}

/** Whether an entry says anything of a collection or of its indexes. */
export function isAbout({ rules }: Entry, collection: Resource, graph: Graph): Answer {
  return oneOf(rules, (rule) => ruleIsAbout(rule, collection, graph));
}

/** Whether an entry permits something with indexes of a collection. */
export function permitsIndexes({ rules }: Entry, collection: Resource, graph: Graph): Answer {
  return oneOf(rules, (rule) => {
    if (rule.type === "collection") return "no";
    return allOf([ruleIsAbout(rule, collection, graph), permitsAny(rule)], (answer) => answer);
  });
}

function permitsAny({ permissions }: EntryRule): Answer {
  return oneOf(permissions, (value) => {
    const permission = settle(value);
    if (typeof permission !== "string") return "unknown";
    return permission.startsWith("aoss:") ? "yes" : "no";
  });
}

/** An index is told by its collection and its own name: `index/orders/2024-*`. Which indexes there are is not known. */
function ruleIsAbout({ type, resources }: EntryRule, collection: Resource, graph: Graph): Answer {
  const name = nameOfCollection(collection);
  return oneOf(resources, (value) => {
    const isOfIndex = type === "index" || (type === undefined && !(value instanceof Unknown));
    if (!isOfIndex) return resourceMatches(value, new Template([`${type ?? "index"}/`, name]), graph);
    const whole = resourceMatches(value, new Template(["index/", name, "/*"]), graph);
    // Some of its indexes will do.
    return whole === "unknown" && isKnownText(value) && isKnownText(name) ? "yes" : whole;
  });
}

function isKnownText(value: Value): boolean {
  return typeof settle(value) === "string";
}
