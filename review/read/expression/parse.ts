import type { Expression } from "./expression";
import { Lexer, SyntaxFault } from "./lexer";
import { parseAny } from "./parse-operation";
import { parseBare } from "./parse-text";

/**
 * Parses a text as it stands in Terraform's JSON syntax, where `${...}` and `%{...}` are evaluated and everything else is text
 * (https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping). A text of one `${...}` alone is what is
 * inside. A text that cannot be parsed gives an opaque expression; nothing is thrown.
 */
export function parseTemplate(text: string): Expression {
  if (!hasTemplate(text)) return { kind: "literal", value: text };
  const [, name] = ONE_NAME.exec(text) ?? [];
  if (name !== undefined) return { kind: "variable", head: name.split("."), steps: [] };
  return parsed(text, parseBare);
}

/** `${aws_vpc.main.id}` alone, as most references are: there is nothing in it to parse. */
const ONE_NAME = /^\$\{([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)+)\}$/;

/** Parses what stands inside `${...}`, or to the right of `=` in Terraform's native syntax. */
export function parseExpression(text: string): Expression {
  return parsed(text, parseAny);
}

/** Whether a text of Terraform's JSON syntax is more than text. */
export function hasTemplate(text: string): boolean {
  return text.includes("${") || text.includes("%{");
}

function parsed(text: string, parse: (lexer: Lexer) => Expression): Expression {
  const lexer = new Lexer(text);
  try {
    const expression = parse(lexer);
    if (lexer.peek().kind !== "end") throw lexer.fault("something stands behind the expression");
    return expression;
  } catch (fault) {
    if (!(fault instanceof SyntaxFault)) throw fault;
    return { kind: "opaque", text, reason: fault.message };
  }
}
