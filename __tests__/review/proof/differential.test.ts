import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readInputs, readJson } from "../../../review/read/inputs";
import { review } from "../../../review/review";
import { reviewOf } from "./faults/measure";
import { temporaryFolder } from "./folders";
import { recordedState } from "./recorded-state";
import { developmentStacks, synthesizedFolder } from "./stacks";
import { faultsOf, verdictsOf } from "./verdicts";

// Plans, which take Terraform, are in __tests__/terraform/review.test.ts.

const stacks = developmentStacks();
const names = Object.keys(stacks);
const stack = (name: string) => stacks[name] as (typeof stacks)[string];

describe("a stack is the same", () => {
  it.each(names)("as synthesized JSON and as a file: %s", async (name) => {
    const file = join(temporaryFolder(), "cdk.tf.json");
    writeFileSync(file, JSON.stringify(stack(name), null, 2));
    const [fromFile, fromFolder] = [
      review(await readInputs([file])),
      review(await readInputs([join(file, "..")])),
    ];
    const expected = reviewOf(name, stack(name));
    for (const result of [fromFile, fromFolder]) {
      expect(verdictsOf(result)).toEqual(verdictsOf(expected));
      expect(faultsOf(result)).toEqual(faultsOf(expected));
    }
  });

  it.each(names)("as synthesized JSON and as a state: %s", (name) => {
    const state = recordedState(name, stack(name));
    const result = review(readJson("state.json", state as never));
    expect(verdictsOf(result)).toEqual(verdictsOf(reviewOf(name, stack(name))));
    expect(faultsOf(result)).toEqual([]);
  });

  it("alone and among all others", async () => {
    const folder = temporaryFolder();
    cpSync(synthesizedFolder(), folder, { recursive: true });
    const { paths } = review(await readInputs([folder]));
    const alone = names.flatMap((name) =>
      reviewOf(name, stack(name)).paths.map((path) => ({ ...path, stack: name })),
    );
    const ends = ({ stack, from, to, port, verdict }: (typeof alone)[number]) =>
      `${stack}: ${from} -> ${to}:${port} ${verdict}`;
    expect(paths.map((path) => ends({ ...path, stack: path.stack ?? "none" })).sort()).toEqual(
      alone.map(ends).sort(),
    );
  });
});

it.each(names)("nothing but proven paths is in %s", (name) => {
  const result = reviewOf(name, stack(name));
  expect(result.summary).toEqual({ proven: result.paths.length, broken: 0, unknown: 0 });
  expect(result.paths.length > 0).toBe(name !== "api-gateway-logging");
  expect(faultsOf(result)).toEqual([]);
});
