import { readFileSync, statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import type { ModuleFolder } from "./module-configuration";

/**
 * The files of a module, for `file` and `templatefile`. Only those in its own folder and in that of the root are read: what a
 * configuration names elsewhere is not its own.
 */
export function moduleFolder(root: string, folder: string): ModuleFolder {
  const path = relative(root, folder).split(sep).join("/") || ".";
  const allowed = [resolve(root), resolve(folder)];
  return {
    path,
    root: resolve(root).split(sep).join("/"),
    files: {
      read(name) {
        const file = resolve(root, name);
        if (!allowed.some((one) => file.startsWith(`${one}${sep}`))) return undefined;
        try {
          return statSync(file).size <= LARGEST ? readFileSync(file, "utf8") : undefined;
        } catch {
          return undefined; // Not there, or a folder: what Terraform would refuse is not told here.
        }
      },
    },
  };
}

/** No policy or container definition has a megabyte. */
const LARGEST = 1_000_000;
