import { AwsService } from "../../modules/endpoints";
import { GATEWAY_SERVICES, interfaceServices } from "../../modules/endpoints/inspect-endpoints";
import type { Module } from "../form/module";

/** What the application may do in AWS, of which only Terraform knows how much there is. */
export interface Grants {
  /** A list of IAM statements. */
  readonly statements: string;
  readonly any: string;
  /** Lists of the services that need an endpoint of each kind. */
  readonly interfaces: string;
  readonly gateways: string;
}

/** Declares what the application may do in AWS. */
export function grantsVariable(module: Module): Grants {
  const { text } = module.variable("grants", {
    type: "map(object({ service = string, actions = list(string), resources = list(string) }))",
    description:
      "What the application may do in AWS, by any name: the service by what follows the Region in its endpoint's service name, like `dynamodb`, its IAM actions, and the ARNs. " +
      "The service gets an endpoint, and the task's role the permission.",
    default: {},
    validations: [
      {
        condition: `\${alltrue(flatten([for grant in values(var.grants) : [for action in grant.actions : contains(lookup(${prefixesInHcl()}, grant.service, [split(".", grant.service)[0]]), split(":", action)[0])]]))}`,
        error_message:
          "grants: an action is of another service than its grant. Allowed: actions of the grant's own service. " +
          "Fix: grant each service's actions with that service, so that the network leads there.",
      },
      {
        condition:
          "${alltrue([for grant in values(var.grants) : length(grant.actions) > 0 && length(grant.resources) > 0])}",
        error_message:
          'grants: actions or resources is an empty list. Allowed: at least one. Fix: name the actions, like s3:GetObject, and the ARNs, or "*" for actions that know none.',
      },
    ],
  });
  const services = `[for grant in values(${text}) : grant.service]`;
  const gatewayServices = JSON.stringify(GATEWAY_SERVICES);
  const interfaces = `[for service in ${services} : service if !contains(${gatewayServices}, service)]`;
  module.require("grants", module.expression(interfaces).list, interfaceServices);
  return {
    statements: `[for grant in values(${text}) : { Effect = "Allow", Action = sort(grant.actions), Resource = grant.resources }]`,
    any: `length(${text}) > 0`,
    interfaces,
    gateways: `[for service in ${services} : service if contains(${gatewayServices}, service)]`,
  };
}

/** What actions begin with, of services whose suffix does not tell. */
function prefixesInHcl(): string {
  const others = Object.values(AwsService)
    .filter((service): service is AwsService => typeof service === "object")
    .filter(({ suffix, actionPrefixes }) => actionPrefixes.join() !== suffix.split(".", 1).join());
  const pairs = others.map(({ suffix, actionPrefixes }) => `"${suffix}" = ${JSON.stringify(actionPrefixes)}`);
  return `{ ${pairs.join(", ")} }`;
}
