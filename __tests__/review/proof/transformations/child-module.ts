import { type Arguments, at, type Configuration } from "../configuration";
import { anyOf, managedAddresses, mapTexts, type Rewritten, type Transformation } from "./transformation";

/** An attribute of a resource or data source, a local or a variable, with what leads into it. */
const REFERENCE =
  /(?<![\w.-])(?:(?:data\.)?aws_[a-z0-9_]+\.[\w-]+|terraform_data\.[\w-]+|local|var)(?:\.\w+|\[\d+\])+/g;

/** Some of the resources in a module, which takes what they need as variables and puts out what others need of them. */
export const childModule: Transformation = (configuration, random): Rewritten => {
  const all = managedAddresses(configuration);
  const inside = new Set(all.filter(() => random.chance(0.4)));
  if (inside.size === 0) return { folders: { ".": configuration }, renamed: (text) => text };

  const inputs = new Map<string, string>();
  const outputs = new Map<string, string>();
  const nameIn = (names: Map<string, string>, reference: string, prefix: string) => {
    const name = names.get(reference) ?? `${prefix}_${names.size}`;
    names.set(reference, name);
    return name;
  };
  const isInside = (reference: string) => [...inside].some((address) => reference.startsWith(`${address}.`));
  const ofChild = (text: string) =>
    inExpressions(text, (reference) =>
      isInside(reference) ? reference : `var.${nameIn(inputs, reference, "in")}`,
    );
  const ofRoot = (text: string) =>
    inExpressions(text, (reference) =>
      isInside(reference) ? `module.part.${nameIn(outputs, reference, "out")}` : reference,
    );

  const child: Configuration = { resource: {} };
  const rest: Record<string, Record<string, Arguments>> = {};
  for (const address of all) {
    const [type = "", name = ""] = address.split(".");
    const { depends_on, lifecycle, ...values } = at(configuration, address);
    const home = inside.has(address) ? child.resource : rest;
    home[type] = { ...home[type], [name]: values };
  }
  child.resource = mapTexts(child.resource, ofChild) as Configuration["resource"];
  const { resource: _, check: __, ...others } = configuration;
  const root = mapTexts({ ...others, resource: rest }, ofRoot) as Configuration;
  const given = Object.fromEntries([...inputs].map(([reference, name]) => [name, `\${${reference}}`]));
  root.module = { part: { source: "./part", ...(mapTexts(given, ofRoot) as object) } };
  child.variable = Object.fromEntries([...inputs.values()].map((name) => [name, {}]));
  child.output = Object.fromEntries(
    [...outputs].map(([reference, name]) => [name, { value: `\${${reference}}` }]),
  );

  const pattern = anyOf(inside);
  return {
    folders: { ".": root, part: child },
    renamed: (text) => text.replace(pattern, (address) => `module.part.${address}`),
  };
};

function inExpressions(text: string, change: (reference: string) => string): string {
  return text.replace(/\$\{[^}]*\}/g, (expression) => expression.replace(REFERENCE, change));
}
