import { isKnown } from "../../../review/graph/value";
import { readInputs } from "../../../review/read/inputs";
import { moduleSteps } from "../../../review/read/plan";
import { addresses, folderWith, graphOf, graphOfJson, read } from "./fixtures";

const change = (address: string, after: object, unknown: object, more: object = {}) => {
  const [, module, type, name, key] =
    /^((?:module\.[^.[]+(?:\["[^"]*"\])?\.?)*)\.?([a-z_]+)\.(\w+)(?:\[(.+)\])?$/.exec(
      address,
    ) as RegExpExecArray;
  return {
    address,
    ...(module ? { module_address: module.replace(/\.$/, "") } : {}),
    mode: "managed",
    type,
    name,
    ...(key === undefined ? {} : { index: JSON.parse(key) }),
    change: { actions: ["create"], before: null, after, after_unknown: unknown, ...more },
  };
};
const references = (...refs: string[]) => ({ references: refs });
const block = (type: string, name: string, expressions: object, more: object = {}) => ({
  address: `${type}.${name}`,
  mode: "managed",
  type,
  name,
  provider_config_key: "aws",
  expressions,
  ...more,
});

/** As Terraform writes a plan of HCL: no text, only what is referred to. */
const plan = {
  format_version: "1.2",
  terraform_version: "1.11.4",
  variables: { region: { value: "eu-north-1" }, password: { value: "wonderful" } },
  resource_changes: [
    change("aws_vpc.main", { cidr_block: "10.0.0.0/16" }, { id: true }),
    change("aws_subnet.a[0]", {}, { vpc_id: true, id: true }),
    change("aws_subnet.a[1]", {}, { vpc_id: true, id: true }),
    change("aws_route_table_association.a[0]", {}, { subnet_id: true }),
    change("aws_route_table_association.a[1]", {}, { subnet_id: true }),
    change("aws_security_group.app", { name: "app" }, { vpc_id: true, ingress: true, egress: true }),
    change(
      "aws_security_group.db",
      { ingress: [{ from_port: 5432 }] },
      { vpc_id: true, ingress: [{ security_groups: true }], egress: true },
    ),
    change("aws_lb.web", {}, { subnets: true, security_groups: [true] }),
    change('module.end["a.b"].aws_vpc_endpoint.this', {}, { vpc_id: true, subnet_ids: true }),
    { ...change("aws_eip.gone", {}, {}), change: { actions: ["delete"], before: {}, after: null } },
  ],
  configuration: {
    provider_config: { aws: { name: "aws", expressions: { region: references("var.region") } } },
    root_module: {
      variables: { region: {}, password: { sensitive: true } },
      resources: [
        block("aws_vpc", "main", { cidr_block: { constant_value: "10.0.0.0/16" } }),
        block(
          "aws_subnet",
          "a",
          { vpc_id: references("aws_vpc.main.id", "aws_vpc.main") },
          { count_expression: { constant_value: 2 } },
        ),
        block(
          "aws_route_table_association",
          "a",
          { subnet_id: references("aws_subnet.a", "count.index") },
          { count_expression: { constant_value: 2 } },
        ),
        block("aws_security_group", "app", {
          vpc_id: references("aws_vpc.main.id", "aws_vpc.main"),
          name: { constant_value: "app" },
        }),
        block("aws_security_group", "db", {
          vpc_id: references("aws_vpc.main.id", "aws_vpc.main"),
          ingress: references("aws_security_group.app.id", "aws_security_group.app"),
        }),
        block("aws_lb", "web", {
          subnets: references("aws_subnet.a"),
          security_groups: references(
            "aws_security_group.app.id",
            "aws_security_group.app",
            "aws_security_group.db.id",
            "aws_security_group.db",
          ),
        }),
      ],
      module_calls: {
        end: {
          expressions: {
            vpc_id: references("aws_vpc.main.id", "aws_vpc.main"),
            subnet_ids: references("local.subnets"),
          },
          for_each_expression: references("local.ends"),
          module: {
            variables: { vpc_id: {}, subnet_ids: {} },
            resources: [
              block("aws_vpc_endpoint", "this", {
                vpc_id: references("var.vpc_id"),
                subnet_ids: references("var.subnet_ids"),
              }),
            ],
          },
        },
      },
    },
  },
};

describe("a plan of HCL", () => {
  const graph = graphOfJson(plan);
  test.each([
    ["aws_vpc.main", "cidr_block", '"10.0.0.0/16"'],
    ["aws_vpc.main", "id", "not set"],
    ["aws_subnet.a[1]", "vpc_id", "?<aws_vpc.main.id>"],
    ["aws_route_table_association.a[1]", "subnet_id", "?<aws_subnet.a[1]>"],
    ["aws_security_group.app", "ingress", "not set"],
    ["aws_security_group.app", "egress", "not set"],
    [
      "aws_security_group.db",
      "ingress",
      "[{from_port: 5432, security_groups: ?<aws_security_group.app.id>}]",
    ],
    ["aws_lb.web", "subnets", "[?<aws_subnet.a[0]>, ?<aws_subnet.a[1]>]"],
    ['module.end["a.b"].aws_vpc_endpoint.this', "vpc_id", "?<aws_vpc.main.id>"],
  ])("%s: %s is %s", (address, attribute, expected) => {
    expect(read(graph, address, attribute)).toBe(expected);
  });

  test("a local is not part of a plan, and the reason says so", () => {
    const value = graph.at('module.end["a.b"].aws_vpc_endpoint.this')?.get("subnet_ids");
    expect(isKnown(value)).toBe(false);
    expect(value).toMatchObject({ reason: expect.stringContaining("local.subnets") });
  });

  test("what is deleted is not there, and the Region comes from the provider's variable", () => {
    expect(addresses(graph)).not.toContain("aws_eip.gone");
    expect(graph.regionOf(graph.at("aws_vpc.main") as never)).toBe("eu-north-1");
  });

  test("identities are found by what is unknown", () => {
    const [first, second] = ["aws_subnet.a[0]", "aws_subnet.a[1]"].map((address) => graph.at(address));
    expect(graph.findAll(graph.at("aws_lb.web")?.get("subnets"), "aws_subnet")).toEqual([first, second]);
    const association = graph.at("aws_route_table_association.a[1]");
    expect(graph.find(association?.get("subnet_id"), "aws_subnet")).toBe(second);
  });

  test("sensitive variables are kept out of reports", async () => {
    const model = await readInputs([`${folderWith({ "plan.json": plan })}/plan.json`]);
    expect([...model.sensitive.texts()]).toEqual(["wonderful"]);
  });
});

test("an index that a plan does not tell leaves open which instance is meant", () => {
  const groups = ["a", "b"].map((key) => change(`aws_security_group.g["${key}"]`, {}, { id: true }));
  const made = (indices: string[]) =>
    graphOfJson({
      format_version: "1.2",
      resource_changes: [...groups, change('aws_lb.x["a"]', {}, { security_groups: true })],
      configuration: {
        root_module: {
          resources: [
            block("aws_security_group", "g", {}, { for_each_expression: references("local.all") }),
            block(
              "aws_lb",
              "x",
              { security_groups: references("aws_security_group.g", ...indices) },
              { for_each_expression: { constant_value: { a: "b" } } },
            ),
          ],
        },
      },
    });
  const security = (...indices: string[]) => read(made(indices), 'aws_lb.x["a"]', "security_groups");
  expect(security()).toBe('[?<aws_security_group.g["a"]>, ?<aws_security_group.g["b"]>]');
  expect(security("local.which")).toBe('?<aws_security_group.g["a"]><aws_security_group.g["b"]>');
  expect(security("each.key")).toBe('[?<aws_security_group.g["a"]>]');
  expect(security("each.value")).toBe('[?<aws_security_group.g["b"]>]');
});

test("rules of a new group that a dynamic block makes are in the plan alone", () => {
  const rules = [{ from_port: 443, cidr_blocks: ["10.0.0.0/8"] }];
  const planned = (actions: string[], before: object | null) =>
    graphOfJson({
      format_version: "1.2",
      resource_changes: [
        change("aws_security_group.g", { ingress: rules }, { id: true }, { actions, before }),
      ],
      configuration: { root_module: { resources: [block("aws_security_group", "g", {})] } },
    });
  expect(read(planned(["create"], null), "aws_security_group.g", "ingress")).toContain("443");
  // What exists may have its rules from resources of their own, or from before.
  expect(read(planned(["no-op"], { ingress: rules }), "aws_security_group.g", "ingress")).toBe("not set");
});

test("the configuration beside a plan tells what the plan lacks; another one is not used", async () => {
  const written = {
    "main.tf": `
      locals { subnets = aws_subnet.a[*].id }
      resource "aws_vpc" "main" {}
      resource "aws_subnet" "a" { count = 2 }
      resource "aws_route_table_association" "a" { count = 2 }
      resource "aws_security_group" "app" {}
      resource "aws_security_group" "db" {}
      resource "aws_lb" "web" { subnets = local.subnets }
      module "end" {
        for_each   = { "a.b" = 1 }
        source     = "./end"
        subnet_ids = local.subnets
      }
    `,
    "end/main.tf":
      'variable "subnet_ids" {}\nresource "aws_vpc_endpoint" "this" { subnet_ids = var.subnet_ids }',
  };
  const graph = await graphOf({ "plan.json": plan, ...written }, "plan.json");
  expect(read(graph, "aws_lb.web", "subnets")).toBe("[<aws_subnet.a[0].id>, <aws_subnet.a[1].id>]");
  expect(read(graph, 'module.end["a.b"].aws_vpc_endpoint.this', "subnet_ids")).toBe(
    "[<aws_subnet.a[0].id>, <aws_subnet.a[1].id>]",
  );
  const other = await readInputs([
    `${folderWith({ "plan.json": plan, "main.tf": 'resource "aws_vpc" "x" {}' })}/plan.json`,
  ]);
  expect(other.notices).toEqual([expect.stringContaining("is not that of the plan")]);
});

test("a set in another order than it is written keeps what belongs together", () => {
  const graph = graphOfJson({
    format_version: "1.2",
    resource_changes: [
      change("aws_security_group.a", {}, { id: true }),
      change("aws_security_group.b", {}, { id: true }),
      change(
        "aws_security_group.c",
        { ingress: [{ from_port: 2 }, { from_port: 1 }] },
        { ingress: [{ security_groups: true }, { security_groups: true }] },
      ),
    ],
    configuration: {
      root_module: {
        resources: [
          block("aws_security_group", "a", {}),
          block("aws_security_group", "b", {}),
          block("aws_security_group", "c", {
            ingress: {
              constant_value: [
                { from_port: 1, security_groups: ["${aws_security_group.a.id}"] },
                { from_port: "2", security_groups: ["${aws_security_group.b.id}"] },
              ],
              references: ["aws_security_group.a.id", "aws_security_group.b.id"],
            },
          }),
        ],
      },
    },
  });
  expect(read(graph, "aws_security_group.c", "ingress")).toBe(
    "[{from_port: 2, security_groups: [<aws_security_group.b.id>]}, {from_port: 1, security_groups: [<aws_security_group.a.id>]}]",
  );
});

test("a state: what is literally an id is the resource that has it, names only of their own type", () => {
  const resource = (type: string, name: string, values: object) => ({
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    values,
  });
  const graph = graphOfJson({
    format_version: "1.0",
    values: {
      root_module: {
        resources: [
          resource("aws_security_group", "app", {
            id: "sg-1",
            name: "orders",
            arn: "arn:aws:ec2:eu-west-3:1:sg",
          }),
          resource("aws_iam_role", "orders", { id: "orders", name: "orders" }),
        ],
        child_modules: [
          {
            address: "module.m",
            resources: [
              {
                ...resource("aws_vpc_security_group_ingress_rule", "r", {
                  security_group_id: "sg-1",
                  referenced_security_group_id: "sg-9",
                }),
                address: "module.m.aws_vpc_security_group_ingress_rule.r",
              },
            ],
          },
        ],
      },
    },
  });
  const group = graph.at("aws_security_group.app");
  if (!group) throw new Error("no group");
  const { resources } = graph.referring("aws_vpc_security_group_ingress_rule", "security_group_id", group);
  expect(resources.map(({ address, module }) => [address, module])).toEqual([
    ["module.m.aws_vpc_security_group_ingress_rule.r", "module.m"],
  ]);
  expect(graph.find("sg-9", "aws_security_group")).toMatchObject({ id: "sg-9" });
  expect(graph.find("orders", "aws_iam_role")).toBe(graph.at("aws_iam_role.orders"));
  expect(graph.regionOf(group)).toBe("eu-west-3");
});

test.each([
  ["module.a", [["module.a", undefined]]],
  [
    'module.a["x.y[0]"].module.b[3].module.c',
    [
      ["module.a", "x.y[0]"],
      ['module.a["x.y[0]"].module.b', 3],
      ['module.a["x.y[0]"].module.b[3].module.c', undefined],
    ],
  ],
  ['module.a["say \\"hi\\""]', [["module.a", 'say "hi"']]],
])("the address %s is read from the left", (module, expected) => {
  expect(moduleSteps(module).map(({ block: of, key }) => [of, key])).toEqual(expected);
});
