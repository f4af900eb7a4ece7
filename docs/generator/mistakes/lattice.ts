import type { TerraformStack } from "cdktf";
import { DatabaseInstance, DatabaseTarget } from "../../../modules/database";
import {
  ResourceGateway,
  ResourceGatewayChain,
  ResourceShare,
  SharePrincipal,
} from "../../../modules/lattice";
import { group, type Mistakes, vpc } from "./mistake";

const target = (stack: TerraformStack, network = vpc("database")) =>
  DatabaseTarget.rdsInstance(
    DatabaseInstance.fromAttributes({
      databaseArn: "arn:aws:rds:eu-central-1:111122223333:db:orders",
      hostName: "orders.c0example.eu-central-1.rds.amazonaws.com",
      port: 3306,
      network,
      securityGroup: group(stack, "database", network),
    }),
  );

/** A chain in which everything is right but the clients' VPC. */
function chain(stack: TerraformStack, clientVpc: ReturnType<typeof vpc>) {
  const network = vpc("database");
  new ResourceGatewayChain(stack, "chain", {
    name: "orders",
    database: target(stack, network),
    gateway: { subnets: network.subnetGroup("main") },
    clients: {
      subnets: clientVpc.subnetGroup("main"),
      securityGroups: [group(stack, "application", clientVpc)],
    },
  });
}

export const LATTICE_MISTAKES: Mistakes = {
  "One subnet, in a zone without VPC Lattice": (stack) =>
    new ResourceGateway(stack, "gateway", {
      name: "orders",
      subnets: vpc("database", {
        region: "us-east-1",
        subnetGroups: { main: [{ subnetId: "subnet-1", zone: "use1-az3" }] },
      }).subnetGroup("main"),
    }),
  "Subnets that are too small for a gateway": (stack) =>
    new ResourceGateway(stack, "gateway", {
      name: "orders",
      subnets: vpc("database", {
        subnetGroups: {
          main: ["euc1-az1", "euc1-az3"].map((zone, index) => ({
            subnetId: `subnet-${zone}`,
            zone,
            cidrBlock: `10.0.${index}.0/28`,
          })),
        },
      }).subnetGroup("main"),
    }),
  "Clients in the gateway's own VPC": (stack) => chain(stack, vpc("database")),
  "Private DNS in a VPC without DNS host names": (stack) =>
    chain(stack, vpc("clients", { dnsHostnames: false })),
  "A share with an IAM role": (stack) =>
    new ResourceShare(stack, "share", {
      name: "orders",
      share: [
        {
          resourceConfigurationArn:
            "arn:aws:vpc-lattice:eu-central-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0",
        },
      ],
      principals: [SharePrincipal.account("arn:aws:iam::444455556666:role/application")],
    }),
};
