import { type Declaration, Kind, signaturesOf } from "./api-model";
import { parametersText } from "./inputs";
import { typeText } from "./type-text";
import { code, summaryOf, table } from "./wording";

/** What each class of a module has when it is made, and what it can do. */
export function outputTables(exported: readonly Declaration[], first: string): string {
  return exported
    .filter(({ kind }) => kind === Kind.Class || kind === Kind.Function)
    .sort((a, b) => Number(b.name === first) - Number(a.name === first))
    .map((declared) => (declared.kind === Kind.Class ? classSection(declared) : functionSection(declared)))
    .filter((section) => section !== "")
    .join("\n\n");
}

function classSection({ name, children = [] }: Declaration): string {
  const properties = children
    .filter(({ kind, flags }) => [Kind.Property, Kind.Accessor].includes(kind) && !flags.isStatic)
    .filter((member) => member.name !== "node")
    .map((member) => [
      code(member.name),
      code(typeText(member.type ?? signaturesOf(member)[0]?.type)),
      summaryOf(member),
    ]);
  const methods = children
    .filter(({ kind, name: called }) => kind === Kind.Method && called !== "toString")
    .flatMap((method) =>
      signaturesOf(method).map((signature) => [
        code(`${method.flags.isStatic ? `${name}.` : ""}${method.name}${parametersText(signature)}`),
        code(typeText(signature.type)),
        summaryOf(signature),
      ]),
    );
  const tables = [
    table(["property", "type", "what"], properties),
    table(["method", "gives", "what"], methods),
  ];
  const written = tables.filter((each) => each !== "");
  return written.length === 0 ? "" : [`### ${name}`, ...written].join("\n\n");
}

function functionSection(declared: Declaration): string {
  const rows = signaturesOf(declared).map((signature) => [
    code(`${declared.name}${parametersText(signature)}`),
    code(typeText(signature.type)),
    summaryOf(signature),
  ]);
  return `### ${declared.name}\n\n${table(["call", "gives", "what"], rows)}`;
}
