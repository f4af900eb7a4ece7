// Joins dist/main.js and all that it loads into one file, dist/app.js. Node.js would otherwise look up, read and compile some 240
// files, half of the time that synthesis takes. What the modules' users import stays as it is.
const { rmSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { build } = require("esbuild");

const dist = join(__dirname, "..", "dist");

/** cdktf loads its archiver, 90 files, for assets that are zipped: here only once one is. */
const lazyArchiver = {
  name: "lazy-archiver",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^archiver$/ }, ({ namespace, path, resolveDir }) =>
      namespace === "lazy" ? undefined : { path, namespace: "lazy", pluginData: resolveDir },
    );
    onLoad({ filter: /.*/, namespace: "lazy" }, ({ path, pluginData }) => ({
      contents: `module.exports = (...options) => require(${JSON.stringify(path)})(...options);`,
      resolveDir: pluginData,
    }));
  },
};

/** Runs dist/app.js with the compiled code that an earlier run left beside it, if it is of this Node.js. */
const launcher = `"use strict";
const { readFileSync, renameSync, writeFileSync } = require("node:fs");
const { wrap } = require("node:module");
const { join } = require("node:path");
const { Script } = require("node:vm");

const filename = join(__dirname, "app.js");
const cache = filename + ".cache";
let cachedData;
try {
  cachedData = readFileSync(cache);
} catch {}
const script = new Script(wrap(readFileSync(filename, "utf8")), { filename, cachedData });
script.runInThisContext()(exports, require, module, filename, __dirname);
if (!cachedData || script.cachedDataRejected) {
  try {
    // Renamed into place, so that a run beside this one never reads half of it.
    const unfinished = cache + "." + process.pid;
    writeFileSync(unfinished, script.createCachedData());
    renameSync(unfinished, cache);
  } catch {}
}
`;

// V8 tells one source from another by its length alone, so what was compiled before must go.
rmSync(join(dist, "app.js.cache"), { force: true });
build({
  entryPoints: [join(dist, "main.js")],
  outfile: join(dist, "app.js"),
  bundle: true,
  platform: "node",
  target: "node20",
  logLevel: "warning",
  plugins: [lazyArchiver],
})
  .then(() => writeFileSync(join(dist, "main.js"), launcher))
  .catch(() => process.exit(1));
