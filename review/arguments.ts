import { parseArgs } from "node:util";
import { FORMATS } from "./report/formats";
import { REVIEW_FILE } from "./review-file";

/** A mistake in the command line; nothing was read. */
export class UsageError extends Error {}

/** What the command line asks for. */
export interface ReviewArguments {
  readonly help: boolean;
  readonly listRules: boolean;
  readonly inputs: readonly string[];
  /** Of standard output. */
  readonly format: string;
  /** Files to be written beside, each in the form that its ending names. */
  readonly outputs: readonly string[];
  readonly paths: readonly string[];
  readonly file: string | undefined;
  readonly compareWith: string | undefined;
  readonly strict: boolean;
  readonly verbose: boolean;
  readonly width: number | undefined;
  readonly maxChars: number | undefined;
  readonly color: boolean | undefined;
  readonly variables: readonly string[];
  readonly variableFiles: readonly string[];
}

/** Forms by the ending of a file's name. */
export const ENDINGS: Readonly<Record<string, string>> = {
  ".html": "html",
  ".json": "json",
  ".md": "markdown",
  ".mmd": "mermaid",
  ".sarif": "sarif",
  ".txt": "text",
  ".xml": "junit",
};

/** The help text. */
export const USAGE = `Usage: private-paths review [options] PATH...

Proves every hop of every private path that a Terraform configuration means to have, before anything is deployed.

PATH is a plan or a state (what terraform show -json prints), a cdk.tf.json, a folder of synthesized stacks, a folder
of .tf and .tf.json files, or - for standard input. Several are reviewed as one whole.

Options:
  --format NAME        ${Object.keys(FORMATS).join(", ")} (default: text)
  --output FILE        also write a report into a file, in the form of its ending (${Object.keys(ENDINGS).join(", ")});
                       may be repeated
  --path "A -> B:PORT" also prove this path, between two addresses, or from one to a service like logs; may be repeated
  --file FILE          declared paths and suppressions (default: ${REVIEW_FILE}, if it is there)
  --compare FILE       tell which paths this breaks or opens: FILE is an earlier --format json, or anything that can be
                       reviewed
  --strict             exit with 3 if a path is neither proven nor broken
  --var NAME=VALUE     value of a variable of a configuration; may be repeated
  --var-file FILE      file with such values; may be repeated
  --verbose            text: show every hop, with what proves it
  --width N            text: columns (default: those of the terminal, else 100)
  --color, --no-color  text: colours (default: on a terminal, unless NO_COLOR is set)
  --max-chars N        markdown: the most characters that it may have (default: 65000)
  --list-rules         list the rules
  --help               show this text

Exit status: 0 nothing is broken, 1 something is broken, 2 bad input or usage, 3 something is unknown, with --strict.`;

/** @throws UsageError */
export function readArguments(words: readonly string[], environment: NodeJS.ProcessEnv): ReviewArguments {
  const swallowed = ["format", "output", "compare", "strict"].find(
    (option) =>
      environment.npm_lifecycle_event === "review" && environment[`npm_config_${option}`] !== undefined,
  );
  if (swallowed) {
    throw new UsageError(
      `npm took --${swallowed} for an option of its own. Put -- before it: npm run --silent review -- --${swallowed} ...`,
    );
  }
  const { values, positionals } = parsed(words);
  const format = values.format ?? "text";
  if (!Object.hasOwn(FORMATS, format)) {
    throw new UsageError(
      `--format is ${JSON.stringify(format)}. Allowed: ${Object.keys(FORMATS).join(", ")}.`,
    );
  }
  for (const output of values.output ?? []) {
    if (!formOf(output)) {
      throw new UsageError(
        `--output is ${JSON.stringify(output)}. Allowed: a file whose name ends in ${Object.keys(ENDINGS).join(", ")}.`,
      );
    }
  }
  const asks = !values.help && !values["list-rules"];
  if (asks && positionals.length === 0) throw new UsageError(`There is nothing to review.\n\n${USAGE}`);
  return {
    help: values.help ?? false,
    listRules: values["list-rules"] ?? false,
    inputs: positionals,
    format,
    outputs: values.output ?? [],
    paths: values.path ?? [],
    file: values.file,
    compareWith: values.compare,
    strict: values.strict ?? false,
    verbose: values.verbose ?? false,
    width: number("--width", values.width, 20),
    maxChars: number("--max-chars", values["max-chars"], 400),
    color: values["no-color"] ? false : values.color,
    variables: values.var ?? [],
    variableFiles: values["var-file"] ?? [],
  };
}

/** The form in which a file is written; undefined for an ending that names none. */
export function formOf(file: string): string | undefined {
  const ending = Object.keys(ENDINGS).find((one) => file.toLowerCase().endsWith(one));
  return ending === undefined ? undefined : ENDINGS[ending];
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        format: { type: "string" },
        output: { type: "string", multiple: true },
        path: { type: "string", multiple: true },
        file: { type: "string" },
        compare: { type: "string" },
        strict: { type: "boolean" },
        var: { type: "string", multiple: true },
        "var-file": { type: "string", multiple: true },
        verbose: { type: "boolean" },
        width: { type: "string" },
        color: { type: "boolean" },
        "no-color": { type: "boolean" },
        "max-chars": { type: "string" },
        "list-rules": { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function number(option: string, written: string | undefined, least: number): number | undefined {
  if (written === undefined) return undefined;
  const value = Number(written);
  if (Number.isInteger(value) && value >= least) return value;
  throw new UsageError(`${option} is ${JSON.stringify(written)}. Allowed: a whole number from ${least}.`);
}
