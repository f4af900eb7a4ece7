import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpclatticeResourceConfiguration } from "@cdktf/provider-aws/lib/vpclattice-resource-configuration";
import { VpclatticeResourceGateway } from "@cdktf/provider-aws/lib/vpclattice-resource-gateway";
import { ResourceGatewayChain } from "../../modules/lattice";
import { moduleFiles } from "../../registry/form/module-files";
import { rdsPrivateLink } from "../../registry/products/rds-private-link";
import { existingGroup, existingTarget, network } from "../lattice/fixtures";
import { type Arguments, type ResourceType, resources, synthesize } from "../synthesis";

const { main, variables } = moduleFiles(rdsPrivateLink);

const json = synthesize((stack) => {
  const databaseNetwork = network("database");
  const clientNetwork = network("clients");
  new ResourceGatewayChain(stack, "chain", {
    name: "orders",
    database: existingTarget(stack, databaseNetwork),
    gateway: { subnets: databaseNetwork.subnetGroup("main") },
    clients: {
      subnets: clientNetwork.subnetGroup("main"),
      securityGroups: [existingGroup(stack, "application", clientNetwork)],
    },
  });
});

const ofConstruct = (type: ResourceType) => Object.values(resources(json, type))[0] as Arguments;
const ofModule = ({ tfResourceType }: ResourceType) =>
  Object.values(main.resource?.[tfResourceType] ?? {})[0] as Arguments;

/** What the module's argument becomes if its variable is left out. */
const withDefaults = (text: string) =>
  text.replace(/^\$\{(?:(upper)\()?var\.(\w+)\)?\}$/, (_, upper: string | undefined, name: string) => {
    const value = String(variables[name]?.default);
    return upper ? value.toUpperCase() : value;
  });

describe("what is left out is what the construct makes of what is left out", () => {
  it.each<[string, ResourceType, string]>([
    ["the retention of the log group", CloudwatchLogGroup, "retention_in_days"],
    ["private DNS", VpcEndpoint, "private_dns_enabled"],
    ["the gateway's address type", VpclatticeResourceGateway, "ip_address_type"],
    [
      "whether service networks take it in",
      VpclatticeResourceConfiguration,
      "allow_association_to_shareable_service_network",
    ],
  ])("%s", (_, type, argument) => {
    const constructs = ofConstruct(type)[argument];
    expect(constructs).toBeDefined();
    expect(ofModule(type)[argument]).toMatch(/^\$\{/);
    expect(withDefaults(ofModule(type)[argument])).toBe(String(constructs));
  });
});
