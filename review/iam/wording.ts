/** A sentence about an action, or about several of which the same is true, like `pull allows ecr:BatchGetImage`. */
export type Wording = (actions: string) => string;

/** What has such a sentence, with the action that it is about. */
export interface Worded {
  readonly action: string;
  readonly wording: Wording;
}

/** The sentences of all, each with all actions of which it is true. */
export function together(worded: readonly Worded[]): string {
  const actions = new Map<string, { readonly wording: Wording; readonly of: string[] }>();
  for (const { action, wording } of worded) {
    // Two are the same sentence if they are so about the same thing.
    const key = wording("");
    const same = actions.get(key);
    if (same) same.of.push(action);
    else actions.set(key, { wording, of: [action] });
  }
  return [...actions.values()].map(({ wording, of }) => wording(of.join(", "))).join("; ");
}
