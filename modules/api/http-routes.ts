import type { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { Construct } from "constructs";
import type { HttpAuthorization } from "./authorization";
import type { HttpRoute } from "./http-api-props";
import type { HttpAuthorizer } from "./http-authorizer";
import { partId, pathParts } from "./route";

export interface HttpRoutesProps {
  readonly api: Apigatewayv2Api;
  readonly integrationId: string;
  /** Every request, if undefined. */
  readonly routes: readonly HttpRoute[] | undefined;
  /** Of routes that say nothing else. */
  readonly authorization: HttpAuthorization;
  readonly authorizers: readonly HttpAuthorizer[];
}

/** The routes of an HTTP API, all to one integration. */
export class HttpRoutes extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: HttpRoutesProps,
  ) {
    super(scope, id);
    const { routes, authorization } = props;
    if (!routes) this.makeRoute(this, "default", "$default", authorization);
    for (const { path, method, authorization: own } of routes ?? []) {
      let place: Construct = this;
      for (const part of pathParts(path).map(partId)) {
        place = (place.node.tryFindChild(part) as Construct | undefined) ?? new Construct(place, part);
      }
      this.makeRoute(place, method, `${method} ${path}`, own ?? authorization);
    }
  }

  private makeRoute(place: Construct, id: string, routeKey: string, authorization: HttpAuthorization): void {
    const { api, integrationId, authorizers } = this.props;
    const authorizer =
      "name" in authorization ? authorizers.find(({ name }) => name === authorization.name) : undefined;
    new Apigatewayv2Route(place, id, {
      apiId: api.id,
      routeKey,
      target: `integrations/${integrationId}`,
      authorizationType: authorization.kind,
      authorizerId: authorizer?.authorizerId,
      authorizationScopes:
        authorization.kind === "JWT" && authorization.scopes ? [...authorization.scopes] : undefined,
    });
  }
}
