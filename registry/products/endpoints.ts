import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { IResolvable } from "cdktf";
import type { IConstruct } from "constructs";
import { AwsService, type Caller, VpcEndpoints } from "../../modules/endpoints";
import type { SubnetGroup } from "../../modules/network";
import type { Expression } from "../form/expression";
import type { Module } from "../form/module";

/**
 * The addresses of a construct `endpoints`, and of the rules for its caller.
 *
 * @param path of the caller's security group
 * @param caller what it is called in addresses
 */
export function endpointsAddresses(path: string, caller: string): Record<string, string> {
  return {
    [path]: caller,
    "endpoints/interface": "interface",
    "endpoints/gateway": "gateway",
    "endpoints/security-group": "endpoints",
    [`endpoints/security-group/from_${path.replaceAll("/", "_")}_port`]: `endpoints_from_${caller}`,
    [`${path}/to_endpoints_security-group_port`]: `${caller}_to_endpoints`,
    [`${path}/to_gateway_443`]: `${caller}_to_gateway`,
  };
}

/** Ports of services that do not answer on 443 alone. */
const OTHER_PORTS = Object.fromEntries(
  Object.values(AwsService)
    .filter((service): service is AwsService => typeof service === "object")
    .filter(({ ports }) => ports.join() !== "443")
    .map(({ suffix, ports }) => [suffix, ports]),
);

/** Makes the endpoints of services that only Terraform knows, and leads a caller to them. */
export function endpointsOf(
  module: Module,
  props: {
    readonly name: string;
    readonly subnets: SubnetGroup;
    readonly allowSingleZone: IResolvable;
    readonly caller: Caller;
    /** Sets of suffixes. */
    readonly interfaces: Expression;
    readonly gateways: Expression;
    readonly tags: Readonly<Record<string, string>>;
  },
): VpcEndpoints {
  const { name, subnets, caller, interfaces, gateways, tags } = props;
  const endpoints = new VpcEndpoints(module.stack, "endpoints", {
    name,
    subnets,
    allowSingleZone: props.allowSingleZone,
    // Whoever is let in is a caller.
    alsoAdmit: [],
    policies: "none",
    tags,
  });
  const ports = `flatten([for service in ${interfaces.text} : lookup(${inHcl(OTHER_PORTS)}, service, [443])])`;
  const portsByName = module.expression(`{ for port in distinct(${ports}) : tostring(port) => port }`);
  const nothing = { actions: [], resources: [] };
  endpoints.admit(caller, {
    ...nothing,
    service: {
      suffix: module.oneOf("service", interfaces).key.string,
      kinds: ["Interface"],
      privateDns: true,
      ports: [module.oneOf("port", portsByName).value.number],
      actionPrefixes: [],
    },
  });
  endpoints.admit(caller, {
    ...nothing,
    service: {
      suffix: module.oneOf("gateway", gateways).key.string,
      kinds: ["Gateway"],
      privateDns: false,
      ports: [443],
      actionPrefixes: [],
    },
  });
  // Ports are those of the table above.
  const isRule = (one: IConstruct) =>
    one instanceof VpcSecurityGroupIngressRule || one instanceof VpcSecurityGroupEgressRule;
  module.settle(...module.stack.node.findAll().filter(isRule));
  return endpoints;
}

/** Declares what is known of endpoints. */
export function endpointsOutputs(module: Module, endpoints: VpcEndpoints): void {
  const byService = (resource: string, attribute: string) =>
    module.expression(
      `{ for service, endpoint in aws_vpc_endpoint.${resource} : service => endpoint.${attribute} }`,
    ).boolean;
  module.output("interface_endpoint_ids", {
    value: byService("interface", "id"),
    description: "Ids of the interface endpoints, by service",
  });
  module.output("gateway_endpoint_ids", {
    value: byService("gateway", "id"),
    description: "Ids of the gateway endpoints, by service",
  });
  module.output("gateway_prefix_list_ids", {
    value: byService("gateway", "prefix_list_id"),
    description:
      "Addresses of the services behind gateway endpoints, as security groups name them, by service",
  });
  module.output("endpoints_security_group_id", {
    value: endpoints.securityGroup.securityGroupId,
    description: "Carried by every interface endpoint; it admits the callers and nobody else",
  });
}

function inHcl(ports: Readonly<Record<string, readonly number[]>>): string {
  const pairs = Object.entries(ports).map(
    ([service, each]) => `${JSON.stringify(service)} = ${JSON.stringify(each)}`,
  );
  return `{ ${pairs.join(", ")} }`;
}
