import { readFileSync } from "node:fs";
import { join } from "node:path";
import { environmentNamed } from "../../environments";
import { readJson } from "../../review/read/inputs";
import { addStacks } from "../../stacks";
import { testApp } from "../synthesis";

/** Synthesizes a stack as `cdktf synth` does. */
export function synthesized(environment: string, stack: string) {
  const app = testApp();
  addStacks(app, environmentNamed(environment));
  app.synth();
  const { stacks } = JSON.parse(readFileSync(join(app.outdir, "manifest.json"), "utf8"));
  const text = readFileSync(join(app.outdir, stacks[stack].synthesizedStackPath), "utf8");
  return readJson(stack, JSON.parse(text)).graph;
}
