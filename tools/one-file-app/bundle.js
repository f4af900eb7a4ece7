// Joins dist/main.js and all that it loads into one file, dist/app.js, and the review into dist/review.js. Node.js would
// otherwise look up, read and compile some 240 files each, half of the time that they take. What users import stays as it is.
const { createHash } = require("node:crypto");
const { readdirSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { build } = require("esbuild");
const { plainValuesFirst } = require("./plain-values-first");

const dist = join(__dirname, "..", "..", "dist");

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

// tsc has just made the folder.
for (const name of readdirSync(dist)) {
  if (name.endsWith(".cache")) rmSync(join(dist, name));
}
const options = {
  bundle: true,
  platform: "node",
  target: "node20",
  logLevel: "warning",
  // Half the text to read; names stay, for stack traces.
  minifyWhitespace: true,
  minifySyntax: true,
  // The launcher reads ASCII.
  charset: "ascii",
  legalComments: "none",
};

/** Makes one file of what an entry loads, and puts the launcher in the entry's place, or in another. */
async function asOneFile(entry, bundle, launcher, more) {
  const outfile = join(dist, bundle);
  await build({ ...options, entryPoints: [join(dist, entry)], outfile, ...more });
  writeFileSync(`${outfile}.sha1`, createHash("sha1").update(readFileSync(outfile)).digest("hex"));
  writeFileSync(
    join(dist, launcher),
    readFileSync(join(__dirname, "launcher.js"), "utf8").replace("@bundle@", bundle),
  );
}

Promise.all([
  asOneFile("main.js", "app.js", "main.js", { plugins: [lazyArchiver, plainValuesFirst] }),
  // Parsers of HCL stay outside, of which a user has one or none.
  asOneFile("review/cli.js", "review.js", "private-paths.js", {
    external: ["@cdktn/hcl2json", "@cdktf/hcl2json"],
  }),
]).catch(() => process.exit(1));
