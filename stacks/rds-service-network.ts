import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../environments";
import { AuroraCluster, DatabaseInstance, DatabaseTarget } from "../modules/database";
import {
  AccessLog,
  AccessLogGroup,
  DatabaseSide,
  ResourceGateway,
  ServiceNetwork,
  ServiceNetworkEndpoint,
} from "../modules/lattice";
import { SecurityGroup } from "../modules/security";
import { BaseStack } from "./base-stack";

/**
 * Two databases, MySQL and Aurora PostgreSQL, for two VPCs through one service network: each database and each VPC is associated once,
 * instead of an endpoint for every pair. One VPC is associated, the other uses an endpoint.
 */
export class RdsServiceNetworkStack extends BaseStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    const { name, region, cidrBlocks, deletionProtection, finalSnapshot } = environment;
    const protection = { deletionProtection, finalSnapshot };

    const network = this.privateNetwork("database-network", "databases", cidrBlocks.database, {
      database: 26,
      gateway: 26,
    });
    const orders = new DatabaseInstance(this, "orders-database", {
      name: `network-orders-${name}`,
      subnets: network.subnetGroup("database"),
      engine: "mysql",
      engineVersion: "8.4",
      instanceClass: "db.m7g.large",
      ...protection,
    });
    const ledger = new AuroraCluster(this, "ledger-database", {
      name: `network-ledger-${name}`,
      subnets: network.subnetGroup("database"),
      engine: "aurora-postgresql",
      engineVersion: "16.8",
      instanceClass: "db.r7g.large",
      ...protection,
    });

    // One gateway and one log for both: the service network logs every connection to its resources.
    const gateway = new ResourceGateway(this, "gateway", {
      name: `databases-${name}`,
      subnets: network.subnetGroup("gateway"),
    });
    const serviceNetwork = new ServiceNetwork(this, "service-network", { name: `databases-${name}` });
    for (const [key, target] of [
      ["orders", DatabaseTarget.rdsInstance(orders)],
      ["ledger", DatabaseTarget.auroraCluster(ledger)],
    ] as const) {
      const side = new DatabaseSide(this, key, {
        name: `network-${key}-${name}`,
        database: target,
        gateway,
        allowServiceNetworks: true,
        accessLogs: [],
      });
      serviceNetwork.addResource(`${key}-association`, side);
    }
    new AccessLog(this, "access-log", {
      of: serviceNetwork,
      to: new AccessLogGroup(this, "log-group", { name: `databases-${name}` }),
      region,
    });

    const sizes = { application: 25, endpoint: 26 };
    const applicationNetwork = this.privateNetwork("clients-network", "clients", cidrBlocks.clients, sizes);
    const analyticsNetwork = this.privateNetwork(
      "analytics-network",
      "analytics",
      cidrBlocks.analytics,
      sizes,
    );
    const application = new SecurityGroup(this, "application", {
      network: applicationNetwork,
      description: "Application in the associated VPC",
    });
    serviceNetwork.connect("clients-association", { network: applicationNetwork, clients: [application] });

    const analytics = new SecurityGroup(this, "analytics", {
      network: analyticsNetwork,
      description: "Analytics behind the endpoint",
    });
    const endpoint = new ServiceNetworkEndpoint(this, "analytics-endpoint", {
      name: "databases",
      serviceNetwork,
      subnets: analyticsNetwork.subnetGroup("endpoint"),
      clients: [analytics],
    });

    new TerraformOutput(this, "database-names", {
      value: [orders.hostName, ledger.hostName, ledger.readerHostName],
      description: "Names of the databases, the same for every client",
    });
    new TerraformOutput(this, "endpoint-names", {
      value: endpoint.associations.dnsNames,
      description: "Names that AWS made for the endpoint, for clients on premises",
    });
  }
}
