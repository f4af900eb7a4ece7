import { refusalOf, synthesize } from "../synthesis";
import { describeWithTerraform, planDirectory } from "./available";
import { folderWith } from "./folder";
import { DATA_SERVICE_RULES } from "./rules/data-service-rules";
import { ECS_RULES } from "./rules/ecs-rules";
import { LATTICE_RULES } from "./rules/lattice-rules";
import { inOneLine, type RuleCase, variableOf, wordsOf } from "./rules/rule-case";

// All families in one configuration, since each plan takes the provider's own time to start. APIs have their rules beside their plans.
const FAMILIES: readonly Record<string, RuleCase>[] = [LATTICE_RULES, DATA_SERVICE_RULES, ECS_RULES];
const CASES: Record<string, RuleCase> = Object.assign({}, ...FAMILIES);
const names = Object.keys(CASES);

it("has no two cases of one name", () => {
  expect(names).toHaveLength(FAMILIES.reduce((sum, family) => sum + Object.keys(family).length, 0));
});

describeWithTerraform("the rule table, where only Terraform knows the value", () => {
  const warnings: unknown[] = [];
  const warn = jest.spyOn(console, "warn").mockImplementation((...words) => void warnings.push(...words));
  const json = synthesize((stack) => {
    for (const name of names) {
      const { type, build } = CASES[name] as RuleCase;
      build(stack, name, variableOf(stack, `var-${name}`, type));
    }
  });
  warn.mockRestore();
  const variables = (which: "good" | "bad") =>
    Object.fromEntries(names.map((name) => [`var-${name}`, CASES[name]?.[which]]));

  // cdktf only warns when it writes an expression that Terraform may read as another.
  it("is written as expressions that cdktf does not doubt", () => {
    expect(warnings).toEqual([]);
  });

  it("lets good values pass", async () => {
    const { resource_changes = [] } = await planDirectory(folderWith(json), { variables: variables("good") });
    expect(resource_changes.length).toBeGreaterThan(names.length);
  });

  describe("refuses a bad value with the words of synthesis:", () => {
    let said: string;
    beforeAll(async () => {
      const plan = planDirectory(folderWith(json), { variables: variables("bad") });
      const failure: Error = await plan.then(
        () => new Error("nothing was refused"),
        (error) => error,
      );
      said = inOneLine(failure.message);
    });

    it.each(names)("%s", (name) => {
      const { bad, build } = CASES[name] as RuleCase;
      const { path, faults } = refusalOf((stack) => build(stack, name, bad));
      expect(faults.length).toBeGreaterThan(0);
      for (const fault of faults) {
        const words = wordsOf(path, fault, bad);
        // Not the whole of what Terraform said, which is every other case's.
        expect(said.includes(words) ? words : "nothing of the kind").toBe(words);
      }
    });
  });
});
