import type { Value } from "../../graph/value";
import type { Json } from "../json";

/** What the names in an expression stand for. */
export interface Scope {
  /**
   * The value of the longest beginning of a traversal that is known here, and how many of its steps that took: at least one.
   * undefined if not even the first is known.
   *
   * @param steps the name and the attributes behind it, like `["aws_subnet", "a", "id"]` or `["each", "value", "cidr"]`
   */
  resolve(steps: readonly string[]): { readonly value: Value; readonly used: number } | undefined;
  /**
   * What a name of a local, variable or output is written as, and where; undefined for any other name. Its value alone does not tell
   * whom it names: of a name that is known, the text is left.
   */
  written?(steps: readonly string[]): readonly WrittenValue[] | undefined;
  /** The files that `file` and `templatefile` may read; absent if there are none to read. */
  readonly files?: ModuleFiles;
}

/** A value as it stands in a configuration. */
export interface WrittenValue {
  readonly json: Json;
  readonly scope: Scope;
}

/** The files beside a configuration. */
export interface ModuleFiles {
  /** The text of a file; undefined if it is not there, not a text, or not beside the configuration. */
  read(path: string): string | undefined;
}

/** A scope in which some names mean something else than in the one around it, as in a `for`. */
export function withNames(scope: Scope, names: ReadonlyMap<string, Value>): Scope {
  return {
    ...(scope.files ? { files: scope.files } : {}),
    resolve(steps) {
      const value = names.get(steps[0] ?? "");
      return value === undefined ? scope.resolve(steps) : { value, used: 1 };
    },
  };
}
