import { ResourceGatewayChain } from "../../modules/lattice";
import type { Product } from "../form/product";
import { CLIENT_SIDE_ADDRESSES, clientSideOutputs, clientsProps } from "./client-side";
import { gatewayNameVariable, tagsVariable } from "./common-variables";
import { DATABASE_SIDE_ADDRESSES, databaseSideOutputs, databaseSideProps } from "./database-side";
import { regionOf, vpcVariable, vpcWithDnsVariable } from "./network-variables";

export const rdsPrivateLink: Product = {
  name: "rds-private-link",
  summary:
    "Leads clients in one VPC to an RDS or Aurora database in another VPC of the account, through AWS PrivateLink and a VPC Lattice resource gateway",
  addresses: { ...inChain({ ...DATABASE_SIDE_ADDRESSES, ...CLIENT_SIDE_ADDRESSES }), region: "current" },
  build(module) {
    const region = regionOf(module);
    const name = gatewayNameVariable(module);
    const databaseNetwork = vpcVariable(module, "database_vpc", "that the database is in", region);
    const clientNetwork = vpcWithDnsVariable(
      module,
      "client_vpc",
      "that the clients are in, another one",
      region,
    );
    const tags = tagsVariable(module);
    const chain = new ResourceGatewayChain(module.stack, "chain", {
      ...databaseSideProps(module, {
        name,
        network: databaseNetwork,
        tags,
      }),
      clients: clientsProps(module, clientNetwork),
    });
    clientSideOutputs(module, chain.clientSide);
    databaseSideOutputs(module, chain.databaseSide);
  },
};

/** The two halves stand below the chain, and rules and associations are named after them. */
function inChain(addresses: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(addresses).map(([path, name]) => [
      path
        .replace(/^(?=(?:database|client)-side)/, "chain/")
        .replace(/_(?=(?:database|client)-side_)/, "_chain_")
        .replace("resource_database-side", "resource_chain-database-side"),
      name,
    ]),
  );
}
