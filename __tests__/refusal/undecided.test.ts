import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { conditional, Op, TerraformVariable, Token } from "cdktf";
import { Construct } from "constructs";
import {
  anyOf,
  countBetween,
  Inspection,
  matching,
  type Requirement,
  unless,
  wholeNumber,
} from "../../modules/refusal";
import { refusalOf, resource, synthesize, type TestStack } from "../synthesis";

const variable = (stack: TestStack, name: string, type: string) =>
  new TerraformVariable(stack, name, { type });

function hold<T>(stack: TestStack, value: T, requirement: Requirement<T>): void {
  const picky = new Construct(stack, "picky");
  const inspection = new Inspection(picky);
  inspection.require("value", value, requirement);
  new SecurityGroup(picky, "Resource", { lifecycle: inspection.conclude() });
}

const conditionsOf = (build: (stack: TestStack) => void): string[] =>
  (resource(synthesize(build), SecurityGroup, "picky").lifecycle?.precondition ?? []).map(
    ({ condition }: { condition: string }) => condition,
  );

describe("a pattern with a Region that only Terraform knows", () => {
  const words = { allowed: "an ARN of the Region", fix: "take one from there" };
  const arnIn = (stack: TestStack) =>
    matching(`^arn:aws:rds:${variable(stack, "region", "string").stringValue}:db$`, words);

  it("refuses a known value that no Region would make right, at synthesis", () => {
    const { faults } = refusalOf((stack) => hold(stack, "arn:aws:s3:eu-central-1:db", arnIn(stack)));
    expect(faults).toEqual([{ input: "value", given: "arn:aws:s3:eu-central-1:db", ...words }]);
  });

  it("leaves to Terraform whether a known value is of it", () => {
    const [condition, ...others] = conditionsOf((stack) =>
      hold(stack, "arn:aws:rds:eu-central-1:db", arnIn(stack)),
    );
    expect(others).toEqual([]);
    expect(condition).toBe(
      '${can(regex(join("", ["^arn:aws:rds:", var.region, ":db$"]), "arn:aws:rds:eu-central-1:db"))}',
    );
  });
});

describe("a requirement for those who have not accepted to do without", () => {
  const two = countBetween([2, 3], { allowed: "two or three", fix: "add one" });

  it("is none for those who have, and is decided at synthesis for those who have not", () => {
    expect(conditionsOf((stack) => hold(stack, ["a"], unless<readonly unknown[]>(true, two)))).toEqual([]);
    const { faults } = refusalOf((stack) => hold(stack, ["a"], unless<readonly unknown[]>(undefined, two)));
    expect(faults).toHaveLength(1);
  });

  it("is Terraform's, where only Terraform knows whether they have", () => {
    const [condition] = conditionsOf((stack) => {
      const accepted = variable(stack, "accepted", "bool").booleanValue;
      hold(stack, ["a"], unless<readonly unknown[]>(accepted, two));
    });
    expect(condition).toMatch(
      /^\$\{\(var\.accepted \|\| contains\(range\(2, 4, 1\), length\(\["a"\]\)\)\)\}$/,
    );
  });
});

describe("one of several requirements", () => {
  const words = { allowed: "letters or digits", fix: "leave out the rest" };
  const either = anyOf([matching("^[a-z]+$", words), matching("^[0-9]+$", words)], words);

  it("is met by each of them, and by nothing else", () => {
    expect(["abc", "123", "a1"].map((text) => either.isMet(text))).toEqual([true, true, false]);
  });

  it("is an expression of all of them", () => {
    const [condition] = conditionsOf((stack) => {
      hold(stack, variable(stack, "text", "string").stringValue, either);
    });
    expect(condition).toBe('${(can(regex("^[a-z]+$", var.text)) || can(regex("^[0-9]+$", var.text)))}');
  });
});

// As `a ? 2 : 0 > 1` Terraform would read another condition, or none.
describe("a value that follows from a condition stands in an operator as a whole", () => {
  const wanted = (stack: TestStack) => variable(stack, "wanted", "bool").booleanValue;

  it("as a number", () => {
    const [condition] = conditionsOf((stack) =>
      hold(
        stack,
        Token.asNumber(conditional(wanted(stack), 2, 0)),
        wholeNumber([1, 9], "tasks", "correct it"),
      ),
    );
    const number = "tonumber(var.wanted ? 2 : 0)";
    expect(condition).toBe(`\${((${number} >= 1) && (${number} <= 9))}`);
  });

  it("as a text", () => {
    const isOrders: Requirement<string> = {
      allowed: "orders",
      fix: "write it",
      isMet: () => true,
      condition: (text) => Op.eq(text, "orders"),
    };
    const [condition] = conditionsOf((stack) =>
      hold(stack, Token.asString(conditional(wanted(stack), "orders", "other")), isOrders),
    );
    expect(condition).toBe('${(tostring(var.wanted ? "orders" : "other") == "orders")}');
  });

  it("as the acceptance of something", () => {
    const two = countBetween([2, 3], { allowed: "two or three", fix: "add one" });
    const [condition] = conditionsOf((stack) => {
      hold(stack, ["a"], unless<readonly unknown[]>(conditional(wanted(stack), true, false), two));
    });
    expect(condition).toMatch(/^\$\{\(tobool\(var\.wanted \? true : false\) \|\| contains\(/);
  });
});

it("keeps the conditions of an operator that was left to Terraform beside others", () => {
  const conditions = conditionsOf((stack) => {
    const picky = new Construct(stack, "picky");
    const inspection = new Inspection(picky);
    const count = variable(stack, "count_of", "number").numberValue;
    inspection.leaveToTerraform(Op.gt(count, 1), { input: "count", allowed: "more", fix: "add" });
    new SecurityGroup(picky, "Resource", { lifecycle: inspection.conclude() });
  });
  expect(conditions).toEqual(["${(var.count_of > 1)}"]);
});
