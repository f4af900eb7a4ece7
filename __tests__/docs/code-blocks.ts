import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const ROOT = resolve(__dirname, "..", "..");

/** A TypeScript block of a page. */
export interface CodeBlock {
  /** Like `docs/review.md:131`. */
  readonly place: string;
  readonly page: string;
  readonly code: string;
}

/** Every page that is written for readers, by its path. */
export const PAGES: readonly string[] = ["", "docs", join("docs", "modules")].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name)),
);

/** The TypeScript blocks of a page, in order; those in a list without its indentation. */
export function codeBlocks(page: string, text = readFileSync(join(ROOT, page), "utf8")): CodeBlock[] {
  return [...text.matchAll(/^( *)```(?:ts|typescript)\n(.*?)^\1```$/gms)].map(
    ({ index, 1: indent = "", 2: code = "" }) => ({
      place: `${page}:${text.slice(0, index).split("\n").length}`,
      page,
      code: code.replace(new RegExp(`^${indent}`, "gm"), ""),
    }),
  );
}

/**
 * Compiles blocks as they stand, each as a file of its own, in one run of the compiler. A block may import what an earlier one of its page
 * exports, by whatever file name the page gives that.
 *
 * @param preambles what stands before the blocks of a page that leave out what the page has said already
 * @returns what the compiler says, by the place of the block; empty if all is well
 */
export function compile(
  blocks: readonly CodeBlock[],
  preambles: Readonly<Record<string, string>>,
): Record<string, string> {
  const folder = mkdtempSync(join(cacheFolder(), "code-blocks-"));
  try {
    const places = new Map<string, string>();
    for (const [index, block] of blocks.entries()) {
      const file = join(folder, fileOf(block.page), `block-${index}.ts`);
      mkdirSync(dirname(file), { recursive: true });
      places.set(`block-${index}.ts`, block.place);
      // Without an import or export of its own, a file would share its names with all others.
      writeFileSync(file, `${preambles[block.page] ?? ""}\n${block.code}\nexport {};\n`);
      const earlier = blocks
        .slice(0, index)
        .filter(({ page, code }) => page === block.page && /^export /m.test(code));
      const all = earlier.map((each) => `export * from "./block-${blocks.indexOf(each)}";\n`).join("");
      for (const [, name] of block.code.matchAll(/from "\.\/([a-z0-9-]+)"/g)) {
        writeFileSync(join(dirname(file), `${name}.ts`), all);
      }
    }
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings()));
    return byPlace(runCompiler(folder), places);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const fileOf = (page: string) => page.replace(/[^a-zA-Z0-9]+/g, "-");

/** Ignored by git, and below the modules that the blocks import. */
function cacheFolder(): string {
  const folder = join(ROOT, ".private-paths");
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** As the project itself is compiled, with the names that the package's modules have for an app. */
function settings(): object {
  const own = (file: string) => [join("..", "..", file)];
  return {
    extends: "../../tsconfig.json",
    compilerOptions: {
      rootDir: "../..",
      paths: {
        "private-paths/matchers": own("matchers/index.ts"),
        "private-paths/review": own("review/index.ts"),
        "private-paths/*": own("modules/*/index.ts"),
      },
    },
    include: ["**/*.ts"],
    exclude: [],
  };
}

function runCompiler(folder: string): string {
  const compiler = join(ROOT, "node_modules", "typescript", "bin", "tsc");
  const options = ["--project", folder, "--pretty", "false"];
  const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, ...options], {
    encoding: "utf8",
  });
  const said = stdout + stderr;
  if (status !== 0 && !/block-\d+\.ts/.test(said)) throw new Error(`The compiler failed: ${said}`);
  return said;
}

function byPlace(said: string, places: ReadonlyMap<string, string>): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const [, file = "", fault = ""] of said.matchAll(/(block-\d+\.ts)\(\d+,\d+\): error (.*)/g)) {
    const place = places.get(file) ?? file;
    faults[place] = [...(faults[place] ? [faults[place]] : []), fault].join("\n");
  }
  return faults;
}
