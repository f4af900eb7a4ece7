import { type IResolvable, ref, type TerraformStack, Token } from "cdktf";

/** Something that only Terraform knows, as constructs take it. */
export class Expression {
  /** @param text in Terraform's language, like `var.vpc.id` */
  constructor(
    private readonly stack: TerraformStack,
    readonly text: string,
  ) {}

  get string(): string {
    return Token.asString(this.token);
  }

  get number(): number {
    return Token.asNumber(this.token);
  }

  get list(): string[] {
    return Token.asList(this.token);
  }

  get boolean(): IResolvable {
    return this.token;
  }

  /** An attribute of an object. */
  at(attribute: string): Expression {
    return new Expression(this.stack, `${this.text}.${attribute}`);
  }

  private get token(): IResolvable {
    return ref(this.text, this.stack);
  }
}
