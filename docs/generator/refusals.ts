import { type Declaration, Kind, signaturesOf } from "./api-model";
import { parametersText } from "./inputs";
import { code, table, tagOf } from "./wording";

/** What calls of a module refuse, as their docstrings say it under `@throws`. */
export function refusalTable(exported: readonly Declaration[], first: string): string {
  const rows = exported
    .filter(({ kind }) => kind !== Kind.Interface && kind !== Kind.TypeAlias)
    .sort((a, b) => Number(b.name === first) - Number(a.name === first))
    .flatMap((declared) => callsOf(declared))
    .flatMap(([call, refused]) =>
      refused === undefined ? [] : [[code(call), refused.replace(/^(?:Refusal|Error) (?:for )?/, "")]],
    );
  return table(["call", "refuses"], rows);
}

function callsOf(declared: Declaration): [call: string, refused: string | undefined][] {
  const members = [...(declared.children ?? []), ...(declared.type?.declaration?.children ?? [])];
  const own = declared.signatures ?? [];
  return [
    ...own.map((signature): [string, string | undefined] => [
      `${declared.name}${parametersText(signature)}`,
      tagOf(signature, "@throws"),
    ]),
    ...members.flatMap((member) =>
      signaturesOf(member).map((signature): [string, string | undefined] => {
        const call = member.name === "constructor" ? `new ${declared.name}` : nameOfMember(declared, member);
        return [`${call}${parametersText(signature)}`, tagOf(signature, "@throws")];
      }),
    ),
  ];
}

function nameOfMember({ name, kind }: Declaration, member: Declaration): string {
  const isOfInstance = !member.flags.isStatic && kind === Kind.Class;
  return isOfInstance
    ? `${name.charAt(0).toLowerCase()}${name.slice(1)}.${member.name}`
    : `${name}.${member.name}`;
}

/** Mistakes that were made, and what was said to them, word for word. */
export function saidTo(mistakes: readonly { readonly title: string; readonly said: string }[]): string {
  return mistakes.map(({ title, said }) => `${title}:\n\n\`\`\`text\n${said}\n\`\`\``).join("\n\n");
}
