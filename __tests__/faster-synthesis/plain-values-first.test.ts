import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { DefaultTokenResolver, Fn, Lazy, StringConcat, TerraformStack, Token } from "cdktf";
import * as fc from "fast-check";
import { testApp } from "../synthesis";

const { withPlainValuesFirst }: { withPlainValuesFirst(source: string): string } =
  require("../../tools/one-file-app/plain-values-first");

const path = require.resolve("cdktf/lib/tokens/private/resolve");
const source = readFileSync(path, "utf8");

type Resolve = (value: unknown, options: object) => unknown;

/** The module of this source, as Node.js would load it in its place. */
function load(text: string): Resolve {
  const exports: { resolve?: Resolve } = {};
  new Function("exports", "require", text)(exports, createRequire(path));
  return exports.resolve as Resolve;
}

const theirs = load(source);
const ours = load(withPlainValuesFirst(source));

const stack = new TerraformStack(testApp(), "stack");
const options = { scope: stack, preparing: false, resolver: new DefaultTokenResolver(new StringConcat()) };
const outcome = (resolve: Resolve, value: unknown) => {
  try {
    return { value: resolve(value, options) };
  } catch (error) {
    return { error: (error as Error).message };
  }
};

const token = fc.constantFrom(
  Token.asString({ resolve: () => "resolved" }),
  Token.asNumber({ resolve: () => 7 }),
  Token.asList({ resolve: () => ["a", "b"] }),
  Token.asStringMap({ resolve: () => ({ a: "b" }) }),
  Lazy.stringValue({ produce: () => undefined }),
  Lazy.anyValue({ produce: () => ({ nested: Token.asString("late") }) }),
  Fn.join("-", ["a", Token.asString({ resolve: () => "b" })]),
  `port ${Token.asNumber({ resolve: () => 9 })}`,
  `before ${Token.asString({ resolve: () => "resolved" })} after ${Token.asNumber({ resolve: () => 8 })}`,
);
const plain = fc.oneof(
  fc.string(),
  fc.constantFrom("${aws_vpc.network.id}", "$${escaped}", "1e+30", "String Map Token Value", "%{if}"),
  fc.double({ noNaN: true }),
  fc.boolean(),
  fc.constantFrom(null, undefined),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    plain,
    token,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constant("${key}")), tie("value"), { maxKeys: 4 }),
  ),
}));

test("values are resolved as cdktf resolves them, and refused as it refuses them", () => {
  fc.assert(
    fc.property(value, (each) => expect(outcome(ours, each)).toStrictEqual(outcome(theirs, each))),
    {
      numRuns: 200,
    },
  );
});

test("a circle and a construct are refused as cdktf refuses them", () => {
  const circle: Record<string, unknown> = {};
  circle.again = circle;
  for (const wrong of [circle, stack, { deep: [{ stack }] }, { deep: () => 1 }]) {
    expect(outcome(ours, wrong)).toEqual(outcome(theirs, wrong));
    expect(outcome(ours, wrong).error).toBeDefined();
  }
});

test("another source than that of cdktf 0.21 is refused", () => {
  expect(() => withPlainValuesFirst("function resolve() {}")).toThrow("leave plainValuesFirst out");
});
