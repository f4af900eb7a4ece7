import { Annotations, conditional, Fn, type IResolvable, Token } from "cdktf";
import { Construct } from "constructs";
import { Inspection } from "../refusal";
import { allowConnection, type ISecurityGroup } from "../security";
import { inspectClients, type PlacementProps } from "./placement";
import type { PrivateDnsPreference } from "./private-dns-preference";
import { PrivateName } from "./private-name";
import { hasPrivateDns, type IResourceConfiguration } from "./resource-configuration";
import { ResourceEndpoint } from "./resource-endpoint";

/** Where the clients of a database are. */
export interface Clients extends PlacementProps {
  /** The clients: security groups of the VPC that the subnets are in. */
  readonly securityGroups: readonly ISecurityGroup[];
  /**
   * Whether clients keep the database's own name, which its TLS certificate has. The VPC must have DNS support and DNS hostnames on.
   *
   * @default true; for a resource without a name of its own, false
   */
  readonly privateDns?: boolean | IResolvable;
  /**
   * For which custom domain names AWS makes private DNS. Needs bindings of hashicorp/aws 6.28.0 or later.
   *
   * @default AWS's own: names that their owners have verified
   */
  readonly privateDnsPreference?: PrivateDnsPreference;
}

export interface ClientSideProps extends Clients {
  /** Value of the `Name` tags. */
  readonly name: string;
  /** What to reach: of this account, or shared by another. */
  readonly configuration: IResourceConfiguration;
  /** The database's TCP port. */
  readonly port: number;
  /**
   * The database's own name.
   *
   * @default its custom domain name; without one the name in the endpoint's private DNS, if there is exactly one
   */
  readonly hostName?: string;
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

/** The clients' half of a chain: endpoint, the security-group link from the clients to it, and the name that they use. */
export class ClientSide extends Construct {
  /** The endpoint of type Resource. */
  readonly endpoint: ResourceEndpoint;
  /**
   * The name to connect to, read from the endpoint's associations: the database's own name with private DNS on, otherwise
   * the one that AWS made. Null until AWS has filled the associations; refresh to see it. Null for good if the database has
   * several names, as a shared Aurora cluster has, and `hostName` does not say which.
   */
  readonly connectName: string;

  /** @throws Refusal for no client, a client of another VPC, and whatever `ResourceEndpoint` refuses */
  constructor(scope: Construct, id: string, props: ClientSideProps) {
    super(scope, id);
    const { name, configuration, port, subnets, securityGroups, privateDns, privateDnsPreference } = props;
    const hostName = props.hostName ?? configuration.customDomain?.name;
    const inspection = new Inspection(this);
    inspectClients(inspection, "securityGroups", securityGroups, subnets.network);
    inspection.conclude();

    const awsMakesPrivateDns = hasPrivateDns(configuration, privateDnsPreference);
    this.endpoint = new ResourceEndpoint(this, "endpoint", {
      name,
      configuration,
      subnets,
      allowSingleZone: props.allowSingleZone,
      ipAddressType: props.ipAddressType,
      privateDns: awsMakesPrivateDns && (privateDns ?? true),
      privateDnsPreference,
      tags: props.tags,
    });
    for (const from of securityGroups) {
      for (const to of this.endpoint.securityGroups) allowConnection({ from, to, port });
    }
    const { associations } = this.endpoint;
    const withPrivateDns = () =>
      hostName === undefined ? associations.privateDnsName : ifListed(hostName, associations.privateDnsNames);
    const without = () => (hostName === undefined ? associations.dnsName : associations.dnsNameOf(hostName));
    if (Token.isUnresolved(this.endpoint.privateDns)) {
      this.connectName = Token.asString(conditional(this.endpoint.privateDns, withPrivateDns(), without()));
    } else if (this.endpoint.privateDns) {
      this.connectName = withPrivateDns();
    } else if (hostName !== undefined && !awsMakesPrivateDns && privateDns !== false) {
      new PrivateName(this, "private-name", { hostName, network: subnets.network, endpoint: associations });
      this.connectName = hostName;
    } else {
      this.connectName = without();
    }
    if (awsMakesPrivateDns && privateDns === false) {
      Annotations.of(this).addWarning(
        "Without private DNS clients connect to a name that is not in the database's TLS certificate: those that verify the host name will refuse.",
      );
    }
  }
}

/** An Aurora cluster has several names: the one that was asked for, once AWS lists it. */
function ifListed(hostName: string, names: string[]): string {
  return Token.asString(conditional(Fn.contains(names, hostName), hostName, Token.nullValue()));
}
