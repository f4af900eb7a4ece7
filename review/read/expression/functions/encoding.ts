import { createHash } from "node:crypto";
import { Reference, Unknown, type Value } from "../../../graph/value";
import { jsonText } from "../json-text";
import { jsonWithHoles } from "../json-with-holes";
import { Invalid, isUnclear, unknownFrom } from "../unknown";
import { refused, type TerraformFunction, text } from "./arguments";

/** https://developer.hashicorp.com/terraform/language/functions/jsonencode and its neighbours. */
export const encodingFunctions: Readonly<Record<string, TerraformFunction>> = {
  base64decode: ([value]) => {
    const written = text(value);
    const isValid = written.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(written);
    return isValid ? Buffer.from(written, "base64").toString() : refused();
  },
  base64encode: ([value]) => Buffer.from(text(value)).toString("base64"),
  base64sha256: ([value]) => createHash("sha256").update(text(value)).digest("base64"),
  base64sha512: ([value]) => createHash("sha512").update(text(value)).digest("base64"),
  jsondecode: ([value = null]) => decodedJson(value),
  jsonencode: ([value = null]) => jsonText(value),
  md5: ([value]) => createHash("md5").update(text(value)).digest("hex"),
  sha1: ([value]) => createHash("sha1").update(text(value)).digest("hex"),
  sha256: ([value]) => createHash("sha256").update(text(value)).digest("hex"),
  sha512: ([value]) => createHash("sha512").update(text(value)).digest("hex"),
  urlencode: ([value]) =>
    encodeURIComponent(text(value).replace(/\p{Surrogate}/gu, "\ufffd"))
      .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
      .replaceAll("%20", "+"),
};

function decodedJson(value: Value): Value {
  if (value instanceof Reference) return unknownFrom([value]);
  const decoded = jsonWithHoles(isUnclear(value) ? value : text(value));
  // Terraform refuses a text that is known and no JSON.
  const isRefused = decoded instanceof Unknown && typeof value === "string";
  return isRefused ? new Invalid(decoded.reason) : decoded;
}
