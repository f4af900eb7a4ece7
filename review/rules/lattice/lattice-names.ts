import { LATTICE_NAME_PATTERN } from "../../../aws/lattice";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Template, type Value } from "../../graph/value";
import { CONFIGURATION, GATEWAY } from "../../lattice/resource-configuration";
import { SERVICE_NETWORK } from "../../lattice/service-network";
import { follow } from "../../network/look-up";
import { broken, type Judgement, warning } from "../../verdict";
import type { ResourceRule } from "../rule";

interface NameFacts {
  readonly longest: number;
  readonly reserved: string;
}

/** API model of `vpc-lattice/2022-11-30` (botocore); the provider checks no more than the length of a gateway's name. */
const NAMES: Readonly<Record<string, NameFacts>> = {
  [GATEWAY]: { longest: 40, reserved: "rgw-" },
  [CONFIGURATION]: { longest: 40, reserved: "rcfg-" },
  [SERVICE_NETWORK]: { longest: 63, reserved: "servicenetwork-" },
};
const SHORTEST = 3;

export const latticeNames: ResourceRule = {
  id: "LAT-18",
  title: "Names in VPC Lattice are ones that AWS takes",
  types: Object.keys(NAMES),
  check(resource, graph) {
    const facts = NAMES[resource.type];
    const name = follow(resource.get("name"));
    if (!facts) return undefined;
    if (typeof name === "string") return [...ofName(resource, name, facts), ...twice(resource, name, graph)];
    return name instanceof Template ? ofTemplate(resource, name, facts) : undefined;
  },
};

function ofName(resource: Resource, name: string, { longest, reserved }: NameFacts): readonly Judgement[] {
  const wellFormed = new RegExp(LATTICE_NAME_PATTERN).test(name) && !name.startsWith(reserved);
  if (wellFormed && name.length >= SHORTEST && name.length <= longest) return [];
  return [refused(resource, `"${name}" (${name.length} characters)`, { longest, reserved })];
}

/** Of a name with holes the parts that are written can be wrong already. */
function ofTemplate(resource: Resource, { parts }: Template, facts: NameFacts): readonly Judgement[] {
  const texts = parts.filter((part: Value): part is string => typeof part === "string");
  const text = texts.join("");
  const [first] = parts;
  const isWrong =
    /[^a-z0-9-]/.test(text) ||
    texts.some((part) => part.includes("--")) ||
    text.length > facts.longest ||
    (typeof first === "string" && (first.startsWith("-") || first.startsWith(facts.reserved)));
  return isWrong ? [refused(resource, `made from "${texts.join("...")}"`, facts)] : [];
}

function refused(resource: Resource, is: string, { longest, reserved }: NameFacts): Judgement {
  return broken({
    at: resource,
    found: `name of ${resource.address} is ${is}`,
    needed: `${SHORTEST} to ${longest} characters of a-z, 0-9 and single hyphens between them, not beginning with ${reserved}`,
    why: "AWS refuses other names, which the provider does not check.",
    fix: 'name = "orders"',
  });
}

/** Two instances that may be in two accounts or Regions are not told apart here. */
function twice(resource: Resource, name: string, graph: Graph): readonly Judgement[] {
  const first = firstOfName(graph).get(keyOf(resource, name, graph));
  if (!first || first === resource) return [];
  return [
    warning({
      at: resource,
      found: `${first.address} and ${resource.address} both have the name "${name}"`,
      needed: "a name of its own for each",
      why: "Within one account and Region AWS refuses the second of two with one name.",
      fix: `name = "${name}-2"`,
    }),
  ];
}

const named = new WeakMap<Graph, ReadonlyMap<string, Resource>>();

function firstOfName(graph: Graph): ReadonlyMap<string, Resource> {
  const before = named.get(graph);
  if (before) return before;
  const first = new Map<string, Resource>();
  for (const resource of graph.ofType(...Object.keys(NAMES))) {
    const name = follow(resource.get("name"));
    if (resource.mode !== "managed" || typeof name !== "string") continue;
    const key = keyOf(resource, name, graph);
    if (!first.has(key)) first.set(key, resource);
  }
  named.set(graph, first);
  return first;
}

function keyOf(resource: Resource, name: string, graph: Graph): string {
  return [resource.stack, resource.type, graph.regionOf(resource), name].join(" ");
}
