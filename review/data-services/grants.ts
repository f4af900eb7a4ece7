import { managedSecret } from "../ecs/referred-secret";
import type { Found, Graph } from "../graph/graph";
import { perGraph, perNamed } from "../graph/per-graph";
import type { Resource } from "../graph/resource";
import { isList, Template, Unknown, type Value } from "../graph/value";
import { policiesOf } from "../iam/role-policies";
import { isResource } from "../network/look-up";
import { settle } from "../read/expression/settle";
import { DATA_KINDS, type DataKind } from "./data-kind";

/** A statement that allows a role some actions on one resource. */
export interface Grant {
  /** Patterns of actions, as they are written; undefined for a policy that cannot be read, as in a plan, but refers to the resource. */
  readonly actions: readonly Value[] | undefined;
  /** As it is written, like `${aws_s3_bucket.shop.arn}/*`. */
  readonly resource: Value;
  /** The resource of the files given that this means; undefined if it means none of them alone. */
  readonly target: Resource | undefined;
}

/** What the policies of a role allow, a grant for each resource that a statement names. */
export function grantsOf(graph: Graph, role: Found): readonly Grant[] {
  if (role === undefined || role instanceof Unknown) return [];
  return found(graph, role);
}

const found = perNamed((graph, role): readonly Grant[] =>
  policiesOf(graph, role).documents.flatMap(({ statements, source }) => [
    ...statements.flatMap(({ effect, action, resource }): readonly Grant[] => {
      if (effect !== "Allow" || !action || action.except || !resource || resource.except) return [];
      const actions = flat(action.values);
      return flat(resource.values).map((value) => ({
        actions,
        resource: value,
        target: targetOf(graph, value),
      }));
    }),
    ...(source instanceof Unknown ? source.candidates : []).map((value): Grant => {
      return { actions: undefined, resource: value, target: targetOf(graph, value) };
    }),
  ]),
);

/** A list within a list stands where a policy is put together from several. */
function flat(values: readonly Value[]): readonly Value[] {
  return values.flatMap((value) => {
    const settled = settle(value);
    return isList(settled) ? flat(settled) : [value];
  });
}

/** Types beside those of `DATA_KINDS` whose grants tell what is meant. */
const OTHER_TYPES = ["aws_opensearchserverless_collection", "aws_db_instance", "aws_rds_cluster"];

function targetOf(graph: Graph, value: Value): Resource | undefined {
  const managed = managedSecret(value);
  if (managed) return managed;
  const text = textOf(value);
  for (const type of [...Object.keys(DATA_KINDS), ...OTHER_TYPES]) {
    const named = graph.find(value, type);
    if (isResource(named)) return named;
    const kind = DATA_KINDS[type];
    const byName = kind && spelledOut(graph, text, type, kind);
    if (byName) return byName;
  }
  return undefined;
}

const HOLE = "\u0000";

function textOf(value: Value): string {
  const settled = settle(value);
  const parts = settled instanceof Template ? settled.parts.map(settle) : [settled];
  return parts.map((part) => (typeof part === "string" ? part : HOLE)).join("");
}

/** A resource whose ARN is spelled out, with holes at most where the partition, Region and account are. */
function spelledOut(graph: Graph, text: string, type: string, { arn }: DataKind): Resource | undefined {
  const [, given] = arn.exec(text) ?? [];
  if (given === undefined || [HOLE, "*", "?"].some((sign) => given.includes(sign))) return undefined;
  const names = byName(graph, type);
  // A parameter's name may begin with a slash or not; its ARN has one in any case.
  const resource = names.get(given) ?? names.get(given.replace(/^\//, ""));
  const region = text.split(":")[3];
  const own = resource && graph.regionOf(resource);
  if (region && own && /^[a-z]/.test(region) && region !== own) return undefined;
  return resource;
}

const byName = perGraph((graph, type: string): ReadonlyMap<string, Resource> => {
  const { name } = DATA_KINDS[type] ?? { name: "name" };
  const names = new Map<string, Resource>();
  for (const resource of graph.ofType(type)) {
    const given = settle(resource.get(name) ?? null);
    if (typeof given === "string") names.set(given, resource);
  }
  return names;
});

/** The only resource of these files that has this name, among the kinds that applications call. */
export function dataNamed(graph: Graph, text: string): Resource | undefined {
  const named = Object.keys(DATA_KINDS).flatMap((type) => byName(graph, type).get(text) ?? []);
  return named.length === 1 ? named[0] : undefined;
}
