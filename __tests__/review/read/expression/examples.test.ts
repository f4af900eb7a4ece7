import { Unknown } from "../../../../review/graph/value";
import { evaluate, parseExpression, parseTemplate } from "../../../../review/read/expression";
import { Invalid } from "../../../../review/read/expression/unknown";
import { examples, malformed, refused, templates } from "./examples";

const nothing = { resolve: () => undefined };

test.each(examples)("%s", (expression, value) => {
  expect(evaluate(parseExpression(expression), nothing)).toEqual(value);
});

test.each(examples)("in a template: %s", (expression, value) => {
  expect(evaluate(parseTemplate(`\${${expression}}`), nothing)).toEqual(value);
});

test.each(refused)("refused: %s", (expression) => {
  expect(evaluate(parseExpression(expression), nothing)).toBeInstanceOf(Invalid);
});

test.each(malformed)("malformed: %j", (text) => {
  const expression = parseExpression(text);
  expect(expression).toMatchObject({ kind: "opaque", text });
  const value = evaluate(expression, nothing);
  expect(value).toBeInstanceOf(Unknown);
  expect((value as Unknown).reason).toContain("is not understood");
});

test.each(templates)("template %j", (text, value) => {
  expect(evaluate(parseTemplate(text), nothing)).toEqual(value);
});
