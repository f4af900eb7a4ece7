import type { Expression } from "./expression";
import type { Lexer } from "./lexer";
import { parseForIntroduction } from "./parse-collection";
import { parseAny } from "./parse-operation";
import { type Piece, treeOf } from "./template-tree";

/** A text in quotes, whose opening one is taken. */
export function parseQuoted(lexer: Lexer): Expression {
  return treeOf(lexer, new PieceReader(lexer, true).read());
}

/** A text without quotes, up to the end. */
export function parseBare(lexer: Lexer): Expression {
  return treeOf(lexer, new PieceReader(lexer, false).read());
}

/** @param opening like `<<-EOF`, with the end of its line */
export function parseHeredoc(lexer: Lexer, opening: string): Expression {
  const marker = opening.replace(/^<<-?/, "").trimEnd();
  const start = lexer.position;
  for (let line = start; line < lexer.text.length; ) {
    const newline = lexer.text.indexOf("\n", line);
    const end = newline < 0 ? lexer.text.length : newline;
    if (lexer.text.slice(line, end).trim() === marker) {
      lexer.position = end;
      const body = lexer.inner(lexer.text.slice(start, line));
      return body.nested(() => {
        const pieces = new PieceReader(body, false).read();
        const parts = treeOf(body, opening.startsWith("<<-") ? withoutIndentation(pieces) : pieces);
        return { kind: "template", parts: [parts] };
      });
    }
    line = end + 1;
  }
  throw lexer.fault(`the line ${marker} that ends a text is missing`);
}

/** `<<-` takes from each line the indentation of the least indented one. Lines of blanks alone do not count. */
function withoutIndentation(pieces: readonly Piece[]): readonly Piece[] {
  const isLineStart = (index: number) => {
    const before = pieces[index - 1];
    return before === undefined || (before.kind === "literal" && before.text.endsWith("\n"));
  };
  const widths = pieces.flatMap((piece, index) => {
    if (!isLineStart(index)) return [];
    if (piece.kind !== "literal") return [0];
    return /^\s*\n$/.test(piece.text) ? [] : [indentationOf(piece.text)];
  });
  const width = widths.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY);
  if (!Number.isFinite(width)) return pieces;
  return pieces.map((piece, index) =>
    piece.kind === "literal" && isLineStart(index) && indentationOf(piece.text) >= width
      ? { kind: "literal", text: piece.text.slice(width) }
      : piece,
  );
}

function indentationOf(text: string): number {
  return /^[^\S\n]*/.exec(text)?.[0].length ?? 0;
}

/** Reads the pieces of a template in a row: texts, `${...}` and `%{...}`. */
class PieceReader {
  private readonly pieces: Piece[] = [];
  private text = "";
  /** Whether the blanks of the next text go: a `~}` stands before it. */
  private trimsNext = false;

  constructor(
    private readonly lexer: Lexer,
    private readonly quoted: boolean,
  ) {}

  read(): readonly Piece[] {
    const { lexer, quoted } = this;
    const { text } = lexer;
    const plain = quoted ? /[^"\\$%\n]+/y : /[^$%\n]+/y;
    for (;;) {
      plain.lastIndex = lexer.position;
      const run = plain.exec(text)?.[0] ?? "";
      this.text += run;
      lexer.position += run.length;
      const next = text[lexer.position];
      if (next === undefined) {
        if (quoted) throw lexer.fault('a closing " is missing');
        this.endText();
        return this.pieces;
      }
      if (next === "$" || next === "%") this.readSign(next);
      else if (next === '"') {
        lexer.position += 1;
        this.endText();
        return this.pieces;
      } else if (next === "\\") this.readEscape();
      else this.readNewline();
    }
  }

  private readNewline(): void {
    if (this.quoted) throw this.lexer.fault("a line ends inside quotes");
    this.lexer.position += 1;
    this.text += "\n";
    // Each line is a text of its own: a `~` reaches only to the end of it.
    this.endText();
  }

  private readSign(sign: "$" | "%"): void {
    const { lexer } = this;
    const { text, position } = lexer;
    let end = position;
    while (text[end] === sign) end += 1;
    const opens = text[end] === "{";
    const count = end - position;
    lexer.position = opens ? end + 1 : end;
    if (!opens) this.text += text.slice(position, end);
    // `$${` stands for `${`; further signs before it stand for themselves.
    else if (count > 1) this.text += text.slice(position + 1, end + 1);
    else this.readSequence(sign);
  }

  private readSequence(sign: "$" | "%"): void {
    const { lexer } = this;
    const trimsBefore = lexer.text[lexer.position] === "~";
    if (trimsBefore) lexer.position += 1;
    this.endText(trimsBefore);
    lexer.withNewlines(false, () => {
      this.pieces.push(sign === "$" ? { kind: "value", expression: parseAny(lexer) } : readDirective(lexer));
      this.trimsNext = lexer.takeIf("~");
      lexer.expect("}");
    });
  }

  private endText(trimsEnd = false): void {
    const last = this.pieces.at(-1);
    if (this.text === "" && trimsEnd && last?.kind === "literal") {
      this.pieces[this.pieces.length - 1] = { kind: "literal", text: last.text.trimEnd() };
    }
    if (this.text === "") return;
    const start = this.trimsNext ? this.text.trimStart() : this.text;
    this.pieces.push({ kind: "literal", text: trimsEnd ? start.trimEnd() : start });
    this.text = "";
    this.trimsNext = false;
  }

  private readEscape(): void {
    const { lexer } = this;
    ESCAPE.lastIndex = lexer.position;
    const [all, single, short, long] = ESCAPE.exec(lexer.text) ?? [];
    if (all === undefined) throw lexer.fault("an unknown escape sequence stands");
    lexer.position += all.length;
    if (single !== undefined) this.text += ESCAPED[single];
    else {
      const code = Number.parseInt(short ?? long ?? "", 16);
      if (code > 0x10ffff) throw lexer.fault("an escape sequence names no character");
      this.text += String.fromCodePoint(code);
    }
  }
}

const ESCAPE = /\\(?:([nrt"\\])|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))/y;
const ESCAPED: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

function readDirective(lexer: Lexer): Piece {
  if (lexer.isKeyword("for")) return { kind: "for", ...parseForIntroduction(lexer) };
  const name = lexer.identifier();
  switch (name) {
    case "if":
      return { kind: "if", condition: parseAny(lexer) };
    case "else":
    case "endif":
    case "endfor":
      return { kind: name };
    default:
      throw lexer.fault(`there is no directive ${name}`);
  }
}
