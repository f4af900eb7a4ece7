// Joins dist/main.js and all that it loads into one file, dist/app.js, and the review into dist/private-paths.js. Node.js would
// otherwise look up, read and compile some 240 files each, half of the time that they take. What users import stays as it is.
const { createHash } = require("node:crypto");
const { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
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
const review = build({
  ...options,
  entryPoints: [join(dist, "review", "cli.js")],
  outfile: join(dist, "private-paths.js"),
  // Parsers of HCL, of which a user has one or none.
  external: ["@cdktn/hcl2json", "@cdktf/hcl2json"],
});
const app = build({
  ...options,
  entryPoints: [join(dist, "main.js")],
  outfile: join(dist, "app.js"),
  plugins: [lazyArchiver, plainValuesFirst],
});
Promise.all([app, review])
  .then(() => {
    const digest = createHash("sha1").update(readFileSync(join(dist, "app.js")));
    writeFileSync(join(dist, "app.sha1"), digest.digest("hex"));
    copyFileSync(join(__dirname, "launcher.js"), join(dist, "main.js"));
  })
  .catch(() => process.exit(1));
