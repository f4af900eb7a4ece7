const { spawnSync } = require("node:child_process");
const { join } = require("node:path");

/**
 * Compiles what the package holds, with declarations and source maps, into lib.
 *
 * @throws Error if the compiler finds a fault, which it has told
 */
function compile(root) {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  // Standard output is npm's, which may be asked for JSON.
  const { status } = spawnSync(process.execPath, [tsc, "--project", join(root, "tsconfig.package.json")], {
    stdio: ["ignore", 2, 2],
  });
  if (status !== 0) throw new Error(`tsc --project tsconfig.package.json ended with ${status}.`);
}

module.exports = { compile };
