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
  return `${together ? thing.address.slice(thing.module.length + 1) : thing.address}.${attribute}`;
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
  const { kind, value } = otherEnd(wanted, at);
  const ports = { from_port: String(port), to_port: String(port) };
  if (inline && at) {
    const lists = { group: "security_groups", block: "cidr_blocks", list: "prefix_list_ids" };
    const body = { [lists[kind]]: `[${value}]`, protocol: `"${protocol}"`, ...ports };
    return `Write into ${at.address}:\n${block(direction, body)}`;
  }
  const single = { group: "referenced_security_group_id", block: "cidr_ipv4", list: "prefix_list_id" };
  return block(
    `resource "aws_vpc_security_group_${direction}_rule" "${at?.name ?? "group"}_${wanted.port ?? protocol}"`,
    {
      security_group_id: groupId(group, at),
      [single[kind]]: value,
      ip_protocol: `"${protocol}"`,
      ...ports,
    },
  );
}

function groupId(group: Named, at: Resource | undefined): string {
  return attributeOf(group, isVpc(group) ? "default_security_group_id" : "id", at);
}

function otherEnd(
  { other, seenBy }: WantedRule,
  at: Resource | undefined,
): { readonly kind: "group" | "block" | "list"; readonly value: string } {
  const { addresses } = other;
  if (addresses.kind === "internet") return { kind: "block", value: '"0.0.0.0/0"' };
  if (addresses.kind === "service") {
    return {
      kind: "list",
      value: other.resource ? attributeOf(other.resource, "prefix_list_id", at) : "...",
    };
  }
  const [group] = other.groups.filter(isResource);
  if (group && seenBy === "groups") return { kind: "group", value: groupId(group, at) };
  const blocks = new Set(addresses.places.flatMap(({ within }) => (within ?? []).map(({ text }) => text)));
  const [only] = blocks;
  return { kind: "block", value: blocks.size === 1 ? `"${only}"` : "..." };
}
