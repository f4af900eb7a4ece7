export interface Token {
  readonly kind: "identifier" | "number" | "heredoc" | "symbol" | "newline" | "end";
  readonly text: string;
}

/** A place where a text is no Terraform expression. Never leaves this folder: whoever parses turns it into an opaque expression. */
export class SyntaxFault extends Error {}

/** Beyond this an expression is not written by a person or a program in earnest; it would only exhaust the stack. */
const DEEPEST = 200;

const BLANK = /[ \t\r]+/y;
const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const HEREDOC = /<<-?[\p{ID_Start}_][\p{ID_Continue}-]*\r?\n/uy;
const SYMBOL = /\.\.\.|=>|==|!=|<=|>=|&&|\|\||::|[{}[\]().,?:=+\-*/%<>!~"]/y;

/**
 * The tokens of an expression, read one at a time: inside a quoted text other rules hold, and only the parser knows which are due.
 *
 * The grammar is that of https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md.
 */
export class Lexer {
  position = 0;
  /** Whether a line's end is a token, as it is between the items of an object, or a blank. */
  newlinesMatter = false;
  private ahead: Token | undefined;

  constructor(
    readonly text: string,
    private depth = 0,
  ) {}

  peek(): Token {
    this.ahead ??= this.read();
    while (this.ahead.kind === "newline" && !this.newlinesMatter) this.ahead = this.read();
    return this.ahead;
  }

  take(): Token {
    const token = this.peek();
    this.ahead = undefined;
    return token;
  }

  isNext(symbol: string): boolean {
    const token = this.peek();
    return token.kind === "symbol" && token.text === symbol;
  }

  /** Takes a symbol if it is next. */
  takeIf(symbol: string): boolean {
    if (!this.isNext(symbol)) return false;
    this.ahead = undefined;
    return true;
  }

  expect(symbol: string): void {
    if (!this.takeIf(symbol)) throw this.fault(`"${symbol}" is expected`);
  }

  isKeyword(name: string): boolean {
    const token = this.peek();
    return token.kind === "identifier" && token.text === name;
  }

  identifier(): string {
    const token = this.take();
    if (token.kind !== "identifier") throw this.fault("a name is expected");
    return token.text;
  }

  /** Runs a part of the parser one level deeper. */
  nested<T>(parse: () => T): T {
    this.depth += 1;
    if (this.depth > DEEPEST) throw this.fault(`it is nested deeper than ${DEEPEST} levels`);
    const result = parse();
    this.depth -= 1;
    return result;
  }

  /** Runs a part of the parser in which line ends are tokens, or are not. */
  withNewlines<T>(matter: boolean, parse: () => T): T {
    const before = this.newlinesMatter;
    this.newlinesMatter = matter;
    const result = parse();
    this.newlinesMatter = before;
    return result;
  }

  /** A lexer of a text inside this one, at the same depth. */
  inner(text: string): Lexer {
    return new Lexer(text, this.depth);
  }

  fault(reason: string): SyntaxFault {
    return new SyntaxFault(`${reason} at character ${this.position + 1}`);
  }

  private read(): Token {
    this.skipBlanksAndComments();
    const { text, position } = this;
    if (position >= text.length) return { kind: "end", text: "" };
    if (text[position] === "\n") {
      this.position += 1;
      return { kind: "newline", text: "\n" };
    }
    const token =
      this.match("identifier", IDENTIFIER) ??
      this.match("number", NUMBER) ??
      this.match("heredoc", HEREDOC) ??
      this.match("symbol", SYMBOL);
    if (token === undefined) throw this.fault("an unexpected character stands");
    return token;
  }

  private match(kind: Token["kind"], pattern: RegExp): Token | undefined {
    pattern.lastIndex = this.position;
    const text = pattern.exec(this.text)?.[0];
    if (text === undefined) return undefined;
    this.position += text.length;
    return { kind, text };
  }

  private skipBlanksAndComments(): void {
    for (;;) {
      BLANK.lastIndex = this.position;
      if (BLANK.test(this.text)) this.position = BLANK.lastIndex;
      if (this.text[this.position] === "#" || this.text.startsWith("//", this.position)) {
        const end = this.text.indexOf("\n", this.position);
        this.position = end < 0 ? this.text.length : end;
      } else if (this.text.startsWith("/*", this.position)) {
        const end = this.text.indexOf("*/", this.position + 2);
        if (end < 0) throw this.fault("a comment is not closed");
        this.position = end + 2;
      } else return;
    }
  }
}
