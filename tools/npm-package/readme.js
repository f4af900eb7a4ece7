const { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { withOwnLinks } = require("./documents");

/** Sections about the stacks of this project, which the package does not hold. */
const OF_A_CLONE = [
  "Three ways in",
  "See the plan",
  "Put it before a database that exists",
  "Make a service private",
  "Deploy",
  "The stacks",
  "From Terraform, without CDKTF",
];

/** npm packs the README.md of the folder and no other: that of the package takes its place until `restoreReadme`. */
function swapReadme(root) {
  const readme = join(root, "README.md");
  const original = readFileSync(readme, "utf8");
  const packed = withOwnLinks(root, "README.md", withoutSections(original));
  mkdirSync(join(root, ".private-paths"), { recursive: true });
  writeFileSync(swapped(root), JSON.stringify({ original, packed }));
  writeFileSync(readme, packed);
}

/**
 * Puts the README.md of the project back, also after a pack that was interrupted.
 *
 * @throws Error if somebody has changed that of the package meanwhile
 */
function restoreReadme(root) {
  if (!existsSync(swapped(root))) return;
  const { original, packed } = JSON.parse(readFileSync(swapped(root), "utf8"));
  const readme = join(root, "README.md");
  const found = readFileSync(readme, "utf8");
  if (found !== packed && found !== original) {
    throw new Error(
      `README.md is neither that of the project nor that of the package: it was changed since an interrupted npm pack. ` +
        `Put it right (git diff README.md shows how it differs), and remove ${swapped(root)}.`,
    );
  }
  writeFileSync(readme, original);
  rmSync(swapped(root));
}

const swapped = (root) => join(root, ".private-paths", "readme-swapped.json");

/** @throws Error if one of the sections is not there */
function withoutSections(text) {
  const [start, ...sections] = text.split(/^(?=## )/m);
  const heading = (section) => section.slice(3, section.indexOf("\n"));
  for (const name of OF_A_CLONE) {
    if (!sections.some((section) => heading(section) === name)) {
      throw new Error(`README.md has no section "${name}". Correct the list in tools/npm-package/readme.js.`);
    }
  }
  return [start, ...sections.filter((section) => !OF_A_CLONE.includes(heading(section)))].join("");
}

module.exports = { restoreReadme, swapReadme };
