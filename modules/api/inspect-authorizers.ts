import { Fn, Token } from "cdktf";
import type { Inspection, Requirement } from "../refusal";
import type {
  CognitoAuthorization,
  HttpAuthorization,
  JwtAuthorization,
  KeylessAuthorization,
  LambdaAuthorization,
} from "./authorization";
import { functionArn, issuer, resultTtl, roleArn, userPoolArn } from "./requirements";

/** What API Gateway keeps an authorizer for. */
type WithAuthorizer = CognitoAuthorization | JwtAuthorization | LambdaAuthorization;

/** An authorization that an API keeps an authorizer for. */
export type AuthorizerOf<Asked> = Extract<Asked, WithAuthorizer>;

/** The authorizers of some authorizations, each once, by name; two of one name that differ are refused. */
export function inspectAuthorizers<Asked extends KeylessAuthorization | HttpAuthorization>(
  inspection: Inspection,
  authorizations: readonly Asked[],
): readonly AuthorizerOf<Asked>[] {
  const authorizers = new Map<string, AuthorizerOf<Asked>>();
  for (const authorization of authorizations) {
    if (Token.isUnresolved(authorization.kind)) {
      inspection.require("authorization", authorization.kind as string, withoutAuthorizer);
    }
    if (!hasAuthorizer(authorization)) continue;
    const same = authorizers.get(authorization.name);
    if (!same) {
      authorizers.set(authorization.name, authorization);
      inspectAuthorizer(inspection, authorization);
    }
    inspection.refuseUnless(same === undefined || isOne(same, authorization), {
      input: "authorization.name",
      given: authorization.name,
      allowed: "a name that no other authorizer of the API has",
      fix: "give one of them a name: Authorization.lambda({ name, ... })",
    });
  }
  return [...authorizers.values()];
}

function hasAuthorizer<Asked extends { readonly kind: string }>(asked: Asked): asked is AuthorizerOf<Asked> {
  return asked.kind !== "AWS_IAM" && asked.kind !== "NONE" && !Token.isUnresolved(asked.kind);
}

/** Scopes are asked for by each route, not by the authorizer. */
function isOne(one: WithAuthorizer, other: WithAuthorizer): boolean {
  const content = (options: WithAuthorizer) => JSON.stringify({ ...options, scopes: undefined });
  return content(one) === content(other);
}

function inspectAuthorizer(inspection: Inspection, options: WithAuthorizer): void {
  inspection.require("authorization.name", options.name, {
    allowed: "lower-case letters, digits and hyphens, beginning with a letter",
    fix: "rename the authorizer",
    isMet: (name) => /^[a-z][a-z0-9-]*$/.test(name),
  });
  switch (options.kind) {
    case "COGNITO_USER_POOLS":
      refuseNone(inspection, "authorization.userPoolArns", options.userPoolArns, "user pool");
      for (const arn of options.userPoolArns) {
        inspection.require("authorization.userPoolArns", arn, userPoolArn);
      }
      break;
    case "JWT":
      inspection.require("authorization.issuer", options.issuer, issuer);
      refuseNone(inspection, "authorization.audience", options.audience, "audience");
      break;
    case "CUSTOM":
      inspection.require("authorization.functionArn", options.functionArn, functionArn);
      if (options.headers) refuseNone(inspection, "authorization.headers", options.headers, "header");
      if (options.resultTtlInSeconds !== undefined) {
        inspection.require("authorization.resultTtlInSeconds", options.resultTtlInSeconds, resultTtl);
      }
      if (options.invokeRoleArn !== undefined) {
        inspection.require("authorization.invokeRoleArn", options.invokeRoleArn, roleArn);
      }
  }
}

function refuseNone(inspection: Inspection, input: string, given: readonly string[], what: string): void {
  inspection.refuseUnless(given.length > 0, {
    input,
    given,
    allowed: `at least one ${what}`,
    fix: `name the ${what} that is asked for`,
  });
}

const withoutAuthorizer: Requirement<string> = {
  allowed: "AWS_IAM or NONE",
  fix: "ask for credentials of AWS, or for nothing",
  isMet: (kind) => kind === "AWS_IAM" || kind === "NONE",
  condition: (kind) => Fn.contains(["AWS_IAM", "NONE"], kind),
};
