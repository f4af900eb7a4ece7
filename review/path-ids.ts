import type { PathDraft } from "./paths/draft";
import type { Path } from "./result";

/** A draft, and whether a person asked for it. */
export interface OriginalDraft {
  readonly draft: PathDraft;
  readonly origin: Path["origin"];
}

/**
 * Gives each path an id that is the same in every review of it, in whatever order things are read: its ends, and where several paths
 * have the same ends also what it goes through, its stack, or a number. What is inferred and was asked for too is one path.
 */
export function withIds(drafts: readonly OriginalDraft[]): ReadonlyMap<string, OriginalDraft> {
  const asked = drafts.filter(({ origin }) => origin === "declared");
  const wanted = new Set(asked.map(({ draft }) => keyOf(draft)));
  const different = new Map(asked.map((one) => [keyOf(one.draft), one]));
  let number = 0;
  for (const one of drafts) {
    if (
      one.origin === "declared" ||
      wanted.has(keyOf(one.draft)) ||
      wanted.has(keyOf({ ...one.draft, via: undefined }))
    )
      continue;
    const key = keyOf(one.draft);
    different.set(different.has(key) ? `${key} ${++number}` : key, one);
  }
  let named = new Map([[undefined as string | undefined, [...different.values()]]]);
  for (const name of [endsOf, viaOf, stackAndViaOf]) named = divided(named, name);
  return new Map(
    [...named].flatMap(([id = "", same]) =>
      same.map((one, index): [string, OriginalDraft] => [index === 0 ? id : `${id} (${index + 1})`, one]),
    ),
  );
}

/** Names anew those that share a name. */
function divided(
  named: ReadonlyMap<string | undefined, readonly OriginalDraft[]>,
  name: (draft: PathDraft) => string,
): Map<string | undefined, OriginalDraft[]> {
  const result = new Map<string | undefined, OriginalDraft[]>();
  for (const [before, same] of named) {
    for (const one of same) {
      const id = before !== undefined && same.length === 1 ? before : name(one.draft);
      const sharing = result.get(id);
      if (sharing) sharing.push(one);
      else result.set(id, [one]);
    }
  }
  return result;
}

function endsOf({ from, to, port }: PathDraft): string {
  return `${from} -> ${to}${port === undefined ? "" : `:${port}`}`;
}

function viaOf(draft: PathDraft): string {
  return draft.via === undefined ? endsOf(draft) : `${endsOf(draft)} via ${draft.via}`;
}

function stackAndViaOf(draft: PathDraft): string {
  const stack = stackOf(draft);
  return stack === undefined ? viaOf(draft) : `${stack}: ${viaOf(draft)}`;
}

function keyOf(draft: PathDraft): string {
  return JSON.stringify([stackOf(draft), viaOf(draft)]);
}

/** The stack in which a path begins, as far as it is known. */
export function stackOf({ elements }: Pick<PathDraft, "elements">): string | undefined {
  return elements.find(({ resource }) => resource?.stack !== undefined)?.resource?.stack;
}
