import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ALL_RULES } from "../../review/rules";
import { rulesInOrder, rulesTable } from "../../review/rules/table";

const ROOT = resolve(__dirname, "..", "..");
const FOLDER = join(ROOT, "review", "rules");

interface FoundRule {
  readonly id: string;
  readonly title: string;
  readonly file: string;
}

/** Every rule that a file exports, whoever uses it. */
function rulesInFiles(): FoundRule[] {
  return readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith("index.ts"))
    .flatMap((name) =>
      Object.values(require(join(FOLDER, name)) as Record<string, FoundRule & { check?: unknown }>)
        .filter((exported) => typeof exported?.check === "function")
        .map(({ id, title }) => ({ id, title, file: name })),
    );
}

const rules = rulesInFiles();

test("every rule is in the list of all", () => {
  expect(rules.length).toBeGreaterThan(90);
  const listed = new Set(ALL_RULES.map(({ id, title }) => `${id} ${title}`));
  expect(rules.filter(({ id, title }) => !listed.has(`${id} ${title}`))).toEqual([]);
});

test("an id means one thing: the same title, and a form that suppressions can rely on", () => {
  const titles = new Map<string, Set<string>>();
  for (const { id, title } of rules) titles.set(id, (titles.get(id) ?? new Set()).add(title));
  expect(
    [...titles].filter(([, different]) => different.size > 1).map(([id, different]) => [id, ...different]),
  ).toEqual([]);
  expect(rules.filter(({ id }) => !/^(?:[A-Z][A-Z0-9]*-\d{2}|X-ACC)$/.test(id))).toEqual([]);
  expect(rules.filter(({ title }) => /[.!]$/.test(title) || title.length > 110)).toEqual([]);
});

test("the table shows each id once", () => {
  const ids = rulesTable()
    .split("\n")
    .map((line) => line.split(" ", 1)[0]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(["SG-01", "LAT-04", "API-01", "EP-01", "CHG-01", "PATH-01"]));
});

// PRIVATE_PATHS_WRITE_DOCS=1 writes the page anew.
test("the page of rules lists what there is", () => {
  const page = join(ROOT, "docs", "review-rules.md");
  const rows = rulesInOrder().map(
    ({ id, title, awsCode }) => `| ${id} | ${title} | ${awsCode ? `\`${awsCode}\`` : ""} |`,
  );
  const written = readFileSync(page, "utf8");
  const [head = ""] = written.split("| id |", 1);
  const expected = `${head}| id | what it proves | AWS's own code |\n|---|---|---|\n${rows.join("\n")}\n`;
  if (process.env.PRIVATE_PATHS_WRITE_DOCS) writeFileSync(page, expected);
  expect(readFileSync(page, "utf8")).toBe(expected);
});
