import { sarifReport } from "../../../review/report/sarif";
import type { Hop } from "../../../review/result";
import { brokenChain, chain, finding, fullResult, HOSTILE, hostileResult, resultOf } from "./samples";

const run = (result = fullResult()) => {
  const log = JSON.parse(sarifReport(result));
  expect(log).toMatchObject({ version: "2.1.0", runs: [{ tool: { driver: { name: "private-paths" } } }] });
  return log.runs[0];
};
const located = (file: string, line?: number) =>
  run(resultOf([], { findings: [finding({ rule: "X-01", verdict: "BROKEN", file, line })] })).results[0]
    .locations[0].physicalLocation;

describe("the SARIF report", () => {
  test("has errors, then warnings, then notes, then what is suppressed", () => {
    const results = run().results;
    expect(results.map(({ level }: { level: string }) => level)).toEqual([
      "error",
      "error",
      "error",
      "error",
      "warning",
      "warning",
      "note",
      "note",
      "error",
    ]);
    expect(results.at(-1).suppressions).toEqual([
      {
        kind: "external",
        status: "accepted",
        justification: "the batch writes its logs to S3 only (until 2027-03-31)",
      },
    ]);
    // A level other than `none` is valid only where the kind is `fail`, which it is if it is left out.
    for (const each of results) expect(each.kind).toBeUndefined();
  });

  test("names the rules that occur once each, and refers to them by index", () => {
    const { tool, results } = run();
    const ids = tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(["EP-01", "LAT-01", "LAT-03", "LAT-04", "LB-06", "SG-06"]);
    for (const { ruleId, ruleIndex } of results) expect(ids[ruleIndex]).toBe(ruleId);
  });

  test("shows the path as a flow, in which the hop is the essential step", () => {
    const [first] = run().results;
    const steps = first.codeFlows[0].threadFlows[0].locations;
    expect(steps.map(({ importance }: { importance: string }) => importance)).toEqual([
      "essential",
      "important",
      "important",
      "important",
    ]);
    expect(steps[0].location.message.text).toBe(
      "BROKEN client -> endpoint\nLAT-01 The client reaches the Resource endpoint",
    );
    expect(steps[1].location.logicalLocations[0].fullyQualifiedName).toBe(
      "aws_vpclattice_resource_configuration.orders",
    );
  });

  test("locates by file and line, otherwise by what was read", () => {
    const results = run().results;
    expect(results[0].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: "stacks/private-rds.ts", uriBaseId: "%SRCROOT%" },
      region: { startLine: 42 },
    });
    expect(results[1].locations[0]).toMatchObject({
      physicalLocation: { artifactLocation: { uri: "plan.json" }, region: { startLine: 1 } },
      logicalLocations: [{ fullyQualifiedName: "aws_security_group.orders_gateway", kind: "resource" }, {}],
    });
  });

  test.each([
    ["./a b/c#d?.tf", "a%20b/c%23d%3F.tf", "%SRCROOT%"],
    ["..\\up\\main.tf", "../up/main.tf", "%SRCROOT%"],
    ["/infra/ü.tf", "file:///infra/%C3%BC.tf", undefined],
    ["C:\\x\\main.tf", "file:///C%3A/x/main.tf", undefined],
    ["a:b.tf", "a%3Ab.tf", "%SRCROOT%"],
    ["//host/x.tf", "file:///host/x.tf", undefined],
    ["", "plan.json", "%SRCROOT%"],
  ])("writes the file %j as the URI %j", (file, uri, uriBaseId) => {
    expect(located(file).artifactLocation).toEqual(uriBaseId === undefined ? { uri } : { uri, uriBaseId });
  });

  test("every URI of hostile names is one", () => {
    for (const file of HOSTILE) {
      expect(located(file, 3).artifactLocation.uri).toMatch(/^(?:[\w.~!*'()/-]|%[0-9A-F]{2})+$/);
    }
  });

  test("recognizes a finding by path, hop, rule and address, and not by its words or line", () => {
    const prints = (result = fullResult()) =>
      run(result).results.map(
        ({ partialFingerprints }: { partialFingerprints: Record<string, string> }) =>
          partialFingerprints.primaryLocationLineHash,
      );
    expect(new Set(prints()).size).toBe(prints().length);
    const path = brokenChain();
    const moved = {
      ...path,
      hops: path.hops.map((hop) => ({
        ...hop,
        findings: hop.findings.map((each) => ({ ...each, found: "else", line: 9 })),
      })),
    };
    expect(prints(resultOf([moved]))).toEqual(prints(resultOf([path])));
    const twice = finding({ rule: "X-01", verdict: "BROKEN" });
    expect(new Set(prints(resultOf([], { findings: [twice, twice] }))).size).toBe(2);
  });

  test("keeps to 5,000 results, errors first, and says so", () => {
    const findings = Array.from({ length: 6_000 }, (_, index) =>
      finding({ rule: "X-01", verdict: index < 3_000 ? "UNKNOWN" : "BROKEN", address: `a${index}` }),
    );
    const { results, invocations } = run(resultOf([], { findings }));
    expect(results.length).toBe(5_000);
    expect(results[2_999].level).toBe("error");
    expect(results[3_000].level).toBe("note");
    expect(JSON.stringify(invocations)).toContain("1000 results of 6000 are left out");
  });

  test("keeps to 1,000 steps of a flow, among them the one at fault", () => {
    const path = chain("long", { 3: [{ rule: "LAT-04", verdict: "BROKEN" }] });
    const hops = [
      ...Array.from({ length: 1_500 }, (_, index) => ({ ...(path.hops[0] as Hop), title: `hop ${index}` })),
      ...path.hops,
    ];
    const [first] = run(resultOf([{ ...path, hops }])).results;
    const steps = first.codeFlows[0].threadFlows[0].locations;
    expect(steps.length).toBe(1_000);
    expect(steps.at(-1).importance).toBe("essential");
  });

  test("makes no link of a name", () => {
    for (const { message } of run(hostileResult()).results) expect(message.text).not.toContain("](");
  });
});
