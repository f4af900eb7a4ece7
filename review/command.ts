import { existsSync, writeFileSync } from "node:fs";
import { formOf, type ReviewArguments, readArguments, USAGE, UsageError } from "./arguments";
import type { EarlierPath } from "./compare";
import { isBroken, isUnknown } from "./outcome";
import { PathRequestError, readPathRequest } from "./paths/path-request";
import { InputError } from "./read/input-error";
import { readInputs } from "./read/inputs";
import { items, type Json, member } from "./read/json";
import { parseJsonText, readText } from "./read/json-text";
import { FORMATS } from "./report/formats";
import type { ReviewResult } from "./result";
import { type ReviewRequest, review } from "./review";
import { REVIEW_FILE, readReviewFile } from "./review-file";
import { reviewOfChange } from "./review-files";
import { rulesTable } from "./rules/table";
import type { Verdict } from "./verdict";

/** Where a command writes, and what it knows of its surroundings. */
export interface Console {
  say(text: string): void;
  complain(text: string): void;
  readonly environment: NodeJS.ProcessEnv;
  readonly isTerminal: boolean;
  readonly columns: number | undefined;
}

/**
 * Runs `private-paths` with these words.
 *
 * @returns the exit status
 * @throws only what is a fault of this program itself
 */
export async function runCommand(words: readonly string[], console: Console): Promise<number> {
  const [command, ...rest] = words;
  try {
    if (command === "--help" || command === "-h") return say(console, USAGE);
    if (command !== "review") {
      const wrong =
        command === undefined ? "A command is missing" : `There is no command ${JSON.stringify(command)}`;
      throw new UsageError(`${wrong}.\n\n${USAGE}`);
    }
    return await run(readArguments(rest, console.environment), console);
  } catch (error) {
    if (!FOR_PERSONS.some((kind) => error instanceof kind)) throw error;
    console.complain((error as Error).message);
    return 2;
  }
}

/** What is written for the person who called; anything else is a fault of this program. */
const FOR_PERSONS = [UsageError, InputError, PathRequestError];

async function run(args: ReviewArguments, console: Console): Promise<number> {
  if (args.help) return say(console, USAGE);
  if (args.listRules) return say(console, rulesTable());
  const request = requestOf(args);
  const model = await readInputs(args.inputs, {
    variables: args.variables,
    variableFiles: args.variableFiles,
  });
  const before = args.compareWith === undefined ? undefined : await earlierPaths(args.compareWith, args);
  const result = reviewOfChange(model, { ...request, before });
  for (const file of args.outputs) writeReport(file, result, args);
  const color = args.color ?? (console.isTerminal && !console.environment.NO_COLOR);
  const width = args.width ?? console.columns ?? 100;
  say(console, report(args.format, result, { ...args, color, width }));
  return statusOf(result, args.strict);
}

function requestOf(args: ReviewArguments): ReviewRequest {
  const file = args.file ?? (existsSync(REVIEW_FILE) ? REVIEW_FILE : undefined);
  if (file !== undefined && !existsSync(file))
    throw new InputError(file, "is not there", "Give a file that exists.");
  const declared =
    file === undefined ? undefined : readReviewFile(file, parseJsonText(file, readText(file, file)));
  const paths = args.paths.map(readPathRequest);
  return { paths: [...(declared?.paths ?? []), ...paths], suppressions: declared?.suppressions ?? [] };
}

async function earlierPaths(path: string, args: ReviewArguments): Promise<readonly EarlierPath[]> {
  if (existsSync(path) && path.endsWith(".json")) {
    const json = parseJsonText(path, readText(path, path));
    if (json.version === 1 && Array.isArray(json.paths)) return items(json.paths).flatMap(earlierPath);
  }
  const model = await readInputs([path], { variables: args.variables, variableFiles: args.variableFiles });
  return review(model).paths;
}

function earlierPath(json: Json): EarlierPath[] {
  const id = member(json, "id");
  const verdict = member(json, "verdict") as Verdict;
  return typeof id === "string" && ["PROVEN", "BROKEN", "UNKNOWN"].includes(verdict) ? [{ id, verdict }] : [];
}

function writeReport(file: string, result: ReviewResult, args: ReviewArguments): void {
  const text = report(formOf(file) ?? "text", result, { ...args, color: false, width: args.width ?? 100 });
  try {
    writeFileSync(file, text.endsWith("\n") ? text : `${text}\n`);
  } catch (error) {
    throw new InputError(
      file,
      `cannot be written (${(error as Error).message})`,
      "Give a file in a folder that exists.",
    );
  }
}

function report(
  format: string,
  result: ReviewResult,
  {
    color,
    width,
    verbose,
    maxChars,
  }: Pick<ReviewArguments, "verbose" | "maxChars"> & { color: boolean; width: number },
): string {
  const write = FORMATS[format as keyof typeof FORMATS];
  return write(result, { color, width, verbose, ...(maxChars === undefined ? {} : { maxChars }) });
}

function statusOf(result: ReviewResult, strict: boolean): number {
  if (isBroken(result)) return 1;
  return strict && isUnknown(result) ? 3 : 0;
}

function say(console: Console, text: string): number {
  console.say(text.endsWith("\n") ? text : `${text}\n`);
  return 0;
}
