import { posix } from "node:path";
import type { Value } from "../../../graph/value";
import { isUnordered } from "../access";
import { textOfParts } from "../text-of-parts";
import { isUnclear } from "../unknown";
import { list, refused, type TerraformFunction, text, untold, wholeNumber } from "./arguments";

/** https://developer.hashicorp.com/terraform/language/functions/chomp and its neighbours. */
export const textFunctions: Readonly<Record<string, TerraformFunction>> = {
  // Both of paths as they are written, with slashes.
  basename: ([value]) => posix.basename(text(value)),
  chomp: ([value]) => text(value).replace(/(?:\r\n|\r|\n)+$/, ""),
  dirname: ([value]) => posix.dirname(text(value)),
  endswith: ([value, end]) => text(value).endsWith(text(end)),
  join: ([separator, ...lists]) => joined(text(separator), lists.map(list)),
  lower: ([value]) => text(value).toLowerCase(),
  split: ([separator, value]) =>
    text(separator) === "" ? [...text(value)] : text(value).split(text(separator)),
  startswith: ([value, start]) => text(value).startsWith(text(start)),
  strcontains: ([value, part]) => text(value).includes(text(part)),
  strrev: ([value]) => [...text(value)].reverse().join(""),
  substr: ([value, offset, length]) => substring([...text(value)], wholeNumber(offset), wholeNumber(length)),
  title: ([value]) => text(value).replace(/(?<![\p{L}\p{N}_’])\p{L}/gu, (letter) => letter.toUpperCase()),
  trim: ([value, signs]) => trimmed([...text(value)], new Set(text(signs))),
  trimprefix: ([value, prefix]) => {
    const whole = text(value);
    return whole.startsWith(text(prefix)) ? whole.slice(text(prefix).length) : whole;
  },
  trimspace: ([value]) => text(value).trim(),
  trimsuffix: ([value, suffix]) => {
    const whole = text(value);
    return whole.endsWith(text(suffix)) ? whole.slice(0, whole.length - text(suffix).length) : whole;
  },
  upper: ([value]) => text(value).toUpperCase(),
};

function joined(separator: string, lists: readonly (readonly Value[])[]): Value {
  if (lists.some(isUnordered)) return untold("the order of a set is known only after an apply");
  const items = lists.flat();
  const parts = items.map((item) => (isUnclear(item) ? item : text(item)));
  return textOfParts(parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part])));
}

/** @param length -1 for all that follows */
function substring(signs: readonly string[], offset: number, length: number): string {
  if (length < -1) return refused();
  const start = offset < 0 ? Math.max(0, signs.length + offset) : offset;
  return signs.slice(start, length === -1 ? undefined : start + length).join("");
}

function trimmed(signs: readonly string[], unwanted: ReadonlySet<string>): string {
  const isWanted = (sign: string) => !unwanted.has(sign);
  return signs.slice(signs.findIndex(isWanted), signs.findLastIndex(isWanted) + 1).join("");
}
