const { spawnSync } = require("node:child_process");
const {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} = require("node:fs");
const { join, relative, resolve } = require("node:path");

const CLI_FOLDER = join(__dirname, "cli");
const MODULES = join(CLI_FOLDER, "node_modules");
const PROGRAM = join(MODULES, "cdktf-cli", "bundle", "bin", "cdktf");
// A copy of the lock file that was installed: a later one with other versions is noticed.
const INSTALLED_LOCK = join(MODULES, "installed-package-lock.json");
const LOCK = join(CLI_FOLDER, "package-lock.json");
// Ignored by git, and on the same disk, so that a finished installation moves in at once.
const CACHE_FOLDER = resolve(__dirname, "..", "..", ".private-paths");
const NATIVE_MODULE = "@cdktf/node-pty-prebuilt-multiarch";

/** Whether the versions of the lock file are installed. */
function isInstalled() {
  return existsSync(PROGRAM) && existsSync(INSTALLED_LOCK) && sameText(INSTALLED_LOCK, LOCK);
}

/**
 * The path of CDKTF's command line, which is installed first if it is not there yet.
 *
 * @throws Error that says how to help oneself if the installation fails
 */
function installedCli() {
  if (!isInstalled()) install();
  return PROGRAM;
}

function install() {
  const { version } = readJson(LOCK).packages["node_modules/cdktf-cli"];
  console.error(
    `Installing cdktf-cli ${version} into ${relative(process.cwd(), CLI_FOLDER) || "."}: about 423 MB and a minute, ` +
      "this once. (It is no part of `npm ci`, since planning and testing do without it.)",
  );
  mkdirSync(CACHE_FOLDER, { recursive: true });
  // The installation grows in another place: a half of one, after Ctrl-C, is never taken for a whole.
  const unfinished = mkdtempSync(join(CACHE_FOLDER, "cdktf-cli-"));
  // npm gets Ctrl-C as well and ends; with a listener, this process lives on to remove what it had begun.
  const stayAlive = () => {};
  process.on("SIGINT", stayAlive);
  try {
    for (const file of ["package.json", "package-lock.json"]) {
      copyFileSync(join(CLI_FOLDER, file), join(unfinished, file));
    }
    npm(unfinished, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    provideNativeModule(unfinished);
    copyFileSync(LOCK, join(unfinished, "node_modules", "installed-package-lock.json"));
    moveIn(join(unfinished, "node_modules"));
  } finally {
    process.off("SIGINT", stayAlive);
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function npm(folder, words) {
  // npm's own variables describe this project and would make it install there.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(config_(local_prefix|prefix)|package_)/i.test(name),
    ),
  );
  const { status, signal, error } = spawnSync("npm", words, {
    cwd: folder,
    env,
    stdio: ["ignore", process.stderr, process.stderr], // Standard output belongs to cdktf: its JSON may be piped.
    shell: process.platform === "win32",
  });
  if (status === 0) return;
  throw new Error(
    `\`npm ${words.join(" ")}\` failed (${error?.message ?? signal ?? `exit status ${status}`}), so the cdktf command is not there. ` +
      "Check that npm reaches its registry, and run this again. `npm run plan` and `npm test` work without it.",
  );
}

/** The terminal module comes compiled for Node 20 and 22 on most platforms; elsewhere it must be compiled here. */
function provideNativeModule(folder) {
  if (loads(folder)) return;
  const here = `Node ${process.versions.node} on ${process.platform}-${process.arch}`;
  console.error(`cdktf-cli's terminal module is not compiled for ${here}: compiling it.`);
  try {
    npm(folder, ["rebuild", NATIVE_MODULE]);
  } catch {
    // Whether it helped is what counts.
  }
  if (loads(folder)) return;
  throw new Error(
    `cdktf-cli's terminal module could not be compiled for ${here}. Use Node 20 or 22, for which it comes compiled, ` +
      "or install Python and a C++ compiler, and run this again.",
  );
}

function loads(folder) {
  const attempt = spawnSync(process.execPath, ["-e", `require(${JSON.stringify(NATIVE_MODULE)})`], {
    cwd: folder,
  });
  return attempt.status === 0;
}

function moveIn(modules) {
  try {
    rmSync(MODULES, { recursive: true, force: true });
    renameSync(modules, MODULES);
  } catch (error) {
    if (!isInstalled()) throw error; // Else another call has been quicker with the same.
  }
}

function sameText(one, other) {
  return readFileSync(one, "utf8") === readFileSync(other, "utf8");
}

function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

module.exports = { installedCli, isInstalled };
