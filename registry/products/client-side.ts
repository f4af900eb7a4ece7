import type { ClientSide, Clients, IpAddressType } from "../../modules/lattice";
import type { INetwork } from "../../modules/network";
import { atLeastOneClient, SecurityGroup } from "../../modules/security";
import type { Module } from "../form/module";
import { singleZoneVariable } from "./common-variables";
import { subnetsVariable } from "./network-variables";

/** The addresses of a construct `client-side`. */
export const CLIENT_SIDE_ADDRESSES = {
  client: "client",
  "client/to_client-side_endpoint_security-group_port": "client_to_endpoint",
  "client-side/endpoint": "this",
  "client-side/endpoint/placement": "endpoint_placement",
  "client-side/endpoint/security-group": "endpoint",
  "client-side/endpoint/security-group/from_client_port": "endpoint_from_client",
  "client-side/endpoint/associations": "this",
  "client-side/endpoint/associations/names-known": "endpoint_names_known",
};

/** Declares what the clients' half of a chain takes. */
export function clientsProps(module: Module, network: INetwork): Clients {
  const clients = module.variable("client_security_groups", {
    type: "map(string)",
    description:
      "Ids of the security groups that clients carry, by any name, like `{ application = aws_security_group.application.id }`. " +
      "Names are a part of addresses. Each group gets one egress rule, and the endpoint one ingress rule for it.",
  });
  module.require("client_security_groups", module.expression(`keys(${clients.text})`).list, atLeastOneClient);
  const subnets = subnetsVariable(module, "endpoint_subnets", network, "Where the endpoint is");
  const allowSingleZone = singleZoneVariable(module);
  const ipAddressType = module.variable("endpoint_ip_address_type", {
    type: "string",
    description: "The addresses of the endpoint: `ipv4`, `dualstack` or `ipv6`.",
    default: "ipv4",
  });
  const privateDns = module.variable("private_dns_enabled", {
    type: "bool",
    description:
      "Whether clients keep the database's own name, which its TLS certificate has. The VPC must have DNS support and DNS hostnames on.",
    default: true,
  });
  const client = SecurityGroup.fromAttributes(module.stack, "client", {
    securityGroupId: module.oneOf("client", clients).value.string,
    network,
  });
  return {
    subnets,
    allowSingleZone,
    ipAddressType: ipAddressType.string as IpAddressType,
    securityGroups: [client],
    privateDns: privateDns.boolean,
  };
}

/** Declares what is known of the clients' half. */
export function clientSideOutputs(module: Module, { connectName, endpoint }: ClientSide): void {
  module.output("connect_name", {
    value: connectName,
    description:
      "Host name for clients. Null until AWS has told it, which can take a moment after the endpoint is made: refresh to see it. " +
      "Null for good if the database has several names, as a shared Aurora cluster has: see private_dns_names",
  });
  module.output("private_dns_names", {
    value: endpoint.associations.privateDnsNames,
    description: "The database's own names, which lead to the endpoint within the VPC if private DNS is on",
  });
  module.output("dns_names", {
    value: endpoint.associations.dnsNames,
    description: "Names that AWS made, which resolve everywhere, to private addresses",
  });
  module.output("vpc_endpoint_id", { value: endpoint.vpcEndpointId, description: "Id of the endpoint" });
  module.output("endpoint_security_group_id", {
    value: endpoint.securityGroups[0]?.securityGroupId,
    description: "Carried by the endpoint; it admits the clients and nobody else",
  });
}
