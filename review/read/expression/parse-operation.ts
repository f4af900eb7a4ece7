import type { Expression, OperationExpression, Operator } from "./expression";
import type { Lexer } from "./lexer";
import { parseTerm } from "./parse-term";

/** From the loosest to the tightest. */
const PRECEDENCE: readonly ReadonlySet<string>[] = [
  new Set(["||"]),
  new Set(["&&"]),
  new Set(["==", "!="]),
  new Set(["<", ">", "<=", ">="]),
  new Set(["+", "-"]),
  new Set(["*", "/", "%"]),
];

/** A whole expression: conditionals, which bind loosest, and everything inside them. */
export function parseAny(lexer: Lexer): Expression {
  return lexer.nested(() => {
    const condition = parseOperation(lexer, 0);
    if (!lexer.takeIf("?")) return condition;
    const yes = parseAny(lexer);
    lexer.expect(":");
    return { kind: "conditional", condition, yes, no: parseAny(lexer) };
  });
}

function parseOperation(lexer: Lexer, level: number): Expression {
  const operators = PRECEDENCE[level];
  if (operators === undefined) return parseTerm(lexer);
  const first = parseOperation(lexer, level + 1);
  const rest: OperationExpression["rest"][number][] = [];
  for (;;) {
    const next = lexer.peek();
    if (next.kind !== "symbol" || !operators.has(next.text)) break;
    lexer.take();
    rest.push({ operator: next.text as Operator, operand: parseOperation(lexer, level + 1) });
  }
  return rest.length === 0 ? first : { kind: "operation", first, rest };
}
