import { isList, isObject, Reference, Template, Unknown, type Value } from "../../graph/value";
import { textOf } from "./convert";
import { settleToKnown } from "./settle";
import { Invalid, unknownFrom } from "./unknown";

/**
 * The text that parts make one after the other: a string if all are known, otherwise a template, in which texts side by side are
 * one. What is not known and stands alone is given back as it is.
 */
export function textOfParts(values: readonly Value[]): Value {
  const parts: Value[] = [];
  let text = "";
  const endText = () => {
    if (text !== "") parts.push(text);
    text = "";
  };
  for (const value of values.flatMap(partsOf)) {
    const known = textOf(value);
    if (known !== undefined) {
      text += known;
      continue;
    }
    if (value === null) return new Invalid("null stands in a text");
    if (isList(value) || isObject(value)) return new Invalid("a list or an object stands in a text");
    endText();
    parts.push(
      typeof value === "number" ? new Unknown("a number has too many digits for this review") : value,
    );
  }
  if (parts.length === 0) return text;
  endText();
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : new Template(parts);
}

function partsOf(value: Value): readonly Value[] {
  const settled = settleToKnown(value);
  if (settled instanceof Template) return settled.parts.flatMap(partsOf);
  if (settled instanceof Reference && settled.path.length === 0) {
    return [unknownFrom([settled], `all of ${settled.resource.address} stands in a text`)];
  }
  return [settled];
}
