import { isList, isObject, Reference, type Value } from "../../../graph/value";
import { isNeverEmpty } from "../compare";
import { jsonText } from "../json-text";
import { settleToKnown } from "../settle";
import { textOfParts } from "../text-of-parts";
import { isUnclear, unknownFrom } from "../unknown";
import { number, refused, type TerraformFunction, text, untold, wholeNumber } from "./arguments";

/** https://developer.hashicorp.com/terraform/language/functions/format */
export const formatFunctions: Readonly<Record<string, TerraformFunction>> = {
  format: ([pattern, ...values]) => formatted(text(pattern), values),
  formatlist: ([pattern, ...values]) => formattedList(text(pattern), values),
};

const VERB = /%(?:%|([-+ 0#]*)(\d*)(?:\.(\d+))?([a-zA-Z]))/g;

function formatted(pattern: string, values: readonly Value[]): Value {
  // An argument by its number, and whatever else is rare.
  if (pattern.replace(VERB, "").includes("%")) return untold("a verb of format(...) is not understood");
  const parts: Value[] = [];
  let position = 0;
  let used = 0;
  for (const { index, 0: whole, 1: flags = "", 2: width = "", 3: precision, 4: verb } of pattern.matchAll(
    VERB,
  )) {
    parts.push(pattern.slice(position, index));
    position = index + whole.length;
    if (verb === undefined) {
      parts.push("%");
      continue;
    }
    if (used >= values.length) return refused();
    const value = settleToKnown(values[used++] ?? null);
    if (value === null) return untold("null is formatted");
    const isPlain = flags === "" && width === "" && precision === undefined && "svd".includes(verb);
    if (isUnclear(value)) parts.push(isPlain ? value : unknownFrom([value]));
    else parts.push(padded(shown(verb, flags, precision, value), flags, width));
  }
  if (used < values.length) return refused();
  return textOfParts([...parts, pattern.slice(position)]);
}

function shown(verb: string, flags: string, precision: string | undefined, value: Value): Value {
  switch (verb) {
    case "s":
      return precision === undefined ? text(value) : [...text(value)].slice(0, Number(precision)).join("");
    case "d":
      return signed(wholeNumber(value), flags, String);
    case "f":
      return signed(number(value), flags, (size) =>
        size.toFixed(precision === undefined ? 6 : Math.min(99, Number(precision))),
      );
    case "x":
      return wholeNumber(value).toString(16);
    case "X":
      return wholeNumber(value).toString(16).toUpperCase();
    case "o":
      return wholeNumber(value).toString(8);
    case "b":
      return wholeNumber(value).toString(2);
    case "t":
      return value === true || value === "true"
        ? "true"
        : value === false || value === "false"
          ? "false"
          : refused();
    case "q":
      return jsonText(text(value));
    case "v":
      return isList(value) || isObject(value) || flags.includes("#") ? jsonText(value) : text(value);
    default:
      return untold(`the verb %${verb} is not evaluated`);
  }
}

function signed(value: number, flags: string, write: (size: number) => string): string {
  const sign = value < 0 ? "-" : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
  return sign + write(Math.abs(value));
}

function padded(value: Value, flags: string, width: string): Value {
  if (typeof value !== "string" || width === "") return value;
  const size = Number(width);
  if (size > 1_000) return untold("a text is padded to more than 1,000 characters");
  if (flags.includes("-")) return value.padEnd(size);
  if (!flags.includes("0")) return value.padStart(size);
  const [, sign = "", rest = ""] = /^([-+ ]?)([\s\S]*)$/.exec(value) ?? [];
  return sign + rest.padStart(size - sign.length, "0");
}

/** One text for each element of the lists; a value that is no list goes into all of them. */
function formattedList(pattern: string, values: readonly Value[]): Value {
  // Any other attribute can be a list itself.
  const unclear = values.some(
    (value) => isUnclear(value) && !(value instanceof Reference && isNeverEmpty(value)),
  );
  if (unclear) return untold();
  const lengths = new Set(values.flatMap((value) => (isList(value) ? [value.length] : [])));
  if (lengths.size > 1) return refused();
  const [length = 1] = lengths;
  return Array.from({ length }, (_, index) =>
    formatted(
      pattern,
      values.map((value) => (isList(value) ? (value[index] ?? null) : value)),
    ),
  );
}
