import { routesTo } from "../../api/http-integrations";
import { Unknown } from "../../graph/value";
import { flagArgument, isSet } from "../../load-balancer/argument";
import { type Judgement, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";
import type { IntegrationWay } from "./integration-way";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html */
export const httpApiRouted: Rule<IntegrationWay> = {
  id: "API-15",
  title: "A route leads to the integration, and a stage makes it public",
  check: ({ api, entries }, graph) => {
    const said: Judgement[] = [];
    const lost = entries.filter(
      ({ integration }) => integration.at !== api && routesTo(graph, integration).length === 0,
    );
    for (const { integration } of lost.length === entries.length ? lost : []) {
      said.push(
        unknown({
          at: integration.at,
          found: `no route to ${integration.label} is in the files given`,
          needed: `aws_apigatewayv2_route with target "integrations/\${${integration.at.address}.id}"`,
          why: "Clients reach an integration only by a route.",
          fix: `resource "aws_apigatewayv2_route" "${integration.at.name}" {\n  api_id    = ${api.address}.id\n  route_key = "$default"\n  target    = "integrations/\${${integration.at.address}.id}"\n}`,
        }),
      );
    }
    const stages = graph.referring("aws_apigatewayv2_stage", "api_id", api).resources;
    const deployed = stages.filter((stage) => {
      const auto = flagArgument(stage, "auto_deploy");
      return auto === true || auto instanceof Unknown || isSet(stage.get("deployment_id"));
    });
    if (deployed.length > 0)
      return [...said, proven(`${deployed.map(({ address }) => address).join(", ")} deploys ${api.address}`)];
    const [stage] = stages;
    said.push(
      unknown({
        at: stage ?? api,
        found: stage
          ? `${stage.address} has neither auto_deploy nor a deployment`
          : `no stage of ${api.address} is in the files given`,
        needed: "aws_apigatewayv2_stage with auto_deploy = true",
        why: "Clients reach only what is deployed to a stage.",
        fix: stage
          ? "auto_deploy = true"
          : `resource "aws_apigatewayv2_stage" "default" {\n  api_id      = ${api.address}.id\n  name        = "$default"\n  auto_deploy = true\n}`,
      }),
    );
    return said;
  },
};
