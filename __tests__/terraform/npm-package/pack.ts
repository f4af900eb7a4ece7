import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type FinishedProcess, runProcess } from "../../../plan/child-process";
import { projectFolder } from "../../../plan/project-folder";

/** What a fresh clone does not have. */
const NOT_CLONED: ReadonlySet<string> = new Set([
  ".git",
  ".private-paths",
  ".tmp",
  "cdktf.out",
  "dist",
  "lib",
  "node_modules",
]);

/** Copies the project into a folder, as it is after a clone and `npm ci`. */
export function cloneInto(folder: string): void {
  cpSync(projectFolder, folder, {
    recursive: true,
    filter: (source) => !NOT_CLONED.has(relative(projectFolder, source)),
  });
  symlinkSync(join(projectFolder, "node_modules"), join(folder, "node_modules"), "dir");
}

/** Lays a file into lib that an earlier build would have left there. */
export function leaveStaleFile(clone: string, path: string): void {
  const file = join(clone, "lib", path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, "module.exports = {};\n");
}

/** Packs a clone as anybody would, and returns the path of the file. */
export async function pack(clone: string, into: string): Promise<string> {
  mkdirSync(into);
  await succeed("npm", ["pack", "--pack-destination", into], clone);
  const [tarball = "none"] = readdirSync(into);
  return join(into, tarball);
}

/** @throws Error with all that the program said if it fails */
export async function succeed(program: string, words: readonly string[], directory: string): Promise<string> {
  const { exitCode, stdout, stderr } = await run(program, words, directory);
  if (exitCode !== 0)
    throw new Error(`${program} ${words.join(" ")} ended with ${exitCode}:\n${stdout}\n${stderr}`);
  return stdout;
}

export function run(program: string, words: readonly string[], directory: string): Promise<FinishedProcess> {
  return runProcess(program, words, { directory, environment: environment() });
}

/** Without what npm tells the scripts of this project of itself: a command in another folder is none of them. */
function environment(): NodeJS.ProcessEnv {
  const ofScript =
    /^(INIT_CWD|JEST_WORKER_ID|NODE_ENV|npm_(command|lifecycle_|package_|config_(local_|global_)?prefix).*)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofScript.test(name)));
}
