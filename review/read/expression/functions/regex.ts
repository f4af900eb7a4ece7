import type { Value } from "../../../graph/value";
import { refused, type TerraformFunction, text, untold } from "./arguments";

/** `replace` with a pattern between slashes, `regex` and `regexall`. */
export const regexFunctions: Readonly<Record<string, TerraformFunction>> = {
  replace: ([value, part, replacement]) => replaced(text(value), text(part), text(replacement)),
  regex: ([pattern, value]) => {
    const match = compiled(text(pattern), text(value)).exec(text(value));
    return match ? captured(match) : refused();
  },
  regexall: ([pattern, value]) =>
    [...text(value).matchAll(compiled(text(pattern), text(value)))].map(captured),
};

function replaced(value: string, part: string, replacement: string): string {
  const [, pattern] = /^\/([\s\S]+)\/$/.exec(part) ?? [];
  if (pattern === undefined) return value.replaceAll(part, () => replacement);
  return value.replace(compiled(pattern, value), (...match: unknown[]) => {
    const groups = match.at(-1);
    const named =
      typeof groups === "object" && groups !== null ? (groups as Record<string, string | undefined>) : {};
    const numbered = match.slice(
      0,
      match.findIndex((part) => typeof part === "number"),
    );
    // `$1x` is the group named `1x`: https://pkg.go.dev/regexp#Regexp.Expand
    return replacement.replace(/\$(?:(\$)|(\w+)|\{(\w+)\})/g, (_, dollar, bare, braced) => {
      const name: string = bare ?? braced ?? "";
      return dollar ?? String((/^\d+$/.test(name) ? numbered[Number(name)] : named[name]) ?? "");
    });
  });
}

/** The whole match, or the groups: by name if they have names. */
function captured(match: RegExpExecArray | RegExpMatchArray): Value {
  if (match.groups) {
    return Object.fromEntries(Object.entries(match.groups).map(([name, group]) => [name, group ?? null]));
  }
  return match.length === 1 ? match[0] : match.slice(1).map((group) => group ?? null);
}

/** Steps in the worst case: each repetition can be tried at every length. */
const MOST_STEPS = 1e9;

/**
 * Terraform's patterns are RE2's (https://github.com/google/re2/wiki/Syntax), which differ from those of JavaScript in what is rare.
 * That is not evaluated, nor is a repeated group, with which a text could be made that takes for ever.
 */
function compiled(pattern: string, value: string): RegExp {
  const strange = /\(\?(?![:<P])|\(\?P?<[=!]|\\[AzZQECpPxkGK1-9]|\[\[:|\)[*+{]|[*+?}]\+/;
  const repetitions = pattern.match(/[*+{]/g)?.length ?? 0;
  if (strange.test(pattern) || value.length ** repetitions > MOST_STEPS)
    return untold(`the pattern ${pattern} is not evaluated`);
  try {
    return new RegExp(pattern.replaceAll("(?P<", "(?<"), "g");
  } catch {
    return untold(`the pattern ${pattern} is not understood`);
  }
}
