import { gatewayServices, interfaceServices } from "../../modules/endpoints/inspect-endpoints";
import { SubnetGroup } from "../../modules/network";
import { atLeastOneClient, SecurityGroup } from "../../modules/security";
import type { Product } from "../form/product";
import { nameVariable, singleZoneVariable, tagsVariable } from "./common-variables";
import { endpointsAddresses, endpointsOf, endpointsOutputs } from "./endpoints";
import { regionOf, subnetsVariable, vpcWithDnsVariable } from "./network-variables";

export const privateEcsEndpoints: Product = {
  name: "private-ecs-endpoints",
  summary:
    "Leads what runs in subnets without internet, like tasks of ECS, to AWS services through VPC endpoints",
  addresses: { ...endpointsAddresses("client", "client"), region: "current" },
  build(module) {
    const region = regionOf(module);
    const name = nameVariable(module, "Beginning of the `Name` tags, and of the security group's name.");
    const network = vpcWithDnsVariable(module, "vpc", "that gets the endpoints", region);
    const subnets = subnetsVariable(module, "endpoint_subnets", network, "Where the interface endpoints are");
    const allowSingleZone = singleZoneVariable(module);
    const routeTables = module.variable("route_table_ids", {
      type: "list(string)",
      description:
        "Route tables of all subnets that call S3 or DynamoDB: a gateway endpoint is a route in each of them.",
      default: [],
    });
    const interfaces = module.variable("interface_services", {
      type: "set(string)",
      description:
        "Services with an interface endpoint, each by what follows the Region in the endpoint's service name, like `ecr.api`. " +
        "The default is what ECS needs to pull images and send logs; add `secretsmanager` or `ssm` for secrets, `ssmmessages` for ECS Exec.",
      default: ["ecr.api", "ecr.dkr", "logs"],
    });
    module.require(
      "interface_services",
      module.expression(`tolist(${interfaces.text})`).list,
      interfaceServices,
    );
    const gateways = module.variable("gateway_services", {
      type: "set(string)",
      description:
        "Services with a gateway endpoint, free of charge: `s3`, where layers of images are, and `dynamodb`.",
      default: ["s3"],
    });
    module.require("gateway_services", module.expression(`tolist(${gateways.text})`).list, gatewayServices);
    const clients = module.variable("client_security_groups", {
      type: "map(string)",
      description:
        "Ids of the security groups that callers carry, by any name. Names are a part of addresses. " +
        "Private DNS leads the whole VPC to the interface endpoints: who is not named here is shut out.",
    });
    module.require(
      "client_security_groups",
      module.expression(`keys(${clients.text})`).list,
      atLeastOneClient,
    );
    const tags = tagsVariable(module);
    const endpoints = endpointsOf(module, {
      name,
      subnets,
      allowSingleZone,
      interfaces,
      gateways,
      caller: {
        securityGroup: SecurityGroup.fromAttributes(module.stack, "client", {
          securityGroupId: module.oneOf("client", clients).value.string,
          network,
        }),
        subnets: SubnetGroup.ofIds(network, [], { routeTableIds: routeTables.list }),
      },
      tags,
    });
    endpointsOutputs(module, endpoints);
  },
};
