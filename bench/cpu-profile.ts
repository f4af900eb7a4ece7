import { type Owner, ownerOf } from "./owner";

/** What `node --cpu-prof` writes. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** The milliseconds that the profiler saw in each owner's code. */
export type TimeByOwner = Partial<Record<Owner | "garbage collection", number>>;

/**
 * Whose code ran, loading aside. What Node.js itself does (a regular expression, writing a file) counts for the code that asked for it.
 */
export function timeByOwner(profile: CpuProfile): TimeByOwner {
  const parents = new Map(
    profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])),
  );
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const time: TimeByOwner = {};
  for (const [index, sample] of profile.samples.entries()) {
    const stack = [];
    for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) {
      const frame = frames.get(id);
      if (frame) stack.push(frame);
    }
    const owner = ownerOfStack(stack);
    if (owner) time[owner] = (time[owner] ?? 0) + (profile.timeDeltas[index] ?? 0) / 1000;
  }
  return time;
}

/** @param stack innermost frame first */
function ownerOfStack(
  stack: readonly CpuProfile["nodes"][number]["callFrame"][],
): keyof TimeByOwner | undefined {
  if (stack[0]?.functionName === "(garbage collector)") return "garbage collection";
  // The app's own file is not required but run, so this leaves out the files that it requires, and theirs.
  if (stack.some(({ functionName }) => functionName === "require")) return undefined;
  const own = stack.find(({ url }) => url !== "" && !url.startsWith("node:"));
  return own && ownerOf(own.url);
}
