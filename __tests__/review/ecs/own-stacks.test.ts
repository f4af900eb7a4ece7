import { readFileSync } from "node:fs";
import { join } from "node:path";
import { environmentNamed } from "../../../environments";
import { readJson } from "../../../review/read/inputs";
import { addStacks } from "../../../stacks";
import { testApp } from "../../synthesis";
import { findings, verdicts } from "./configuration";

/** Synthesizes a stack as `cdktf synth` does. */
function synthesized(environment: string, stack: string) {
  const app = testApp();
  addStacks(app, environmentNamed(environment));
  app.synth();
  const { stacks } = JSON.parse(readFileSync(join(app.outdir, "manifest.json"), "utf8"));
  const text = readFileSync(join(app.outdir, stacks[stack].synthesizedStackPath), "utf8");
  return readJson(stack, JSON.parse(text)).graph;
}

test.each([
  ["development", "private-ecs", ["ecr.api", "ecr.dkr", "logs", "s3", "ssmmessages"]],
  ["production", "private-ecs", ["ecr.api", "ecr.dkr", "logs", "s3"]],
  ["development", "private-ecs-with-database", ["ecr.api", "ecr.dkr", "logs", "s3"]],
])("in %s, %s has a proven way to each of %j", (environment, stack, suffixes) => {
  const graph = synthesized(environment, stack);
  expect(findings(graph)).toEqual([]);
  const proven = verdicts(graph);
  expect(new Set(Object.values(proven))).toEqual(new Set(["PROVEN"]));
  expect(Object.keys(proven)).toEqual(expect.arrayContaining(suffixes));
});
