import { External, type Graph } from "../graph/graph";
import { Reference, Template, Unknown, type Value } from "../graph/value";
import { settle } from "../read/expression/settle";
import { type Answer, not, oneOf } from "./answer";
import { resourceMatches, textEquals } from "./pattern";
import { arnOfRole, type Request } from "./request";
import type { Condition } from "./statement";

/** Whether a condition of a statement holds. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html */
export function conditionHolds(condition: Condition, request: Request, graph?: Graph): Answer {
  if (condition.operator instanceof Unknown) return "unknown";
  const { set, comparison, negated, ifExists } = readOperator(condition.operator);
  const actual = valueOfKey(condition.key.toLowerCase(), request);
  if (comparison === "null") return isAbsent(condition, actual);
  if (actual === undefined) return "unknown";
  if (actual === "absent") {
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
    if (set === "foranyvalue" && !ifExists) return "no";
    return ifExists || negated || set === "forallvalues" ? "yes" : "no";
  }
  const compare = COMPARISONS[comparison];
  if (!compare) return "unknown";
  const fits = oneOf(condition.values, (value) => {
    const expected = settle(value);
    if (actual === "own account") return namesOwnAccount(expected) ? "yes" : "unknown";
    return compare(expected, actual.value, graph);
  });
  const answer = negated ? not(fits) : fits;
  return answer === "unknown" && typeof actual === "object" && actual.presumed ? "yes" : answer;
}

interface Operator {
  readonly set: "foranyvalue" | "forallvalues" | undefined;
  /** Like `stringequals`; for a negated one that which it negates. */
  readonly comparison: string;
  readonly negated: boolean;
  readonly ifExists: boolean;
}

function readOperator(operator: string): Operator {
  const [, set, name = "", exists] =
    /^(?:(foranyvalue|forallvalues):)?(.*?)(ifexists)?$/.exec(operator.toLowerCase()) ?? [];
  const negated = /^(string|arn|numeric|date)not|^notipaddress$/.test(name);
  return {
    set: set as Operator["set"],
    comparison: negated ? name.replace("not", "") : name,
    negated,
    ifExists: exists !== undefined,
  };
}

type Comparison = (expected: Value, actual: Value, graph: Graph | undefined) => Answer;

/** By operator; what is not here cannot be told. */
const COMPARISONS: Readonly<Record<string, Comparison>> = {
  stringequals: textEquals,
  stringequalsignorecase: (expected, actual, graph) =>
    textEquals(lowerCase(expected), lowerCase(actual), graph),
  stringlike: resourceMatches,
  // Both take wildcards and do the same.
  arnequals: resourceMatches,
  arnlike: resourceMatches,
  bool: (expected, actual) => textEquals(lowerCase(String(expected)), lowerCase(actual)),
  numericlessthan: (expected, actual) => (Number(expected) <= Number(actual) ? "no" : "unknown"),
  numericlessthanequals: (expected, actual) => (Number(expected) < Number(actual) ? "no" : "unknown"),
  numericgreaterthanequals: (expected, actual) => (Number(expected) <= Number(actual) ? "yes" : "unknown"),
};

function lowerCase(value: Value): Value {
  return typeof value === "string" ? value.toLowerCase() : value;
}

/** `Null` asks whether a key is absent. */
function isAbsent(condition: Condition, actual: ContextValue): Answer {
  if (actual === undefined) return "unknown";
  return oneOf(condition.values, (value) => {
    const wanted = String(settle(value)).toLowerCase() === "true";
    return wanted === (actual === "absent") ? "yes" : "no";
  });
}

/**
 * What a request has as a key; undefined if that cannot be told.
 *
 * `presumed`: what it has is made to fit, so that it does unless it surely does not.
 */
type ContextValue =
  | { readonly value: Value; readonly presumed?: true }
  | "absent"
  /** The account in which Terraform works, whose number need not be known. */
  | "own account"
  | undefined;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
function valueOfKey(key: string, request: Request): ContextValue {
  const { principal, resource } = request;
  const role = principal && "role" in principal ? principal.role : undefined;
  switch (key) {
    // AWS's SDKs and agents use TLS 1.2 or later, and sign with version 4.
    case "aws:securetransport":
      return { value: "true" };
    case "s3:tlsversion":
      return { value: 1.2 };
    case "s3:signatureversion":
      return { value: "AWS4-HMAC-SHA256" };
    case "aws:principalarn":
      return role && { value: arnOfRole(role) };
    case "aws:principaltype":
      return role && { value: "AssumedRole" };
    case "aws:principalisawsservice":
      return role && { value: "false" };
    case "aws:principalaccount":
      return role && !(role instanceof External) && role.mode === "managed" ? "own account" : undefined;
    case "aws:resourceaccount":
      return isMadeHere(resource) ? "own account" : undefined;
    case "aws:sourcevpce":
    case "aws:sourcevpc":
      return sourceOf(key, request);
    case "aws:sourcearn":
    case "aws:sourceaccount":
      return principal && "service" in principal ? sourceOfService(key, principal.service) : undefined;
    default:
      return undefined;
  }
}

function namesOwnAccount(value: Value): boolean {
  return value instanceof Reference && value.resource.type === "aws_caller_identity";
}

/** Whether the resource, or that of which it is a part, is made by these files. */
function isMadeHere(resource: Value | undefined): boolean {
  const whole = resource instanceof Template ? resource.parts[0] : resource;
  return whole instanceof Reference && whole.resource.mode === "managed";
}

function sourceOf(key: string, { action, endpoint, onFargate }: Request): ContextValue {
  if (isTokenOfRegistry(action)) {
    // On Fargate, the network interface that makes this call is AWS's own, which is in no VPC that a policy could name:
    // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
    if (onFargate === undefined) return undefined;
    if (onFargate) return "absent";
  }
  if (endpoint === undefined) return undefined;
  if (endpoint === "none") return "absent";
  if (key === "aws:sourcevpce") return { value: endpoint.get("id") ?? new Reference(endpoint, ["id"]) };
  const vpc = endpoint.get("vpc_id");
  return vpc === undefined ? undefined : { value: vpc };
}

/** Whether it is the action with which a registry of ECR is logged in to. */
export function isTokenOfRegistry(action: string): boolean {
  return action.toLowerCase() === "ecr:getauthorizationtoken";
}

/**
 * A service that takes a role tells for what, and for whom, it does so. AWS's guides write such conditions against the confused
 * deputy. That they name what is meant is left to their author, unless they name another service.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 */
function sourceOfService(key: string, service: string): ContextValue {
  const untold = new Unknown("what takes the role is not followed");
  if (key === "aws:sourcearn" && service === "ecs-tasks.amazonaws.com") {
    return { value: new Template(["arn:", untold, ":ecs:", untold]), presumed: true };
  }
  return { value: untold, presumed: true };
}
