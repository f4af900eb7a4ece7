import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runProcess } from "../plan/child-process";
import { cacheFolder } from "../plan/project-folder";
import { type Combination, packageNames, packagesFolder } from "./combinations";

const FILES = ["package.json", "package-lock.json"];

/** Where a combination's packages are installed. */
export function installedFolder({ name }: Combination): string {
  return join(cacheFolder, "compat", name);
}

/**
 * Installs the packages of a combination as its lock file has them, unless they are there.
 *
 * @throws Error with what npm said if it fails
 */
export async function install(combination: Combination): Promise<void> {
  const folder = installedFolder(combination);
  const from = packagesFolder(combination);
  const digest = createHash("sha256").update(process.versions.modules).update(process.platform);
  for (const file of FILES) digest.update(readFileSync(join(from, file)));
  const wanted = digest.digest("hex");
  const mark = join(folder, "installed.sha256");
  if (existsSync(mark) && readFileSync(mark, "utf8") === wanted) return;
  mkdirSync(folder, { recursive: true });
  // Until the installation is whole.
  rmSync(mark, { force: true });
  for (const file of FILES) copyFileSync(join(from, file), join(folder, file));
  // No package needs its scripts here: what they would compile comes compiled.
  const words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  const { exitCode, stdout, stderr } = await runProcess("npm", words, {
    directory: folder,
    environment: process.env,
  });
  if (exitCode !== 0) {
    const said = stderr.trim() || stdout.trim();
    throw new Error(
      `npm ${words.join(" ")} failed in ${folder}:\n${said}\nIt needs the npm registry, and a lock file that fits package.json: ` +
        `make one with npm install in a copy of ${from}.`,
    );
  }
  writeFileSync(mark, wanted);
}

/** The installed versions, as they are written in the table. */
export function installedVersions(combination: Combination): string {
  const { library, bindings } = packageNames(combination);
  const read = (name: string) =>
    JSON.parse(
      readFileSync(join(installedFolder(combination), "node_modules", name, "package.json"), "utf8"),
    );
  const [first, second] = [read(library), read(bindings)];
  return `${first.name} ${first.version}, ${second.name} ${second.version}, constructs ${read("constructs").version}`;
}
