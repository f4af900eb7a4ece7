import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of this project's package.json: the same whether this runs compiled (`dist/plan`) or from the source (`plan`). */
export const projectFolder: string = folderWithPackageJson(__dirname);

/** Where everything that planning writes lies; ignored by git and safe to delete. */
export const cacheFolder: string = join(projectFolder, ".private-paths");

function folderWithPackageJson(start: string): string {
  let folder = start;
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`No package.json in ${start} or in a folder above it.`);
    folder = parent;
  }
  return folder;
}
