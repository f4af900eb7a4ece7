import { readFileSync } from "node:fs";
import { join } from "node:path";
import { jsonReport } from "../../../review/report/json";
import { fullResult, hostileResult, resultOf } from "./samples";
import { schemaErrors } from "./schema-check";

const schema = JSON.parse(readFileSync(join(__dirname, "../../../docs/review.schema.json"), "utf8"));
const written = (result = fullResult()) => JSON.parse(jsonReport(result));

describe("the JSON report", () => {
  test("has what a program relies on, null where it is not known", () => {
    const report = written();
    expect(report.version).toBe(1);
    expect(report.summary).toEqual({ proven: 2, broken: 2, unknown: 1 });
    expect(report.paths[1]).toMatchObject({
      id: "aws_security_group.orders_client -> aws_db_instance.orders:5432",
      port: 5432,
      verdict: "BROKEN",
      stack: null,
      hops: [
        { title: "client -> endpoint", verdict: "BROKEN", findings: [{ rule: "LAT-01", line: 42 }] },
        {},
        {},
        {},
      ],
    });
    const [onNoPath] = report.findings.filter(({ path }: { path: unknown }) => path === null);
    expect(onNoPath).toMatchObject({ rule: "SG-06", hop: null, awsCode: null, constructPath: null });
  });

  test.each([
    ["a full review", fullResult()],
    ["hostile names", hostileResult()],
    ["nothing", resultOf([])],
  ])("fits the schema: %s", (_, result) => {
    expect(schemaErrors(written(result), schema)).toEqual([]);
  });

  test("keeps hostile names as they are", () => {
    const result = hostileResult();
    expect(written(result).paths.map(({ from }: { from: string }) => from)).toEqual(
      result.paths.map(({ from }) => from),
    );
  });

  test("the check of the schema can fail", () => {
    const { summary, ...report } = written();
    report.paths[0].verdict = "FINE";
    report.findings[0].line = "7";
    report.more = true;
    expect(schemaErrors(report, schema)).toEqual([
      "$ lacks summary",
      "$.paths[0].verdict is not one of PROVEN,BROKEN,UNKNOWN",
      "$.findings[0].line is string",
      "$ has more, which is not described",
    ]);
    expect(summary).toBeDefined();
  });

  test("every member of the schema is described", () => {
    const described = (node: Record<string, unknown>): boolean =>
      Object.values((node.properties ?? {}) as Record<string, Record<string, unknown>>).every(
        (member) =>
          member.$ref !== undefined || (typeof member.description === "string" && described(member)),
      );
    expect(typeof schema.description).toBe("string");
    expect(
      [schema, ...Object.values(schema.$defs)].every((each) => described(each as Record<string, unknown>)),
    ).toBe(true);
  });
});
