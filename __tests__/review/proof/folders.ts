import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where the configurations are that the review is judged by. */
export const CORPUS = join(__dirname, "..", "corpus");
export const TRAPS = join(__dirname, "..", "..", "..", "examples", "traps");

/** What a configuration of the corpus is expected to be; see its README. */
export interface Expected {
  readonly paths?: readonly ExpectedPath[];
  readonly fault?: {
    readonly address: string;
    readonly orAt?: readonly string[];
    readonly keywords: readonly string[];
  };
}

export interface ExpectedPath {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly mustNotBe: string;
  readonly shouldBe: string;
}

/** The folders within one, sorted. */
export function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

export function expectedIn(folder: string): Expected {
  return JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));
}

/** The folder with the configuration of one of `broken`: a copy of what it is a variant of, with its one text replaced. */
export function variantOf(folder: string): string {
  const {
    of,
    file,
    replace,
    with: replacement,
  } = JSON.parse(readFileSync(join(folder, "variant.json"), "utf8"));
  const copy = temporaryFolder();
  cpSync(join(folder, of), copy, { recursive: true });
  const text = readFileSync(join(copy, file), "utf8");
  const parts = text.split(replace);
  if (parts.length !== 2)
    throw new Error(`${folder}: the text to replace is ${parts.length - 1} times in ${file}.`);
  writeFileSync(join(copy, file), parts.join(replacement));
  return copy;
}

/** A new folder, which goes when the test file ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "private-paths-review-"));
  temporary.push(folder);
  return folder;
}

const temporary: string[] = [];

afterAll(() => {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
});
