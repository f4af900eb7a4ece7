import { External } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { isResource, type Named } from "./look-up";
import type { Peer } from "./peer";
import type { Direction } from "./security-group-rule";
import { isVpc } from "./security-groups";

/** A block of Terraform to copy, a line for each argument. */
export function block(head: string, body: Readonly<Record<string, string>>): string {
  const lines = Object.entries(body).map(([argument, value]) => `  ${argument} = ${value}`);
  return [`${head} {`, ...lines, "}"].join("\n");
}

/**
 * How Terraform of one module names an attribute of a resource, like `aws_security_group.db.id`. Of another module's resource it is
 * only an indication: that module would have to put it out.
 */
export function attributeOf(thing: Named, attribute: string, seenFrom: Resource | undefined): string {
  if (thing instanceof External) return `"${thing.id}"`;
  if (!isResource(thing)) return "...";
  const together = seenFrom !== undefined && thing.module !== "" && thing.module === seenFrom.module;
  const name = together ? thing.address.slice(thing.module.length + 1) : thing.address;
  return attribute === "id" && isPlural(thing) ? `${name}.ids[0]` : `${name}.${attribute}`;
}

/** A list of ids: what looks up several things at once has such a list itself. */
export function idsOf(things: readonly Named[], seenFrom: Resource | undefined): string {
  const texts = things.map((thing) => {
    const id = attributeOf(thing, "id", seenFrom);
    return isPlural(thing) ? id.replace(/\[0\]$/, "") : id;
  });
  const each = [...new Set(texts)];
  if (!things.some(isPlural)) return `[${each.length > 0 ? each.join(", ") : "..."}]`;
  return each.length === 1 ? String(each[0]) : `flatten([${each.join(", ")}])`;
}

/** Data sources that find several things; their own `id` is the Region. */
function isPlural(thing: Named): boolean {
  return isResource(thing) && thing.mode === "data" && PLURAL.has(thing.type);
}

const PLURAL = new Set([
  "aws_network_acls",
  "aws_route_tables",
  "aws_security_groups",
  "aws_subnet_ids",
  "aws_subnets",
  "aws_vpcs",
]);

/** Lines of Terraform together with the module to which they belong, where that is not the root. */
export function inModuleOf(at: Resource | undefined, lines: string): string {
  return at === undefined || at.module === "" ? lines : `In ${at.module}:\n${lines}`;
}

/** How Terraform names a route table; one that nobody has configured by its VPC. */
export function tableId(table: Named, seenFrom: Resource | undefined): string {
  const isMain = isResource(table) && isVpc(table);
  return attributeOf(table, isMain ? "main_route_table_id" : "id", seenFrom);
}

export interface WantedRule {
  readonly group: Named;
  readonly direction: Direction;
  readonly protocol: string;
  /** undefined if it is not known. */
  readonly port: number | undefined;
  readonly other: Peer;
  readonly seenBy: "groups" | "addresses";
  /** Whether the group keeps its rules of this direction inline, so that a separate one would be taken away again. */
  readonly inline: boolean;
}

/** The rule that is wanted, as Terraform to copy. */
export function ruleInTerraform(wanted: WantedRule): string {
  const { group, direction, protocol, port = "...", inline } = wanted;
  const at = isResource(group) ? group : undefined;
  const { kind, values } = otherEnd(wanted, at);
  const ports = { from_port: String(port), to_port: String(port) };
  if (inline && at) {
    const isSelf = kind === "group" && values[0] === groupId(group, at);
    // Terraform takes no reference of a resource to itself.
    const end: Record<string, string> = isSelf
      ? { self: "true" }
      : { [IN_LISTS[kind]]: `[${values.join(", ")}]` };
    const body = { ...end, protocol: `"${protocol}"`, ...ports };
    return `Write into ${at.address}:\n${block(direction, body)}`;
  }
  const [only = "..."] = values;
  const isOne = values.length <= 1;
  const rule = block(
    `resource "aws_vpc_security_group_${direction}_rule" "${at?.name ?? "group"}_${wanted.port ?? protocol}"`,
    {
      ...(isOne ? {} : { for_each: `toset([${values.join(", ")}])` }),
      security_group_id: groupId(group, at),
      [ALONE[kind]]: isOne ? only : "each.value",
      ip_protocol: `"${protocol}"`,
      ...ports,
    },
  );
  return inModuleOf(at, rule);
}

type EndKind = "group" | "IPv4" | "IPv6" | "list";

const IN_LISTS: Readonly<Record<EndKind, string>> = {
  group: "security_groups",
  IPv4: "cidr_blocks",
  IPv6: "ipv6_cidr_blocks",
  list: "prefix_list_ids",
};

const ALONE: Readonly<Record<EndKind, string>> = {
  group: "referenced_security_group_id",
  IPv4: "cidr_ipv4",
  IPv6: "cidr_ipv6",
  list: "prefix_list_id",
};

/** A VPC has the id of its default group. */
const HAS_GROUP_ID = /^aws_((default_)?security_groups?|(default_)?vpc)$/;

/** Where no group is known, it is looked for at what would have it, which has no id of a group. */
function groupId(group: Named, at: Resource | undefined): string {
  if (isResource(group) && !HAS_GROUP_ID.test(group.type)) return "...";
  return attributeOf(group, isVpc(group) ? "default_security_group_id" : "id", at);
}

function otherEnd(
  { other, seenBy }: WantedRule,
  at: Resource | undefined,
): { readonly kind: EndKind; readonly values: readonly string[] } {
  const { addresses } = other;
  if (addresses.kind === "internet") return { kind: "IPv4", values: ['"0.0.0.0/0"'] };
  if (addresses.kind === "service") {
    const list = other.resource && attributeOf(other.resource, "prefix_list_id", at);
    return { kind: "list", values: [list ?? "..."] };
  }
  const [group] = other.groups.filter(isResource);
  if (group && seenBy === "groups") return { kind: "group", values: [groupId(group, at)] };
  const blocks = addresses.places.flatMap(({ within }) => within ?? []);
  const isIpv6 = blocks.length > 0 && blocks.every(({ version }) => version === 6);
  const texts = blocks
    .filter(({ version }) => version === (isIpv6 ? 6 : 4))
    .map(({ text }) => JSON.stringify(text));
  // Where an address is not known, its network may have a name.
  const unknown = addresses.places.filter(({ within }) => within === undefined);
  const [network] = unknown.map(({ of }) => of).filter((of) => isResource(of ?? undefined));
  if (unknown.length > 1 || (unknown.length === 1 && texts.length > 0) || (unknown.length === 1 && !network))
    return { kind: "IPv4", values: ["..."] };
  if (network) return { kind: "IPv4", values: [attributeOf(network, "cidr_block", at)] };
  return { kind: isIpv6 ? "IPv6" : "IPv4", values: [...new Set(texts)] };
}
