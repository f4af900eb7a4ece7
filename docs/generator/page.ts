/** The parts of a page that are generated. Each stands between two comments, and what stands outside of them is written by hand. */
export type Parts = Readonly<Record<string, string>>;

const begin = (name: string) => `<!-- generated: ${name}. PRIVATE_PATHS_WRITE_DOCS=1 writes it anew. -->`;
const end = (name: string) => `<!-- end of ${name} -->`;

/**
 * Puts the generated parts into a page.
 *
 * @throws Error if the page has no place for a part, or one for a part that there is not
 */
export function withParts(page: string, parts: Parts): string {
  const places = [...page.matchAll(/<!-- generated: ([a-z ]+)\./g)].map(([, name]) => name as string);
  const lost = places.filter((name) => !(name in parts));
  if (lost.length > 0)
    throw new Error(`The page has places for ${lost.join(", ")}, which nothing generates.`);
  return Object.entries(parts).reduce((text, [name, content]) => {
    const [from, to] = [text.indexOf(begin(name)), text.indexOf(end(name))];
    if (from < 0 || to < from) {
      throw new Error(`The page has no place for ${name}. Add two lines: ${begin(name)} and ${end(name)}`);
    }
    return `${text.slice(0, from)}${begin(name)}\n\n${content}\n\n${text.slice(to)}`;
  }, page);
}
