import {
  type Arguments,
  at,
  type Configuration,
  referredAddress,
  type Written,
  written,
} from "./configuration";

/** Where the types that stand in subnets say so: a path of keys to their security groups, and one to their subnets. */
const PLACES: Readonly<Record<string, readonly [groups: string, subnets: string]>> = {
  aws_vpc_endpoint: ["security_group_ids", "subnet_ids"],
  aws_opensearchserverless_vpc_endpoint: ["security_group_ids", "subnet_ids"],
  aws_ecs_service: ["network_configuration.security_groups", "network_configuration.subnets"],
  aws_lb: ["security_groups", "subnets"],
  aws_vpclattice_resource_gateway: ["security_group_ids", "subnet_ids"],
  aws_db_instance: ["vpc_security_group_ids", "db_subnet_group_name"],
  aws_rds_cluster: ["vpc_security_group_ids", "db_subnet_group_name"],
  aws_vpclattice_service_network_vpc_association: ["security_group_ids", ""],
};

/** Something that has security groups. */
export interface Member extends Written {
  /** Addresses. */
  readonly groups: readonly string[];
  /** Addresses. */
  readonly subnets: readonly string[];
}

/** All that have security groups. */
export function members(configuration: Configuration): Member[] {
  return written(configuration, ...Object.keys(PLACES))
    .map((one) => ({
      ...one,
      groups: referredAddresses(argument(one.arguments, placesOf(one).groups)),
      subnets: subnetsIn(configuration, argument(one.arguments, placesOf(one).subnets)),
    }))
    .filter(({ groups }) => groups.length > 0);
}

/** Those that have this group. */
export function membersOf(configuration: Configuration, group: string): Member[] {
  return members(configuration).filter(({ groups }) => groups.includes(group));
}

/** Gives a member these values for its groups; undefined takes the argument away. */
export function setGroups(member: Written, values: Arguments, groups: readonly string[] | undefined): void {
  const keys = placesOf(member).groups.split(".");
  const last = keys.pop() as string;
  const block = keys.reduce((inner, key) => inner[key], values);
  if (groups === undefined) delete block[last];
  else block[last] = groups.map((group) => `\${${group}.id}`);
}

/** The address of a subnet's or a group's VPC. */
export function vpcOf(configuration: Configuration, address: string): string {
  return referredAddress(at(configuration, address).vpc_id) as string;
}

function placesOf({ type }: Written): { readonly groups: string; readonly subnets: string } {
  const [groups = "", subnets = ""] = PLACES[type] ?? [];
  return { groups, subnets };
}

function argument(values: Arguments, path: string): unknown {
  return path.split(".").reduce<Arguments | undefined>((inner, key) => inner?.[key], values);
}

function subnetsIn(configuration: Configuration, value: unknown): string[] {
  const group = referredAddress(value);
  return referredAddresses(group === undefined ? value : at(configuration, group).subnet_ids);
}

function referredAddresses(value: unknown): string[] {
  return (Array.isArray(value) ? value : []).flatMap((each) => referredAddress(each) ?? []);
}
