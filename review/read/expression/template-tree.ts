import type { Expression } from "./expression";
import type { Lexer } from "./lexer";

/** What a template consists of, in a row. */
export type Piece =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "value"; readonly expression: Expression }
  | { readonly kind: "if"; readonly condition: Expression }
  | {
      readonly kind: "for";
      readonly keyName: string | undefined;
      readonly valueName: string;
      readonly of: Expression;
    }
  | { readonly kind: "else" | "endif" | "endfor" };

/** The expression that the pieces make: what stands between two directives is put inside them. */
export function treeOf(lexer: Lexer, pieces: readonly Piece[]): Expression {
  const [only] = pieces;
  // A template of one interpolation alone is no text: its value has the type of what is inside.
  if (pieces.length === 1 && only?.kind === "value") return only.expression;
  const rest: Rest = { pieces, at: 0 };
  const tree = takeUntil(lexer, rest, []);
  return tree;
}

interface Rest {
  readonly pieces: readonly Piece[];
  at: number;
}

/** Takes pieces up to a directive that ends the one they stand in, and leaves that for the caller; or up to the end. */
function takeUntil(lexer: Lexer, rest: Rest, ends: readonly Piece["kind"][]): Expression {
  const parts: Expression[] = [];
  let text = "";
  const endText = () => {
    if (text !== "") parts.push({ kind: "literal", value: text });
    text = "";
  };
  for (;;) {
    const piece = rest.pieces[rest.at];
    if (piece === undefined) {
      if (ends.length > 0) throw lexer.fault(`%{ ${ends.at(-1)} } is missing`);
      break;
    }
    if (ends.includes(piece.kind)) break;
    rest.at += 1;
    if (piece.kind === "literal") {
      text += piece.text;
      continue;
    }
    endText();
    if (piece.kind === "value") parts.push(piece.expression);
    else if (piece.kind === "if") parts.push(lexer.nested(() => takeIf(lexer, rest, piece.condition)));
    else if (piece.kind === "for") {
      const { kind, ...introduction } = piece;
      const value = lexer.nested(() => takeUntil(lexer, rest, ["endfor"]));
      rest.at += 1;
      parts.push({ kind, result: "text", ...introduction, value, grouped: false });
    } else throw lexer.fault(`%{ ${piece.kind} } stands alone`);
  }
  if (parts.length === 0) return { kind: "literal", value: text };
  endText();
  return { kind: "template", parts };
}

function takeIf(lexer: Lexer, rest: Rest, condition: Expression): Expression {
  const yes = takeUntil(lexer, rest, ["else", "endif"]);
  const hasElse = rest.pieces[rest.at]?.kind === "else";
  rest.at += 1;
  if (!hasElse) return { kind: "conditional", condition, yes, no: { kind: "literal", value: "" } };
  const no = takeUntil(lexer, rest, ["endif"]);
  rest.at += 1;
  return { kind: "conditional", condition, yes, no };
}
