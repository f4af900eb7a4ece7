/**
 * How the names of cdktf and its bindings become those of the fork, wherever a module is named: as an import, a type, or something to
 * resolve or to replace in a test. `docs/compatibility.md` says the same to sed, which reads these expressions with -E.
 */
export const RENAMES: readonly (readonly [from: string, to: string])[] = [
  ["@cdktf(/provider-aws)", "@cdktn\\1"],
  ['((from|import|require|resolve|mock|requireActual)[ (]*")cdktf(["/])', "\\1cdktn\\3"],
];

/** A source with the names of the fork. */
export function renamed(source: string): string {
  return RENAMES.reduce(
    (text, [from, to]) => text.replace(new RegExp(from, "g"), to.replace(/\\(\d)/g, "$$$1")),
    source,
  );
}
