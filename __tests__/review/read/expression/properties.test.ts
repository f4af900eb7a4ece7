import fc from "fast-check";
import { Template, Unknown, type Value } from "../../../../review/graph/value";
import {
  evaluate,
  evaluateJson,
  jsonWithHoles,
  parseExpression,
  parseTemplate,
  referencesIn,
} from "../../../../review/read/expression";
import { jsonText } from "../../../../review/read/expression/json-text";
import { examples, malformed, templates } from "./examples";
import { evaluated, idOf, resource } from "./fixture";

const nothing = { resolve: () => undefined };
const run = (text: string) => evaluate(parseExpression(text), nothing);

/** An expression's text with its value. */
interface Printed {
  readonly text: string;
  readonly value: Value;
}

const signs = fc.oneof(
  fc.constantFrom("$", "%", "{", "}", "\\", '"', "~", "\n", "$${", "${", "é", "😀"),
  fc.string({ unit: "binary" }),
);
const anyText = fc.array(signs, { maxLength: 8 }).map((all) => all.join(""));

/** Signs before a brace are doubled once: `$${` is `${`. */
const escapedSigns = (text: string) => text.replace(/[$%]\{/g, (sign) => `${sign[0]}${sign}`);

const quoted = (text: string) =>
  `"${escapedSigns(text).replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\r", "\\r")}"`;

const blank = fc.constantFrom("", " ", "  ", "\t", " /* a */ ");
const line = fc.constantFrom("", " ", "\n", " # a comment\n", "// }\n");

const { value: printed } = fc.letrec<{ value: Printed; number: Printed; boolean: Printed }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constant({ text: "null", value: null }),
    tie("number"),
    tie("boolean"),
    anyText.map((text) => ({ text: quoted(text), value: text })),
    fc.tuple(fc.array(tie("value"), { maxLength: 4 }), line).map(([items, space]) => ({
      text: `[${items.map(({ text }) => space + text).join(",")}${space}]`,
      value: items.map(({ value }) => value),
    })),
    fc
      .tuple(
        fc.array(fc.tuple(anyText, tie("value")), { maxLength: 4 }),
        fc.constantFrom("=", ":"),
        fc.constantFrom(",", "\n", ", \n"),
      )
      .map(([members, sign, separator]) => ({
        text: `{${members.map(([name, { text }]) => `${quoted(name)} ${sign} ${text}`).join(separator)}}`,
        value: Object.fromEntries(members.map(([name, { value }]) => [name, value])),
      })),
    fc
      .tuple(tie("value"), line)
      .map(([{ text, value }, space]) => ({ text: `(${space}${text}${space})`, value })),
    fc
      .tuple(tie("boolean"), anyText, anyText)
      .map(([condition, yes, no]) => ({
        text: `${condition.text} ? ${quoted(yes)} : ${quoted(no)}`,
        value: condition.value ? yes : no,
      }))
      .map(({ text, value }) => ({ text: `(${text})`, value })),
    fc.array(tie("value"), { maxLength: 3 }).map((items) => ({
      text: `[for x in [${items.map(({ text }) => text).join(", ")}] : x]`,
      value: items.map(({ value }) => value),
    })),
    fc.tuple(fc.array(tie("value"), { minLength: 1, maxLength: 3 }), fc.nat()).map(([items, index]) => ({
      text: `[${items.map(({ text }) => text).join(", ")}][${index % items.length}]`,
      value: items[index % items.length]?.value ?? null,
    })),
    fc.tuple(anyText, tie("number"), anyText).map(([before, number, after]) => ({
      text: `"${quoted(before).slice(1, -1)} \${${number.text}} ${quoted(after).slice(1, -1)}"`,
      value: `${before} ${number.value} ${after}`,
    })),
  ),
  number: fc.oneof(
    { maxDepth: 4 },
    fc.integer({ min: 0, max: 1_000 }).map((value) => ({ text: String(value), value })),
    fc
      .tuple(tie("number"), fc.constantFrom("+", "-", "*"), tie("number"), blank)
      .map(([left, operator, right, space]) => {
        const [x, y] = [Number(left.value), Number(right.value)];
        const result = operator === "+" ? x + y : operator === "-" ? x - y : x * y;
        return Number.isSafeInteger(result)
          ? { text: `((${left.text})${space}${operator}${space}(${right.text}))`, value: result + 0 }
          : left;
      }),
    tie("number").map(({ text, value }) => ({ text: `-(${text})`, value: 0 - Number(value) })),
  ),
  boolean: fc.oneof(
    { maxDepth: 4 },
    fc.boolean().map((value) => ({ text: String(value), value })),
    tie("boolean").map(({ text, value }) => ({ text: `!(${text})`, value: !value })),
    fc.tuple(tie("boolean"), fc.constantFrom("&&", "||"), tie("boolean")).map(([left, operator, right]) => ({
      text: `(${left.text}${operator}${right.text})`,
      value:
        operator === "&&"
          ? Boolean(left.value) && Boolean(right.value)
          : Boolean(left.value) || Boolean(right.value),
    })),
    fc
      .tuple(tie("number"), fc.constantFrom("<", ">=", "=="), tie("number"))
      .map(([left, operator, right]) => {
        const [x, y] = [Number(left.value), Number(right.value)];
        return {
          text: `(${left.text} ${operator} ${right.text})`,
          value: operator === "<" ? x < y : operator === ">=" ? x >= y : x === y,
        };
      }),
  ),
}));

test("a printed expression comes to its value, alone and in a template", () => {
  fc.assert(
    fc.property(printed, ({ text, value }) => {
      expect(run(text)).toEqual(value);
      expect(evaluateJson(`\${${text}}`, nothing)).toEqual(value);
    }),
    { numRuns: 300 },
  );
});

test("operators without parentheses bind as in JavaScript", () => {
  const operand = fc.oneof(
    fc.integer({ min: 1, max: 9 }).map(String),
    fc.integer({ min: 1, max: 9 }).map((size) => `-${size}`),
  );
  const sum = fc
    .array(fc.tuple(fc.constantFrom("+", "-", "*"), operand), { maxLength: 8 })
    .chain((rest) =>
      operand.map((first) => `${first}${rest.map(([operator, next]) => ` ${operator} ${next}`).join("")}`),
    );
  const comparison = fc
    .tuple(sum, fc.constantFrom("<", ">", "<=", ">="), sum)
    .map((parts) => parts.join(" "));
  const logic = fc.array(fc.tuple(fc.constantFrom("&&", "||"), comparison), { maxLength: 4 }).chain((rest) =>
    comparison.map(
      (first) =>
        `${first}${rest
          .flat()
          .map((part) => ` ${part}`)
          .join("")}`,
    ),
  );
  fc.assert(
    fc.property(fc.oneof(sum, logic), (text) => {
      // The generator writes nothing but digits and operators.
      const expected = new Function(`return ${text}`)();
      expect(run(text)).toBe(typeof expected === "number" ? expected + 0 : expected);
    }),
    { numRuns: 200 },
  );
});

test("a text with its signs escaped is that text", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(evaluate(parseTemplate(escapedSigns(text)), nothing)).toBe(text);
      expect(run(quoted(text))).toBe(text);
    }),
  );
});

test("any text is parsed and evaluated without an exception", () => {
  const known = [...examples.map(([text]) => text), ...malformed, ...templates.map(([text]) => text)];
  const token = fc.constantFrom(
    ...'${|%{|}|{|(|)|[|]|"|\\|~|.|*|,|?|:|=|=>|==|...|+|-|!|&&|::|#|//|/*|*/|<<A\n|<<-A\n|A\n|\n| |1|0.5|1e9|a|a-b|for|in|if|else|endif|endfor|true|null|jsonencode(|range(|é|\0|$${|[*]'.split(
      "|",
    ),
    "||",
  );
  const mutated = fc
    .tuple(fc.constantFrom(...known), fc.nat(), fc.nat({ max: 6 }), fc.array(token, { maxLength: 4 }))
    .map(([text, at, removed, added]) => {
      const start = at % (text.length + 1);
      return text.slice(0, start) + added.join("") + text.slice(start + removed);
    });
  const text = fc.oneof(
    mutated,
    fc.array(token, { maxLength: 40 }).map((tokens) => tokens.join("")),
    fc.string({ unit: "binary" }),
  );
  fc.assert(
    fc.property(text, (written) => {
      for (const expression of [
        parseExpression(written),
        parseTemplate(written),
        parseTemplate(`\${${written}}`),
      ]) {
        evaluate(expression, nothing);
        referencesIn(expression);
      }
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  "(",
  "[",
  "{a=",
  "!",
  "-",
  "f(",
  '"${',
  "${",
  "1?",
  "a?b:",
  "a[",
  "a[*]",
  "[for x in ",
  "{for x in y : x => ",
  "%{if true}",
  "%{for x in y}",
  "<<A\n${",
  "<<A\n",
  "a.",
  "a.b",
  ".b",
  "1+",
  "1||",
  "1,",
  "/*",
  "$",
  "$$",
  "\\",
  "~",
  "${~",
  "((a",
  '"%{if ',
  "a.*",
  "a.*.b[*]",
  "\n",
  "[1,",
  '"a"+',
  "{a=1,",
])("what is repeated 50,000 times neither hangs nor overflows the stack: %j", (part) => {
  const opening = part.repeat(50_000);
  const closing = opening
    .replace(/[^([{"]/g, "")
    .split("")
    .reverse()
    .map((sign) => ({ "(": ")", "[": "]", "{": "}" })[sign] ?? sign)
    .join("");
  for (const text of [opening, `${opening}1`, `${opening}1${closing}`, `"${opening}"`, `\${${opening}1}`]) {
    for (const expression of [parseExpression(text), parseTemplate(text)]) {
      evaluate(expression, nothing);
      referencesIn(expression);
    }
  }
});

test("many levels that a person can write are understood", () => {
  expect(run(`${"(".repeat(150)}1${")".repeat(150)}`)).toBe(1);
  expect(run(Array(5_000).fill("1").join(" + "))).toBe(5_000);
  expect(run(`${"(".repeat(250)}1${")".repeat(250)}`)).toBeInstanceOf(Unknown);
});

describe("jsonencode", () => {
  const hole = fc.nat({ max: 9 }).map((index) => idOf(resource(`aws_x.r${index}`)));
  const text = fc.oneof(anyText, fc.string());
  const { value: json } = fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<Value>(null, true, false),
      fc.integer(),
      text,
      hole,
      fc.tuple(text.filter(Boolean), hole).map((parts) => new Template(parts)),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(text, tie("value"), { maxKeys: 4 }),
    ),
  }));

  test("with holes, is parsed to the same value", () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(jsonWithHoles(jsonText(value))).toEqual(value);
        expect(evaluated("jsondecode(jsonencode(local.x))", { "local.x": value })).toEqual(value);
      }),
      { numRuns: 300 },
    );
  });

  test("of what is known, is JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }).filter(hasExactNumbers), (value) => {
        expect(JSON.parse(String(jsonText(value as Value)))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  const hasExactNumbers = (value: unknown) =>
    !/\d[.e]/.test(JSON.stringify(value)) && !/\d{16}/.test(JSON.stringify(value));
});
