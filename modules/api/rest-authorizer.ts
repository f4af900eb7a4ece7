import { ApiGatewayAuthorizer } from "@cdktf/provider-aws/lib/api-gateway-authorizer";
import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import type { IResolvable } from "cdktf";
import { Construct } from "constructs";
import type { KeylessAuthorization } from "./authorization";
import type { AuthorizerOf } from "./inspect-authorizers";
import { admitAuthorizer, invocationUri } from "./lambda-invocation";

export interface RestAuthorizerProps {
  readonly api: ApiGatewayRestApi;
  readonly region: string;
  readonly options: AuthorizerOf<KeylessAuthorization>;
}

/** An authorizer of a REST API. */
export class RestAuthorizer extends Construct {
  readonly name: string;
  readonly authorizerId: string;
  /** What a deployment takes a copy of. */
  readonly content: IResolvable[];

  constructor(scope: Construct, id: string, { api, region, options }: RestAuthorizerProps) {
    super(scope, id);
    this.name = options.name;
    const ofAnyKind = { restApiId: api.id, name: options.name };
    if (options.kind === "COGNITO_USER_POOLS") {
      const authorizer = new ApiGatewayAuthorizer(this, "Resource", {
        ...ofAnyKind,
        type: options.kind,
        providerArns: [...options.userPoolArns],
        identitySource: "method.request.header.Authorization",
      });
      this.authorizerId = authorizer.id;
      this.content = ["type", "provider_arns"].map((each) => authorizer.interpolationForAttribute(each));
      return;
    }
    const { headers = ["Authorization"], resultTtlInSeconds = 300, invokeRoleArn } = options;
    const authorizer = new ApiGatewayAuthorizer(this, "Resource", {
      ...ofAnyKind,
      // A function that gets the whole request can do all that one of type TOKEN can.
      type: "REQUEST",
      authorizerUri: invocationUri(options.functionArn, region),
      authorizerCredentials: invokeRoleArn,
      identitySource: headers.map((header) => `method.request.header.${header}`).join(","),
      authorizerResultTtlInSeconds: resultTtlInSeconds,
    });
    this.authorizerId = authorizer.id;
    const copied = ["type", "authorizer_uri", "identity_source", "authorizer_result_ttl_in_seconds"];
    if (invokeRoleArn === undefined) {
      admitAuthorizer(this, options.functionArn, `${api.executionArn}/authorizers/${this.authorizerId}`);
    } else {
      copied.push("authorizer_credentials");
    }
    this.content = copied.map((each) => authorizer.interpolationForAttribute(each));
  }
}
