import fc from "fast-check";
import { breakAnywhere, breakBetweenWords, columns } from "../../../review/report/line-breaks";
import { markdownReport } from "../../../review/report/markdown";
import { outlineOf } from "../../../review/report/outline";
import { textReport } from "../../../review/report/text";
import { brokenChain, chain, finding, fullResult, resultOf } from "./samples";

const SAME = {
  rule: "SG-06",
  verdict: "PROVEN",
  severity: "warning",
  address: "aws_security_group.shared",
} as const;
const lines = (text: string) => text.split("\n");

describe("the text report", () => {
  const report = textReport(fullResult());

  test("begins with the headline and ends with the totals", () => {
    expect(lines(report)[0]).toBe("5 paths: 2 broken, 1 unknown, 2 proven; 1 warning, 2 findings on no path");
    expect(lines(report).at(-2)).toBe(
      "Total  2 proven, 2 broken, 1 unknown, 1 warning, 2 on no path, 1 suppressed",
    );
  });

  test("draws what is not proven, with bars where it is blocked", () => {
    const drawn = report.replace(/\n {2}->/g, " ->");
    expect(drawn).toContain(
      "  aws_security_group.orders_client -> | aws_vpc_endpoint.orders | -> aws_vpclattice_resource_configuration.orders -> aws_vpclattice_resource_gateway.orders -> | aws_db_instance.orders |\n",
    );
    expect(drawn).toContain("aws_vpclattice_resource_gateway.billing -> ? aws_db_instance.billing ?\n");
  });

  test("says of a broken hop what was found, needed, why, how to cure it and where", () => {
    expect(report).toContain(
      [
        "  BROKEN  client -> endpoint (hop 1 of 4)",
        "    LAT-01  The client reaches the Resource endpoint (ENI_SG_RULES_MISMATCH)",
        "    found   aws_security_group.orders_endpoint admits tcp/3306 from",
        "            aws_security_group.orders_client, and nothing else",
        "    needed  ingress of tcp/5432 from aws_security_group.orders_client",
      ].join("\n"),
    );
    expect(report).toContain(
      [
        "    at      aws_security_group.orders_endpoint",
        "            private-rds/orders/endpoint/security-group",
        "            stacks/private-rds.ts:42",
      ].join("\n"),
    );
  });

  test("gives a proven path one line, and all its evidence when asked", () => {
    expect(report).toContain(
      "\nPROVEN  aws_security_group.payments_client -> aws_db_instance.payments:5432 (inferred, 4 hops)\n",
    );
    expect(report).not.toContain("names the ARN");
    expect(textReport(fullResult(), { verbose: true })).toContain(
      "    LAT-05  aws_vpc_endpoint.payments names the ARN of",
    );
  });

  test("puts broken before unknown before proven", () => {
    const order = lines(report).flatMap((line) => /^(BROKEN|UNKNOWN|PROVEN)/.exec(line)?.[1] ?? []);
    expect(order).toEqual(["BROKEN", "BROKEN", "UNKNOWN", "PROVEN", "PROVEN"]);
  });

  test("shows a finding that concerns a path as a whole", () => {
    const path = chain("orders");
    const result = resultOf([{ ...path, verdict: "UNKNOWN", hops: [] }], {
      findings: [finding({ rule: "REF-01", verdict: "UNKNOWN", path: path.id, found: "no way there" })],
    });
    expect(textReport(result)).toMatch(/UNKNOWN REF-01[\s\S]*no way there/);
  });

  test("tells a warning that is the same on several paths once, with the first of them", () => {
    const paths = ["a", "b", "c", "d", "e"].map((name) => chain(name, { 0: [SAME] }));
    const text = textReport(resultOf(paths));
    expect(text.match(/SG-06/g)).toHaveLength(1);
    expect(text).toMatch(
      /on {6}aws_security_group\.a_client -> .*\n {10}aws_security_group\.b_client .*\n {10}.*c_client .*\n {10}and 2 more\n/,
    );
    expect(lines(text)[0]).toBe("5 paths: 5 proven; 1 warning");
    expect(textReport(resultOf(paths.slice(0, 1)))).toContain("a:5432, client -> endpoint\n");
    const markdown = markdownReport(resultOf(paths));
    expect(markdown.match(/SG-06/g)).toHaveLength(1);
    expect(markdown).toContain("and 2 more");
  });

  test("has colours only if asked", () => {
    expect(report).not.toContain("\u001b");
    const coloured = textReport(fullResult(), { color: true });
    expect(coloured).toContain("\u001b[31mBROKEN  \u001b[39m");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
    expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(report);
  });

  test.each([40, 72, 100, 160])("at %i columns only a word that is too long sticks out", (width) => {
    for (const line of lines(textReport(fullResult(), { width, verbose: true }))) {
      if (columns(line) <= width) continue;
      const beside = line
        .replace(/^ *(?:UNKNOWN |WARNING |[\w-]+ {2,})?(?:-> )?(?:[|?] )?/, "")
        .replace(/ [|?]$/, "");
      expect(beside).toMatch(/^\S+$/);
    }
  });
});

describe("lines", () => {
  const words = fc.string({ unit: fc.constantFrom("a", "b", " ", ".", "多", "_"), maxLength: 80 });

  test("between words nothing is lost", () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 30 }), (text, width) => {
        const broken = breakBetweenWords(text, width);
        expect(broken.join(" ").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
        for (const line of broken) if (columns(line) > width) expect(line.trim()).not.toContain(" ");
      }),
    );
  });

  test("anywhere, no line is too wide and no letter is lost", () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 30 }), (text, width) => {
        const broken = breakAnywhere(text, width);
        expect(broken.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
        expect(Math.max(...broken.map(columns))).toBeLessThanOrEqual(width);
      }),
    );
  });

  test("an address is broken behind its marks", () => {
    expect(breakAnywhere("aws_vpclattice_resource_gateway.orders", 20)).toEqual([
      "aws_vpclattice_",
      "resource_gateway.",
      "orders",
    ]);
  });
});

test("a finding whose path is not there is on no path", () => {
  const result = resultOf([brokenChain()], {
    findings: [finding({ rule: "X-01", verdict: "BROKEN", path: "gone" })],
  });
  expect(outlineOf(result).onNoPath.map(({ rule }) => rule)).toEqual(["X-01"]);
});
