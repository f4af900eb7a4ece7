import { type ApiType, type Declaration, Kind, type Signature, signaturesOf } from "./api-model";
import { typeText } from "./type-text";
import { code, summaryOf, table, tagOf } from "./wording";

/** A table for each interface that constructors, methods and functions of a module take, and for each object of choices. */
export function inputTables(exported: readonly Declaration[], first: string): string {
  const choices = exported.filter(isChoice);
  // One calls what makes a choice, and does not write it out.
  const made = new Set(choices.map(({ name }) => name));
  const reached = reachedFrom(exported, first).filter(({ name }) => !made.has(name));
  const props = reached.filter((each) => each.kind === Kind.Interface && !isVariant(each)).map(propsSection);
  const types = reached.filter(({ kind }) => kind === Kind.TypeAlias).map(typeRow);
  const typeTable = table(["type", "is", "what"], types);
  const sections = [...props, ...choices.map(choiceSection), typeTable && `### Types\n\n${typeTable}`];
  return sections.filter((section) => section !== "").join("\n\n");
}

function propsSection({ name, children = [] }: Declaration): string {
  const rows = children
    .filter(({ kind, type }) => kind === Kind.Property && type?.name !== "undefined")
    .map((property) => [
      code(property.name),
      code(typeText(property.type)),
      summaryOf(property),
      property.flags.isOptional ? (tagOf(property, "@default") ?? "") : "**required**",
    ]);
  const sorted = [...rows.filter(isRequired), ...rows.filter((row) => !isRequired(row))];
  return `### ${name}\n\n${table(["property", "type", "what", "default"], sorted)}`;
}

const isRequired = (row: readonly string[]) => row[3] === "**required**";

/** One of the several kinds of a thing: what a choice's function gives, which nobody writes out. */
const isVariant = ({ children = [] }: Declaration) =>
  children.some(({ name, type }) => name === "kind" && type?.type === "literal");

/** A constant whose functions make one of several kinds of a thing, like `Capacity.fargate()`. */
const isChoice = ({ kind, type }: Declaration) =>
  kind === Kind.Variable &&
  (type?.declaration?.children ?? []).some((member) => signaturesOf(member).length > 0);

function choiceSection({ name, type }: Declaration): string {
  const rows = (type?.declaration?.children ?? []).flatMap((member) =>
    signaturesOf(member).map((signature) => [
      code(`${name}.${member.name}${parametersText(signature)}`),
      [summaryOf(signature), ...parameterWords(signature)].join(" "),
    ]),
  );
  return `### ${name}\n\n${table(["call", "what"], rows)}`;
}

function parameterWords({ parameters = [] }: Signature): string[] {
  return parameters
    .filter((parameter) => summaryOf(parameter) !== "")
    .map((parameter) => `${code(parameter.name)}: ${summaryOf(parameter).replace(/\.$/, "")}.`);
}

const typeRow = (alias: Declaration) => [code(alias.name), code(typeText(alias.type)), summaryOf(alias)];

/** The parameters of a call, by name. */
export function parametersText({ parameters = [] }: Signature): string {
  const names = parameters.map(({ name, flags, defaultValue }) => {
    // A parameter that is taken apart where it is declared has no name of its own.
    const shown = name === "__namedParameters" ? "props" : name;
    return `${flags.isRest ? "..." : ""}${shown}${flags.isOptional || defaultValue !== undefined ? "?" : ""}`;
  });
  return `(${names.join(", ")})`;
}

/** Interfaces and types of the module that its calls take, in the order in which one comes upon them. */
function reachedFrom(exported: readonly Declaration[], first: string): Declaration[] {
  const byId = new Map(exported.map((each) => [each.id, each]));
  const reached = new Set<Declaration>();
  const visit = (type: unknown): void => {
    for (const id of idsIn(type)) {
      const found = byId.get(id);
      const isType = found?.kind === Kind.Interface || found?.kind === Kind.TypeAlias;
      // What an interface like ISecurityGroup stands for is an object of the modules, not something that one writes.
      if (!found || !isType || /^I[A-Z][a-z]/.test(found.name) || reached.has(found)) continue;
      reached.add(found);
      visit(found.type ?? (found.children ?? []).map((member) => member.type));
    }
  };
  const inOrder = [...exported].sort((a, b) => Number(b.name === first) - Number(a.name === first));
  for (const each of inOrder) for (const type of takenBy(each)) visit(type);
  return [...reached];
}

function takenBy(declared: Declaration): (ApiType | undefined)[] {
  const members = [Kind.Interface, Kind.TypeAlias].includes(declared.kind)
    ? []
    : [declared, ...(declared.children ?? []), ...(declared.type?.declaration?.children ?? [])];
  return members.flatMap((member) =>
    signaturesOf(member).flatMap(({ parameters = [] }) => parameters.map(({ type }) => type)),
  );
}

/** Ids of declarations that a type refers to, wherever in it. */
function idsIn(value: unknown): number[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(idsIn);
  return Object.entries(value).flatMap(([key, part]) =>
    key === "target" && typeof part === "number" ? [part] : key === "comment" ? [] : idsIn(part),
  );
}
