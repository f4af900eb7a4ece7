import type { Expression, Step } from "./expression";
import type { Lexer } from "./lexer";
import { parseObject, parseTuple } from "./parse-collection";
import { parseAny } from "./parse-operation";
import { parseHeredoc, parseQuoted } from "./parse-text";

/** One operand with all that is said of it: `-aws_subnet.a[*].id`. */
export function parseTerm(lexer: Lexer): Expression {
  const term = parsePrimary(lexer);
  if (term.kind === "variable" && term.steps.length === 0) return parseVariable(lexer, term.head);
  const steps = parseSteps(lexer);
  return steps.length === 0 ? term : { kind: "access", of: term, steps };
}

function parsePrimary(lexer: Lexer): Expression {
  const token = lexer.take();
  switch (token.kind) {
    case "number":
      if (!Number.isFinite(Number(token.text))) throw lexer.fault("a number is too large");
      return { kind: "literal", value: Number(token.text) };
    case "heredoc":
      return parseHeredoc(lexer, token.text);
    case "identifier":
      return parseNamed(lexer, token.text);
    case "symbol":
      if (token.text === '"') return lexer.nested(() => parseQuoted(lexer));
      if (token.text === "(") return parseParenthesis(lexer);
      if (token.text === "[") return parseTuple(lexer);
      if (token.text === "{") return parseObject(lexer);
      if (token.text === "-" || token.text === "!") {
        return { kind: "unary", operator: token.text, operand: lexer.nested(() => parseTerm(lexer)) };
      }
  }
  throw lexer.fault("a value is expected");
}

function parseParenthesis(lexer: Lexer): Expression {
  return lexer.withNewlines(false, () => {
    const inner = parseAny(lexer);
    lexer.expect(")");
    return inner;
  });
}

function parseNamed(lexer: Lexer, first: string): Expression {
  let name = first;
  while (lexer.takeIf("::")) name += `::${lexer.identifier()}`;
  if (lexer.isNext("(")) return parseCall(lexer, name);
  if (name !== first) throw lexer.fault('"(" is expected');
  if (name === "true") return { kind: "literal", value: true };
  if (name === "false") return { kind: "literal", value: false };
  if (name === "null") return { kind: "literal", value: null };
  return { kind: "variable", head: [name], steps: [] };
}

function parseCall(lexer: Lexer, name: string): Expression {
  return lexer.withNewlines(false, () => {
    lexer.expect("(");
    const values: Expression[] = [];
    let expanded = false;
    while (!lexer.isNext(")")) {
      values.push(parseAny(lexer));
      if (lexer.takeIf("...")) {
        expanded = true;
        lexer.takeIf(",");
        break;
      }
      if (!lexer.takeIf(",")) break;
    }
    lexer.expect(")");
    return { kind: "call", name, arguments: values, expanded };
  });
}

function parseVariable(lexer: Lexer, root: readonly string[]): Expression {
  const steps = parseSteps(lexer);
  const indirect = steps.findIndex(({ kind }) => kind !== "attribute");
  const direct = indirect < 0 ? steps : steps.slice(0, indirect);
  const names = direct.map((step) => (step.kind === "attribute" ? step.name : ""));
  return { kind: "variable", head: [...root, ...names], steps: steps.slice(direct.length) };
}

function parseSteps(lexer: Lexer, onlyAttributes = false): Step[] {
  const steps: Step[] = [];
  for (;;) {
    if (lexer.takeIf(".")) {
      const splat = lexer.takeIf("*");
      if (splat && onlyAttributes) throw lexer.fault("a splat stands inside an attribute splat");
      steps.push(splat ? { kind: "splat", each: parseSteps(lexer, true) } : parseAttribute(lexer));
    } else if (!onlyAttributes && lexer.isNext("[")) {
      steps.push(lexer.nested(() => parseIndex(lexer)));
    } else return steps;
  }
}

function parseAttribute(lexer: Lexer): Step {
  const token = lexer.take();
  if (token.kind === "identifier") return { kind: "attribute", name: token.text };
  // The index of Terraform 0.11: `a.0.b`.
  if (token.kind === "number" && /^\d+$/.test(token.text)) {
    return { kind: "index", key: { kind: "literal", value: Number(token.text) } };
  }
  throw lexer.fault("the name of an attribute is expected");
}

function parseIndex(lexer: Lexer): Step {
  const key = lexer.withNewlines(false, () => {
    lexer.expect("[");
    const inner = lexer.takeIf("*") ? undefined : parseAny(lexer);
    lexer.expect("]");
    return inner;
  });
  return key === undefined ? { kind: "splat", each: parseSteps(lexer) } : { kind: "index", key };
}
