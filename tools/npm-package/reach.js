const { existsSync, readdirSync, readFileSync, rmSync } = require("node:fs");
const { dirname, join, resolve } = require("node:path");

/** How compiled code and declarations name another file of the package. */
const REFERENCE = /(?:\brequire\(|\bimport\(|\bfrom |\bimport )"(\.[^"]+)"/g;

/** Takes out of lib what no entry of package.json leads to: the review's single files, and facts that only the review knows. */
function dropUnreached(root, lib) {
  const { bin, exports: subpaths } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const named = [...Object.values(bin), ...Object.values(subpaths).flatMap(filesOf)];
  const entries = named.map((file) => join(root, file)).filter((file) => /\.(js|d\.ts)$/.test(file));
  const reached = reachedFrom(entries);
  for (const entry of readdirSync(lib, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile() && !reached.has(file.replace(/\.map$/, ""))) rmSync(file);
  }
}

function filesOf(target) {
  return typeof target === "string" ? [target] : Object.values(target);
}

/** @throws Error if one of them, or one that they lead to, is not there */
function reachedFrom(entries) {
  const reached = new Set();
  const waiting = [...entries];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    const from = file;
    for (const [, name] of readFileSync(file, "utf8").matchAll(REFERENCE)) waiting.push(referred(from, name));
  }
  return reached;
}

function referred(from, name) {
  const target = resolve(dirname(from), name.replace(/\.js$/, ""));
  const ending = from.endsWith(".d.ts") ? ".d.ts" : ".js";
  const found = [`${target}${ending}`, join(target, `index${ending}`)].find((file) => existsSync(file));
  if (!found) throw new Error(`${from} leads to ${name}, which is not there.`);
  return found;
}

module.exports = { dropUnreached };
