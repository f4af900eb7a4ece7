import type { Graph } from "../graph/graph";
import { Unknown } from "../graph/value";
import { type Answer, allOf, not, oneOf } from "./answer";
import { conditionHolds } from "./condition";
import { actionMatches, resourceMatches } from "./pattern";
import type { PolicyDocument } from "./policy-document";
import { principalMatches } from "./principal";
import { knowsNoResource, type Request } from "./request";
import type { Condition, PrincipalSelection, Selection, Statement } from "./statement";
import { inWords } from "./value-words";
import type { Wording } from "./wording";

/** What a statement makes of a request. */
export interface Match {
  readonly document: PolicyDocument;
  readonly statement: Statement;
  readonly answer: Answer;
  /** How many of its parts fit, counted from the action on. */
  readonly rank: number;
  /** The part that does not fit or cannot be told, in words that follow the policy's name. */
  readonly lacks: Wording;
  /** The condition that does not hold, or of which that cannot be told. */
  readonly condition?: Condition;
}

/** What each statement of the policies makes of a request, in their order. */
export function* matchesOf(
  policies: readonly PolicyDocument[],
  request: Request,
  graph?: Graph,
): Generator<Match> {
  for (const document of policies) {
    for (const statement of document.statements) yield match(document, statement, request, graph);
  }
}

function match(document: PolicyDocument, statement: Statement, request: Request, graph?: Graph): Match {
  let undecided: Condition | undefined;
  const result = (answer: Answer, rank: number, lacks: string | Wording): Match => ({
    document,
    statement,
    answer,
    rank,
    lacks: typeof lacks === "string" ? () => lacks : lacks,
    condition: undecided,
  });
  const { effect } = statement;
  const action = selectionMatches(statement.action ?? UNTOLD, (value) =>
    actionMatches(value, request.action),
  );
  if (action === "no") return result("no", 0, "is about other actions");
  const does = effect instanceof Unknown ? "is about" : effect === "Deny" ? "denies" : "allows";
  const wanted = knowsNoResource(request.action) ? "*" : request.resource;
  const resource = selectionMatches(statement.resource, (value) => resourceMatches(value, wanted, graph));
  if (resource === "no")
    return result("no", 1, (actions) => `${does} ${actions} only on ${named(statement.resource)}`);
  const principal = principalMatches(statement.principal, request, graph);
  if (principal === "no")
    return result("no", 2, (actions) => `${does} ${actions} only to ${principalsNamed(statement.principal)}`);
  const conditions = allOf(statement.conditions, (condition) => {
    const answer = conditionHolds(condition, request, graph);
    if (answer !== "yes") undecided = condition;
    return answer;
  });
  const key = undecided ? conditionNamed(undecided) : "";
  if (conditions === "no")
    return result("no", 3, (actions) => `${does} ${actions} only on a condition that does not hold: ${key}`);
  if (effect instanceof Unknown) return result("unknown", 4, effect.reason);
  if (action === "unknown") return result("unknown", 4, "its actions are not known");
  if (resource === "unknown") {
    const on =
      wanted === undefined
        ? "the resource is not known"
        : `whether ${named(statement.resource)} covers ${inWords(wanted)} is not known`;
    return result("unknown", 4, on);
  }
  if (principal === "unknown")
    return result("unknown", 4, `whether it means ${principalsNamed(statement.principal)} is not known`);
  if (conditions === "unknown")
    return result("unknown", 4, `whether its condition on ${key} holds cannot be told`);
  return result("yes", 4, "");
}

/** AWS refuses a statement without actions. */
const UNTOLD: Selection = { except: false, values: [new Unknown("no actions are named")] };

function selectionMatches(
  selection: Selection | undefined,
  matches: (value: Selection["values"][number]) => Answer,
): Answer {
  if (selection === undefined) return "yes";
  const named = oneOf(selection.values, matches);
  return selection.except ? not(named) : named;
}

/** At most this many are listed in a sentence. */
const LISTED = 3;

function named(selection: Selection | undefined): string {
  if (selection === undefined) return "nothing";
  const values = selection.values.slice(0, LISTED).map(inWords);
  const more = selection.values.length - values.length;
  const list = `${values.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  return selection.except ? `what is not ${list}` : list;
}

function conditionNamed({ key, operator }: Condition): string {
  return operator instanceof Unknown ? key : `${key} (${operator})`;
}

function principalsNamed(selection: PrincipalSelection | undefined): string {
  const identifiers = (selection?.principals ?? []).flatMap(({ type, identifiers }) =>
    identifiers.length > 0 ? identifiers.map(inWords) : [typeof type === "string" ? type : "someone unknown"],
  );
  const list = identifiers.slice(0, LISTED).join(", ");
  return selection?.except ? `others than ${list}` : list;
}
