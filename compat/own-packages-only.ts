import { dirname, sep } from "node:path";

/** What Jest hands to a resolver, as far as it is used here. */
interface Options {
  readonly defaultResolver: (request: string, options: Options) => string;
}

// Jest runs in the copy of the source, which is below the packages.
const own = `${dirname(process.cwd())}${sep}`;

/**
 * A resolver for Jest that takes nothing from the project's own packages, which Node.js would find further up for whatever
 * a combination lacks: its tests would then say something of another combination.
 *
 * @throws Error as for a module that is missing
 */
export default function resolve(request: string, options: Options): string {
  const path = options.defaultResolver(request, options);
  // What has no folder is a module of Node.js itself.
  if (path.startsWith(own) || !path.includes(sep)) return path;
  const code = "MODULE_NOT_FOUND";
  throw Object.assign(new Error(`Cannot find module '${request}' in ${own}, but only in ${path}`), { code });
}
