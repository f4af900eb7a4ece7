const { createHash } = require("node:crypto");
const { readFileSync, renameSync, writeFileSync } = require("node:fs");
const { wrap } = require("node:module");
const { join } = require("node:path");
const { Script } = require("node:vm");

// Becomes dist/main.js: runs dist/app.js with the compiled code that an earlier run left beside it. That file is named after
// the source and the Node.js it is for, since V8 itself tells one source from another by its length alone, and would run
// an older app of the same length.
const filename = join(__dirname, "app.js");
const source = readFileSync(filename, "utf8");
const cache = `${filename}.${createHash("sha1")
  .update(process.version + source)
  .digest("hex")}.cache`;
let cachedData;
try {
  cachedData = readFileSync(cache);
} catch {}
const script = new Script(wrap(source), { filename, cachedData });
script.runInThisContext()(exports, require, module, filename, __dirname);
if (!cachedData || script.cachedDataRejected) {
  try {
    // Renamed into place, so that a run beside this one never reads half of it.
    const unfinished = `${cache}.${process.pid}`;
    writeFileSync(unfinished, script.createCachedData());
    renameSync(unfinished, cache);
  } catch {}
}
