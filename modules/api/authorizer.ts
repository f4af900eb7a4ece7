import { ApiGatewayAuthorizer } from "@cdktf/provider-aws/lib/api-gateway-authorizer";
import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { type IResolvable, Token } from "cdktf";
import { Construct } from "constructs";
import { partitionIn } from "../iam";
import type { Inspection } from "../refusal";
import type { AuthorizerOptions, KeylessAuthorization } from "./authorization";
import { functionArn, resultTtl, roleArn, userPoolArn } from "./requirements";

/** The authorizers of some authorizations, each once, by name; two of one name that differ are refused. */
export function inspectAuthorizers(
  inspection: Inspection,
  authorizations: readonly KeylessAuthorization[],
): ReadonlyMap<string, AuthorizerOptions> {
  const authorizers = new Map<string, AuthorizerOptions>();
  for (const authorization of authorizations) {
    if (authorization.kind !== "CUSTOM" && authorization.kind !== "COGNITO_USER_POOLS") continue;
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
  return authorizers;
}

/** Scopes are asked for by each route, not by the authorizer. */
function isOne(one: AuthorizerOptions, other: AuthorizerOptions): boolean {
  const content = (options: AuthorizerOptions) => JSON.stringify({ ...options, scopes: undefined });
  return content(one) === content(other);
}

function inspectAuthorizer(inspection: Inspection, options: AuthorizerOptions): void {
  inspection.require("authorization.name", options.name, {
    allowed: "lower-case letters, digits and hyphens, beginning with a letter",
    fix: "rename the authorizer",
    isMet: (name) => /^[a-z][a-z0-9-]*$/.test(name),
  });
  if (options.kind === "COGNITO_USER_POOLS") {
    inspection.refuseUnless(options.userPoolArns.length > 0, {
      input: "authorization.userPoolArns",
      given: [],
      allowed: "at least one user pool",
      fix: "name the pool whose tokens are taken",
    });
    for (const arn of options.userPoolArns) {
      inspection.require("authorization.userPoolArns", arn, userPoolArn);
    }
    return;
  }
  inspection.require("authorization.functionArn", options.functionArn, functionArn);
  if (options.resultTtlInSeconds !== undefined) {
    inspection.require("authorization.resultTtlInSeconds", options.resultTtlInSeconds, resultTtl);
  }
  if (options.invokeRoleArn !== undefined) {
    inspection.require("authorization.invokeRoleArn", options.invokeRoleArn, roleArn);
  }
}

/** Where API Gateway invokes a function. */
export function invocationUri(functionArn: string, region: string): string {
  return `arn:${partitionIn(region)}:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
}

/** Lets API Gateway invoke a function for one authorizer. */
export function admitAuthorizer(scope: Construct, functionArn: string, sourceArn: string): void {
  const parts = Token.isUnresolved(functionArn) ? [] : functionArn.split(":");
  new LambdaPermission(scope, "permission", {
    action: "lambda:InvokeFunction",
    functionName: parts.length > 7 ? parts.slice(0, 7).join(":") : functionArn,
    qualifier: parts[7],
    principal: "apigateway.amazonaws.com",
    sourceArn,
  });
}

export interface AuthorizerProps {
  readonly api: ApiGatewayRestApi;
  readonly region: string;
  readonly options: AuthorizerOptions;
}

/** An authorizer of a REST API. */
export class Authorizer extends Construct {
  readonly name: string;
  readonly authorizerId: string;
  /** What a deployment takes a copy of. */
  readonly content: IResolvable[];

  constructor(scope: Construct, id: string, { api, region, options }: AuthorizerProps) {
    super(scope, id);
    const { name, kind } = options;
    const restApiId = api.id;
    this.name = name;
    if (kind === "COGNITO_USER_POOLS") {
      const authorizer = new ApiGatewayAuthorizer(this, "Resource", {
        restApiId,
        name,
        type: kind,
        providerArns: [...options.userPoolArns],
        identitySource: "method.request.header.Authorization",
      });
      this.authorizerId = authorizer.id;
      this.content = ["type", "provider_arns"].map((each) => authorizer.interpolationForAttribute(each));
      return;
    }
    const { identitySources = ["method.request.header.Authorization"], resultTtlInSeconds = 300 } = options;
    const authorizer = new ApiGatewayAuthorizer(this, "Resource", {
      restApiId,
      name,
      // A function that gets the whole request can do all that one of type TOKEN can.
      type: "REQUEST",
      authorizerUri: invocationUri(options.functionArn, region),
      authorizerCredentials: options.invokeRoleArn,
      identitySource: identitySources.join(","),
      authorizerResultTtlInSeconds: resultTtlInSeconds,
    });
    this.authorizerId = authorizer.id;
    const frozen = ["type", "authorizer_uri", "identity_source", "authorizer_result_ttl_in_seconds"];
    if (options.invokeRoleArn !== undefined) frozen.push("authorizer_credentials");
    this.content = frozen.map((each) => authorizer.interpolationForAttribute(each));
    if (options.invokeRoleArn === undefined) {
      admitAuthorizer(this, options.functionArn, `${api.executionArn}/authorizers/${this.authorizerId}`);
    }
  }
}
