import { Fn, type IResolvable, Token } from "cdktf";

/** A VPC, made here (`PrivateNetwork`) or described (`PrivateNetwork.fromAttributes`). */
export interface INetwork {
  /** Id of the VPC. */
  readonly vpcId: string;
  /** Whether this app makes the VPC, or only describes it. */
  readonly origin: "made" | "described";
  /** AWS Region, like `eu-central-1`. */
  readonly region: string;
  /** IPv4 blocks of the VPC. */
  readonly cidrBlocks: readonly string[];
  /** Whether the VPC answers DNS questions (`enableDnsSupport`), if known. Private DNS of an endpoint needs it. */
  readonly dnsSupport: boolean | IResolvable | undefined;
  /** Whether the VPC gives DNS names (`enableDnsHostnames`), if known. Private DNS of an endpoint needs it. */
  readonly dnsHostnames: boolean | IResolvable | undefined;
  /**
   * @param name a group's name
   * @throws Error naming the groups there are, if there is none of this name
   */
  subnetGroup(name: string): SubnetGroup;
}

/** Which IP addresses a subnet gives. */
export type AddressFamily = "ipv4" | "dualstack" | "ipv6";

/** One subnet of a network. */
export interface Subnet {
  /** Id of the subnet. */
  readonly subnetId: string;
  /** Availability Zone id (`euc1-az1`, the better one: the same in every account) or name (`eu-central-1a`). */
  readonly zone: string;
  /**
   * IPv4 block.
   *
   * @default unknown: what depends on the subnet's size is not checked
   */
  readonly cidrBlock?: string;
  /** @default "ipv4" */
  readonly addressFamily?: AddressFamily;
  /**
   * The route table that the subnet uses.
   *
   * @default unknown
   */
  readonly routeTableId?: string;
  /**
   * Whether another account owns the subnet and shares it through RAM. A resource gateway cannot live in one.
   *
   * @default false
   */
  readonly shared?: boolean;
}

/** What only Terraform knows of some subnets. */
export interface SubnetLists {
  /**
   * Zone ids, or zone names, of those whose zone is known.
   *
   * @default zones are not checked
   */
  readonly zones?: string[];
  /**
   * IPv4 blocks of those whose block is known.
   *
   * @default sizes are not checked
   */
  readonly cidrBlocks?: string[];
  /**
   * Ids of the route tables that all of them use.
   *
   * @default unknown
   */
  readonly routeTableIds?: string[];
}

/** Subnets of one network that serve one purpose, like `database` or `gateway`. */
export class SubnetGroup {
  /** Subnets by zone; undefined if only Terraform knows them. */
  readonly subnets: readonly Subnet[] | undefined;
  /** The ids: of described subnets in the order of their zones, else sorted, so that a reordered input changes nothing. */
  readonly subnetIds: string[];
  /** What Terraform knows beside the ids of subnets that are not described. */
  readonly lists: SubnetLists;

  private constructor(
    readonly network: INetwork,
    content: readonly Subnet[] | { readonly subnetIds: string[] },
    lists: SubnetLists = {},
  ) {
    this.lists = lists;
    if ("subnetIds" in content) {
      this.subnets = undefined;
      this.subnetIds = sorted(content.subnetIds);
    } else {
      this.subnets = [...content].sort((a, b) => (a.zone < b.zone ? -1 : a.zone > b.zone ? 1 : 0));
      this.subnetIds = this.subnets.map(({ subnetId }) => subnetId);
    }
  }

  /** A group of described subnets: everything about them is checked at synthesis. */
  static of(network: INetwork, subnets: readonly Subnet[]): SubnetGroup {
    return new SubnetGroup(network, subnets);
  }

  /**
   * A group of which only the ids are known, perhaps only to Terraform (a variable), which then checks their number.
   *
   * @param lists what Terraform knows of them besides, which it checks too; if left out, zones and sizes are not checked
   */
  static ofIds(network: INetwork, subnetIds: string[], lists?: SubnetLists): SubnetGroup {
    return new SubnetGroup(network, { subnetIds }, lists);
  }

  /** Zones of the group, if all of them are known. */
  get zones(): readonly string[] | undefined {
    return this.knownZones.length === this.subnets?.length ? this.knownZones : undefined;
  }

  /** Those zones of the group that are known, one for each such subnet. */
  get knownZones(): readonly string[] {
    return (this.subnets ?? []).map(({ zone }) => zone).filter((zone) => !Token.isUnresolved(zone));
  }
}

/** AWS takes subnets as a set: their order must not look like a change. What only Terraform knows, Terraform sorts. */
function sorted(ids: string[]): string[] {
  const known = !Token.isUnresolved(ids) && !ids.some((id) => Token.isUnresolved(id));
  return known ? [...ids].sort() : Fn.sort(ids);
}

/** Whether two networks are one VPC; `unknown` if only Terraform can tell. */
export function sameVpc(one: INetwork, other: INetwork): "same" | "different" | "unknown" {
  if (one === other || one.vpcId === other.vpcId) return "same";
  // Two ids that are known, or two VPCs that this app makes, are two VPCs. A description by token can mean any, one made here too.
  const describedByToken = [one, other].some(
    ({ origin, vpcId }) => origin === "described" && Token.isUnresolved(vpcId),
  );
  return describedByToken ? "unknown" : "different";
}
