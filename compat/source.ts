import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { projectFolder } from "../plan/project-folder";
import { type Combination, packageNames } from "./combinations";
import { installedFolder } from "./install";
import { renamed } from "./rename";

/** What is not source: installed, made, or left by a run. */
const NOT_SOURCE = /^(node_modules|dist|cdktf\.out|\.git|\.private-paths|\.tmp|\.terraform|.+\.tfstate.*)$/;

/** Where a combination has its copy of the source: below its packages, so that Node.js finds those first. */
export function sourceFolder(combination: Combination): string {
  return join(installedFolder(combination), "project");
}

/** Copies the source as it is now, with renamed imports if the combination asks for them. */
export function copySource(combination: Combination): void {
  const target = sourceFolder(combination);
  rmSync(target, { recursive: true, force: true });
  for (const name of readdirSync(projectFolder).filter((name) => !NOT_SOURCE.test(name))) {
    cpSync(join(projectFolder, name), join(target, name), {
      recursive: true,
      filter: (path) => !NOT_SOURCE.test(basename(path)),
    });
  }
  if (packageNames(combination).library !== "cdktf") renameIn(target);
}

function renameIn(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) renameIn(path);
    else if (/\.[jt]s$/.test(name)) writeFileSync(path, renamed(readFileSync(path, "utf8")));
  }
}
