import type { External, Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { isList, Reference, Unknown, type Value } from "../graph/value";
import { readBlock } from "./addresses";
import { readFlag } from "./flags";
import { follow, lookUpAll, nameOf } from "./look-up";
import { PREFIX_LIST_TYPES, readPrefixList } from "./prefix-lists";
import type { OtherEnd } from "./security-group-rule";
import { securityGroups } from "./security-groups";
import { SUBNET_TYPES, VPC_TYPES } from "./vpc";

/** The security groups that an argument of a rule names, as its other end. */
export function groupEnds(graph: Graph, value: Value | undefined): OtherEnd[] {
  return securityGroups(graph, value).map((group) => ({ kind: "group", group }));
}

/** `self`: whoever has the same group. */
export function selfEnd(group: Resource | External, value: Value | undefined): OtherEnd[] {
  const self = readFlag(value);
  if (self === true) return [{ kind: "group", group }];
  return self instanceof Unknown ? [{ kind: "unknown", reason: self }] : [];
}

export function prefixListEnds(graph: Graph, value: Value | undefined): OtherEnd[] {
  return lookUpAll(graph, value, ...PREFIX_LIST_TYPES).map((list) => ({
    kind: "prefix list",
    list: readPrefixList(graph, list),
    name: nameOf(list),
  }));
}

/** Blocks of addresses, IPv4 or IPv6. */
export function blockEnds(value: Value | undefined): OtherEnd[] {
  const held = follow(value);
  if (held === undefined || held === null || held === "") return [];
  if (isList(held)) return held.flatMap(blockEnds);
  if (typeof held === "string") {
    const block = readBlock(held);
    return [block ? { kind: "block", block } : { kind: "no block", text: held }];
  }
  if (held instanceof Reference && held.path.join(".") === "cidr_block" && isNetwork(held.resource)) {
    return [{ kind: "block of", resource: held.resource }];
  }
  return [
    {
      kind: "unknown",
      reason: held instanceof Unknown ? held : new Unknown("a block is known only after an apply"),
    },
  ];
}

function isNetwork({ type }: Resource): boolean {
  return [...VPC_TYPES, ...SUBNET_TYPES].some((one) => one === type);
}
