import { ClientSide, ResourceShareAccepter } from "../../modules/lattice";
import type { Product } from "../form/product";
import { CLIENT_SIDE_ADDRESSES, clientSideOutputs, clientsProps } from "./client-side";
import { nameVariable, tagsVariable } from "./common-variables";
import { regionOf, vpcWithDnsVariable } from "./network-variables";

export const resourceEndpoint: Product = {
  name: "resource-endpoint",
  summary:
    "Leads clients in a VPC to a database of another VPC or account through a VPC endpoint of type Resource",
  addresses: { ...CLIENT_SIDE_ADDRESSES, region: "current", share: "this", "share/configuration": "shared" },
  build(module) {
    const region = regionOf(module);
    const name = nameVariable(
      module,
      "Value of the `Name` tags, and beginning of the security group's name.",
    );
    const arn = module.variable("resource_configuration_arn", {
      type: "string",
      description:
        "What to reach: a resource configuration of this account, or one that another account shares.",
    });
    const port = module.variable("port", { type: "number", description: "TCP port of the database." });
    const network = vpcWithDnsVariable(module, "vpc", "that the clients are in", region);
    const shareArn = module.variable("resource_share_arn", {
      type: "string",
      description:
        "ARN of the share to accept, of an account outside the organization. Within an organization with RAM sharing on there is no invitation, and accepting fails.",
      default: null,
    });
    const accept = module.variable("accept_resource_share", {
      type: "bool",
      description: "Whether `resource_share_arn` is accepted here, before the endpoint is made.",
      default: false,
    });
    const tags = tagsVariable(module);
    const accepter = new ResourceShareAccepter(module.stack, "share", {
      resourceShareArn: shareArn.string,
      region,
    });
    module.onlyIf(accepter, accept);
    const side = new ClientSide(module.stack, "client-side", {
      ...clientsProps(module, network),
      name,
      configuration: accepter.resourceConfiguration("configuration", arn.string),
      port: port.number,
      tags,
    });
    clientSideOutputs(module, side);
  },
};
