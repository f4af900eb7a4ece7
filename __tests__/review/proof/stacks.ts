import { readFileSync } from "node:fs";
import { join } from "node:path";
import { environmentNamed } from "../../../environments";
import { addStacks } from "../../../stacks";
import { testApp } from "../../synthesis";
import type { Configuration } from "./configuration";

/** Every stack of the development environment as `cdktf synth` writes it, by name; synthesized once. */
export function developmentStacks(): Readonly<Record<string, Configuration>> {
  stacks ??= synthesizeAll();
  return stacks;
}

/** The folder in which they lie, with the manifest. */
export function synthesizedFolder(): string {
  developmentStacks();
  return folder as string;
}

let folder: string | undefined;
let stacks: Readonly<Record<string, Configuration>> | undefined;

function synthesizeAll(): Readonly<Record<string, Configuration>> {
  const app = testApp();
  addStacks(app, environmentNamed("development"));
  app.synth();
  folder = app.outdir;
  const { stacks } = JSON.parse(readFileSync(join(app.outdir, "manifest.json"), "utf8"));
  return Object.fromEntries(
    Object.keys(stacks).map((name) => [
      name,
      JSON.parse(readFileSync(join(app.outdir, stacks[name].synthesizedStackPath), "utf8")),
    ]),
  );
}
