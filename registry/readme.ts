import type { ModuleFiles, VariableBlock } from "./form/module-files";
import { VERSIONS } from "./form/module-files";
import type { Product } from "./form/product";
import { bare } from "./form/template";

/** Where the tables stand in what is written by hand. */
const TABLES = "<!-- tables -->";

/**
 * A module's README: what a person wrote, with the tables of what the module takes, gives, makes and refuses in their place.
 *
 * @throws Error if there is no place for them
 */
export function readme({ name }: Product, files: ModuleFiles, byHand: string): string {
  if (byHand.split(TABLES).length !== 2) {
    throw new Error(
      `registry/hcl/${name}/README.md has no line "${TABLES}". Fix: write it once, where the tables are to stand.`,
    );
  }
  const { required_version, required_providers } = VERSIONS.terraform;
  const tables = [
    "## Inputs",
    table(
      ["name", "what", "type", "default"],
      Object.entries(files.variables).map(([variable, block]) => [
        `\`${variable}\``,
        block.description,
        `\`${block.type}\``,
        defaultOf(block),
      ]),
    ),
    "## Outputs",
    table(
      ["name", "what"],
      Object.entries(files.outputs).map(([output, { description }]) => [`\`${output}\``, description]),
    ),
    "## Resources",
    "These addresses are a part of the module's contract: they change only in a major version, with `moved` blocks.",
    table(
      ["address", "how many"],
      addressesOf(files).map(([address, howMany]) => [`\`${address}\``, howMany]),
    ),
    "## Requirements",
    table(
      ["what", "version"],
      [
        ["Terraform or OpenTofu", `\`${required_version}\``],
        ["hashicorp/aws", `\`${required_providers.aws.version}\``],
      ],
    ),
    "## What it refuses",
    "Terraform tells these before it makes anything, with what was given and what to do:",
    ...refusalsOf(files).map(([variable, allowed]) => `- \`${variable}\`: ${allowed}`),
  ];
  return byHand.replace(
    TABLES,
    tables
      .join("\n\n")
      .replace(/\n\n- /g, "\n- ")
      .replace("to do:\n- ", "to do:\n\n- "),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function defaultOf(block: VariableBlock): string {
  return "default" in block ? `\`${JSON.stringify(block.default)}\`` : "required";
}

/** The addresses, with what decides how many there are. */
function addressesOf({ main }: ModuleFiles): readonly (readonly [address: string, howMany: string])[] {
  return Object.entries(main.resource ?? {})
    .flatMap(([type, named]) =>
      Object.entries(named).map(([name, { count, for_each }]) => {
        const address = `${type}.${name}`;
        if (typeof for_each === "string") return [`${address}["..."]`, forEach(bare(for_each))] as const;
        if (typeof count === "string")
          return [`${address}[0]`, `if \`${bare(count).replace(/ \? 1 : 0$/, "")}\``] as const;
        return [address, "one"] as const;
      }),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What is made of several variables would be a program in a table: it is enough to know which. */
function forEach(expression: string): string {
  const names = [...new Set(expression.match(/\b(?:var|local)\.\w+/g))].map((name) => `\`${name}\``);
  return /^[\w.]+$/.test(expression) || names.length === 0
    ? `for each of \`${expression}\``
    : `as ${names.join(" and ")} say${names.length === 1 ? "s" : ""}`;
}

/** What is allowed, of variables and of resources, each once. */
function refusalsOf({ variables, main }: ModuleFiles): readonly (readonly [what: string, allowed: string])[] {
  const ofVariables = Object.entries(variables).flatMap(([name, { validation = [] }]) =>
    validation.map(({ error_message }) => [name, allowedIn(error_message)] as const),
  );
  const ofResources = Object.values(main.resource ?? {})
    .flatMap(
      (named) => Object.values(named) as { lifecycle?: { precondition?: { error_message: string }[] } }[],
    )
    .flatMap(({ lifecycle }) => lifecycle?.precondition ?? [])
    .map(({ error_message }) => {
      const [, what = ""] = /^\S+ is refused: (.*?) is /.exec(error_message) ?? [];
      return [what, allowedIn(error_message)] as const;
    });
  const all = new Map([...ofVariables, ...ofResources].map((each) => [each.join(" "), each]));
  return [...all.values()];
}

function allowedIn(message: string): string {
  const [, allowed = message] = /Allowed: ([\s\S]*?)\. Fix: /.exec(message) ?? [];
  return allowed
    .replaceAll("${data.aws_region.current.id}", "the provider's Region")
    .replace(/\$\{[^}]*\}/g, "...");
}
