#!/usr/bin/env node
const { readFileSync, renameSync, writeFileSync } = require("node:fs");
const { wrap } = require("node:module");
const { join } = require("node:path");
const { Script } = require("node:vm");

// Becomes dist/main.js and dist/private-paths.js: runs the one file that the build has made of each with the compiled code that an
// earlier run left beside it. That is named after the source, whose digest the build left too, and the Node.js it is for, since V8
// itself tells one source from another by its length alone, and would run an older one of the same length.
const filename = join(__dirname, "@bundle@");
// The bundler writes nothing but ASCII, which is read faster as what it is.
const source = readFileSync(filename, "latin1");
const digest = readFileSync(`${filename}.sha1`, "latin1");
const cache = `${filename}.${digest}.${process.version}.${process.arch}.cache`;
let cachedData;
try {
  cachedData = readFileSync(cache);
} catch {}
const script = new Script(wrap(source), { filename, cachedData });
script.runInThisContext()(exports, require, module, filename, __dirname);
// At the end, when what was run has been compiled.
process.once("exit", () => {
  if (cachedData && !script.cachedDataRejected) return;
  try {
    // Renamed into place, so that a run beside this one never reads half of it.
    const unfinished = `${cache}.${process.pid}`;
    writeFileSync(unfinished, script.createCachedData());
    renameSync(unfinished, cache);
  } catch {}
});
