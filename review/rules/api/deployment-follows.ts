import { DEPLOYMENT, STAGE } from "../../api/types";
import { resourcesIn } from "../../graph/references";
import { isSet } from "../../load-balancer/argument";
import { lookUp } from "../../network/look-up";
import { type Judgement, proven, unknown, warning } from "../../verdict";
import type { Rule } from "../rule";
import type { IntegrationWay } from "./integration-way";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html */
export const deploymentFollows: Rule<IntegrationWay> = {
  id: "API-04",
  title: "The API is deployed, and again when an integration changes",
  check: ({ api, entries, target, listener, link }, graph) => {
    const stages = graph.referring(STAGE, "rest_api_id", api);
    const deployments = graph.referring(DEPLOYMENT, "rest_api_id", api).resources;
    const named = stages.resources.map((stage) => lookUp(graph, stage.get("deployment_id"), DEPLOYMENT));
    if (
      deployments.length === 0 ||
      (stages.resources.length === 0 && deployments.every((one) => !isSet(one.get("stage_name"))))
    ) {
      return unknown({
        at: api,
        found:
          deployments.length === 0
            ? `no deployment of ${api.address} is in the files given`
            : `no stage of ${api.address} is in the files given`,
        needed: "aws_api_gateway_deployment, and aws_api_gateway_stage with it",
        why: "Clients reach only what is deployed to a stage.",
        fix: `resource "aws_api_gateway_stage" "${api.name}" {\n  rest_api_id   = ${api.address}.id\n  deployment_id = aws_api_gateway_deployment.${api.name}.id\n  stage_name    = "live"\n}`,
      });
    }
    const used = deployments.filter((one) => named.length === 0 || named.includes(one));
    const passed = new Set([
      api,
      target,
      listener,
      link,
      ...entries.flatMap(({ integration }) => integration.parts),
    ]);
    return used.map((deployment): Judgement => {
      const values = ["triggers", "variables", "stage_description", "description"].map((name) =>
        deployment.get(name),
      );
      const words = {
        at: deployment,
        needed: "triggers that change whenever an integration does",
        why: "A deployment is a copy of the API at the time when it is made. Without a trigger that changes, a later change of an integration reaches no client.",
        fix: `triggers = {\n  redeployment = sha1(jsonencode([${[...new Set(entries.map(({ integration }) => integration.at.address))].slice(0, 5).join(", ")}]))\n}\nlifecycle { create_before_destroy = true }`,
      };
      if (!values.some(isSet)) return warning({ ...words, found: `${deployment.address} has no triggers` });
      const made = values.flatMap(resourcesIn);
      if (made.length === 0 || made.some((one) => passed.has(one)))
        return proven(`${deployment.address} is made again when the API changes`);
      const names = [...new Set(made.map(({ address }) => address))].slice(0, 3).join(", ");
      return warning({ ...words, found: `${deployment.address} is made again only when ${names} changes` });
    });
  },
};
