import { bare } from "./template";

/** One of several things of which only Terraform knows how many there are: a construct is given one, and its resources become many. */
export interface Many {
  /** Lower-case letters, digits and underscores. */
  readonly name: string;
  /** A map, as an expression. */
  readonly of: string;
}

/** Where `key` or `value` of one of many blocks of a resource stands in a text. */
export function blockMarkerOf({ name }: Pick<Many, "name">, part: "key" | "value"): string {
  return `block_of_${name}.${part}`;
}

/** Where `key` or `value` of one of many stands in a text. No variable, local or resource begins so. */
export function markerOf({ name }: Pick<Many, "name">, part: "key" | "value"): string {
  return `one_of_${name}.${part}`;
}

const MARKER = /\bone_of_([a-z0-9_]+)\.(key|value)\b/g;

/** What makes a resource many, and whether it is there at all. */
export interface Multiplicity {
  readonly each: readonly Many[];
  /** An expression; undefined if it is always there. */
  readonly onlyIf: string | undefined;
}

/** A rule about a resource or a variable, in the words of Terraform. */
export interface Rule {
  readonly condition: string;
  readonly error_message: string;
}

/** A rule about one of many, as one about all of them, whose message names them all. */
export function aboutAll(rule: Rule, { name, of }: Many): Rule {
  const marker = `one_of_${name}.`;
  const { condition, error_message } = rule;
  if (!condition.includes(marker)) return rule;
  const interpolation = new RegExp(`\\$\\{one_of_${name}\\.(key|value)([.\\w]*)\\}`, "g");
  const ofOne = bare(condition).replaceAll(`${marker}key`, "k").replaceAll(`${marker}value`, "v");
  return {
    condition: `\${alltrue([for k, v in ${of} : ${ofOne}])}`,
    error_message: error_message.replace(
      interpolation,
      (_, part: string, attributes: string) =>
        `\${join(", ", [for k, v in ${of} : ${part === "key" ? "k" : "v"}${attributes}])}`,
    ),
  };
}

/** Which of many a text stands for. */
export function namedIn(text: string, many: ReadonlyMap<string, Many>): readonly Many[] {
  const names = new Set([...text.matchAll(MARKER)].map(([, name]) => name as string));
  return [...many.values()].filter(({ name }) => names.has(name));
}

/** The meta-argument of a resource that is made so often. */
export function metaArgument({ each, onlyIf }: Multiplicity): { for_each?: string; count?: string } {
  if (each.length === 0) return onlyIf === undefined ? {} : { count: `\${${onlyIf} ? 1 : 0}` };
  const [only] = each;
  // None of nothing is none already.
  const always = onlyIf === undefined || each.some(({ of }) => onlyIf === `length(${of}) > 0`);
  const condition = always ? "" : ` if ${onlyIf}`;
  if (each.length === 1 && only) {
    return { for_each: always ? `\${${only.of}}` : `\${{ for k, v in ${only.of} : k => v${condition} }}` };
  }
  // A product of two, with both keys in the address: "application-5432".
  const [outer, inner] = each as readonly [Many, Many];
  const pair = `${outer.name} = { key = a, value = v }, ${inner.name} = { key = b, value = w }`;
  const inside = `{ for b, w in ${inner.of} : "\${a}-\${b}" => { ${pair} }${condition} }`;
  return { for_each: `\${merge([for a, v in ${outer.of} : ${inside}]...)}` };
}

/** A text of a resource that is made so often, in Terraform's own words. */
export function inWordsOf(text: string, { each }: Multiplicity): string {
  return text.replace(MARKER, (_, name: string, part: string) =>
    each.length > 1 ? `each.value.${name}.${part}` : `each.${part}`,
  );
}

/**
 * A reference to a resource that is made so often, from one that is made as often as `from` says.
 *
 * @throws Error if it is not said which of several is meant
 */
export function reference(
  address: string,
  attributes: string,
  to: Multiplicity,
  from: Multiplicity | undefined,
): string {
  if (to.each.length > 0) return `${address}[${keyOf(address, to, from)}]${attributes}`;
  if (to.onlyIf === undefined) return `${address}${attributes}`;
  return from?.onlyIf === to.onlyIf ? `${address}[0]${attributes}` : `one(${address}[*]${attributes})`;
}

function keyOf(address: string, to: Multiplicity, from: Multiplicity | undefined): string {
  const of = from?.each ?? [];
  if (!to.each.every((many) => of.includes(many))) {
    const names = to.each.map(({ name }) => name).join(" and ");
    throw new Error(`${address} is made for each ${names}: which one is meant is not said.`);
  }
  if (to.each.length === of.length) return "each.key";
  const [only] = to.each;
  return `each.value.${only?.name}.key`;
}
