import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { isList, Reference, Unknown, type Value } from "../../graph/value";
import { nestedBlocks } from "../../network/nested-blocks";
import { broken } from "../../verdict";
import type { ResourceRule } from "../rule";

/** Two groups that name each other in inline rules cannot be made: each would have to exist before the other. */
export const inlineRuleCycle: ResourceRule = {
  id: "SG-07",
  title: "Inline rules of security groups do not refer to each other in a circle",
  types: ["aws_security_group"],
  check(group, graph) {
    const circle = circleThrough(graph, group);
    if (!circle) return undefined;
    const names = [...circle, group].map(({ address }) => address);
    return broken({
      at: group,
      found: `inline rules refer in a circle: ${names.join(" -> ")}`,
      needed: "rules as resources of their own, which are made when all the groups are there",
      why: "Terraform makes a resource after all that it refers to, and stops at a circle with Error: Cycle.",
      fix: `Write these rules of ${group.address} as resources aws_vpc_security_group_ingress_rule and aws_vpc_security_group_egress_rule.`,
    });
  },
};

const known = new WeakMap<Graph, ReadonlyMap<Resource, ReadonlySet<Resource>>>();

/** The groups on a way from one back to itself, beginning with that one; undefined if there is none. */
function circleThrough(graph: Graph, start: Resource): readonly Resource[] | undefined {
  const edges = edgesOf(graph);
  if (!edges.has(start)) return undefined;
  const before = new Map<Resource, Resource>();
  const queue = [start];
  for (let at = queue.shift(); at; at = queue.shift()) {
    for (const next of edges.get(at) ?? []) {
      if (next === start) {
        const way = [at];
        for (let back = before.get(at); back; back = before.get(back)) way.unshift(back);
        return way;
      }
      if (before.has(next)) continue;
      before.set(next, at);
      queue.push(next);
    }
  }
  return undefined;
}

/** Which groups name which in inline rules, without those that cannot be on a circle since they name none. */
function edgesOf(graph: Graph): ReadonlyMap<Resource, ReadonlySet<Resource>> {
  const edges = known.get(graph);
  if (edges) return edges;
  const all = new Map<Resource, Set<Resource>>();
  for (const group of graph.ofType("aws_security_group")) {
    if (group.mode === "data") continue;
    const named = new Set(
      [...namedInline(group)].filter((other) => other !== group && other.type === group.type),
    );
    if (named.size > 0) all.set(group, named);
  }
  for (let removed = true; removed; ) {
    removed = false;
    for (const [group, named] of all) {
      for (const other of named) if (!all.has(other)) named.delete(other);
      if (named.size === 0) removed = all.delete(group);
    }
  }
  known.set(graph, all);
  return all;
}

function* namedInline(group: Resource): Generator<Resource> {
  for (const direction of ["ingress", "egress"]) {
    for (const block of nestedBlocks(group.get(direction))) {
      if (!(block instanceof Unknown)) yield* referred(block.security_groups);
    }
  }
}

function* referred(value: Value | undefined): Generator<Resource> {
  if (isList(value)) for (const element of value) yield* referred(element);
  else if (value instanceof Reference) yield value.resource;
}
