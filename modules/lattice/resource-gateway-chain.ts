import { Construct } from "constructs";
import { ClientSide, type Clients } from "./client-side";
import { DatabaseSide, type DatabaseSideProps } from "./database-side";

/** A chain in one account: a database, where its gateway goes, and who its clients are. */
export interface ResourceGatewayChainProps extends DatabaseSideProps {
  /** Clients in another VPC of the same account and Region. */
  readonly clients: Clients;
}

/**
 * A private path from clients in one VPC to a database in another: clients -> endpoint -> resource gateway -> database, with
 * no load balancer, no function and no route between the two VPCs. A failover that changes the database's address needs
 * nothing, since the resource configuration names the database and not its address.
 *
 * All four security-group links are written: client egress, endpoint ingress, gateway egress, database ingress.
 */
export class ResourceGatewayChain extends Construct {
  /** Gateway, configuration and rules in the database's VPC. */
  readonly databaseSide: DatabaseSide;
  /** Endpoint and rules in the clients' VPC. */
  readonly clientSide: ClientSide;
  /** The name to connect to: see `ClientSide.connectName`. */
  readonly connectName: string;
  /** The TCP port to connect to. */
  readonly port: number;
  private readonly common: Pick<DatabaseSideProps, "name" | "tags">;

  /** @throws Refusal for whatever its two halves refuse */
  constructor(scope: Construct, id: string, props: ResourceGatewayChainProps) {
    super(scope, id);
    const { clients, ...databaseSideProps } = props;
    this.common = { name: props.name, tags: props.tags };
    this.databaseSide = new DatabaseSide(this, "database-side", databaseSideProps);
    this.clientSide = this.addClients("client-side", clients);
    this.connectName = this.clientSide.connectName;
    this.port = this.databaseSide.port;
  }

  /**
   * Leads clients of one more VPC to the same database.
   *
   * @param id construct id of their half
   */
  addClients(id: string, clients: Clients): ClientSide {
    const { configuration, port, hostName } = this.databaseSide;
    const { name, tags } = this.common;
    return new ClientSide(this, id, {
      ...clients,
      name: `${name}-${id}`,
      tags,
      configuration,
      port,
      hostName,
    });
  }
}
