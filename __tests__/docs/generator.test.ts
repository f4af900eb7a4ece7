import { Testing } from "cdktf";
import { type ApiType, Kind } from "../../docs/generator/api-model";
import { placedResources } from "../../docs/generator/constructs";
import { generatedParts, type Material } from "../../docs/generator/generated-parts";
import { MODULE_PAGES, type ModulePage } from "../../docs/generator/module-pages";
import { withParts } from "../../docs/generator/page";
import { pictureOf } from "../../docs/generator/picture";
import { typeText } from "../../docs/generator/type-text";
import { code, table } from "../../docs/generator/wording";
import { environmentNamed } from "../../environments";
import { LatticeExample } from "../../examples/modules/lattice";
import { testApp } from "../synthesis";

const place = (name: string, content: string) =>
  `<!-- generated: ${name}. PRIVATE_PATHS_WRITE_DOCS=1 writes it anew. -->${content}<!-- end of ${name} -->`;

describe("the parts of a page", () => {
  const page = `# Title\n${place("inputs", "old")}\nby hand\n${place("outputs", "")}\n`;

  it("take the place of what was there, and leave what is written by hand", () => {
    const written = withParts(page, { inputs: "new", outputs: "also new" });
    expect(written).toBe(
      `# Title\n${place("inputs", "\n\nnew\n\n")}\nby hand\n${place("outputs", "\n\nalso new\n\n")}\n`,
    );
    expect(withParts(written, { inputs: "new", outputs: "also new" })).toBe(written);
  });

  it("have a place each, and every place has a part", () => {
    expect(() => withParts(page, { inputs: "", outputs: "", path: "" })).toThrow(
      "no place for path. Add two lines",
    );
    expect(() => withParts(page, { inputs: "" })).toThrow("places for outputs, which nothing generates");
  });
});

describe("a type", () => {
  const text: ApiType = { type: "intrinsic", name: "string" };
  const readonlyList = (elementType: ApiType): ApiType => ({
    type: "typeOperator",
    operator: "readonly",
    target: { type: "array", elementType },
  });

  it.each<[string, ApiType]>([
    ["string[]", readonlyList(text)],
    ['(string | "a")[]', readonlyList({ type: "union", types: [text, { type: "literal", value: "a" }] })],
    [
      "string | boolean",
      {
        type: "union",
        types: [text, { type: "intrinsic", name: "true" }, { type: "intrinsic", name: "false" }],
      },
    ],
    ["Map<string>", { type: "reference", name: "Map", typeArguments: [text] }],
    ["string", { type: "reference", name: "Readonly", typeArguments: [text] }],
  ])("is written as %s", (expected, type) => {
    expect(typeText(type)).toBe(expected);
  });

  it("of a kind that cannot be written is not passed over", () => {
    expect(() => typeText({ type: "mapped" })).toThrow("cannot write a type of the kind mapped");
  });
});

test("a bar in a cell does not end it, and a table without rows is none", () => {
  expect(table(["a", "b"], [[code("x | y"), "z"]])).toBe("| a | b |\n|---|---|\n| `x \\| y` | z |");
  expect(table(["a"], [])).toBe("");
});

describe("a page's path", () => {
  const parts = (page: ModulePage) =>
    generatedParts({
      name: "lattice",
      page,
      api: {
        children: [{ id: 1, name: "private-paths/lattice", kind: Kind.Module, flags: {}, children: [] }],
      },
      stack: new page.example(testApp(), "example", environmentNamed("development")),
      source: "",
      exported: require("../../modules/lattice"),
      refusal: () => "",
    } satisfies Material);
  const page = MODULE_PAGES.lattice as ModulePage;

  /** The example without a rule that one of its links needs. */
  class Cut extends LatticeExample {
    override toTerraform(): object {
      const json = JSON.parse(JSON.stringify(super.toTerraform()));
      json.resource.aws_vpc_security_group_ingress_rule = {};
      return json;
    }
  }

  it("is drawn if every hop of it is proven", () => {
    expect(parts(page).path).toContain("✓ resource configuration");
  });

  it("is not drawn if it is broken, or there is none", () => {
    expect(() => parts({ ...page, example: Cut })).toThrow(/The path .* of the example of lattice is BROKEN/);
    expect(() => parts({ ...page, path: "aws_lb.none" })).toThrow(
      /is none of aws_security_group\.application -> /,
    );
  });
});

test("the picture shows the links of a chain, from one security group to the other", () => {
  const page = MODULE_PAGES.lattice as ModulePage;
  const stack = new page.example(testApp(), "example", environmentNamed("development"));
  const json = Testing.synth(stack, true);
  const picture = pictureOf(
    placedResources(stack, json, new Set(Object.values(require("../../modules/lattice")))),
  );
  const labels = new Map(
    [...picture.matchAll(/^ *(b\d+)\["(.*)"\]$/gm)].map(([, id, label]) => [id, label as string]),
  );
  const links = [...picture.matchAll(/^ *(b\d+) -->\|"TCP 3306"\| (b\d+)$/gm)];
  expect(links.map(([, from, to]) => [labels.get(from), labels.get(to)])).toEqual([
    ["aws_security_group<br/>orders_database-side_gateway_security-group", "DatabaseInstance database"],
    ["SecurityGroup application", "aws_security_group<br/>orders_client-side_endpoint_security-group"],
  ]);
});
