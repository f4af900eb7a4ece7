import type { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { Apigatewayv2Authorizer } from "@cdktf/provider-aws/lib/apigatewayv2-authorizer";
import { Construct } from "constructs";
import type { HttpAuthorization } from "./authorization";
import type { AuthorizerOf } from "./inspect-authorizers";
import { admitAuthorizer, invocationUri } from "./lambda-invocation";

export interface HttpAuthorizerProps {
  readonly api: Apigatewayv2Api;
  readonly region: string;
  readonly options: AuthorizerOf<HttpAuthorization>;
}

/** An authorizer of an HTTP API. */
export class HttpAuthorizer extends Construct {
  readonly name: string;
  readonly authorizerId: string;

  constructor(scope: Construct, id: string, { api, region, options }: HttpAuthorizerProps) {
    super(scope, id);
    this.name = options.name;
    const ofAnyKind = { apiId: api.id, name: options.name };
    if (options.kind === "JWT") {
      const authorizer = new Apigatewayv2Authorizer(this, "Resource", {
        ...ofAnyKind,
        authorizerType: "JWT",
        identitySources: ["$request.header.Authorization"],
        jwtConfiguration: { issuer: options.issuer, audience: [...options.audience] },
      });
      this.authorizerId = authorizer.id;
      return;
    }
    const { headers = ["Authorization"], resultTtlInSeconds = 300, invokeRoleArn } = options;
    const authorizer = new Apigatewayv2Authorizer(this, "Resource", {
      ...ofAnyKind,
      authorizerType: "REQUEST",
      authorizerUri: invocationUri(options.functionArn, region),
      authorizerCredentialsArn: invokeRoleArn,
      authorizerPayloadFormatVersion: "2.0",
      enableSimpleResponses: true,
      identitySources: headers.map((header) => `$request.header.${header}`),
      authorizerResultTtlInSeconds: resultTtlInSeconds,
    });
    this.authorizerId = authorizer.id;
    if (invokeRoleArn === undefined) {
      admitAuthorizer(this, options.functionArn, `${api.executionArn}/authorizers/${this.authorizerId}`);
    }
  }
}
