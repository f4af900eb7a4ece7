import { ApiGatewayIntegration } from "@cdktf/provider-aws/lib/api-gateway-integration";
import { ApiGatewayMethod } from "@cdktf/provider-aws/lib/api-gateway-method";
import { ApiGatewayResource } from "@cdktf/provider-aws/lib/api-gateway-resource";
import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import type { IResolvable, ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type RestAuthorization, withoutKey } from "./authorization";
import { type Connection, integrationUri } from "./backend";
import { inMilliseconds } from "./requirements";
import type { RestAuthorizer } from "./rest-authorizer";
import { type CompleteRoute, parameterOf, partId, pathParts } from "./route";

export interface RestRoutesProps {
  readonly api: ApiGatewayRestApi;
  readonly routes: readonly CompleteRoute[];
  readonly connection: Connection;
  readonly authorizers: readonly RestAuthorizer[];
}

/** The paths of a REST API, with a method and an integration for each route. */
export class RestRoutes extends Construct {
  /** What a deployment takes a copy of, by route. */
  readonly content: Record<string, IResolvable[]> = {};
  /** What must be there before a deployment. */
  readonly dependables: ITerraformDependable[] = [];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: RestRoutesProps,
  ) {
    super(scope, id);
    // Sorted, so that another order of the same routes is no change.
    const keyed = props.routes.map((route) => ({ key: `${route.method} ${route.path}`, route }));
    for (const { key, route } of keyed.sort((a, b) => (a.key < b.key ? -1 : 1))) {
      const { method, integration, frozen } = this.makeRoute(route);
      this.dependables.push(method, integration);
      this.content[key] = frozen;
    }
  }

  private makeRoute(route: CompleteRoute) {
    const { api, connection, authorizers } = this.props;
    const restApiId = api.id;
    const { place, resourceId } = this.placeOf(pathParts(route.path));
    const scope = new Construct(place, route.method);
    const parameters = pathParts(route.path).flatMap((part) => parameterOf(part) ?? []);
    const asMap = <Value>(prefix: string, value: (name: string) => Value) =>
      Object.fromEntries(parameters.map((name) => [`${prefix}${name}`, value(name)]));

    const asked = authorizationArguments(route.authorization, authorizers);
    const method = new ApiGatewayMethod(scope, "Resource", {
      restApiId,
      resourceId,
      httpMethod: route.method,
      ...asked,
      // Each parameter is named in three places: here, in the mapping and in the URI. Without any one of them, requests fail.
      ...(parameters.length > 0 && { requestParameters: asMap("method.request.path.", () => true) }),
    });
    const integration = new ApiGatewayIntegration(scope, "integration", {
      restApiId,
      resourceId,
      httpMethod: method.httpMethod,
      type: "HTTP_PROXY",
      integrationHttpMethod: route.method,
      connectionType: "VPC_LINK",
      connectionId: connection.vpcLinkId,
      uri: `${integrationUri(connection.listener)}${route.path.replaceAll("+}", "}")}`,
      ...(parameters.length > 0 && {
        requestParameters: asMap("integration.request.path.", (name) => `method.request.path.${name}`),
      }),
      timeoutMilliseconds: inMilliseconds(route.timeoutInSeconds),
    });
    if (connection.integrationTarget !== undefined) {
      // Not in the bindings of provider 5.100, for which this class is compiled.
      integration.addOverride("integration_target", connection.integrationTarget);
    }
    const frozen = [
      ...contentOf(method, ["authorization", "api_key_required"]),
      ...contentOf(method, asked.authorizerId === undefined ? [] : ["authorizer_id"]),
      ...contentOf(method, asked.authorizationScopes === undefined ? [] : ["authorization_scopes"]),
      ...contentOf(integration, [
        "type",
        "integration_http_method",
        "connection_type",
        "connection_id",
        "uri",
      ]),
      ...contentOf(integration, ["timeout_milliseconds"]),
      ...contentOf(integration, parameters.length > 0 ? ["request_parameters"] : []),
      ...contentOf(integration, connection.integrationTarget === undefined ? [] : ["integration_target"]),
    ];
    return { method, integration, frozen };
  }

  /** The resource of a path, and those above it, each made when it is first needed. */
  private placeOf(parts: readonly string[]): { readonly place: Construct; readonly resourceId: string } {
    const part = parts.at(-1);
    if (part === undefined) return { place: this, resourceId: this.props.api.rootResourceId };
    const parent = this.placeOf(parts.slice(0, -1));
    const id = partId(part);
    const made = parent.place.node.tryFindChild(id);
    if (made instanceof PathPart) return { place: made, resourceId: made.resourceId };
    const place = new PathPart(parent.place, id, this.props.api.id, parent.resourceId, part);
    return { place, resourceId: place.resourceId };
  }
}

class PathPart extends Construct {
  readonly resourceId: string;

  constructor(scope: Construct, id: string, restApiId: string, parentId: string, pathPart: string) {
    super(scope, id);
    this.resourceId = new ApiGatewayResource(this, "Resource", { restApiId, parentId, pathPart }).id;
  }
}

function authorizationArguments(authorization: RestAuthorization, authorizers: readonly RestAuthorizer[]) {
  const asked = withoutKey(authorization);
  return {
    authorization: asked.kind,
    apiKeyRequired: authorization.kind === "API_KEY",
    authorizerId:
      "name" in asked ? authorizers.find(({ name }) => name === asked.name)?.authorizerId : undefined,
    authorizationScopes: asked.kind === "COGNITO_USER_POOLS" && asked.scopes ? [...asked.scopes] : undefined,
  };
}

/** Arguments as Terraform reads them, known before an apply wherever they do not change. */
function contentOf(
  resource: { interpolationForAttribute(name: string): IResolvable },
  names: readonly string[],
): IResolvable[] {
  return names.map((name) => resource.interpolationForAttribute(name));
}
