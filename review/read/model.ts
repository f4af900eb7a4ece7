import type { Graph } from "../graph/graph";
import { IndexedGraph } from "../graph/indexed-graph";
import type { Resource } from "../graph/resource";
import type { Value } from "../graph/value";
import { Notices } from "./notices";
import { SensitiveValues } from "./sensitive-values";
import { type ReadStack, readStack, type StackInput } from "./stack";
import type { UnreadModule } from "./unread-module";

/** Everything that a review looks at. */
export interface Model {
  readonly graph: Graph;
  /** What was read, in words. */
  readonly inputs: readonly string[];
  readonly notices: readonly string[];
  readonly sensitive: SensitiveValues;
  /** What is there before the plan, if something is. */
  readonly before?: Model;
}

/** Puts what was read together: what one stack puts out, another takes in. */
export function modelOf(
  inputs: readonly StackInput[],
  described: readonly string[],
  told: readonly string[],
): Model {
  const notices = new Notices(told);
  const sensitive = new SensitiveValues();
  const named = inputs.length > 1 ? distinct(inputs) : inputs.map((input) => ({ ...input, name: undefined }));
  const stacks: ReadStack[] = [];
  const remoteOutput = (data: string, output: string) => outputOf(stacks, data, output);
  for (const input of named) {
    const tellings = {
      remoteOutput,
      notices,
      markSensitive: (value: Value) => sensitive.add(value),
    };
    stacks.push(readStack(input, tellings));
    if (input.shown) sensitive.addLater(input.shown.sensitiveValues);
  }
  const before = inputs
    .filter(({ shown }) => shown?.prior)
    .map((input) => ({ ...input, shown: input.shown?.prior }));
  const regions = new Map<object, () => string | undefined>();
  const resources = stacks.flatMap((stack) => stack.resources);
  for (const resource of resources) regions.set(resource, () => resource.region);
  const unread = stacks.flatMap(({ unreadModules }) => unreadModules);
  return {
    graph: new IndexedGraph(resources, {
      regionOf: (resource) => regions.get(resource)?.(),
      unreadModules: unread.map(({ address }) => address),
      mayAddTo: addingTo(unread),
    }),
    inputs: described,
    get notices() {
      return notices.sentences;
    },
    sensitive,
    ...(before.length === 0
      ? {}
      : {
          before: modelOf(
            before.map(({ name, shown, variables }) => ({ name, shown, variables })),
            [],
            [],
          ),
        }),
  };
}

/** The modules that are not read, by what they are given. */
function addingTo(modules: readonly UnreadModule[]): ReadonlyMap<Resource, readonly Resource[]> {
  const adding = new Map<Resource, Resource[]>();
  for (const { given, standIn } of modules) {
    for (const resource of given) adding.set(resource, [...(adding.get(resource) ?? []), standIn]);
  }
  return adding;
}

/** Stacks of one name get their position behind it. */
function distinct(inputs: readonly StackInput[]): StackInput[] {
  const times = new Map<string, number>();
  return inputs.map((input) => {
    const name = input.name ?? "stack";
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    return { ...input, name: time === 1 ? name : `${name}-${time}` };
  });
}

/** The stack with an output of that name; if several have one, that after which the data source is named. */
function outputOf(stacks: readonly ReadStack[], data: string, output: string): Value | undefined {
  const having = stacks.filter(({ configuration }) => configuration?.outputs.has(output));
  const named = having.filter(({ name }) => name !== undefined && data.endsWith(name));
  const [only] = named.length === 1 ? named : having;
  if (!only || (having.length > 1 && named.length !== 1)) return undefined;
  return only.output(output);
}
