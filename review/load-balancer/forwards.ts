import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Unknown, type Value } from "../graph/value";
import { lookUpAll, type Named } from "../network/look-up";
import { type NestedBlock, nestedBlocks } from "../network/nested-blocks";
import { referringAny } from "./argument";
import { LISTENER_RULES, LISTENERS, TARGET_GROUPS } from "./types";

/** That a listener, or a rule of it, forwards to target groups, among which it divides the connections. */
export interface Forward {
  readonly by: Resource;
  readonly groups: readonly Named[];
}

export interface Forwards {
  readonly forwards: readonly Forward[];
  /** What the listener does by default if it does not forward, like `fixed-response`. */
  readonly otherwise: readonly string[];
  /** True if it does nothing else; else why it may. */
  readonly complete: true | string;
}

/** Where a listener forwards to: by default, or where one of its rules matches. */
export function forwardsOf(graph: Graph, listener: Resource): Forwards {
  const { resources, uncertain } = referringAny(graph, LISTENER_RULES, "listener_arn", listener);
  const byDefault = actionsOf(graph, listener.get("default_action"));
  const byRules = resources.map((rule) => ({ rule, ...actionsOf(graph, rule.get("action")) }));
  const forwards = [
    { by: listener, groups: byDefault.groups },
    ...byRules.map(({ rule, groups }) => ({ by: rule, groups })),
  ];
  const [unclear] = uncertain;
  let complete: Forwards["complete"] = true;
  if (listener.mode === "data") complete = `what ${listener.address} does is known only to AWS`;
  else if (unclear) complete = `${unclear.address} may be a rule of it`;
  else if ([byDefault, ...byRules].some(({ known }) => !known)) complete = "not all of its actions are known";
  return {
    forwards: forwards.filter(({ groups }) => groups.length > 0),
    otherwise: byDefault.types,
    complete,
  };
}

/** The listeners and rules that forward to a target group. */
export function leadingTo(graph: Graph, group: Resource): readonly Resource[] {
  const inListeners = ["default_action.target_group_arn", "default_action.forward.target_group.arn"];
  const inRules = ["action.target_group_arn", "action.forward.target_group.arn"];
  return [
    ...inListeners.flatMap((argument) => referringAny(graph, LISTENERS, argument, group).resources),
    ...inRules.flatMap((argument) => referringAny(graph, LISTENER_RULES, argument, group).resources),
  ];
}

function actionsOf(graph: Graph, value: Value | undefined) {
  const groups: Named[] = [];
  const types: string[] = [];
  let known = true;
  for (const action of nestedBlocks(value)) {
    if (action instanceof Unknown) {
      known = false;
      continue;
    }
    groups.push(...groupsOf(graph, action));
    if (typeof action.type === "string" && action.type !== "forward") types.push(action.type);
    else if (typeof action.type !== "string") known = false;
  }
  return { groups: [...new Set(groups)], types, known };
}

/** A single group stands in the action itself, several with weights in its block `forward`. */
function groupsOf(graph: Graph, action: NestedBlock): readonly Named[] {
  const weighted = nestedBlocks(action.forward).flatMap((forward) =>
    forward instanceof Unknown ? [forward] : nestedBlocks(forward.target_group),
  );
  return [
    ...lookUpAll(graph, action.target_group_arn, ...TARGET_GROUPS),
    ...weighted.flatMap((group) =>
      group instanceof Unknown ? [group] : lookUpAll(graph, group.arn, ...TARGET_GROUPS),
    ),
  ];
}
