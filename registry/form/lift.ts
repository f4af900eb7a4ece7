import {
  aboutAll,
  inWordsOf,
  type Many,
  type Multiplicity,
  metaArgument,
  namedIn,
  type Rule,
  reference,
} from "./multiplicity";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Block = { readonly [key: string]: Json };

/** The blocks of a module, as cdktf writes them. */
export interface ModuleJson {
  readonly resource?: Record<string, Record<string, Block>>;
  readonly data?: Record<string, Record<string, Block>>;
  readonly [block: string]: unknown;
}

/** What only Terraform knows of how often something is made. */
export interface Lifting {
  readonly many: ReadonlyMap<string, Many>;
  /** Those that are blocks of one resource, by name. */
  readonly blocks: ReadonlyMap<string, Many>;
  /** Whether a resource is there, by its address. */
  readonly onlyIf: ReadonlyMap<string, string>;
  /** Addresses of resources whose rules nothing that a caller gives can break. */
  readonly settled: ReadonlySet<string>;
}

/** Makes resources that were built for one of many, or on a condition, as many as Terraform finds, and mends the references to them. */
export function lift(json: ModuleJson, lifting: Lifting): ModuleJson {
  const { many, blocks, settled } = lifting;
  const multiplicities = multiplicitiesOf(json, lifting);
  const mend = (value: Json, from?: Multiplicity): Json =>
    mapTexts(value, (text) => {
      const mended = withReferences(text, multiplicities, from);
      return from ? inWordsOf(mended, from) : mended;
    });
  const mendBody = (body: Block, own: Multiplicity | undefined): Block => {
    const others = [...many.values()].filter((one) => !own?.each.includes(one));
    const ruled = mapRules(body, (rule) => others.reduce(aboutAll, rule));
    return mend(withDynamicBlocks(ruled, blocks), own) as Block;
  };
  const lifted: Record<string, unknown> = {};
  for (const [block, content] of Object.entries(json)) {
    lifted[block] =
      block === "resource" || block === "data"
        ? mapBodies(content as Record<string, Record<string, Block>>, (type, name, body) => {
            const address = addressOf(block, type, name);
            const own = multiplicities.get(address);
            const asked = settled.has(address) ? withoutRules(body) : body;
            return { ...(own && metaArgument(own)), ...mendBody(asked, own) };
          })
        : mend(content as Json);
  }
  return lifted;
}

/** What asks an attribute of something that is made for each of many is itself made for each of them. */
function multiplicitiesOf(
  json: ModuleJson,
  { many, onlyIf }: Pick<Lifting, "many" | "onlyIf">,
): ReadonlyMap<string, Multiplicity> {
  const texts = new Map(
    [...bodiesOf(json)].map(([address, body]) => [address, JSON.stringify(withoutRules(body))]),
  );
  const eachOf = new Map([...texts].map(([address, text]) => [address, new Set(namedIn(text, many))]));
  for (let grown = true; grown; ) {
    grown = false;
    for (const [address, text] of texts) {
      const own = eachOf.get(address) as Set<Many>;
      const before = own.size;
      for (const [other, each] of eachOf) {
        if (other !== address && each.size > 0 && attributesOf(other).test(text))
          for (const one of each) own.add(one);
      }
      grown ||= own.size > before;
    }
  }
  const all = [...texts.keys()].map((address) => {
    const each = [...many.values()].filter((one) => eachOf.get(address)?.has(one));
    return [address, { each, onlyIf: onlyIf.get(address) }] as const;
  });
  return new Map(all.filter(([, { each, onlyIf: condition }]) => each.length > 0 || condition !== undefined));
}

function attributesOf(address: string, flags = ""): RegExp {
  return new RegExp(
    `(?<![\\w.-])${address.replaceAll(".", "\\.")}((?:\\.[a-z_][a-z0-9_]*(?:\\[\\d+\\])?)+)`,
    flags,
  );
}

function* bodiesOf(json: ModuleJson): Generator<readonly [address: string, body: Block]> {
  for (const block of ["resource", "data"] as const) {
    for (const [type, named] of Object.entries(json[block] ?? {})) {
      for (const [name, body] of Object.entries(named)) yield [addressOf(block, type, name), body];
    }
  }
}

export function addressOf(block: "resource" | "data", type: string, name: string): string {
  return block === "data" ? `data.${type}.${name}` : `${type}.${name}`;
}

function mapBodies(
  types: Record<string, Record<string, Block>>,
  change: (type: string, name: string, body: Block) => Block,
) {
  return Object.fromEntries(
    Object.entries(types).map(([type, named]) => [
      type,
      Object.fromEntries(Object.entries(named).map(([name, body]) => [name, change(type, name, body)])),
    ]),
  );
}

/** A block that is written for one of many becomes as many as Terraform finds. */
function withDynamicBlocks(body: Block, blocks: ReadonlyMap<string, Many>): Block {
  const dynamic: Record<string, Json> = {};
  const rest: Record<string, Json> = {};
  for (const [name, value] of Object.entries(body)) {
    const [, which] = /\bblock_of_(\w+)\.(?:key|value)\b/.exec(JSON.stringify(value)) ?? [];
    const one = which === undefined ? undefined : blocks.get(which);
    if (!one) {
      rest[name] = value;
      continue;
    }
    const content = Array.isArray(value) ? (value[0] as Json) : value;
    const inBlock = mapTexts(content, (text) => text.replaceAll(`block_of_${one.name}.`, `${name}.`));
    dynamic[name] = { for_each: `\${${one.of}}`, content: inBlock };
  }
  return Object.keys(dynamic).length > 0 ? { ...rest, dynamic } : body;
}

/** Rules about one of many may be those of something that is made once: they do not make it many. */
function withoutRules(body: Block): Block {
  return mapRules(body, () => undefined);
}

function mapRules(body: Block, change: (rule: Rule) => Rule | undefined): Block {
  const { lifecycle } = body as { lifecycle?: { precondition?: readonly Rule[] } };
  if (!lifecycle?.precondition) return body;
  const precondition = lifecycle.precondition.flatMap((rule) => change(rule) ?? []);
  return { ...body, lifecycle: { ...lifecycle, precondition } as unknown as Json };
}

function mapTexts(value: Json, change: (text: string) => string): Json {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapTexts(each, change)]));
}

/** An address alone, as in depends_on, means all of its instances; with an attribute behind it, one of them is meant. */
function withReferences(
  text: string,
  multiplicities: ReadonlyMap<string, Multiplicity>,
  from: Multiplicity | undefined,
): string {
  let mended = text;
  for (const [address, to] of multiplicities) {
    const pattern = attributesOf(address, "g");
    mended = mended.replace(pattern, (_, attributes: string) => reference(address, attributes, to, from));
  }
  return mended;
}
