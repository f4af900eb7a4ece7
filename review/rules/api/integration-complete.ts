import type { Entry } from "../../api/entry";
import { LINK_V2 } from "../../api/types";
import { Unknown } from "../../graph/value";
import { flagArgument, isSet, textOf } from "../../load-balancer/argument";
import { isResource, nameOf } from "../../network/look-up";
import { broken, type Judgement, type Objection, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";
import type { IntegrationWay } from "./integration-way";
import { merged } from "./merged";

/** https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html */
export const integrationComplete: Rule<IntegrationWay> = {
  id: "API-12",
  title: "The integration goes over a VPC link to a load balancer",
  check: ({ entries }) => merged(entries.filter(({ by }) => by === "uri").flatMap(judge)),
};

function judge({ integration, target }: Entry): Judgement[] {
  const { at, label, link } = integration;
  const said: Judgement[] = [];
  const object = (words: Pick<Objection, "found" | "needed" | "why" | "fix">) =>
    said.push(broken({ at, ...words }));
  const type = textOf(integration.type, `type of ${label}`);
  if (typeof type === "string" && !/^http(_proxy)?$/i.test(type)) {
    object({
      found: `${label} has type ${type}`,
      needed: "type HTTP_PROXY or HTTP",
      why: "Only an HTTP integration goes over a VPC link.",
      fix: 'type = "HTTP_PROXY"',
    });
  }
  // Whether an OpenAPI body without it takes that of the operation is not documented.
  if (!isSet(integration.method) && at !== integration.api) {
    object({
      found: `${label} has no method with which the backend is called`,
      needed: "integration_http_method",
      why: "AWS refuses an HTTP integration without the method of the backend.",
      fix: 'integration_http_method = "ANY"',
    });
  }
  said.push(...judgeLink({ integration, target }));
  const isV2 = isResource(link) && link.type === LINK_V2;
  if (isV2 && at.type === "aws_api_gateway_integration" && !isSet(integration.target)) {
    object({
      found: `${label} goes over ${link.address} and has no integration_target`,
      needed: "the load balancer in integration_target",
      why: "A VPC link V2 has no target of its own, so each integration of a REST API names its load balancer.",
      fix: `integration_target = ${isResource(target) ? target.address : "aws_lb.example"}.arn`,
    });
  }
  return said;
}

function judgeLink({ integration, target }: Pick<Entry, "integration" | "target">): Judgement[] {
  const { at, label, link } = integration;
  const connection = textOf(integration.connectionType, `connection_type of ${label}`);
  const words = {
    at,
    needed: 'connection_type = "VPC_LINK" and the id of a VPC link in connection_id',
    why: "Without a VPC link API Gateway calls over the internet, from which a private load balancer cannot be reached.",
    fix: `connection_type = "VPC_LINK"\nconnection_id   = ${isResource(link) ? link.address : "aws_api_gateway_vpc_link.example"}.id`,
  };
  if (connection instanceof Unknown) return [unknown({ ...words, found: connection.reason })];
  if (connection === "VPC_LINK") {
    if (link === undefined)
      return [broken({ ...words, found: `${label} has connection_type VPC_LINK and no connection_id` })];
    if (link instanceof Unknown)
      return [unknown({ ...words, found: `the VPC link of ${label} is not known: ${link.reason}` })];
    return [proven(`${label} goes over ${nameOf(link)}`)];
  }
  const found = `${label} has ${connection === undefined ? "no connection_type, which means INTERNET" : `connection_type ${connection}`}`;
  const isPrivate = isResource(target) && flagArgument(target, "internal") === true;
  return [
    isPrivate
      ? broken({ ...words, found: `${found}, and ${target.address} is internal` })
      : unknown({ ...words, found }),
  ];
}
