import { mermaidReport } from "../../../review/report/mermaid";
import { mermaidFlowchart } from "../../../review/report/mermaid-flowchart";
import type { Hop, PathElement } from "../../../review/result";
import { api, brokenChain, chain, fullResult, hostileResult, unknownChain } from "./samples";

/** A line of a flowchart as we write it, with labels that hold nothing but letters, digits, harmless marks and entities. */
const LABEL = String.raw`"(?:\? )?(?:[^\x00-\x20!-,:-@\[-^\`{-~]| |#\d+;|<br/>)*"`;
const LINE = new RegExp(
  `^(?:flowchart LR|  subgraph lane\\d+\\[${LABEL}\\]|    n\\d+\\[${LABEL}\\]|    g\\d+\\{\\{${LABEL}\\}\\}|  end|  more\\[${LABEL}\\]|  n\\d+ (?:-->(?:\\|${LABEL}\\|)?|---|-\\.-) (?:n\\d+|g\\d+|more)|  linkStyle \\d+ stroke:#[0-9a-f]{6},stroke-width:\\dpx(?:,stroke-dasharray:6 4)?)$`,
);

const nodes = (chart: string) => chart.match(/^ {2,4}(?:n\d+|g\d+|more)[[{]/gm)?.length ?? 0;

describe("a Mermaid flowchart", () => {
  test("has elements in their networks and hops as edges, broken in red", () => {
    expect(mermaidFlowchart(brokenChain()).split("\n")).toEqual(
      expect.arrayContaining([
        "flowchart LR",
        '  subgraph lane1["AWS PrivateLink"]',
        '    n1["Resource endpoint<br/>aws_vpc_endpoint.orders"]',
        '  n0 -->|"✗ client -#62; endpoint"| n1',
        "  linkStyle 0 stroke:#c62828,stroke-width:3px",
      ]),
    );
  });

  test("unknown is dashed, and a gate at one element stands beside it", () => {
    expect(mermaidFlowchart(unknownChain())).toMatch(
      /linkStyle 3 stroke:#b26a00,stroke-width:2px,stroke-dasharray/,
    );
    expect(mermaidFlowchart(api("shop"))).toMatch(/g0\{\{"✓ task starts"\}\}[\s\S]*n4 --- g0/);
  });

  test("has fewer than 40 nodes, and leaves out proven gates before others", () => {
    const path = chain("long");
    const {
      elements: [element],
      hops: [hop],
    } = path;
    const long = { ...path, elements: Array.from({ length: 90 }, () => element as PathElement), hops: [] };
    expect(nodes(mermaidFlowchart(long))).toBe(39);
    expect(mermaidFlowchart(long)).toContain('more["and 52 more"]');
    const gates = Array.from({ length: 60 }, (_, index) => ({
      ...(hop as Hop),
      title: `gate ${index}`,
      between: [0, 0] as const,
      verdict: index === 59 ? ("BROKEN" as const) : ("PROVEN" as const),
    }));
    const gated = mermaidFlowchart({ ...path, hops: gates });
    expect(nodes(gated)).toBe(39);
    expect(gated).toContain("✗ gate 59");
  });

  test("every line is one that we mean, whatever the names are", () => {
    for (const path of [...fullResult().paths, ...hostileResult().paths]) {
      for (const line of mermaidFlowchart(path).split("\n")) expect(line).toMatch(LINE);
    }
  });
});

test("the report has a fence for each path, and none of proven ones if so asked", () => {
  const fences = (text: string) => text.match(/^```mermaid$/gm)?.length;
  expect(fences(mermaidReport(fullResult()))).toBe(5);
  expect(fences(mermaidReport(fullResult(), { onlyNotProven: true }))).toBe(3);
});
