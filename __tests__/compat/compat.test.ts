import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { VpclatticeResourceGateway } from "@cdktf/provider-aws/lib/vpclattice-resource-gateway";
import { readArguments, UsageError } from "../../compat/arguments";
import { type Finding, isCompatible } from "../../compat/check";
import { COMBINATIONS, packageNames, packagesFolder } from "../../compat/combinations";
import { RENAMES, renamed } from "../../compat/rename";
import { differences } from "../../compat/synthesized";
import { findingTable, problems } from "../../compat/table";
import { inNumbers, type JestReport } from "../../compat/unit-tests";
import { ResourceGateway } from "../../modules/lattice";
import { network } from "../lattice/fixtures";
import { bindingsDescribe } from "../newer-bindings";
import { count, refusalOf, synthesize, type TestStack } from "../synthesis";

const ROOT = join(__dirname, "..", "..");
const json = (...path: string[]) => JSON.parse(readFileSync(join(...path), "utf8"));
const page = readFileSync(join(ROOT, "docs", "compatibility.md"), "utf8");
// In parts, since this file too is renamed for one of the combinations.
const LIBRARY = ["cdk", "tf"].join("");

describe("the packages of a combination", () => {
  const OWN = /^(cdktf|cdktn|@cdktf\/provider-aws|@cdktn\/provider-aws|constructs)$/;
  // Neither is used by the type check or by a test of a combination.
  const NOT_NEEDED = ["api-reference", "@biomejs/biome", `${LIBRARY}-on-demand`];
  const others = (packages: Record<string, string>) =>
    Object.fromEntries(Object.entries(packages).filter(([name]) => !OWN.test(name)));

  it("are in a folder of its name", () => {
    const folders = readdirSync(join(ROOT, "compat")).filter((name) =>
      existsSync(join(ROOT, "compat", name, "package.json")),
    );
    expect(folders.sort()).toEqual(COMBINATIONS.map(({ name }) => name).sort());
  });

  it.each(COMBINATIONS)(
    "$name are those of the project, but for the library and its bindings",
    (combination) => {
      const { devDependencies, overrides } = json(ROOT, "package.json");
      for (const name of NOT_NEEDED) delete devDependencies[name];
      const own = json(packagesFolder(combination), "package.json");
      expect(others(own.devDependencies)).toEqual(others(devDependencies));
      expect(own.overrides).toMatchObject(overrides);
    },
  );

  it.each(COMBINATIONS)("$name are locked, without addresses", (combination) => {
    const lock = json(packagesFolder(combination), "package-lock.json");
    const { devDependencies } = json(packagesFolder(combination), "package.json");
    expect(lock.packages[""].devDependencies).toEqual(devDependencies);
    // A link names a folder, where one package has two names.
    const places = Object.values<{ resolved?: string; link?: boolean }>(lock.packages);
    expect(places.filter(({ resolved, link }) => resolved !== undefined && !link)).toEqual([]);
  });

  it("of the first combination are those that the project installs", () => {
    const { devDependencies } = json(ROOT, "package.json");
    const [first] = COMBINATIONS as [(typeof COMBINATIONS)[number]];
    for (const name of NOT_NEEDED) delete devDependencies[name];
    expect(json(packagesFolder(first), "package.json").devDependencies).toEqual(devDependencies);
  });
});

describe("the names of the fork", () => {
  it.each([
    [`import { App } from "${LIBRARY}";`, 'import { App } from "cdktn";'],
    [`import trace = require("${LIBRARY}/lib/tokens");`, 'import trace = require("cdktn/lib/tokens");'],
    [`import "${LIBRARY}/lib/testing";`, 'import "cdktn/lib/testing";'],
    [
      `import { Vpc } from "@${LIBRARY}/provider-aws/lib/vpc";`,
      'import { Vpc } from "@cdktn/provider-aws/lib/vpc";',
    ],
    [`const owner = "${LIBRARY}";`, `const owner = "${LIBRARY}";`],
    [`import { parse } from "@${LIBRARY}/hcl2json";`, `import { parse } from "@${LIBRARY}/hcl2json";`],
  ])("of %s are %s", (before, after) => {
    expect(renamed(before)).toBe(after);
  });

  it("are given to users by the same rules", () => {
    for (const [from, to] of RENAMES) expect(page).toContain(`-e 's#${from}#${to}#g'`);
  });
});

describe("docs/compatibility.md", () => {
  it.each(COMBINATIONS)("names the versions of $name", (combination) => {
    const row = page.split("\n").find((line) => line.startsWith(`| \`${combination.name}\``));
    const { devDependencies } = json(packagesFolder(combination), "package.json");
    const { bindings } = packageNames(combination);
    const versions = ["cdktn", LIBRARY, bindings, "constructs"].flatMap(
      (name) => /[0-9]+[.][0-9.]+$/.exec(devDependencies[name] ?? "") ?? [],
    );
    expect(versions.length).toBeGreaterThanOrEqual(3);
    for (const version of [...versions, combination.provider]) expect(row).toContain(` ${version}`);
  });

  it("shows a refusal as it is, and what it is for where the bindings do not refuse it", () => {
    const build = (stack: TestStack) =>
      void new ResourceGateway(stack, "gateway", {
        name: "orders",
        subnets: network("database").subnetGroup("main"),
        ipv4AddressesPerEni: 32,
      });
    const known = bindingsDescribe("vpclattice-resource-gateway", "ipv4_addresses_per_eni");
    expect(page).toContain(known ? "ipv4AddressesPerEni" : refusalOf(build).message);
    expect(known ? count(synthesize(build), VpclatticeResourceGateway) : 1).toBe(1);
  });
});

describe("the result of the tests", () => {
  const suite = (status: string, tests: readonly (readonly [string, string])[], message = "") => ({
    name: "a.test.ts",
    status,
    message,
    assertionResults: tests.map(([fullName, status]) => ({ fullName, status })),
  });
  const report = (...testResults: JestReport["testResults"]) => inNumbers({ testResults });

  it("counts the tests of newer arguments, and names the arguments once", () => {
    const about = "a gateway with bindings that know aws_a.b";
    expect(
      report(
        suite("passed", [
          [`${about} writes it`, "passed"],
          [`${about} refuses more`, "passed"],
          ["c", "passed"],
        ]),
      ),
    ).toEqual({ passed: 3, failed: 0, newer: 2, newerArguments: ["aws_a.b"], failures: [] });
  });

  it("takes a test that was skipped, and a file that could not be run, for failures", () => {
    const result = report(suite("passed", [["a", "pending"]]), suite("failed", [], "no such module"));
    expect(result).toMatchObject({ passed: 0, failed: 2 });
    expect(result.failures).toEqual(["pending: a", "not run: a.test.ts\nno such module"]);
  });
});

describe("the difference between two syntheses", () => {
  const ours = new Map([["test/stack: resource.a.b.c", "1"]]);

  it("is nothing between equals", () => {
    expect(differences(ours, new Map(ours), [])).toEqual([]);
  });

  it.each([
    [new Map([["test/stack: resource.a.b.c", "2"]]), "test/stack: resource.a.b.c is 2, was 1"],
    [new Map(), "test/stack: resource.a.b.c is undefined, was 1"],
  ])("is told", (theirs, told) => {
    expect(differences(ours, theirs, [])).toEqual([told]);
    expect(differences(ours, theirs, [/^resource\.a\.[^.]+\.c$/])).toEqual([]);
  });

  it("must be there if it is expected", () => {
    expect(differences(ours, new Map(ours), [/^resource\.z$/])).toEqual([
      "nothing differs at ^resource\\.z$",
    ]);
  });
});

describe("what was found", () => {
  const good: Finding = {
    name: "one",
    versions: "a 1, b 2",
    typeErrors: [],
    tests: { passed: 3, failed: 0, newer: 1, newerArguments: [], failures: [] },
    differences: [],
    surprises: [],
    seconds: 61,
  };
  const bad: readonly [string, Finding][] = [
    ["a.ts: error", { ...good, typeErrors: ["a.ts: error"], tests: undefined, differences: undefined }],
    [
      "failed: x",
      { ...good, tests: { passed: 2, failed: 1, newer: 0, newerArguments: [], failures: ["failed: x"] } },
    ],
    ["y is 2", { ...good, differences: ["y is 2"] }],
    ["no tests", { ...good, surprises: ["no tests"] }],
  ];

  it("is good only without any fault", () => {
    expect(isCompatible(good)).toBe(true);
    expect(problems(good)).toBe("");
  });

  it.each(bad)("is bad with: %s", (told, finding) => {
    expect(isCompatible(finding)).toBe(false);
    expect(problems(finding)).toBe(`one: ${told}`);
  });

  it("is a table", () => {
    const wrong = bad[0]?.[1] as Finding;
    expect(findingTable([good, wrong])).toBe(
      [
        "Combination  Versions                      Types  Passed  Failed  Newer only  Same JSON        Time",
        "-----------  ----------------------------  -----  ------  ------  ----------  ---------  ----------",
        "one          a 1, b 2                      right       3       0           1  yes        1 min 01 s",
        "one          a 1, b 2                      wrong       -       -           -  -          1 min 01 s",
        "-----------  ----------------------------  -----  ------  ------  ----------  ---------  ----------",
        "Total        2 combinations, 1 compatible                                                2 min 02 s",
      ].join("\n"),
    );
  });
});

test("combinations run in their own order, and all of them unless some are named", () => {
  expect(readArguments([]).combinations).toEqual(COMBINATIONS);
  const names = readArguments(["cdktn-aws-6", "cdktf-aws-6"]).combinations.map(({ name }) => name);
  expect(names).toEqual(["cdktf-aws-6", "cdktn-aws-6"]);
  expect(() => readArguments(["cdktf-aws-7"])).toThrow(UsageError);
  expect(() => readArguments(["--fast"])).toThrow(UsageError);
});
