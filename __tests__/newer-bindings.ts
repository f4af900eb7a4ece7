import { readFileSync } from "node:fs";
import type { NewerArgument } from "../modules/refusal";
import { refusalOf, type TestStack } from "./synthesis";

const declarationsOf = (file: string) =>
  readFileSync(require.resolve(`@cdktf/provider-aws/lib/${file}/index.d.ts`), "utf8");

/** The version of hashicorp/aws that the installed bindings are made from, as their documentation says it. */
export const providerVersion: string =
  /hashicorp\/aws\/([0-9.]+)\/docs/.exec(declarationsOf("provider"))?.[1] ?? "";

/**
 * Whether the installed bindings describe an argument: by their documentation, so that a module that asks them in another way is not
 * believed by its own word.
 *
 * @param file their file, like `vpclattice-resource-gateway`
 */
export function bindingsDescribe(file: string, argument: string): boolean {
  return declarationsOf(file).includes(`/${file.replaceAll("-", "_")}#${argument} `);
}

/** What is expected with bindings of either age. */
export interface Expected {
  /** Writes what needs the argument. */
  readonly build: (stack: TestStack) => void;
  /** The property that the refusal names. */
  readonly input: string;
  /** Defines the tests of what is written: at least one. `npm run test:compat` counts them, by the words around them. */
  readonly written: () => void;
}

/**
 * Tests of an argument that only newer bindings know: of what is written where they are installed, and of the refusal where they are
 * not. `npm run test:compat` runs both.
 */
export function describeNewerArgument(newer: NewerArgument, { build, input, written }: Expected): void {
  const file = newer.block.replace(/^aws_|[.].*$/g, "").replaceAll("_", "-");
  if (bindingsDescribe(file, newer.argument)) {
    describe(`with bindings that know ${newer.block}.${newer.argument}`, written);
    return;
  }
  it(`with bindings that lack ${newer.block}.${newer.argument} is refused`, () => {
    const { faults } = refusalOf(build);
    expect(faults.filter((fault) => fault.input === input && fault.told?.includes("bindings"))).toEqual([
      {
        input,
        told: "set, and the installed bindings of the AWS provider have no argument for it",
        allowed: `bindings of hashicorp/aws ${newer.since} or later, whose ${newer.block} has ${newer.argument}`,
        fix: expect.stringMatching(/^install such bindings \(docs\/compatibility\.md says which\), or [a-z]/),
      },
    ]);
  });
}
