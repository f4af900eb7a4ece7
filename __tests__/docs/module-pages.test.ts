import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type ApiModel, exportsOf, Kind } from "../../docs/generator/api-model";
import { generatedParts } from "../../docs/generator/generated-parts";
import { MODULE_PAGES, type ModulePage } from "../../docs/generator/module-pages";
import { withParts } from "../../docs/generator/page";
import { summaryOf, tagOf } from "../../docs/generator/wording";
import { environmentNamed } from "../../environments";
import { refusalOf, testApp } from "../synthesis";

const ROOT = resolve(__dirname, "..", "..");
const REFERENCE = join(ROOT, "tools", "api-reference");
const pageOf = (name: string) => join(ROOT, "docs", "modules", `${name}.md`);

const folder = mkdtempSync(join(tmpdir(), "private-paths-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What `npm run docs` reads, with the same warnings. */
function readReference(): { readonly api: ApiModel; readonly said: string; readonly status: number | null } {
  const file = join(folder, "api.json");
  const program = join(REFERENCE, "node_modules", "typedoc", "bin", "typedoc");
  const options = ["--options", join(REFERENCE, "typedoc.json"), "--json", file, "--logLevel", "Warn"];
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...options], {
    cwd: ROOT,
    encoding: "utf8",
  });
  return { api: JSON.parse(readFileSync(file, "utf8")), said: stdout + stderr, status };
}

let reference: ReturnType<typeof readReference>;
beforeAll(() => {
  reference = readReference();
}, 120_000);

test("the API reference links to nothing, and names nothing, that is not in it", () => {
  expect(reference.said).toBe("");
  expect(reference.status).toBe(0);
});

test("every module that the README lists has a page, and nothing else has", () => {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  const linked = [...readme.matchAll(/\(modules\/([a-z0-9-]+)\/index\.ts\)/g)].map(([, name]) => name);
  const pages = readdirSync(join(ROOT, "docs", "modules")).map((name) => name.replace(/\.md$/, ""));
  expect(Object.keys(MODULE_PAGES).sort()).toEqual(linked.sort());
  expect(pages.sort()).toEqual(linked.sort());
});

describe.each(Object.entries(MODULE_PAGES))("the page of the module %s", (name, page) => {
  // PRIVATE_PATHS_WRITE_DOCS=1 writes the generated parts anew.
  it("says what the module is today", () => {
    const written = readFileSync(pageOf(name), "utf8");
    const expected = withParts(written, partsOf(name, page));
    if (process.env.PRIVATE_PATHS_WRITE_DOCS) writeFileSync(pageOf(name), expected);
    expect(readFileSync(pageOf(name), "utf8")).toBe(expected);
  });

  it("says of every input what it is, and what it is if left out", () => {
    const silent = exportsOf(reference.api, name)
      .filter(({ kind, name: of }) => kind === Kind.Interface && /(?:Props|Options|Attributes)$/.test(of))
      .flatMap(({ name: of, children = [] }) =>
        children.map((property) => [`${of}.${property.name}`, property] as const),
      )
      .filter(([, property]) => {
        const fallback = tagOf(property, "@default");
        return property.flags.isOptional ? fallback === undefined : summaryOf(property) === "";
      });
    expect(silent.map(([input]) => input)).toEqual([]);
  });

  it("says what is charged, with AWS's own page of prices", () => {
    const [, charged = ""] =
      /^## What is charged\n(.*?)^## /ms.exec(readFileSync(pageOf(name), "utf8")) ?? [];
    expect(charged).toMatch(/\]\(https:\/\/aws\.amazon\.com\/[a-z0-9/-]+\/pricing\/\)/);
  });
});

function partsOf(name: string, page: ModulePage) {
  return generatedParts({
    name,
    page,
    api: reference.api,
    stack: new page.example(testApp(), "example", environmentNamed("development")),
    source: readFileSync(join(ROOT, "examples", "modules", `${name}.ts`), "utf8"),
    exported: require(join(ROOT, "modules", name)),
    refusal: (mistake) => refusalOf(mistake).message,
  });
}
