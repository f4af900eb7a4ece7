import { junitReport } from "../../../review/report/junit";
import { readMarkup } from "./markup-check";
import { chain, fullResult, hostileResult, resultOf } from "./samples";

describe("the JUnit report", () => {
  const report = junitReport(fullResult());
  const { tags } = readMarkup(report);
  const named = (name: string) => tags.filter((tag) => tag.name === name);

  test("has a suite for each stack and one for findings on no path", () => {
    expect(named("testsuite").map(({ attributes }) => Object.fromEntries(attributes))).toEqual([
      {
        name: "plan.json (Terraform 1.11.4, format 1.2)",
        tests: "12",
        failures: "2",
        errors: "0",
        skipped: "1",
      },
      { name: "private-ecs", tests: "9", failures: "1", errors: "0", skipped: "0" },
      { name: "On no path", tests: "2", failures: "1", errors: "0", skipped: "0" },
    ]);
    expect(named("testsuites")[0]?.attributes.get("tests")).toBe(String(named("testcase").length));
  });

  test("has a case for each hop: broken fails, unknown is skipped, a warning is told", () => {
    expect(named("failure").length).toBe(4);
    expect(named("skipped").length).toBe(1);
    expect(named("system-out").length).toBe(2);
    expect(named("failure")[0]?.attributes.get("message")).toContain(
      "LAT-01 The client reaches the Resource endpoint: ",
    );
    expect(named("testcase")[4]?.attributes.get("name")).toBe("client -&gt; endpoint");
  });

  test("does not lose a path without hops", () => {
    const lost = junitReport(resultOf([{ ...chain("x"), verdict: "UNKNOWN", hops: [] }]));
    expect(lost).toContain('tests="1" failures="0" errors="0" skipped="1"');
  });

  test("is well-formed whatever the names are", () => {
    expect(() => readMarkup(junitReport(hostileResult()), [])).not.toThrow();
    expect(readMarkup(junitReport(hostileResult()), []).tags.map(({ name }) => name)).toEqual(
      expect.not.arrayContaining(["script", "img"]),
    );
  });
});

test("the check of markup can fail", () => {
  for (const faulty of ["<a>", "<a></b>", "<a x=1></a>", "a & b", '<a x="1" x="2"></a>', "a < b"]) {
    expect(() => readMarkup(faulty)).toThrow();
  }
});
