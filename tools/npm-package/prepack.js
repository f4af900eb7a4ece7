// Makes lib, which is what the package holds beside its package.json, README.md and LICENSE. It is a folder of its own, made anew each
// time: dist may hold what is left of an earlier build, and a program that is running.
const { rmSync } = require("node:fs");
const { join } = require("node:path");
const { bundleReview } = require("./bundle-review");
const { compile } = require("./compile");
const { writeDocuments } = require("./documents");
const { dropUnreached } = require("./reach");
const { restoreReadme, swapReadme } = require("./readme");

const root = join(__dirname, "..", "..");
const lib = join(root, "lib");

async function prepack() {
  restoreReadme(root);
  rmSync(lib, { recursive: true, force: true });
  compile(root);
  await bundleReview(root, lib);
  dropUnreached(root, lib);
  writeDocuments(root, lib);
  // Last: whatever fails before leaves README.md as it is.
  swapReadme(root);
}

prepack().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
