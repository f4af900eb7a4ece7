import { perGraph } from "../graph/per-graph";
import type { Resource } from "../graph/resource";
import { Reference, Template, Unknown, type Value } from "../graph/value";
import { settle } from "../read/expression/settle";
import { STARTED_BY } from "./host-start";

/**
 * The instances, and the Auto Scaling groups of instances, that join a cluster as they start: their user data names it.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bootstrap_container_instance.html
 */
export const joining = perGraph((graph, cluster: Resource): readonly Resource[] => {
  const joiningOf = (type: string) =>
    graph.ofType(type).filter((one) => one.mode === "managed" && joins(one, cluster));
  const groups = Object.entries(STARTED_BY).flatMap(([type, paths]) =>
    joiningOf(type).flatMap((start) =>
      paths.flatMap((path) => graph.referring("aws_autoscaling_group", path, start).resources),
    ),
  );
  return [...new Set([...joiningOf("aws_instance"), ...groups])];
});

function joins(started: Resource, cluster: Resource): boolean {
  return ["user_data", "user_data_base64"].some((argument) => {
    const held = settle(started.get(argument) ?? null);
    // Of a text in base64 with a hole in it, only what it is made from is known.
    if (held instanceof Unknown) return held.candidates.some(({ resource }) => resource === cluster);
    const text = textOf(held, cluster);
    const [, name] = /\bECS_CLUSTER=["']?([\w-]+|\0)/.exec(text) ?? [];
    return name !== undefined && (name === HOLE || name === settle(cluster.get("name") ?? null));
  });
}

/** Stands for the cluster in a text; no text has it. */
const HOLE = "\u0000";

function textOf(value: Value, cluster: Resource): string {
  if (typeof value === "string") return value.includes("ECS_CLUSTER") ? value : decoded(value);
  if (!(value instanceof Template)) return "";
  const parts = value.parts.map((part) => {
    const held = settle(part);
    return held instanceof Reference && held.resource === cluster ? HOLE : held;
  });
  return parts.map((part) => (typeof part === "string" ? part : "")).join("");
}

function decoded(text: string): string {
  return /^[A-Za-z0-9+/\s]+=*\s*$/.test(text) ? Buffer.from(text, "base64").toString() : text;
}
