import type { Expression, ObjectItem } from "./expression";
import type { Lexer } from "./lexer";
import { parseAny } from "./parse-operation";

/** A tuple or a `for` in brackets, whose opening one is taken. */
export function parseTuple(lexer: Lexer): Expression {
  return lexer.withNewlines(false, () => {
    if (lexer.isKeyword("for")) return parseFor(lexer, "]");
    const items: Expression[] = [];
    while (!lexer.isNext("]")) {
      items.push(parseAny(lexer));
      if (!lexer.takeIf(",")) break;
    }
    lexer.expect("]");
    return { kind: "tuple", items };
  });
}

/** An object or a `for` in braces, whose opening one is taken. */
export function parseObject(lexer: Lexer): Expression {
  // A `for` may stand on the next line.
  const isFor = lexer.withNewlines(false, () => lexer.isKeyword("for"));
  if (isFor) return lexer.withNewlines(false, () => parseFor(lexer, "}"));
  return lexer.withNewlines(true, () => {
    const items: ObjectItem[] = [];
    for (;;) {
      skipNewlines(lexer);
      if (lexer.takeIf("}")) return { kind: "object", items };
      const key = parseKey(lexer);
      if (!lexer.takeIf("=") && !lexer.takeIf(":")) throw lexer.fault('"=" is expected');
      items.push({ key, value: parseAny(lexer) });
      const isSeparated = lexer.peek().kind === "newline" || lexer.takeIf(",");
      if (!isSeparated && !lexer.isNext("}")) throw lexer.fault("a comma or a new line is expected");
    }
  });
}

function skipNewlines(lexer: Lexer): void {
  while (lexer.peek().kind === "newline") lexer.take();
}

/** A name alone is the key itself; in parentheses it is the value of what has that name. */
function parseKey(lexer: Lexer): Expression {
  const isName = lexer.peek().kind === "identifier";
  const key = parseAny(lexer);
  if (key.kind === "literal" && isName) return { kind: "literal", value: String(key.value) };
  if (key.kind === "variable" && isName && key.head.length === 1 && key.steps.length === 0) {
    return { kind: "literal", value: key.head.join() };
  }
  return key;
}

function parseFor(lexer: Lexer, closing: "]" | "}"): Expression {
  const { keyName, valueName, of } = parseForIntroduction(lexer);
  lexer.expect(":");
  const first = parseAny(lexer);
  const isObject = closing === "}";
  if (isObject) lexer.expect("=>");
  const value = isObject ? parseAny(lexer) : first;
  const grouped = isObject && lexer.takeIf("...");
  const condition = lexer.isKeyword("if") ? parseCondition(lexer) : undefined;
  lexer.expect(closing);
  const shared = { kind: "for", keyName, valueName, of, value, grouped, condition } as const;
  return isObject ? { ...shared, result: "object", key: first } : { ...shared, result: "tuple" };
}

/** `for k, v in values`, in an expression and in a directive of a template. */
export function parseForIntroduction(lexer: Lexer): {
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly of: Expression;
} {
  lexer.take();
  const first = lexer.identifier();
  const second = lexer.takeIf(",") ? lexer.identifier() : undefined;
  if (lexer.identifier() !== "in") throw lexer.fault('"in" is expected');
  const of = parseAny(lexer);
  return second === undefined
    ? { keyName: undefined, valueName: first, of }
    : { keyName: first, valueName: second, of };
}

function parseCondition(lexer: Lexer): Expression {
  lexer.take();
  return parseAny(lexer);
}
