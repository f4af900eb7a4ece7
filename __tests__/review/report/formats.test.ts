import fc from "fast-check";
import { FORMATS, type FormatName } from "../../../review/report/formats";
import { visible, visibleJson, visibleLines, withoutCommands } from "../../../review/report/plain-text";
import { hiddenIn } from "./hidden";
import { fullResult, HOSTILE, hostileResult, resultOf } from "./samples";

const names = Object.keys(FORMATS) as FormatName[];
const unit = fc.string({ unit: "binary", maxLength: 60 });

describe("every format", () => {
  test.each(names)("%s writes the same twice, and something of an empty review", (name) => {
    expect(FORMATS[name](fullResult())).toBe(FORMATS[name](fullResult()));
    expect(FORMATS[name](resultOf([])).length).toBeGreaterThan(20);
  });

  test.each(names)("%s holds nothing hidden, whatever the names are", (name) => {
    expect(hiddenIn(FORMATS[name](hostileResult()))).toEqual([]);
    fc.assert(
      fc.property(fc.array(unit, { minLength: 7, maxLength: 7 }), (texts) => {
        expect(hiddenIn(FORMATS[name](hostileResult(texts)))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test.each(names.filter((name) => name !== "mermaid"))("%s tells every rule that was broken", (name) => {
    const report = FORMATS[name](fullResult());
    for (const rule of ["LAT-01", "LAT-03", "LAT-04", "EP-01", "LB-06", "SG-06"])
      expect(report).toContain(rule);
  });

  test.each(names)("%s does not change the review", (name) => {
    const result = hostileResult();
    const before = JSON.stringify(result);
    FORMATS[name](result);
    expect(JSON.stringify(result)).toBe(before);
  });
});

describe("plain text", () => {
  test("what is hidden is written out", () => {
    expect(visible("a\u202eb\u001b[0m\n\u200b\ud800\u3164🚀é")).toBe(
      "a\\u{202e}b\\u{1b}[0m\\u{a}\\u{200b}\\u{d800}\\u{3164}🚀é",
    );
    expect(visibleLines("a  \r\nb\rc\n")).toEqual(["a", "b\\u{d}c", ""]);
  });

  test("JSON keeps every value", () => {
    fc.assert(fc.property(unit, (text) => JSON.parse(visibleJson({ [text]: text }))[text] === text));
    for (const text of HOSTILE) expect(JSON.parse(visibleJson([text]))).toEqual([text]);
  });

  test("no line is a command to the log of a build", () => {
    expect(withoutCommands("  ::error::x\na ::b\n##[error]\n##vso[x]\n## [x]")).toBe(
      "  \\u{3a}:error::x\na ::b\n#\\u{23}[error]\n#\\u{23}vso[x]\n## [x]",
    );
    expect(FORMATS.text(hostileResult(["::error::x", "\n::warning::y", "##[group]"]))).not.toMatch(
      /^\s*::|##\[/m,
    );
  });
});
