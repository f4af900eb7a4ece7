import { join, sep } from "node:path";
import { runProcess } from "../plan/child-process";
import type { Combination } from "./combinations";
import { installedFolder } from "./install";
import { sourceFolder } from "./source";

/** What was wrong, in the words of the compiler or of this check; nothing if all is well. */
export async function typeErrors(combination: Combination): Promise<string[]> {
  const directory = sourceFolder(combination);
  const own = `${installedFolder(combination)}${sep}`;
  const tsc = join(own, "node_modules", "typescript", "bin", "tsc");
  const run = (...words: string[]) =>
    runProcess(process.execPath, [tsc, ...words], { directory, environment: process.env });
  const checked = await run("--noEmit", "--listFiles");
  const lines = checked.stdout.split("\n").filter((line) => line !== "");
  const files = lines.filter((line) => /^(\/|[A-Za-z]:[\\/]).*\.[cm]?ts$/.test(line));
  const foreign = files.filter((file) => !file.startsWith(own.replaceAll("\\", "/")));
  if (checked.exitCode !== 0) return lines.filter((line) => !files.includes(line));
  if (files.length === 0 || foreign.length > 0) {
    return [`The type check read ${foreign[0] ?? "nothing"}, which is not of this combination.`];
  }
  const built = await run("--project", "tsconfig.build.json");
  return built.exitCode === 0 ? [] : built.stdout.split("\n").filter((line) => line !== "");
}
