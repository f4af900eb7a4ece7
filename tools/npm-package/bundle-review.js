const { mkdirSync, rmSync, writeFileSync } = require("node:fs");
const { basename, dirname, join } = require("node:path");
const { build, transform } = require("esbuild");

/** What users reach of the review: the command, the functions, the matchers. */
const ENTRIES = {
  "private-paths": "review/cli.ts",
  "review/index": "review/index.ts",
  "matchers/index": "matchers/index.ts",
};

/**
 * Joins the review's some 350 files into a few, which the three entries share: Jest loads the matchers anew for every test file, and
 * takes a tenth of a second for them so, where it takes most of a second for single files. esbuild divides ES modules only, so they are
 * made CommonJS in a second step, which keeps the source map.
 */
async function bundleReview(root, lib) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ENTRIES,
    outdir: lib,
    chunkNames: "review/shared-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    sourcemap: "inline",
    // With the text of the sources the package would be above 1 MB; without it a stack trace still names the file and the line.
    sourcesContent: false,
    legalComments: "none",
    logLevel: "warning",
    write: false,
  });
  for (const { path, text } of outputFiles) {
    const { code, map } = await transform(text, {
      banner: path === join(lib, "private-paths.js") ? "#!/usr/bin/env node" : undefined,
      sourcefile: basename(path),
      format: "cjs",
      platform: "node",
      target: "node20",
      sourcemap: "external",
      sourcesContent: false,
      minifyWhitespace: true,
      minifySyntax: true,
      charset: "ascii",
      legalComments: "none",
    });
    mkdirSync(dirname(path), { recursive: true });
    const sourceMap = JSON.parse(map);
    // An entry that only hands on what the others hold comes from no source.
    const written = sourceMap.sources.some((source) => source.endsWith(".ts"));
    writeFileSync(path, written ? `${code}//# sourceMappingURL=${basename(path)}.map\n` : code);
    if (written) writeFileSync(`${path}.map`, JSON.stringify(sourceMap));
    // That of the compiler, whose code this replaces.
    else rmSync(`${path}.map`, { force: true });
  }
}

module.exports = { bundleReview };
