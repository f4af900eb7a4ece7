import { writeFileSync } from "node:fs";
import { FAMILIES } from "./faults";
import { measure } from "./faults/measure";
import { developmentStacks } from "./stacks";

const outcomes = measure(developmentStacks(), FAMILIES.flatMap(({ operators }) => operators));

it("every fault is found", () => {
  const survivors = outcomes.filter(({ killed }) => !killed);
  const by = new Map<string, number[]>();
  for (const o of outcomes) { const e = by.get(o.operator.name) ?? [0, 0]; e[0]!++; if (o.killed) e[1]!++; by.set(o.operator.name, e); }
  writeFileSync("/tmp/faults.txt", [...[...by].map(([n, e]) => `${n}: ${e[1]}/${e[0]}`), "", ...survivors.map((o) => `${o.stack} | ${o.operator.name} | ${o.mutant.description} | want ${o.rules.join(",")} at ${o.mutant.at.join(", ")}\n      ${o.said.join("\n      ") || "NOTHING"}`)].join("\n"));
  expect(survivors.length).toBe(0);
});
