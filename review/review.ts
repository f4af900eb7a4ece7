import type { Graph } from "./graph/graph";
import { findingOf, judgePath, ResourceJudge } from "./judge";
import { stackOf, withIds } from "./path-ids";
import { declaredPaths } from "./paths/declared";
import type { PathDraft } from "./paths/draft";
import { PATH_FAMILIES } from "./paths/families";
import type { PathRequest } from "./paths/path-request";
import type { Model } from "./read/model";
import { withoutSensitive } from "./redaction";
import type { Finding, Path, ReviewResult } from "./result";
import { RESOURCE_RULES } from "./rules";
import { type Suppression, suppress } from "./suppression";

/** What a person asks of a review, beyond what the configuration evidently means to do. */
export interface ReviewRequest {
  readonly paths?: readonly PathRequest[];
  readonly suppressions?: readonly Suppression[];
  /** Day on which suppressions are held against their expiry. @default today */
  readonly today?: Date;
}

/**
 * Proves or refutes every hop of every path that the configuration means to have or a person asks for.
 *
 * @throws PathRequestError if an end of a path that was asked for is not there
 */
export function review(model: Model, request: ReviewRequest = {}): ReviewResult {
  const { graph } = model;
  const faults: string[] = [];
  const judge = new ResourceJudge(graph, RESOURCE_RULES);
  const declared = (request.paths ?? []).flatMap((wanted) => declaredPaths(graph, wanted, PATH_FAMILIES));
  const drafts = withIds([
    ...declared.map((draft) => ({ draft, origin: "declared" as const })),
    ...inferredPaths(graph, faults).map((draft) => ({ draft, origin: "inferred" as const })),
  ]);
  const paths = [...drafts].map(([id, { draft, origin }]) =>
    judgePath(draft, id, origin, graph.seenFrom(stackOf(draft)), judge),
  );
  const result = suppress(
    paths,
    onNoPath(judge, drafts),
    request.suppressions ?? [],
    request.today ?? new Date(),
  );
  const findings = [
    ...result.paths.flatMap(({ hops }) => hops.flatMap((hop) => hop.findings)),
    ...result.elsewhere,
  ];
  return withoutSensitive(
    {
      inputs: model.inputs,
      summary: summaryOf(result.paths),
      paths: result.paths,
      findings: inOrder(findings),
      suppressed: result.suppressed,
      notices: [...faults, ...model.notices, ...result.notices],
    },
    model.sensitive,
    (name) => graph.at(name) !== undefined,
  );
}

function inferredPaths(graph: Graph, notices: string[]): readonly PathDraft[] {
  const stacks = new Set(graph.resources.map(({ stack }) => stack));
  // Where no name is in several stacks, all of them are looked at as one.
  const views = new Map([...stacks].map((stack) => [graph.seenFrom(stack), stack]));
  const all = [...views].flatMap(([view, stack]) => {
    const drafts = inferredFrom(view, notices);
    return views.size === 1 ? drafts : drafts.filter((draft) => stackOf(draft) === stack);
  });
  const reached = new Set(all.filter(({ onlyIfAlone }) => !onlyIfAlone).map(({ to }) => to));
  return all.filter(({ onlyIfAlone, to }) => !(onlyIfAlone && reached.has(to)));
}

function inferredFrom(graph: Graph, notices: string[]): readonly PathDraft[] {
  return PATH_FAMILIES.flatMap((family) => {
    try {
      return family.infer(graph);
    } catch (error) {
      const words = (error as Error).message;
      notices.push(
        `Paths of the kind "${family.name}" could not be inferred, by a fault of the review: ${words}`,
      );
      return [];
    }
  });
}

function onNoPath(
  judge: ResourceJudge,
  drafts: ReadonlyMap<string, { readonly draft: PathDraft }>,
): readonly Finding[] {
  const passed = new Set(
    [...drafts.values()].flatMap(({ draft }) =>
      draft.elements.flatMap(({ resource, parts = [] }) => (resource ? [resource, ...parts] : parts)),
    ),
  );
  return judge
    .subjects()
    .filter((resource) => !passed.has(resource))
    .flatMap((resource) =>
      judge
        .of(resource)
        .flatMap(({ rule, judgement }) =>
          "at" in judgement ? [findingOf(rule, judgement, undefined, undefined)] : [],
        ),
    );
}

function summaryOf(paths: readonly Path[]): ReviewResult["summary"] {
  const count = (verdict: Path["verdict"]) => paths.filter((path) => path.verdict === verdict).length;
  return { proven: count("PROVEN"), broken: count("BROKEN"), unknown: count("UNKNOWN") };
}

function inOrder(findings: readonly Finding[]): Finding[] {
  const rank = ({ severity, verdict }: Finding) =>
    severity === "warning" ? 2 : verdict === "BROKEN" ? 0 : 1;
  return [...findings].sort((a, b) => rank(a) - rank(b));
}
