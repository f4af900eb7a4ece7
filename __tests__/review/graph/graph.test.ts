import { External } from "../../../review/graph/graph";
import type { Resource } from "../../../review/graph/resource";
import { Unknown, type Value } from "../../../review/graph/value";
import { stackOfJson } from "../../../review/read/json-input";
import { modelOf } from "../../../review/read/model";
import { graphOfJson } from "../read/fixtures";

const graph = graphOfJson({
  variable: { open: {} },
  resource: {
    aws_vpc: { main: { cidr_block: "10.0.0.0/16" } },
    aws_subnet: {
      a: { vpc_id: "${aws_vpc.main.id}", cidr_block: "10.0.0.0/24" },
      b: { vpc_id: "${aws_subnet.a.vpc_id}" },
    },
    aws_ecs_cluster: { shop: { name: "shop" } },
    aws_iam_role: { shop: { name: "shop" } },
    aws_ssm_parameter: { p: { name: "/shop/p" } },
    aws_lb: {
      web: { subnets: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"], security_groups: ["sg-elsewhere"] },
    },
    aws_lambda_function: {
      f: { vpc_config: [{ subnet_ids: "${aws_lb.web.subnets}", security_group_ids: "${var.open}" }] },
    },
    aws_x: {
      values: {
        vpc: "${aws_subnet.b.vpc_id}",
        whole: "${aws_vpc.main}",
        cidr: "${aws_vpc.main.cidr_block}",
        cluster: "shop",
        kept: "${aws_ssm_parameter.p.value}",
        inside: '${jsondecode(aws_ssm_parameter.p.value)["arn"]}',
        parameter: "${aws_ssm_parameter.p.arn}",
        choice: "${var.open ? aws_subnet.a.id : aws_subnet.b.id}",
        same: '${var.open ? aws_subnet.a.id : ""}',
        nothing: "",
        foreign: "vpc-1",
        list: ["${aws_subnet.a.id}", "subnet-1"],
      },
    },
  },
});
const at = (address: string): Resource => graph.at(address) as Resource;
const value = (name: string): Value | undefined => at("aws_x.values").get(name);

test.each([
  ["vpc", "aws_vpc", "aws_vpc.main"],
  ["whole", "aws_vpc", "aws_vpc.main"],
  ["cluster", "aws_ecs_cluster", "aws_ecs_cluster.shop"],
  ["cluster", "aws_iam_role", "aws_iam_role.shop"],
  ["parameter", "aws_ssm_parameter", "aws_ssm_parameter.p"],
  ["same", "aws_subnet", "aws_subnet.a"],
])("%s names the %s %s", (name, type, expected) => {
  expect(graph.find(value(name), type)).toBe(at(expected));
});

test.each([
  ["vpc", "aws_subnet"],
  ["kept", "aws_ssm_parameter"],
  ["inside", "aws_ssm_parameter"],
  ["choice", "aws_subnet"],
])("whether %s names a %s is not known", (name, type) => {
  expect(graph.find(value(name), type)).toBeInstanceOf(Unknown);
});

test("what is known and belongs to nobody here is outside; what is not set names nothing", () => {
  expect(graph.find(value("foreign"), "aws_vpc")).toEqual(new External("vpc-1"));
  expect(graph.find(value("cidr"), "aws_vpc")).toEqual(new External("10.0.0.0/16"));
  expect(graph.find(value("nothing"), "aws_vpc")).toBeUndefined();
  expect(graph.find(undefined, "aws_vpc")).toBeUndefined();
  expect(graph.findAll(value("list"), "aws_subnet")).toEqual([at("aws_subnet.a"), new External("subnet-1")]);
});

test("lists are followed to those that are meant, from both sides", () => {
  const addresses = (found: readonly Resource[]) => found.map(({ address }) => address);
  const subnet = at("aws_subnet.a");
  expect(addresses(graph.referring("aws_lb", "subnets", subnet).resources)).toEqual(["aws_lb.web"]);
  expect(
    addresses(graph.referring("aws_lambda_function", "vpc_config.subnet_ids", subnet).resources),
  ).toEqual(["aws_lambda_function.f"]);
  const { resources, uncertain } = graph.referring(
    "aws_lambda_function",
    "vpc_config.security_group_ids",
    subnet,
  );
  expect([addresses(resources), addresses(uncertain)]).toEqual([[], ["aws_lambda_function.f"]]);
  expect(
    addresses(graph.referring("aws_lb", "security_groups", new External("sg-elsewhere")).resources),
  ).toEqual(["aws_lb.web"]);
  expect(addresses(graph.referring("aws_subnet", "vpc_id", at("aws_vpc.main")).resources)).toEqual([
    "aws_subnet.a",
    "aws_subnet.b",
  ]);
});

test("a name that several stacks use is that of the stack from which it is read; ids are everybody's", () => {
  const stack = (name: string, more: object) => ({
    ...stackOfJson(
      name,
      {
        resource: {
          aws_iam_role: { task: { name: "task", arn: "arn:aws:iam::111122223333:role/task" } },
          aws_iam_role_policy_attachment: { a: { role: "task", policy_arn: "arn:aws:iam::aws:policy/X" } },
          ...more,
        },
      },
      "",
    ).stack,
    name,
  });
  const { graph: both } = modelOf(
    [stack("one", {}), stack("two", { aws_vpc: { v: { id: "vpc-1" } } })],
    [],
    [],
  );
  const [one, two] = [both.at("one/aws_iam_role.task"), both.at("two/aws_iam_role.task")] as [
    Resource,
    Resource,
  ];
  expect(both.seenFrom("one").find("task", "aws_iam_role")).toBe(one);
  expect(both.seenFrom("two").find("task", "aws_iam_role")).toBe(two);
  expect(both.seenFrom("two")).toBe(both.seenFrom("two"));
  expect(both.seenFrom("one").find("vpc-1", "aws_vpc")).toBe(both.at("two/aws_vpc.v"));
  for (const role of [one, two]) {
    const { resources } = both.referring("aws_iam_role_policy_attachment", "role", role);
    expect(resources.map(({ stack: of }) => of)).toEqual([role.stack]);
  }
  expect(graph.seenFrom(undefined)).toBe(graph);
});

test("of two that have the same name in one stack, none is taken for the other", () => {
  const twice = graphOfJson({
    resource: {
      aws_db_subnet_group: { here: { name: "main" }, there: { name: "main", provider: "aws.far" } },
      aws_db_instance: { db: { db_subnet_group_name: "main" } },
    },
  });
  const found = twice.find(
    twice.at("aws_db_instance.db")?.get("db_subnet_group_name"),
    "aws_db_subnet_group",
  );
  expect(found).toMatchObject({ reason: '2 resources of type aws_db_subnet_group are called "main"' });
  const here = twice.at("aws_db_subnet_group.here") as Resource;
  expect(twice.referring("aws_db_instance", "db_subnet_group_name", here)).toMatchObject({
    resources: [],
    uncertain: [{ address: "aws_db_instance.db" }],
  });
});
