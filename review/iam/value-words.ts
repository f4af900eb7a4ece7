import { Reference, Template, type Value } from "../graph/value";

/** A text with holes as a person would write it, like `${aws_dynamodb_table.orders.arn}/index/*`. */
export function inWords(value: Value | undefined): string {
  if (value instanceof Reference) return pathInWords(value);
  if (value instanceof Template) {
    return value.parts.map((part) => (typeof part === "string" ? part : `\${${inWords(part)}}`)).join("");
  }
  return typeof value === "string" ? value : "something unknown";
}

/** As Terraform writes it, like `"${aws_s3_bucket.shop.arn}/*"`, or without quotation marks where a reference stands alone. */
export function inTerraform(value: Value | undefined): string {
  if (value instanceof Reference) return pathInWords(value);
  return value === undefined ? '"<its ARN>"' : `"${inWords(value)}"`;
}

function pathInWords({ resource, path }: Reference): string {
  const steps = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`));
  return `${resource.address}${steps.join("")}`;
}
