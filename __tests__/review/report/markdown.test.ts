import fc from "fast-check";
import { MARKDOWN_MARKER, markdownReport } from "../../../review/report/markdown";
import { code, fence, htmlCode } from "../../../review/report/markdown-text";
import {
  brokenChain,
  chain,
  finding,
  fullResult,
  HOSTILE,
  hostileResult,
  resultOf,
  taskToLogs,
  unknownChain,
} from "./samples";

/** Rows of tables outside of fences, and whether every `<details>` and fence is closed. */
function structure(markdown: string) {
  const rows: string[] = [];
  let fence: string | undefined;
  let details = 0;
  for (const line of markdown.split("\n")) {
    const mark = /^`{3,}/.exec(line)?.[0];
    if (fence !== undefined) {
      if (mark === fence && line === fence) fence = undefined;
      continue;
    }
    if (mark) fence = mark;
    else if (line.startsWith("|")) rows.push(line);
    details += (line.match(/<details>/g) ?? []).length - (line.match(/<\/details>/g) ?? []).length;
  }
  return { rows, closed: fence === undefined && details === 0 };
}

/** As GitHub counts them: `|` behind a backslash separates nothing. */
const cells = (row: string) => row.replace(/\\./g, "").split("|").length - 2;

const many = (number: number) =>
  resultOf(
    Array.from({ length: number }, (_, index) =>
      index % 2 ? chain(`c${index}`) : { ...brokenChain(), id: `b${index}` },
    ),
  );

describe("the Markdown report", () => {
  const report = markdownReport(fullResult());

  test("begins with its marker and the headline", () => {
    expect(report.split("\n").slice(0, 4)).toEqual([
      MARKDOWN_MARKER,
      "## Private paths",
      "",
      "5 paths: 2 broken, 1 unknown, 2 proven; 1 warning, 2 findings on no path",
    ]);
  });

  test("has the paths that are not proven first, with their hops and rules", () => {
    const { rows } = structure(report);
    expect(rows[2]).toBe(
      "| ❌ broken | `aws_security_group.orders_client -> aws_db_instance.orders:5432` | `client -> endpoint` (`LAT-01`), `resource gateway -> database` (`LAT-03`, `LAT-04`) |",
    );
    expect(rows.map((row) => row.split(" ")[2]).filter((word) => /^[a-z]/.test(word ?? ""))).toEqual([
      "broken",
      "broken",
      "unknown",
      "proven",
      "proven",
    ]);
    expect(report).not.toContain("Left out");
  });

  test.each([400, 1_000, 5_000, 65_000])("thousands of paths fit in %i", (maxChars) => {
    const long = markdownReport(many(4_000), { maxChars });
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(maxChars);
    const { rows, closed } = structure(long);
    expect(closed).toBe(true);
    expect(new Set(rows.map(cells))).toEqual(new Set(rows.length > 0 ? [3] : []));
    const shown = rows.filter((row) => row.includes("broken")).length;
    expect(long).toContain(`${2_000 - shown} paths`);
  });

  test("one enormous finding does not keep the others out", () => {
    const result = resultOf([taskToLogs("shop")], {
      findings: [
        finding({ rule: "BIG-01", verdict: "BROKEN", found: "x ".repeat(40_000) }),
        finding({ rule: "SMALL-01", verdict: "BROKEN" }),
      ],
    });
    const cut = markdownReport(result);
    expect(cut).toContain("<b>SMALL-01</b>");
    expect(cut).toContain("Left out for want of room: 1 finding.");
  });

  test("whatever the names and the room, it fits, and no row or block is cut", () => {
    const text = fc.oneof(
      fc.constantFrom(...HOSTILE),
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.string(),
    );
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 5, maxLength: 11 }),
        fc.integer({ min: 400, max: 12_000 }),
        fc.integer({ min: 0, max: 8 }),
        (texts, maxChars, more) => {
          const hostile = hostileResult(texts);
          const result = {
            ...hostile,
            paths: [...hostile.paths, ...Array.from({ length: more }, unknownChain)],
          };
          const cut = markdownReport(result, { maxChars });
          expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(maxChars);
          expect(cut.length).toBeLessThanOrEqual(maxChars);
          const { rows, closed } = structure(cut);
          expect(closed).toBe(true);
          for (const row of rows) expect(cells(row)).toBe(3);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe("texts in Markdown", () => {
  test("are code, in entities where code would end", () => {
    expect(code("aws_lb.main[0]")).toBe("`aws_lb.main[0]`");
    expect(code("a|b`c\\")).toBe("<code>a&#124;b&#96;c&#92;</code>");
    expect(htmlCode("<b> @all _x_")).toBe("<code>&#60;b&#62; &#64;all &#95;x&#95;</code>");
  });

  test("a fence is longer than any in it", () => {
    expect(fence(["```", "````x"])).toBe("`````text\n```\n````x\n`````\n");
  });
});
