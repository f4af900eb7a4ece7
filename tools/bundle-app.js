// Joins dist/main.js and all that it loads into one file. Node.js would otherwise look up, read and compile some 240 files,
// half of the time that synthesis takes. What the modules' users import stays as it is.
const { join } = require("node:path");
const { build } = require("esbuild");

const app = join(__dirname, "..", "dist", "main.js");

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

build({
  entryPoints: [app],
  outfile: app,
  allowOverwrite: true,
  bundle: true,
  platform: "node",
  target: "node20",
  logLevel: "warning",
  plugins: [lazyArchiver],
}).catch(() => process.exit(1));
