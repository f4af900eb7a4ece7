import { DefaultTokenResolver, Fn, Op, StringConcat, TerraformLocal, Token, Tokenization } from "cdktf";
import type { Construct } from "constructs";
import { expressionOf, piecesOf } from "../tokens";

/** Texts that go into the JSON of a task definition, where what only Terraform knows must not end the text with a quote. */
export class TextInJson {
  /** @param scope where locals are made, each under the name of its text */
  constructor(private readonly scope: Construct) {}

  /**
   * @param name what the text is, as in `web_environment_TABLE`
   * @returns the text, in which whatever Terraform finds is escaped in a local, but for names, ids and ARNs of resources, which have
   * no quotes. The words between stay here: within a function of Terraform cdktf does not escape them.
   */
  of<Text extends string | undefined>(name: string, text: Text): Text {
    if (text === undefined) return text;
    const pieces = piecesOf(text).map((piece) =>
      isToken(piece) && !this.isIdentifier(piece) ? this.escaped(name, piece) : piece,
    );
    return pieces.join("") as Text;
  }

  /** The name of an image, which has no quotes either. */
  ofImage(name: string, uri: string): string {
    if (piecesOf(uri).every((piece) => !isToken(piece) || this.isIdentifier(piece))) return uri;
    return new TerraformLocal(this.scope, this.free(name), expressionOf(uri)).asString;
  }

  private escaped(name: string, token: string): string {
    // Joined alone, a number becomes a text too, whose JSON has quotes to take away.
    const json = Fn.jsonencode(Fn.join("", [token]));
    const withoutQuotes = Fn.substr(json, 1, Token.asNumber(Op.sub(Fn.lengthOf(json), 2)));
    return new TerraformLocal(this.scope, this.free(name), withoutQuotes).asString;
  }

  /** Texts may have several tokens, and variables names that differ in characters that an address does not have. */
  private free(name: string): string {
    const first = name.replace(/[^A-Za-z0-9_-]/g, "_");
    let id = first;
    for (let next = 2; this.scope.node.tryFindChild(id); next++) id = `${first}_${next}`;
    return id;
  }

  private isIdentifier(token: string): boolean {
    const resolver = new DefaultTokenResolver(new StringConcat());
    const written = Tokenization.resolve(token, { scope: this.scope, resolver, preparing: false });
    return typeof written === "string" && IDENTIFIER.test(written);
  }
}

const IDENTIFIER =
  /^\$\{(?:data\.)?aws_\w+\.[\w-]+(?:\.\w+|\[\d+\])*[._](?:arn|id|name|url|uri|endpoint|address|port|bucket)\}$/;

/** Where a text says `${...}` or `%{...}`, which Terraform would read as its own. */
export function asksTerraform(text: string): boolean {
  const words = piecesOf(text).map((piece) => (isToken(piece) ? " " : piece));
  return /(?:^|[^$])\$\{|(?:^|[^%])%\{/.test(words.join(""));
}

function isToken(piece: string): boolean {
  return Tokenization.reverseString(piece).tokens.length > 0;
}
