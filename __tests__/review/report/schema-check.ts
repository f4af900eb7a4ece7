type Schema = Readonly<Record<string, unknown>>;

/**
 * What is wrong with a value by a JSON Schema, of which it knows the words that ours uses, and no others: an unknown word is an
 * error. A member that the schema does not describe is one too, so that none is forgotten there.
 */
export function schemaErrors(value: unknown, schema: Schema, root: Schema = schema, at = "$"): string[] {
  const errors: string[] = [];
  const refuse = (told: string) => errors.push(`${at} ${told}`);
  for (const [word, wanted] of Object.entries(schema)) {
    switch (word) {
      case "$schema":
      case "$defs":
      case "title":
      case "description":
        break;
      case "$ref": {
        const name = String(wanted).replace("#/$defs/", "");
        errors.push(...schemaErrors(value, (root.$defs as Record<string, Schema>)[name] as Schema, root, at));
        break;
      }
      case "type":
        if (![wanted].flat().includes(typeOf(value))) refuse(`is ${typeOf(value)}`);
        break;
      case "const":
        if (value !== wanted) refuse(`is not ${wanted}`);
        break;
      case "enum":
        if (!(wanted as unknown[]).includes(value)) refuse(`is not one of ${wanted}`);
        break;
      case "minimum":
        if (typeof value === "number" && value < Number(wanted)) refuse("is too small");
        break;
      case "maximum":
        if (typeof value === "number" && value > Number(wanted)) refuse("is too large");
        break;
      case "minItems":
        if (Array.isArray(value) && value.length < Number(wanted)) refuse("has too few");
        break;
      case "maxItems":
        if (Array.isArray(value) && value.length > Number(wanted)) refuse("has too many");
        break;
      case "items":
        if (!Array.isArray(value)) break;
        for (const [index, item] of value.entries()) {
          errors.push(...schemaErrors(item, wanted as Schema, root, `${at}[${index}]`));
        }
        break;
      case "required":
        for (const name of wanted as string[]) if (!(name in Object(value))) refuse(`lacks ${name}`);
        break;
      case "properties":
        for (const [name, member] of Object.entries(Object(value))) {
          const described = (wanted as Record<string, Schema>)[name];
          if (described === undefined) refuse(`has ${name}, which is not described`);
          else errors.push(...schemaErrors(member, described, root, `${at}.${name}`));
        }
        break;
      default:
        refuse(`has a schema with ${word}, which this check does not know`);
    }
  }
  return errors;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}
