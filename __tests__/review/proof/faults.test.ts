import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ALL_RULES } from "../../../review/rules";
import { FAMILIES } from "./faults";
import { measure, type Outcome } from "./faults/measure";
import { faultsDocument } from "./faults/rates";
import { developmentStacks } from "./stacks";

const DOCUMENT = join(__dirname, "..", "..", "..", "docs", "review-faults.md");

const operators = FAMILIES.flatMap((family) => family.operators);

describe("faults", () => {
  let outcomes: readonly Outcome[];

  beforeAll(() => {
    outcomes = measure(developmentStacks(), operators);
  });

  it("are all found, by a rule that is about them, where they are", () => {
    const survivors = outcomes.filter(({ killed }) => !killed).map(inWords);
    if (survivors.length > 0) {
      throw new Error(
        `${survivors.length} of ${outcomes.length} faults are not found:\n\n${survivors.join("\n\n")}`,
      );
    }
  });

  it("can be made with every operator", () => {
    const used = new Set(outcomes.map(({ operator }) => operator.name));
    expect(operators.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([]);
  });

  it("are counted in docs/review-faults.md", () => {
    const document = faultsDocument(FAMILIES, outcomes);
    if (process.env.PRIVATE_PATHS_WRITE_DOCS === "1") writeFileSync(DOCUMENT, document);
    expect(readFileSync(DOCUMENT, "utf8")).toBe(document);
  });
});

it("operators have names of their own, and rules that there are", () => {
  const names = operators.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  const known = new Set(ALL_RULES.map(({ id }) => id));
  const named = operators.flatMap(({ rules }) => rules);
  expect([...new Set(named)].filter((rule) => !known.has(rule))).toEqual([]);
});

function inWords({ stack, operator, mutant, rules, said }: Outcome): string {
  const wanted = `${mutant.says ?? operator.says ?? "BROKEN"} by ${rules.join(" or ")} at ${mutant.at.join(" or ")}`;
  const instead = said.length === 0 ? "nothing" : said.join("\n    ");
  return `${stack}: ${operator.name}: ${mutant.description}\n  wanted: ${wanted}\n  said: ${instead}`;
}
