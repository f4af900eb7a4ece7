import { Reference, Template, Unknown, type Value } from "../../../../review/graph/value";
import { jsonWithHoles } from "../../../../review/read/expression";
import { evaluated, idOf, resource, whole } from "./fixture";

const a = resource("aws_subnet.a");
const b = resource("aws_subnet.b", { name: "b", unset: null });
const later = new Unknown("var.later is not known");
const scope = {
  "aws_subnet.a": whole(a),
  "aws_subnet.b": whole(b),
  "var.later": later,
  "var.either": new Unknown("either", [idOf(a)]),
};
const at = (expression: string) => evaluated(expression, scope);
const candidatesOf = (value: Value) => (value instanceof Unknown ? value.candidates : undefined);

describe("functions of lists with references", () => {
  test.each<[string, Value]>([
    ["concat([aws_subnet.a.id], [aws_subnet.b.id, var.later])", [idOf(a), idOf(b), later]],
    ["flatten([[aws_subnet.a.id], aws_subnet.b.id])", [idOf(a), idOf(b)]],
    ["distinct([aws_subnet.a.id, aws_subnet.b.id, aws_subnet.a.id])", [idOf(a), idOf(b)]],
    ['toset([aws_subnet.a.id, "x", aws_subnet.a.id])', ["x", idOf(a)]],
    ["tolist(toset([aws_subnet.a.id]))", [idOf(a)]],
    [
      'compact([aws_subnet.a.id, "", null, "x-${aws_subnet.a.id}"])',
      [idOf(a), new Template(["x-", idOf(a)])],
    ],
    ["values({y = aws_subnet.a.id, x = var.later})", [later, idOf(a)]],
    ["keys({y = aws_subnet.a.id, x = var.later})", ["x", "y"]],
    ["coalesce(null, aws_subnet.a.id, var.later)", idOf(a)],
    ["element([aws_subnet.a.id, aws_subnet.b.id], 3)", idOf(b)],
    ['lookup({x = aws_subnet.a.id}, "x", null)', idOf(a)],
    ['lookup({x = aws_subnet.a.id}, "y", null)', null],
    ["try(var.gone.x, aws_subnet.a.id)", new Unknown("var.gone is not known", [idOf(a)])],
    ["try({}.x, aws_subnet.a.id)", idOf(a)],
    ["try(aws_subnet.a.id, 1)", idOf(a)],
    ['try("x-${{}.y}", "z")', "z"],
    ["merge({x = 1, y = var.later}, {x = aws_subnet.a.id})", { x: idOf(a), y: later }],
    ['join("/", ["x", aws_subnet.a.id, var.later])', new Template(["x/", idOf(a), "/", later])],
    [
      'format("%s:%d/%s", aws_subnet.a.id, 5, "x-${aws_subnet.b.id}")',
      new Template([idOf(a), ":5/x-", idOf(b)]),
    ],
    [
      'formatlist("%s/%s", ["x", aws_subnet.a.arn], aws_subnet.b.id)',
      [new Template(["x/", idOf(b)]), new Template([new Reference(a, ["arn"]), "/", idOf(b)])],
    ],
    ["contains([aws_subnet.a.id, aws_subnet.b.id], aws_subnet.b.id)", true],
    ["index([aws_subnet.a.id], aws_subnet.a.id)", 0],
    ["one([aws_subnet.a.id])", idOf(a)],
    ["reverse([aws_subnet.a.id, var.later])", [later, idOf(a)]],
    ['zipmap(["x"], [aws_subnet.a.id])', { x: idOf(a) }],
    ['setproduct(["x"], [aws_subnet.a.id])', [["x", idOf(a)]]],
    ["tostring(aws_subnet.a.id)", idOf(a)],
    ["sensitive(aws_subnet.a.id)", idOf(a)],
    ["toset(aws_subnet.a.ids)", new Reference(a, ["ids"])],
    ["upper(aws_subnet.b.name)", "B"],
    ["alltrue([var.later, false])", false],
    ["anytrue([var.later, true])", true],
    ["setsubtract([aws_subnet.a.id], [aws_subnet.a.id])", []],
    ['contains([aws_subnet.a.id], "self")', false],
    ["slice(aws_subnet.a.ids, 1, 3)", [new Reference(a, ["ids", 1]), new Reference(a, ["ids", 2])]],
    ["length(slice(aws_subnet.a.ids, 0, 3))", 3],
    ["length(slice(var.later, 0, 2))", 2],
    ["sort([aws_subnet.b.id, aws_subnet.a.id])", [idOf(b), idOf(a)]],
    ["length(sort([aws_subnet.a.id, aws_subnet.b.id]))", 2],
  ])("%s", (expression, value) => {
    expect(at(expression)).toEqual(value);
  });

  test.each<[string, readonly Reference[]]>([
    ["compact([aws_subnet.a.id, var.later])", [idOf(a)]],
    ["coalesce(var.either, aws_subnet.b.id)", [idOf(a), idOf(b)]],
    ["coalesce(aws_subnet.b.unset, 1)", [new Reference(b, ["unset"])]],
    ["distinct([aws_subnet.a.id, var.later])", [idOf(a)]],
    ["concat([aws_subnet.a.id], var.either)", [idOf(a)]],
    ["flatten([aws_subnet.a.id, var.later])", [idOf(a)]],
    ["merge({x = aws_subnet.a.id}, var.later)", [idOf(a)]],
    ["element([aws_subnet.a.id, aws_subnet.b.id], var.later)", [idOf(a), idOf(b)]],
    ["lookup({x = aws_subnet.a.id}, var.later, aws_subnet.b.id)", [idOf(a), idOf(b)]],
    ['split("/", aws_subnet.a.arn)[1]', [new Reference(a, ["arn"])]],
    ["lower(aws_subnet.a.arn)", [new Reference(a, ["arn"])]],
    ["sort([aws_subnet.a.id, aws_subnet.b.id])[0]", [idOf(a), idOf(b)]],
    ["slice(sort([aws_subnet.a.id, aws_subnet.b.id]), 0, 1)", [idOf(a), idOf(b)]],
    ["reverse(sort([aws_subnet.a.id, aws_subnet.b.id]))[0]", [idOf(a), idOf(b)]],
    ["concat(sort([aws_subnet.a.id, aws_subnet.b.id]), [])[0]", [idOf(a), idOf(b)]],
    ["[for id in sort([aws_subnet.a.id, aws_subnet.b.id]) : id][0]", [idOf(a), idOf(b)]],
    ['join(",", sort([aws_subnet.a.id, aws_subnet.b.id]))', [idOf(a), idOf(b)]],
    ["contains([aws_subnet.a.id], aws_subnet.b.id)", [idOf(a), idOf(b)]],
    ['contains([aws_subnet.a.id], "subnet-1")', [idOf(a)]],
    ["join(var.later, [aws_subnet.a.id])", [idOf(a)]],
    ["length(aws_subnet.a.ids)", [new Reference(a, ["ids"])]],
    ["sum([1, aws_subnet.a.number])", [new Reference(a, ["number"])]],
    ["setsubtract([aws_subnet.a.id], [aws_subnet.b.id])", [idOf(b), idOf(a)]],
    ["max(var.either...)", [idOf(a)]],
    ["cidrsubnet(aws_subnet.a.cidr_block, 8, 1)", [new Reference(a, ["cidr_block"])]],
    ['cidrsubnet("fd00::/48", 8, 1)', []],
    ['formatlist("%s", aws_subnet.a.ids)', [new Reference(a, ["ids"])]],
    ['regex("(?i)x", "X")', []],
    ['regex("(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")', []],
    ["timestamp()", []],
    ["tolist(toset([aws_subnet.a.id, aws_subnet.b.id]))[0]", [idOf(a), idOf(b)]],
    ["element(tolist(toset([aws_subnet.a.id, aws_subnet.b.id])), 0)", [idOf(a), idOf(b)]],
    ['join(",", toset([aws_subnet.a.id, aws_subnet.b.id]))', [idOf(a), idOf(b)]],
    ['regex("a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")', []],
    ["-9007199254740993", []],
    ["1 / 0", []],
    ['upper("x${1 / 3}")', []],
    ["9007199254740993 + 1", []],
    ["[1] == [1]", []],
  ])("is not known: %s", (expression, candidates) => {
    const value = at(expression);
    const found = candidatesOf(value);
    expect(found).toBeDefined();
    expect(new Set(found)).toEqual(new Set(candidates));
    expect((value as Unknown).reason).not.toBe("");
  });
});

describe("jsonencode and jsonWithHoles", () => {
  test("a hole stands in quotes", () => {
    expect(
      at('jsonencode({b = aws_subnet.a.id, a = ["x-${aws_subnet.b.id}", var.later], "c" = true})'),
    ).toEqual(new Template(['{"a":["x-', idOf(b), '","', later, '"],"b":"', idOf(a), '","c":true}']));
  });

  test("a policy in a policy keeps its holes", () => {
    const encoded = at('jsonencode({inner = jsonencode({id = aws_subnet.a.id, quote = "\\"<"})})');
    const outer = jsonWithHoles(encoded) as { readonly inner: Value };
    expect(jsonWithHoles(outer.inner)).toEqual({ id: idOf(a), quote: '"<' });
  });

  test("jsondecode is the way back", () => {
    expect(at('jsondecode(jsonencode({a = [aws_subnet.a.id, 1, "<"]}))')).toEqual({ a: [idOf(a), 1, "<"] });
  });

  test("holes with and without quotes", () => {
    const text = new Template([
      '[{"image": "',
      idOf(a),
      ':1", "name": "',
      idOf(b),
      '", "cpu": ',
      later,
      ', "\\"": "\\\\"}]',
    ]);
    expect(jsonWithHoles(text)).toEqual([
      { image: new Template([idOf(a), ":1"]), name: idOf(b), cpu: later, '"': "\\" },
    ]);
  });

  test("marks in the text are no holes", () => {
    const text = new Template(['{"a": "\ue0000\ue001 \\ue002\\uE003", "b": "', idOf(a), '"}']);
    expect(jsonWithHoles(text)).toEqual({ a: "\ue0000\ue001 \ue002\ue003", b: idOf(a) });
  });

  test("a hole that can be several elements makes the list unknown", () => {
    const list = jsonWithHoles(new Template(["[", new Unknown("later", [idOf(a)]), "]"]));
    expect(candidatesOf(list)).toEqual([idOf(a)]);
    expect(jsonWithHoles(new Template(["[80, ", idOf(a), "]"]))).toEqual([80, idOf(a)]);
  });

  test("a key with a hole, and what is no JSON", () => {
    expect(candidatesOf(jsonWithHoles(new Template(['{"', idOf(a), '": 1}'])))).toEqual([idOf(a)]);
    expect(candidatesOf(jsonWithHoles(new Template(["{", idOf(a), "}"])))).toEqual([idOf(a)]);
    expect(jsonWithHoles("nothing")).toBeInstanceOf(Unknown);
    expect(jsonWithHoles("[".repeat(100_000) + "]".repeat(100_000))).toBeInstanceOf(Unknown);
  });

  test("what is no text", () => {
    const policy = { Statement: [] };
    expect(jsonWithHoles(policy)).toBe(policy);
    expect(jsonWithHoles(later)).toBe(later);
    expect(jsonWithHoles(idOf(a))).toEqual(idOf(a));
    expect(jsonWithHoles(new Reference(resource("aws_x.p", { json: '{"a":1}' }), ["json"]))).toEqual({
      a: 1,
    });
    expect(jsonWithHoles('{"a":1}')).toEqual({ a: 1 });
  });
});
