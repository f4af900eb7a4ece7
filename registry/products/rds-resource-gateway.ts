import { DatabaseSide } from "../../modules/lattice";
import type { Product } from "../form/product";
import { gatewayNameVariable, tagsVariable } from "./common-variables";
import { DATABASE_SIDE_ADDRESSES, databaseSideOutputs, databaseSideProps } from "./database-side";
import { regionOf, vpcVariable } from "./network-variables";

export const rdsResourceGateway: Product = {
  name: "rds-resource-gateway",
  summary:
    "Offers an RDS or Aurora database to other VPCs and accounts through a VPC Lattice resource gateway",
  addresses: { ...DATABASE_SIDE_ADDRESSES, region: "current" },
  build(module) {
    const region = regionOf(module);
    const name = gatewayNameVariable(module);
    const network = vpcVariable(module, "vpc", "that the database is in", region);
    const tags = tagsVariable(module);
    const props = databaseSideProps(module, { name, network, tags });
    databaseSideOutputs(module, new DatabaseSide(module.stack, "database-side", props));
  },
};
