import { DatabaseInstance, type IDatabase } from "../../../modules/database";
import { type INetwork, PrivateNetwork, type SubnetGroup } from "../../../modules/network";
import { type ISecurityGroup, SecurityGroup } from "../../../modules/security";
import type { TestStack } from "../../synthesis";

/** What a module is put into: two networks, a database in one and the groups of clients in the other. */
export interface Surroundings {
  readonly database: IDatabase & { readonly securityGroup: ISecurityGroup };
  readonly gatewaySubnets: SubnetGroup;
  readonly endpointSubnets: SubnetGroup;
  readonly clients: Readonly<Record<string, ISecurityGroup>>;
}

const REGION = "eu-central-1";
const ZONES = ["euc1-az1", "euc1-az3"];
const CLIENTS = ["api", "worker"];

/** Of which every value is known, since all exists already. */
export function existingSurroundings(stack: TestStack, id: string): Surroundings {
  const existing = (name: string): INetwork =>
    PrivateNetwork.fromAttributes({
      vpcId: `vpc-${name}`,
      region: REGION,
      dnsSupport: true,
      dnsHostnames: true,
      subnetGroups: {
        main: ZONES.map((zone) => ({
          subnetId: `subnet-${name}-${zone}`,
          zone,
          cidrBlock: "10.0.0.0/26",
          routeTableId: `rtb-${name}-${zone}`,
        })),
      },
    });
  const [databaseNetwork, clientNetwork] = [existing(`${id}-database`), existing(`${id}-clients`)];
  const group = (name: string, network: INetwork) =>
    SecurityGroup.fromAttributes(stack, `${id}-${name}`, { securityGroupId: `sg-${id}-${name}`, network });
  const database = DatabaseInstance.fromAttributes({
    databaseArn: `arn:aws:rds:${REGION}:111122223333:db:${id}`,
    hostName: `${id}.abcdefghijkl.${REGION}.rds.amazonaws.com`,
    port: 3306,
    network: databaseNetwork,
    securityGroup: group("database", databaseNetwork),
  });
  return {
    database,
    gatewaySubnets: databaseNetwork.subnetGroup("main"),
    endpointSubnets: clientNetwork.subnetGroup("main"),
    clients: Object.fromEntries(CLIENTS.map((name) => [name, group(name, clientNetwork)])),
  };
}

/** That are made in the same plan, so that the review sees both ends. */
export function newSurroundings(stack: TestStack, id: string): Surroundings {
  const made = (name: string, cidrBlock: string, groups: readonly string[]) =>
    new PrivateNetwork(stack, `${id}-${name}`, {
      name: `${id}-${name}`,
      region: REGION,
      zones: ZONES,
      cidrBlock,
      subnetGroups: groups.map((group) => ({ name: group, prefixLength: 26 })),
    });
  const databaseNetwork = made("database-network", "10.10.0.0/20", ["database", "gateway"]);
  const clientNetwork = made("client-network", "10.20.0.0/20", ["endpoint"]);
  const database = new DatabaseInstance(stack, `${id}-database`, {
    name: id,
    subnets: databaseNetwork.subnetGroup("database"),
    engine: "mysql",
    engineVersion: "8.4.5",
    instanceClass: "db.m7g.large",
  });
  const client = (name: string) =>
    new SecurityGroup(stack, `${id}-${name}`, { network: clientNetwork, description: `Clients ${name}` });
  return {
    database,
    gatewaySubnets: databaseNetwork.subnetGroup("gateway"),
    endpointSubnets: clientNetwork.subnetGroup("endpoint"),
    clients: Object.fromEntries(CLIENTS.map((name) => [name, client(name)])),
  };
}
