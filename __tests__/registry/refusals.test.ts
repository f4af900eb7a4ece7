import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Fault } from "../../modules/refusal";
import { type ModuleFiles, moduleFiles } from "../../registry/form/module-files";
import { withNamesOf } from "../../registry/form/words";
import { PRODUCTS } from "../../registry/products";
import { refusalOf } from "../synthesis";
import { REFUSALS } from "./refusal-cases";

interface Rule {
  readonly error_message: string;
}

const modules = new Map(PRODUCTS.map((product) => [product.name, moduleFiles(product)]));

/** The rules of a module, by the variable or the resource that they stand at. */
function rulesOf({ variables, main }: ModuleFiles): Map<string, readonly Rule[]> {
  const rules = new Map<string, readonly Rule[]>();
  for (const [name, { validation }] of Object.entries(variables)) {
    if (validation) rules.set(`var.${name}`, validation);
  }
  for (const [type, named] of Object.entries(main.resource ?? {})) {
    for (const [name, body] of Object.entries(named)) {
      const { precondition } = (body.lifecycle ?? {}) as { precondition?: readonly Rule[] };
      if (precondition) rules.set(`${type}.${name}`, precondition);
    }
  }
  return rules;
}

/** Rules that no construct has, since only in a module something can be missing, or be called otherwise. */
const OF_MODULES = [
  "database: address and endpoint are missing",
  "access_log_destinations is refused: its keys are",
];

/** What synthesis can name, and Terraform's message cannot. */
const NAMED: readonly (readonly [bySynthesis: string, byTerraform: string])[] = [
  ["more than one in euc1-az1. ", "something else. "],
  ["keep one of the subnets in euc1-az1", "keep one of the subnets of a zone"],
  ["bucket, delivery stream in eu-central-1, where the network is", "bucket, delivery stream"],
];

const regionKnown = (message: string) => message.replaceAll("${data.aws_region.current.id}", "eu-central-1");
const tailOf = (message: string) => regionKnown(message).replace(/^[\s\S]*? is (?!refused)/, "");

/** Whether a module's message, with any value put in, is what the construct says. */
function says(message: string, { given, told, allowed, fix }: Fault, names: readonly string[]): boolean {
  const ofType = { string: `"${given}"`, number: `${given}` }[typeof given as string];
  const sentence = (what: string) =>
    NAMED.reduce(
      (text, [of, by]) => text.replace(of, by),
      withNamesOf(names, `${what}. Allowed: ${allowed}. Fix: ${fix}.`),
    );
  const template = tailOf(message)
    .split(/\$\{(?:[^{}]|\{[^{}]*\})*\}/)
    .map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
    .join("[\\s\\S]*");
  const isTemplateOf = (text: string) => new RegExp(`^${template}$`).test(text);
  // A list is named by synthesis, and is "something else" to Terraform.
  return (
    isTemplateOf(sentence(told ?? ofType ?? "something else")) || isTemplateOf(sentence("something else"))
  );
}

const everyCase = Object.entries(REFUSALS).flatMap(([what, refusal]) =>
  refusal.in.map((name) => [name, what, refusal] as const),
);

describe("what a module refuses", () => {
  it.each(everyCase)("%s says of %s what the construct says", (name, _, { at, build }) => {
    const files = modules.get(name) as ModuleFiles;
    const messages = (rulesOf(files).get(at) ?? []).map(({ error_message }) => error_message);
    const names = Object.keys(files.variables);
    const { faults } = refusalOf(build);
    const told = faults.filter((fault) => messages.some((message) => says(message, fault, names)));
    // A construct may find more that is wrong with the value, which stands at other rules.
    expect(told.length > 0 ? "the same" : { messages, faults }).toBe("the same");
  });

  it.each([...modules.keys()].filter((name) => everyCase.some(([of]) => of === name)))(
    "%s says nothing else",
    (name) => {
      const files = modules.get(name) as ModuleFiles;
      const names = Object.keys(files.variables);
      const unsaid = [...rulesOf(files)].flatMap(([at, rules]) => {
        const faults = everyCase
          .filter(([of, , refusal]) => of === name && refusal.at === at)
          .flatMap(([, , { build }]) => refusalOf(build).faults);
        return rules
          .map(({ error_message }) => error_message)
          .filter((message) => !OF_MODULES.some((own) => message.startsWith(own)))
          .filter((message) => !faults.some((fault) => says(message, fault, names)));
      });
      expect(unsaid).toEqual([]);
    },
  );

  it.each([...modules.keys()])("%s shows in its own tests that it is refused", (name) => {
    const folder = join(__dirname, "..", "..", "registry", "hcl", name, "tests");
    const tests = readdirSync(folder)
      .filter((file) => file.endsWith(".tftest.hcl"))
      .map((file) => readFileSync(join(folder, file), "utf8"))
      .join("\n");
    const expected = [...tests.matchAll(/expect_failures = \[([^\]]*)\]/g)].flatMap(([, list = ""]) =>
      list.split(",").map((each) => each.trim()),
    );
    const rules = rulesOf(modules.get(name) as ModuleFiles);
    expect(rules.size).toBeGreaterThan(0);
    expect([...rules.keys()].filter((at) => !expected.includes(at))).toEqual([]);
  });
});
