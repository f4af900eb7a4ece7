const { mkdirSync, readdirSync, readFileSync, writeFileSync } = require("node:fs");
const { dirname, join, relative, resolve, sep } = require("node:path");

/** Copies the pages of docs into lib, with links to what the package holds only. */
function writeDocuments(root, lib) {
  const target = join(lib, "docs");
  mkdirSync(target, { recursive: true });
  for (const name of pagesOf(root)) {
    const page = readFileSync(join(root, "docs", name), "utf8");
    writeFileSync(join(target, name), name.endsWith(".md") ? withOwnLinks(root, `docs/${name}`, page) : page);
  }
}

/** Pages and pictures; what lies in folders below is not in the package. */
function pagesOf(root) {
  return readdirSync(join(root, "docs"), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}

/**
 * A page whose links lead to pages in lib/docs, or are plain text where they led to files that only a clone has.
 *
 * @param page its path in the clone
 */
function withOwnLinks(root, page, text) {
  const here = page.startsWith("docs/") ? "lib/docs" : ".";
  const pages = new Set(pagesOf(root).map((name) => `docs/${name}`));
  const inPackage = (target) => {
    if (/^https?:/.test(target) || target.startsWith("#")) return target;
    const [path, heading] = target.split("#");
    const file = relative(root, resolve(root, dirname(page), path))
      .split(sep)
      .join("/");
    if (file === "LICENSE" || file === "package.json") return relative(here, file);
    if (!pages.has(file)) return undefined;
    const moved = relative(here, `lib/${file}`).split(sep).join("/");
    return heading === undefined ? moved : `${moved}#${heading}`;
  };
  return outsideCode(text, (prose) =>
    prose
      .replace(/(?<!!)\[([^\]]*)\]\(([^)\s]+)\)/g, (_, words, target) => {
        const link = inPackage(target);
        return link === undefined ? words : `[${words}](${link})`;
      })
      .replace(/\bsrc="([^"]+)"/g, (_, target) => `src="${inPackage(target) ?? target}"`),
  );
}

/** Changes what is not between fences. */
function outsideCode(text, change) {
  return text
    .split(/(^```.*?^```$)/ms)
    .map((part) => (part.startsWith("```") ? part : change(part)))
    .join("");
}

module.exports = { withOwnLinks, writeDocuments };
