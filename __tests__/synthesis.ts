import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, Testing } from "cdktf";
import { type Environment, environmentNamed } from "../environments";
import { Refusal } from "../modules/refusal";
import { BaseStack } from "../stacks/base-stack";

/** A resource or data source class of the bindings: what the cdktf matchers take too, so no type is ever misspelt. */
export interface ResourceType {
  readonly tfResourceType: string;
}

/** The arguments of one resource as Terraform reads them, in snake_case. */
// biome-ignore lint/suspicious/noExplicitAny: JSON of any shape; assertions say what is expected of it
export type Arguments = Record<string, any>;

const environment: Environment = { ...environmentNamed(undefined), name: "test", region: "eu-central-1" };

/** A stack as users have it: readable addresses, and the refusal of duplicate ones. Construct paths begin with `stack/`. */
export class TestStack extends BaseStack {
  constructor(build: (stack: TestStack) => void) {
    super(unwrittenApp(), "stack", environment);
    build(this);
  }
}

/**
 * Synthesizes a stack and runs its validations, as `cdktf synth` does.
 *
 * @returns its JSON as text, as the cdktf matchers take it
 */
export function synthesize(build: (stack: TestStack) => void): string {
  return Testing.synth(new TestStack(build), true);
}

/** All resources of a type, by the name in their address. */
export function resources(json: string, { tfResourceType }: ResourceType): Record<string, Arguments> {
  return JSON.parse(json).resource?.[tfResourceType] ?? {};
}

/** All data sources of a type, by the name in their address. */
export function dataSources(json: string, { tfResourceType }: ResourceType): Record<string, Arguments> {
  return JSON.parse(json).data?.[tfResourceType] ?? {};
}

/**
 * One resource by the name in its address.
 *
 * @throws Error naming those there are, if there is none of this name
 */
export function resource(json: string, type: ResourceType, name: string): Arguments {
  const all = resources(json, type);
  const found = all[name];
  if (!found) {
    throw new Error(`There is no ${type.tfResourceType}.${name}, but: ${Object.keys(all).join(", ")}`);
  }
  return found;
}

/** How many resources of a type there are: zero is how a test says that something must not be there. */
export function count(json: string, type: ResourceType): number {
  return Object.keys(resources(json, type)).length;
}

/** The addresses of all resources and data sources, sorted. */
export function addresses(json: string): string[] {
  const { resource = {}, data = {} } = JSON.parse(json) as Record<string, Record<string, object>>;
  const namesOf = (blocks: Record<string, object>, prefix: string) =>
    Object.entries(blocks).flatMap(([type, named]) =>
      Object.keys(named).map((name) => `${prefix}${type}.${name}`),
    );
  return [...namesOf(resource, ""), ...namesOf(data, "data.")].sort();
}

/**
 * The refusal that building something ends in.
 *
 * @throws Error if it is built after all, or whatever else building it throws
 */
export function refusalOf(build: (stack: TestStack) => void): Refusal {
  try {
    new TestStack(build);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("It was not refused.");
}

/** An app whose folder goes when the test file ends; cdktf's own `Testing.app()` leaves a folder behind for every call. */
export function testApp(): App {
  folder ??= mkdtempSync(join(tmpdir(), "private-paths-test-"));
  return Testing.app({ outdir: mkdtempSync(join(folder, "app-")) });
}

/** An app that is only synthesized in memory: all of a test file share one folder, in which cdktf makes others. */
function unwrittenApp(): App {
  unwritten ??= testApp().outdir;
  return Testing.app({ outdir: unwritten });
}

let unwritten: string | undefined;
let folder: string | undefined;
afterAll(() => {
  if (folder) rmSync(folder, { recursive: true, force: true });
});
