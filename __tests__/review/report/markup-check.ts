/** Elements of HTML that have no end. */
const VOID = new Set(["meta", "input", "wbr", "link", "br"]);

export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

export interface Markup {
  readonly tags: readonly Tag[];
  /** All text between tags, as it is written. */
  readonly text: string;
}

/**
 * Reads XML or HTML that is written like XML, but for elements without an end, and throws at the first fault: a tag that is not
 * closed, an attribute that is given twice or without quotes, a `<` or `&` that is none.
 *
 * @param raw elements whose content is no markup
 */
export function readMarkup(source: string, raw: readonly string[] = ["style", "script"]): Markup {
  const tags: Tag[] = [];
  const open: string[] = [];
  let text = "";
  let rest = source.replace(/^<\?xml [^?]*\?>\n|^<!doctype html>\n/, "");
  while (rest !== "") {
    const found =
      /^<(?<end>\/)?(?<name>[A-Za-z][A-Za-z0-9-]*)(?<attributes>(?:\s+[A-Za-z:-]+(?:="[^"<]*")?)*)\s*(?<empty>\/)?>/.exec(
        rest,
      );
    if (!found) {
      const plain = /^[^<]+/.exec(rest)?.[0];
      if (plain === undefined) throw new Error(`No tag: ${rest.slice(0, 80)}`);
      checkText(plain);
      text += plain;
      rest = rest.slice(plain.length);
      continue;
    }
    rest = rest.slice(found[0].length);
    const { end, name = "", attributes = "", empty } = found.groups ?? {};
    if (end) {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing: ${rest.slice(0, 80)}`);
      continue;
    }
    tags.push({ name, attributes: attributesOf(attributes) });
    if (empty || VOID.has(name)) continue;
    if (raw.includes(name)) rest = rest.slice(rest.indexOf(`</${name}>`) + name.length + 3);
    else open.push(name);
  }
  if (open.length > 0) throw new Error(`Not closed: ${open}`);
  return { tags, text };
}

function attributesOf(source: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = "", value = ""] of source.matchAll(/([A-Za-z:-]+)(?:="([^"]*)")?/g)) {
    if (attributes.has(name)) throw new Error(`Twice: ${name}`);
    checkText(value);
    attributes.set(name, value);
  }
  return attributes;
}

function checkText(text: string): void {
  const bare = /&(?!(?:amp|lt|gt|quot|#39);)/.exec(text);
  if (bare) throw new Error(`A bare &: ${text.slice(bare.index, bare.index + 40)}`);
}
