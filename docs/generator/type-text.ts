import { type ApiType, type Declaration, signaturesOf } from "./api-model";

/** A type as TypeScript writes it, on one line; `readonly` of lists and records, which all are, is left out. */
export function typeText(type: ApiType | undefined): string {
  if (!type) return "unknown";
  const write = WRITERS[type.type];
  if (!write)
    throw new Error(`The pages cannot write a type of the kind ${type.type}. Add it to type-text.ts.`);
  return write(type);
}

const WRITERS: Readonly<Record<string, (type: ApiType) => string>> = {
  intrinsic: ({ name }) => name ?? "unknown",
  literal: ({ value }) => JSON.stringify(value),
  reference: ({ name = "unknown", typeArguments = [] }) => {
    if (name === "Readonly" && typeArguments.length === 1) return typeText(typeArguments[0]);
    return typeArguments.length === 0 ? name : `${name}<${typeArguments.map(typeText).join(", ")}>`;
  },
  union: ({ types = [] }) => booleansJoined(types).join(" | "),
  intersection: ({ types = [] }) => types.map(typeText).join(" & "),
  array: ({ elementType }) => {
    const text = typeText(elementType);
    return /[ |&]/.test(text) ? `(${text})[]` : `${text}[]`;
  },
  tuple: ({ elements = [] }) => `[${elements.map(typeText).join(", ")}]`,
  rest: ({ elementType }) => `...${typeText(elementType)}`,
  namedTupleMember: ({ element, name }) => `${name}: ${typeText(element)}`,
  typeOperator: ({ operator, target }) =>
    operator === "readonly" ? typeText(target as ApiType) : `${operator} ${typeText(target as ApiType)}`,
  indexedAccess: ({ objectType, indexType }) => `${typeText(objectType)}[${typeText(indexType)}]`,
  query: ({ queryType }) => `typeof ${typeText(queryType)}`,
  reflection: ({ declaration }) => (declaration ? objectText(declaration) : "object"),
};

function objectText(declaration: Declaration): string {
  const [signature] = signaturesOf(declaration);
  if (signature && !declaration.children) {
    const parameters = (signature.parameters ?? []).map(({ name, type }) => `${name}: ${typeText(type)}`);
    return `(${parameters.join(", ")}) => ${typeText(signature.type)}`;
  }
  const members = (declaration.children ?? []).map(
    ({ name, flags, type }) => `${name}${flags.isOptional ? "?" : ""}: ${typeText(type)}`,
  );
  const indices = (declaration.indexSignatures ?? []).map(
    ({ parameters = [], type }) =>
      `[${parameters[0]?.name}: ${typeText(parameters[0]?.type)}]: ${typeText(type)}`,
  );
  return `{ ${[...members, ...indices].join("; ")} }`;
}

/** TypeDoc divides `boolean` in a union into its two values. */
function booleansJoined(types: readonly ApiType[]): string[] {
  const texts = types.filter(({ name }) => name !== "undefined").map(typeText);
  if (!texts.includes("true") || !texts.includes("false")) return texts;
  return [...texts.filter((text) => text !== "true" && text !== "false"), "boolean"];
}
