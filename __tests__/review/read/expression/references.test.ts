import { Reference, Template, Unknown, type Value } from "../../../../review/graph/value";
import { evaluateJson, parseExpression, referencesIn, settle } from "../../../../review/read/expression";
import { evaluated, idOf, resource, scopeOf, whole } from "./fixture";

const vpc = resource("aws_vpc.main", { cidr_block: "10.0.0.0/16", id: "vpc-1" });
const cluster = resource("aws_ecs_cluster.c", { name: "orders" });
const first = resource("aws_subnet.a[0]", { vpc_id: idOf(vpc), availability_zone: "eu-central-1a" });
const second = resource("aws_subnet.a[1]", { vpc_id: idOf(vpc) });
const service = resource("aws_ecs_service.s", {
  cluster: idOf(cluster),
  policy: new Unknown("policy is not known"),
  network_configuration: [{ subnets: [idOf(first), idOf(second)], assign_public_ip: false }],
  load_balancer: { container_port: 8000 },
  empty: null,
});
const endpoint = resource("aws_vpc_endpoint.e");
const scope = {
  "aws_vpc.main": whole(vpc),
  "aws_ecs_cluster.c": whole(cluster),
  "aws_ecs_service.s": whole(service),
  "aws_vpc_endpoint.e": whole(endpoint),
  "aws_subnet.a": [whole(first), whole(second)],
  "aws_subnet.b": { x: whole(first), y: whole(second) },
  "var.none": null,
  "var.later": new Unknown("var.later is not known"),
  "var.ports": [80, 443],
};
const at = (expression: string) => evaluated(expression, scope);
const reasonOf = (value: Value) => (value instanceof Unknown ? value.reason : undefined);
const candidatesOf = (value: Value) => (value instanceof Unknown ? value.candidates : undefined);

describe("attributes of a resource", () => {
  test("are references, or what is known of them", () => {
    expect(at("aws_vpc.main.cidr_block")).toBe("10.0.0.0/16");
    expect(at("aws_vpc.main.id")).toEqual(idOf(vpc));
    expect(at("aws_vpc.main.arn")).toEqual(new Reference(vpc, ["arn"]));
    expect(at("aws_vpc.main")).toEqual(whole(vpc));
    expect(at('aws_vpc.main["id"]')).toEqual(idOf(vpc));
    expect(at("aws_ecs_service.s.empty")).toEqual(new Reference(service, ["empty"]));
  });

  test("of nested blocks", () => {
    expect(at("aws_ecs_service.s.network_configuration[0].subnets")).toEqual(
      new Reference(service, ["network_configuration", 0, "subnets"]),
    );
    expect(settle(at("aws_ecs_service.s.network_configuration.0.subnets[1]"))).toEqual(idOf(second));
    expect(at("aws_ecs_service.s.network_configuration[0].assign_public_ip")).toBe(false);
    expect(at("aws_ecs_service.s.load_balancer[0].container_port")).toBe(8000);
    expect(at('aws_vpc_endpoint.e.dns_entry[0]["dns_name"]')).toEqual(
      new Reference(endpoint, ["dns_entry", 0, "dns_name"]),
    );
  });

  test("of one of several instances", () => {
    expect(at("aws_subnet.a[1].id")).toEqual(idOf(second));
    expect(at("aws_subnet.a.0.id")).toEqual(idOf(first));
    expect(at("aws_subnet.a[*].id")).toEqual([idOf(first), idOf(second)]);
    expect(at("aws_subnet.a.*.id")).toEqual([idOf(first), idOf(second)]);
    expect(at("aws_vpc.main[*].id")).toEqual([idOf(vpc)]);
    expect(at('aws_subnet.b["y"].id')).toEqual(idOf(second));
    expect(at("values(aws_subnet.b)[*].id")).toEqual([idOf(first), idOf(second)]);
    expect(at('[for k, s in aws_subnet.b : s.id if k != "x"]')).toEqual([idOf(second)]);
    expect(at("{ for k, s in aws_subnet.b : k => s.id }")).toEqual({ x: idOf(first), y: idOf(second) });
  });

  test("of a splat over what is not settled, and of an instance that is not known", () => {
    expect(at("aws_ecs_service.s.network_configuration[0].subnets[*]")).toEqual([idOf(first), idOf(second)]);
    const entries = at("aws_vpc_endpoint.e.dns_entry[*].dns_name");
    expect(candidatesOf(entries)).toEqual([new Reference(endpoint, ["dns_entry"])]);
    const any = at("aws_subnet.a[var.later].id");
    expect(candidatesOf(any)).toEqual([idOf(first), idOf(second)]);
    expect(reasonOf(any)).toBe("var.later is not known");
    expect(candidatesOf(at("aws_vpc.main[0].id"))).toEqual([whole(vpc)]);
  });
});

describe("settle", () => {
  test("follows references to what they stand for", () => {
    expect(settle(new Reference(service, ["cluster"]))).toEqual(idOf(cluster));
    expect(settle(idOf(vpc))).toBe("vpc-1");
    expect(settle(new Reference(service, ["network_configuration", 0, "subnets", 0]))).toEqual(idOf(first));
    expect(reasonOf(settle(new Reference(service, ["policy"])))).toBe("policy is not known");
    for (const path of [["other"], ["empty"], ["network_configuration", 3, "subnets"], []]) {
      const reference = new Reference(service, path);
      expect(settle(reference)).toBe(reference);
    }
  });

  test("ends with references in a circle", () => {
    const values: { [name: string]: Value } = {};
    const circle = resource("aws_x.circle", values);
    values.a = new Reference(circle, ["b"]);
    values.b = new Reference(circle, ["a"]);
    values.c = new Reference(circle, ["c", "c"]);
    expect(settle(new Reference(circle, ["a"]))).toBeInstanceOf(Reference);
    expect(settle(new Reference(circle, ["c"]))).toBeInstanceOf(Reference);
    expect(evaluated("aws_x.circle.c.c.a", { "aws_x.circle": whole(circle) })).toBeInstanceOf(Reference);
  });
});

describe("what is not known", () => {
  test("says why", () => {
    expect(reasonOf(at("var.missing.x"))).toBe("var.missing is not known");
    expect(reasonOf(at("data.aws_vpc.other.id"))).toBe("data.aws_vpc.other is not known");
    expect(reasonOf(at("var.later.x[0][*].y"))).toBe("var.later is not known");
    expect(reasonOf(at("1 + var.later"))).toBe("var.later is not known");
    expect(reasonOf(at('aws_vpc_endpoint.e.state == "x"'))).toBe(
      "aws_vpc_endpoint.e.state is known only after an apply",
    );
    expect(reasonOf(at("frobnicate(1)"))).toBe("function frobnicate is not known to this review");
    expect(reasonOf(at('templatefile("x", {a = aws_vpc.main.id})'))).toBe("templatefile(...) is not read");
    expect(candidatesOf(at('templatefile("x", {a = aws_vpc.main.id})'))).toEqual([idOf(vpc)]);
  });

  test("a condition leaves both sides, unless they are the same", () => {
    expect(candidatesOf(at("var.later ? aws_vpc.main.id : aws_ecs_cluster.c.id"))).toEqual([
      idOf(vpc),
      idOf(cluster),
    ]);
    expect(at("var.later ? aws_ecs_cluster.c.id : aws_ecs_cluster.c.id")).toEqual(idOf(cluster));
    expect(at("var.later ? [1, 2] : [1, 2]")).toEqual([1, 2]);
  });

  test("lists and objects keep their shape", () => {
    expect(at("[var.later, 1]")).toEqual([scope["var.later"], 1]);
    expect(at("length([var.later, aws_vpc_endpoint.e.state])")).toBe(2);
    expect(at("{a = var.later, b = 2}.b")).toBe(2);
    expect(at("{(var.later) = 1}")).toBeInstanceOf(Unknown);
    expect(at("[for x in var.later : x]")).toBeInstanceOf(Unknown);
    expect(candidatesOf(at("[for x in aws_vpc_endpoint.e.network_interface_ids : x]"))).toEqual([
      new Reference(endpoint, ["network_interface_ids"]),
    ]);
    expect(candidatesOf(at("[for s in aws_subnet.a : s.id if var.later]"))).toEqual([
      idOf(first),
      idOf(second),
    ]);
  });

  test("logic decides where one side is enough", () => {
    expect(at("false && var.later")).toBe(false);
    expect(at("var.later || true")).toBe(true);
    expect(at("true && var.later")).toBeInstanceOf(Unknown);
  });

  test("equality of references", () => {
    expect(at("aws_ecs_cluster.c.id == aws_ecs_cluster.c.id")).toBe(true);
    expect(at("aws_ecs_service.s.cluster == aws_ecs_cluster.c.id")).toBe(true);
    expect(at("aws_ecs_cluster.c.id == aws_vpc_endpoint.e.id")).toBeInstanceOf(Unknown);
    expect(at("aws_ecs_cluster.c.id == null")).toBe(false);
    expect(at('aws_ecs_cluster.c.id != ""')).toBe(true);
    expect(at("aws_vpc_endpoint.e.policy == null")).toBeInstanceOf(Unknown);
    expect(at('"a-${aws_ecs_cluster.c.id}" == "b-1"')).toBe(false);
    expect(at('"a-${aws_ecs_cluster.c.id}" == "a-1"')).toBeInstanceOf(Unknown);
    expect(at('"a-${aws_ecs_cluster.c.id}" == ""')).toBe(false);
    expect(at('aws_vpc_endpoint.e.id == "self"')).toBe(false);
    expect(at('aws_vpc_endpoint.e.id == "vpce-1"')).toBeInstanceOf(Unknown);
    expect(at('aws_vpc_endpoint.e.arn != "self"')).toBe(true);
    expect(at('aws_ecs_cluster.c.id == "orders"')).toBeInstanceOf(Unknown);
    expect(at("aws_vpc_endpoint.e.prefix_list_id == null")).toBeInstanceOf(Unknown);
  });
});

describe("templates", () => {
  test("keep what is not known as parts", () => {
    expect(at('"service/${aws_ecs_cluster.c.name}/x"')).toBe("service/orders/x");
    expect(at('"a${1}${aws_ecs_cluster.c.id}${"b"}${"c-${var.later}"}"')).toEqual(
      new Template(["a1", idOf(cluster), "bc-", scope["var.later"]]),
    );
    expect(at('"${""}${aws_ecs_cluster.c.id}"')).toEqual(idOf(cluster));
    expect(at('"x${aws_ecs_service.s.cluster}"')).toEqual(new Template(["x", idOf(cluster)]));
    expect(at('"x${aws_ecs_service.s.policy}"')).toEqual(
      new Template(["x", new Reference(service, ["policy"])]),
    );
    const [, part] = (at('"x${aws_vpc.main}"') as Template).parts;
    expect(part).toBeInstanceOf(Unknown);
  });

  test("evaluateJson leaves what has no template as it is", () => {
    const body = { a: [1, { b: "c" }], d: "x" };
    expect(evaluateJson(body, scopeOf(scope))).toBe(body);
    const mixed = { kept: body, "${aws_vpc.main.cidr_block}": "${aws_subnet.a[0].id}", n: null };
    const result = evaluateJson(mixed, scopeOf(scope)) as { readonly [name: string]: Value };
    expect(result).toEqual({ kept: body, "10.0.0.0/16": idOf(first), n: null });
    expect(result.kept).toBe(body);
    expect(evaluateJson(["$${x}"], scopeOf(scope))).toEqual(["${x}"]);
    expect(candidatesOf(evaluateJson({ "${aws_ecs_cluster.c.id}": 1 }, scopeOf(scope)))).toEqual([
      idOf(cluster),
    ]);
  });

  test("evaluateJson ends in what is too deep", () => {
    let deep: unknown = "${var.later}";
    for (let depth = 0; depth < 20_000; depth += 1) deep = [deep];
    expect(() => evaluateJson(deep, scopeOf(scope))).not.toThrow();
  });
});

test("an attribute that is nested too deep for any provider is not known", () => {
  expect(at(`aws_vpc_endpoint.e${"[0].x".repeat(5_000)}`)).toBeInstanceOf(Unknown);
});

test("a getter is asked for only when its member is", () => {
  const asked: string[] = [];
  const outputs = {
    get a(): Value {
      asked.push("a");
      return 1;
    },
    get b(): Value {
      asked.push("b");
      return 2;
    },
  };
  expect(evaluated("module.m.a", { "module.m": outputs })).toBe(1);
  expect(evaluated("merge(module.m, {c = 1}).b", { "module.m": outputs })).toBe(2);
  expect(asked).toEqual(["a", "b"]);
});

test("names of an object's prototype are no attributes", () => {
  expect(at("{a = 1}.constructor")).toBeInstanceOf(Unknown);
  expect(at('lookup({a = 1}, "toString", "none")')).toBe("none");
  expect(at('{"__proto__" = 1}')).toEqual(JSON.parse('{"__proto__": 1}'));
  expect(at("toString(1)")).toBeInstanceOf(Unknown);
});

test("referencesIn tells the names, without those of a for", () => {
  const text =
    '"${var.a}-${[for k, s in aws_subnet.a[*].id : "${s}${k}${local.b[each.key].c}" if var.d]}${f(x.y.z...)}"';
  expect(referencesIn(parseExpression(text))).toEqual([
    ["var", "a"],
    ["aws_subnet", "a"],
    ["local", "b"],
    ["each", "key"],
    ["var", "d"],
    ["x", "y", "z"],
  ]);
  expect(referencesIn(parseExpression("aws_lb.api_load-balancer.arn"))).toEqual([
    ["aws_lb", "api_load-balancer", "arn"],
  ]);
});
