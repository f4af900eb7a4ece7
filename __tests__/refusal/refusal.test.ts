import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import fc from "fast-check";
import {
  LATTICE_NAME_PATTERN,
  RESOURCE_CONFIGURATION_ARN_PATTERN,
  SHAREABLE_ARN_PATTERN,
} from "../../aws/lattice";
import {
  allOf,
  type ClaimedName,
  claimName,
  countBetween,
  Inspection,
  matching,
  Refusal,
  type Requirement,
} from "../../modules/refusal";
import { refusalOf, resource, synthesize, type TestStack } from "../synthesis";

const even: Requirement<number> = { allowed: "an even number", fix: "add one", isMet: (n) => n % 2 === 0 };
const lowerCase = matching("^[a-z]+$", { allowed: "lower-case letters", fix: "write it small" });
const twoOrThree = countBetween([2, 3], { allowed: "two or three", fix: "add or remove some" });

/** Takes any value for its input `value` and holds it against one requirement. */
class Picky<T> extends Construct {
  constructor(scope: Construct, value: T, requirement: Requirement<T>) {
    super(scope, "picky");
    const inspection = new Inspection(this);
    inspection.require("value", value, requirement);
    const decidedByTerraform = inspection.conclude();
    new SecurityGroup(this, "Resource", { lifecycle: decidedByTerraform });
  }
}

describe("a refusal", () => {
  it("tells every fault of a construct at once, each with the value given, what is allowed and the fix", () => {
    const refusal = refusalOf((stack) => {
      const inspection = new Inspection(new Construct(stack, "orders"));
      inspection.require("count", 3, even);
      inspection.require("name", "ORDERS", lowerCase);
      inspection.require("other name", "fine", lowerCase);
      inspection.refuseUnless(true, { input: "x", given: 1, allowed: "anything", fix: "nothing" });
      inspection.refuseUnless(false, { input: "y", given: [], allowed: "something", fix: "do it" });
      inspection.conclude();
    });
    expect(refusal.message).toBe(
      [
        "stack/orders is refused, 3 faults:",
        "- count is 3. Allowed: an even number. Fix: add one.",
        '- name is "ORDERS". Allowed: lower-case letters. Fix: write it small.',
        "- y is an empty list. Allowed: something. Fix: do it.",
      ].join("\n"),
    );
    expect(refusal.name).toBe("Refusal");
    expect(refusal.path).toBe("stack/orders");
    expect(refusal.faults).toEqual([
      { input: "count", given: 3, allowed: "an even number", fix: "add one" },
      { input: "name", given: "ORDERS", allowed: "lower-case letters", fix: "write it small" },
      { input: "y", given: [], allowed: "something", fix: "do it" },
    ]);
  });

  it("counts a single fault as one", () => {
    const refusal = refusalOf((stack) => new Picky(stack, 1, even));
    expect(refusal.message).toBe(
      "stack/picky is refused, 1 fault:\n- value is 1. Allowed: an even number. Fix: add one.",
    );
  });

  it("names a function where there is no construct", () => {
    const inspection = new Inspection("Orders.fromAttributes");
    inspection.require("value", 1, even);
    expect(() => inspection.conclude()).toThrow(/^Orders\.fromAttributes is refused, 1 fault:/);
    expect(() => inspection.conclude()).toThrow(Refusal);
  });

  it.each([
    ["a text", "x", '"x"'],
    ["an empty text", "", '""'],
    ["a number", 70000, "70000"],
    ["what is not a number", Number.NaN, "NaN"],
    ["a number without end", Number.POSITIVE_INFINITY, "Infinity"],
    ["nothing", undefined, "missing"],
    ["null", null, "null"],
    ["false", false, "false"],
    ["an empty list", [], "an empty list"],
    ["a list", ["a", "b"], '["a","b"]'],
    ["a range", { from: 2, to: 1 }, '{"from":2,"to":1}'],
  ])("shows %s as it was given", (_, given, shown) => {
    const refusal = new Refusal("stack/x", [{ input: "value", given, allowed: "else", fix: "change it" }]);
    expect(refusal.message).toBe(
      `stack/x is refused, 1 fault:\n- value is ${shown}. Allowed: else. Fix: change it.`,
    );
  });

  it("does not show the placeholder of a value that only Terraform knows", () => {
    const refusal = refusalOf((stack) => {
      const variable = new TerraformVariable(stack, "name", { type: "string" });
      const inspection = new Inspection(stack);
      inspection.refuse({ input: "name", given: variable.stringValue, allowed: "a text", fix: "write it" });
      inspection.conclude();
    });
    expect(refusal.message).toContain("- name is a value that only Terraform knows.");
    expect(refusal.message).not.toContain("TOKEN");
  });

  it("is not made where there is no fault: there is nothing for Terraform to decide either", () => {
    const json = synthesize((stack) => new Picky(stack, 2, even));
    expect(resource(json, SecurityGroup, "picky")).toEqual({});
  });
});

describe("a name that only one construct can have", () => {
  /** Gives every one of some names to a construct of its own. */
  const give = (names: (stack: TestStack) => readonly Partial<ClaimedName>[]) => (stack: TestStack) => {
    for (const [index, named] of names(stack).entries()) {
      const claimant = new Construct(stack, `claimant-${index}`);
      const inspection = new Inspection(claimant);
      claimName(inspection, claimant, { kind: "queue", name: "orders", ...named });
      inspection.conclude();
    }
  };
  const areAccepted = (names: (stack: TestStack) => readonly Partial<ClaimedName>[]) =>
    expect(synthesize(give(names))).toBeDefined();

  it("is refused to the second one, with the path of the first", () => {
    const { message } = refusalOf(give(() => [{}, { name: "invoices" }, {}]));
    expect(message).toBe(
      "stack/claimant-2 is refused, 1 fault:\n" +
        '- name is "orders". Allowed: a name that stack/claimant-0 does not have. Fix: rename one of the two.',
    );
  });

  it("is refused with the reason, if there is one to tell", () => {
    const { faults } = refusalOf(give(() => [{}, { reason: "since logs are kept by it" }]));
    expect(faults[0]?.allowed).toBe("a name that stack/claimant-0 does not have, since logs are kept by it");
  });

  it("counts with what it stands behind, of which the message says nothing", () => {
    areAccepted(() => [{ path: "/ecs/" }, { path: "/api/" }]);
    const { faults } = refusalOf(give(() => [{ name: "/ecs/orders" }, { path: "/ecs/" }]));
    expect(faults).toEqual([expect.objectContaining({ input: "name", given: "orders" })]);
  });

  it("can be had by things of two kinds, and in two scopes", () => {
    areAccepted(() => [{}, { kind: "topic" }]);
    areAccepted((stack) => ["one", "other"].map((id) => ({ scope: new Construct(stack, id) })));
  });
});

describe("what only Terraform knows", () => {
  const preconditions = (json: string) => resource(json, SecurityGroup, "picky").lifecycle.precondition;
  const variable = (scope: Construct, type: string) => new TerraformVariable(scope, "given", { type });

  it("becomes a precondition with the words of the refusal, and the text that Terraform finds", () => {
    const json = synthesize((stack) => new Picky(stack, variable(stack, "string").stringValue, lowerCase));
    expect(preconditions(json)).toEqual([
      {
        condition: '${can(regex("^[a-z]+$", var.given))}',
        error_message:
          'stack/picky is refused: value is "${var.given}". Allowed: lower-case letters. Fix: write it small.',
      },
    ]);
  });

  it("becomes a precondition on the number of elements of a list", () => {
    const json = synthesize(
      (stack) => new Picky<readonly unknown[]>(stack, variable(stack, "list(string)").listValue, twoOrThree),
    );
    expect(preconditions(json)).toEqual([
      {
        condition: "${contains(range(2, 4, 1), length(var.given))}",
        error_message: expect.stringMatching(
          /^stack\/picky is refused: value is .+\. Allowed: two or three\. Fix: add or remove some\.$/,
        ),
      },
    ]);
  });

  it("becomes a precondition on a number", () => {
    const positive: Requirement<number> = {
      ...even,
      condition: (n) => `\${${n} > 0}`,
    };
    const json = synthesize((stack) => new Picky(stack, variable(stack, "number").numberValue, positive));
    expect(preconditions(json)).toEqual([
      expect.objectContaining({
        error_message: expect.stringMatching(
          /^stack\/picky is refused: value is .+\. Allowed: an even number\. Fix: add one\.$/,
        ),
      }),
    ]);
    expect(preconditions(json)[0].error_message).not.toContain("TOKEN");
  });

  it("is left alone where the requirement has no words for Terraform", () => {
    const json = synthesize((stack) => new Picky(stack, variable(stack, "number").numberValue, even));
    expect(resource(json, SecurityGroup, "picky")).toEqual({});
  });

  it("is not decided by one known part of it", () => {
    const range: Requirement<{ from: number; to: number }> = {
      allowed: "a range",
      fix: "turn it round",
      isMet: ({ from, to }) => from <= to,
      condition: ({ to }) => `\${to ${to}}`,
    };
    const json = synthesize(
      (stack) => new Picky(stack, { from: variable(stack, "number").numberValue, to: -5 }, range),
    );
    expect(preconditions(json)).toEqual([expect.objectContaining({ condition: "${to -5}" })]);
  });

  it("can be taken over from an inspection of something that has no resource of its own", () => {
    const json = synthesize((stack) => {
      const described = new Inspection(new Construct(stack, "described"));
      described.require("name", variable(stack, "string").stringValue, lowerCase);
      const inspection = new Inspection(new Construct(stack, "made"));
      inspection.adopt(described.conclude());
      inspection.adopt(undefined);
      new SecurityGroup(stack, "picky", { lifecycle: inspection.conclude() });
    });
    expect(preconditions(json)).toHaveLength(1);
    expect(preconditions(json)[0].error_message).toMatch(/^stack\/described is refused: name is /);
  });

  it("is no excuse for what is known and wrong", () => {
    const refusal = refusalOf((stack) => {
      const inspection = new Inspection(stack);
      inspection.require("name", variable(stack, "string").stringValue, lowerCase);
      inspection.require("count", 3, even);
      inspection.conclude();
    });
    expect(refusal.faults).toEqual([expect.objectContaining({ input: "count" })]);
  });
});

describe("a requirement", () => {
  it("on a number of elements takes both limits and nothing beyond", () => {
    const taken = [0, 1, 2, 3, 4].filter((length) => twoOrThree.isMet(Array(length).fill("x")));
    expect(taken).toEqual([2, 3]);
  });

  it("of several is met when every one is, and known to Terraform as far as they are", () => {
    const short = matching("^.{1,3}$", { allowed: "", fix: "" });
    const both = allOf([lowerCase, short, { ...lowerCase, condition: undefined }], {
      allowed: "",
      fix: "",
    });
    expect(["abc", "ABC", "abcd"].map((text) => both.isMet(text))).toEqual([true, false, false]);
    const json = synthesize(
      (stack) =>
        new Picky(stack, new TerraformVariable(stack, "given", { type: "string" }).stringValue, both),
    );
    expect(resource(json, SecurityGroup, "picky").lifecycle.precondition[0].condition).toBe(
      '${(can(regex("^[a-z]+$", var.given)) && can(regex("^.{1,3}$", var.given)))}',
    );
  });

  it("on a text decides anew at every call", () => {
    expect([lowerCase.isMet("abc"), lowerCase.isMet("abc"), lowerCase.isMet("ABC")]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("on a number of elements agrees with its limits, whatever they are", () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), fc.nat(50), (least, more, length) => {
        const requirement = countBetween([least, least + more], { allowed: "", fix: "" });
        expect(requirement.isMet(Array(length).fill(0))).toBe(length >= least && length <= least + more);
      }),
    );
  });

  // cdktf escapes neither inside a function, and RE2 has no look-around and no back-references.
  it.each([
    ["names of VPC Lattice", LATTICE_NAME_PATTERN],
    ["ARNs that RAM shares", SHAREABLE_ARN_PATTERN],
    ["ARNs of resource configurations", RESOURCE_CONFIGURATION_ARN_PATTERN],
  ])("on %s is written so that Terraform reads it as JavaScript does", (_, pattern) => {
    expect(pattern).toMatch(/^\^[^\\"]*\$$/);
    expect(pattern).not.toMatch(/\(\?/);
    expect(() => new RegExp(pattern)).not.toThrow();
  });

  it("is not made of a pattern that no regular expression is", () => {
    expect(() => matching("(", { allowed: "", fix: "" })).toThrow(SyntaxError);
  });
});
