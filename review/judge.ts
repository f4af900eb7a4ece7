import { External, type Graph } from "./graph/graph";
import type { Resource } from "./graph/resource";
import { type Check, checks, type Element, type Gate, type PathDraft } from "./paths/draft";
import type { Evidence, Finding, Hop, Path } from "./result";
import type { ResourceRule } from "./rules/rule";
import { type Judgement, type Objection, unknown, type Verdict } from "./verdict";

/** What the rules about resources alone say, asked once for each resource however many paths pass it. */
export class ResourceJudge {
  readonly #byType = new Map<string, ResourceRule[]>();
  readonly #said = new Map<Resource, readonly Said[]>();

  constructor(
    private readonly graph: Graph,
    rules: readonly ResourceRule[],
  ) {
    for (const rule of rules) {
      for (const type of rule.types) this.#byType.set(type, [...(this.#byType.get(type) ?? []), rule]);
    }
  }

  /** Resources that a rule is about. */
  subjects(): readonly Resource[] {
    return this.graph.ofType(...this.#byType.keys()).filter(({ mode }) => mode === "managed");
  }

  of(resource: Resource): readonly Said[] {
    const known = this.#said.get(resource);
    if (known) return known;
    const rules = resource.mode === "managed" ? (this.#byType.get(resource.type) ?? []) : [];
    const said = rules.flatMap((rule) => {
      const [check] = checks(resource, rule);
      if (resource.exists && rule.otherwise !== "useless")
        return check ? warningsOf(check, this.graph, resource) : [];
      return check ? asked(check, this.graph.seenFrom(resource.stack), resource) : [];
    });
    this.#said.set(resource, said);
    return said;
  }
}

/** What AWS refuses to make is not told of what is there; what may be done better is. */
function warningsOf(check: Check, graph: Graph, resource: Resource): readonly Said[] {
  return asked(check, graph.seenFrom(resource.stack), resource).filter(
    ({ judgement }) => !("severity" in judgement) || judgement.severity === "warning",
  );
}

/** A rule with what it says. */
export interface Said {
  readonly rule: Check["rule"];
  readonly judgement: Judgement;
}

/** A rule that stumbles over what nobody foresaw leaves its question open, and all others answered. */
function asked({ rule, run }: Check, graph: Graph, at: Resource | undefined): readonly Said[] {
  try {
    return run(graph).map((judgement) => ({ rule, judgement }));
  } catch (error) {
    const judgement = unknown({
      at,
      found: `the rule could not be applied: ${(error as Error).message}`,
      needed: "an answer",
      why: "This is a fault of the review, and says nothing of the configuration.",
      fix: "Report it, with the block that it stumbles over.",
    });
    return [{ rule, judgement }];
  }
}

/** Asks every rule of every hop, so that all that is broken is told at once. */
export function judgePath(
  draft: PathDraft,
  id: string,
  origin: Path["origin"],
  graph: Graph,
  resources: ResourceJudge,
): Path {
  const gates = draft.gates.map((gate) => judgeGate(gate, id, graph));
  const elements = draft.elements.flatMap((element, index) => judgeElement(element, index, id, resources));
  const hops = [...gates, ...elements]
    .filter((hop) => hop.evidence.length > 0 || hop.findings.length > 0)
    .sort((a, b) => a.between[0] + a.between[1] - (b.between[0] + b.between[1]));
  const stack = draft.elements.find(({ resource }) => resource?.stack !== undefined)?.resource?.stack;
  return {
    id,
    from: draft.from,
    to: draft.to,
    port: draft.port,
    verdict: hops.length === 0 ? "UNKNOWN" : worst(hops.map(({ verdict }) => verdict)),
    origin,
    ...(stack === undefined ? {} : { stack }),
    elements: draft.elements.map(({ name, kind, lane }) => ({ name, kind, lane })),
    hops,
  };
}

function judgeGate(gate: Gate, path: string, graph: Graph): Hop {
  const said = gate.checks.flatMap((check) => asked(check, graph, undefined));
  return hopOf(gate.title, gate.between, said, path);
}

function judgeElement(element: Element, index: number, path: string, judge: ResourceJudge): Hop[] {
  const parts = [...(element.resource ? [element.resource] : []), ...(element.parts ?? [])];
  return [...new Set(parts)].flatMap((resource) => {
    const said = judge.of(resource);
    if (!said.some(({ judgement }) => "at" in judgement)) return [];
    return [hopOf(`${element.kind}: ${resource.address} as written`, [index, index], said, path)];
  });
}

function hopOf(title: string, between: Hop["between"], said: readonly Said[], path: string): Hop {
  const evidence = said.flatMap(({ rule, judgement }): Evidence[] =>
    "evidence" in judgement ? [{ rule: rule.id, text: judgement.evidence }] : [],
  );
  const findings = said.flatMap(({ rule, judgement }) =>
    "at" in judgement ? [findingOf(rule, judgement, path, title)] : [],
  );
  return { title, verdict: worst(findings.map(({ verdict }) => verdict)), between, evidence, findings };
}

/** @param path undefined, as the hop, for a resource that is on no path */
export function findingOf(
  rule: Check["rule"],
  objection: Objection,
  path: string | undefined,
  hop: string | undefined,
): Finding {
  const { at, verdict, severity, found, needed, why, fix } = objection;
  const resource = at instanceof External ? undefined : at;
  const { source, constructPath } = resource ?? {};
  return {
    rule: rule.id,
    title: rule.title,
    ...(rule.awsCode === undefined ? {} : { awsCode: rule.awsCode }),
    verdict,
    severity,
    address: at instanceof External ? at.id : at?.address,
    ...(constructPath === undefined ? {} : { constructPath }),
    ...(source === undefined ? {} : { file: source.file }),
    ...(source?.line === undefined ? {} : { line: source.line }),
    path,
    hop,
    found,
    needed,
    why,
    fix,
  };
}

/** BROKEN before UNKNOWN before PROVEN. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("BROKEN")) return "BROKEN";
  return verdicts.includes("UNKNOWN") ? "UNKNOWN" : "PROVEN";
}
