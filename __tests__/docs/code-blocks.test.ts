import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type CodeBlock, codeBlocks, compile, PAGES } from "./code-blocks";
import { PREAMBLES } from "./preambles";

const EXAMPLES = resolve(__dirname, "..", "..", "examples");

/** The examples, without indentation: what stands in one of them is compiled with it. */
const examples = readdirSync(EXAMPLES, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => withoutIndentation(readFileSync(join(EXAMPLES, name), "utf8")));

const all = PAGES.flatMap((page) => codeBlocks(page));
const isOfExample = ({ code }: CodeBlock) =>
  examples.some((example) => example.includes(withoutIndentation(code)));

const WRONG: CodeBlock = {
  place: "wrong.md:1",
  page: "wrong.md",
  code: 'import { Table } from "private-paths/dynamodb";\nTable.fromAttributes({ tableName: "orders" });\n',
};
const IMPORTING: readonly CodeBlock[] = [
  { place: "two.md:1", page: "two.md", code: "export const port: number = 3306;\n" },
  {
    place: "two.md:5",
    page: "two.md",
    code: 'import { port } from "./ports";\nconst text: string = port;\n',
  },
];

test("every block of TypeScript on a page compiles, or is a part of an example, which does", () => {
  expect(all.length).toBeGreaterThan(15);
  const faults = compile([...all.filter((block) => !isOfExample(block)), WRONG, ...IMPORTING], PREAMBLES);
  const { [WRONG.place]: wrong, "two.md:5": importing, ...others } = faults;
  expect(others).toEqual({});
  // The compiler did look, at the types of this project and at those of an earlier block.
  expect(wrong).toMatch(/TS2345.*TableAttributes|TS2353|TS2561/s);
  expect(importing).toMatch(/^TS2322: Type 'number' is not assignable to type 'string'/);
}, 60_000);

test("every page shows its module's example", () => {
  const pages = PAGES.filter((page) => page.includes("modules"));
  expect(pages.filter((page) => !codeBlocks(page).some(isOfExample))).toEqual([]);
});

test("a block in a list is one too", () => {
  const text = "1. Do\n\n   ```ts\n   if (true) {\n     go();\n   }\n   ```\n";
  expect(codeBlocks("list.md", text)).toEqual([
    { place: "list.md:3", page: "list.md", code: "if (true) {\n  go();\n}\n" },
  ]);
});

test("preambles are for pages that there are", () => {
  expect(Object.keys(PREAMBLES).filter((page) => !PAGES.includes(page))).toEqual([]);
});

function withoutIndentation(code: string): string {
  return code.replace(/^ +/gm, "");
}
