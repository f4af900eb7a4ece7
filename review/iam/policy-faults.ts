import { isList, isObject, type Value } from "../graph/value";
import { settle } from "../read/expression/settle";
import { member } from "./policy-document";

/** What a policy is for decides what it must have. */
export type PolicyKind = "identity" | "trust" | "endpoint";

/** Something for which AWS refuses a policy. */
export interface PolicyFault {
  /** What is there, in words that follow "has", like `the Version 2012-10-18`. */
  readonly found: string;
  readonly needed: string;
  readonly fix: string;
}

type Members = { readonly [name: string]: Value };

/**
 * Faults for which AWS refuses a policy, IAM with `MalformedPolicyDocument`, while Terraform only looks at whether
 * the text is JSON. Only what is known counts.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function faultsOf(source: Value, kind: PolicyKind): readonly PolicyFault[] {
  if (!isObject(source)) return [];
  const faults: PolicyFault[] = [];
  const version = settle(member(source, "Version") ?? null);
  if (typeof version === "string" && !VERSIONS.includes(version)) {
    faults.push({
      found: `the Version ${version}`,
      needed: `the Version 2012-10-17: it is the policy language's, not the policy's`,
      fix: 'Version = "2012-10-17"',
    });
  }
  const given = member(source, "Statement");
  if (given === undefined) {
    faults.push({
      found: "no Statement",
      needed: "a Statement",
      fix: 'Statement = [{ Effect = "Allow", ... }]',
    });
    return faults;
  }
  const statements = settle(given);
  const list = (isList(statements) ? statements : [statements]).map(settle);
  for (const [index, statement] of list.entries()) {
    if (isObject(statement))
      faults.push(...faultsOfStatement(statement, kind, nameOfStatement(statement, index)));
  }
  return [...faults, ...(kind === "endpoint" ? [] : faultsOfSids(list))];
}

const VERSIONS = ["2012-10-17", "2008-10-17"];

const KEYS = new Set(
  "Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition"
    .toLowerCase()
    .split(" "),
);

function nameOfStatement(statement: Members, index: number): string {
  const sid = settle(member(statement, "Sid") ?? null);
  return typeof sid === "string" && sid !== "" ? `statement ${sid}` : `statement ${index + 1}`;
}

function faultsOfStatement(statement: Members, kind: PolicyKind, name: string): readonly PolicyFault[] {
  const faults: PolicyFault[] = [];
  const add = (found: string, needed: string, fix: string) =>
    faults.push({ found: `${name} with ${found}`, needed, fix });
  for (const key of Object.keys(statement)) {
    if (!KEYS.has(key.toLowerCase())) {
      const meant = resembling(key);
      add(
        `the unknown key ${key}`,
        `only ${[...NAMES].join(", ")}`,
        meant ? `${meant} = ...` : `Remove ${key}.`,
      );
    }
  }
  const effect = member(statement, "Effect");
  const settled = settle(effect ?? null);
  if (effect === undefined) add("no Effect", "an Effect of Allow or Deny", 'Effect = "Allow"');
  else if (typeof settled === "string" && settled !== "Allow" && settled !== "Deny") {
    const meant = /deny/i.test(settled) ? "Deny" : "Allow";
    add(`the Effect ${settled}`, "an Effect of Allow or Deny, written exactly so", `Effect = "${meant}"`);
  }
  one(statement, "Action", add);
  for (const action of textsOf(statement, "Action")) {
    if (action !== "*" && !action.includes(":") && !action.includes("{")) {
      add(
        `the action ${action || '""'}`,
        "actions with their service in front, like s3:GetObject, or *",
        `Action = ["<service>:${action}"]`,
      );
    }
  }
  if (kind === "identity") {
    one(statement, "Resource", add);
    for (const resource of textsOf(statement, "Resource")) {
      if (!/^arn:|[*?{]/.test(resource)) {
        add(`the resource ${resource || '""'}`, "ARNs or *", 'Resource = ["arn:..."]');
      }
    }
    if (has(statement, "Principal"))
      add("a principal", "no principal: it is whoever has the policy", "Remove Principal.");
  }
  if (kind === "trust") {
    if (has(statement, "Resource"))
      add("a resource", "no resource: it is the role itself", "Remove Resource.");
    if (!has(statement, "Principal")) {
      add("no Principal", "who may take the role", 'Principal = { Service = "ecs-tasks.amazonaws.com" }');
    }
  }
  return faults;
}

const NAMES = ["Sid", "Effect", "Principal", "Action", "Resource", "Condition"];

/** The key that was meant, of a plural like `Actions` or a name with a letter missing. */
function resembling(key: string): string | undefined {
  const lower = key.toLowerCase();
  return NAMES.find((name) => lower.startsWith(name.toLowerCase().slice(0, 3)));
}

function has(statement: Members, name: string): boolean {
  const named = member(statement, name) ?? member(statement, `Not${name}`);
  return named !== undefined && named !== null;
}

/** Of `Action` and `NotAction`, and so on, a statement has exactly one. */
function one(
  statement: Members,
  name: string,
  add: (found: string, needed: string, fix: string) => void,
): void {
  const both = member(statement, name) !== undefined && member(statement, `Not${name}`) !== undefined;
  if (both)
    add(`both ${name} and Not${name}`, "one of the two", `Remove Not${name}, or write two statements.`);
  else if (!has(statement, name)) {
    add(`neither ${name} nor Not${name}`, "one of the two", `${name} = [...]`);
  }
}

function textsOf(statement: Members, name: string): readonly string[] {
  const values = settle(member(statement, name) ?? member(statement, `Not${name}`) ?? []);
  return (isList(values) ? values : [values]).map(settle).filter((value) => typeof value === "string");
}

/** Sids of IAM's policies are unique, and letters and digits only. */
function faultsOfSids(statements: readonly Value[]): readonly PolicyFault[] {
  const sids = statements
    .map((statement) => (isObject(statement) ? settle(member(statement, "Sid") ?? null) : null))
    .filter((sid) => typeof sid === "string" && sid !== "") as readonly string[];
  const twice = [...new Set(sids.filter((sid, index) => sids.indexOf(sid) !== index))];
  const odd = sids.filter((sid) => !/^[A-Za-z0-9]*$/.test(sid));
  return [
    ...twice.map((sid) => ({
      found: `two statements with the Sid ${sid}`,
      needed: "a Sid of its own for each statement",
      fix: `Give one of them another Sid than ${sid}.`,
    })),
    ...odd.map((sid) => ({
      found: `the Sid ${sid}`,
      needed: "a Sid of letters and digits only",
      fix: `Sid = "${sid.replace(/[^A-Za-z0-9]/g, "")}"`,
    })),
  ];
}
