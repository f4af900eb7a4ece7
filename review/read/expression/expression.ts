/** A Terraform expression as parsed. Templates are expressions too: their directives stand as conditionals and loops. */
export type Expression =
  | { readonly kind: "literal"; readonly value: null | boolean | number | string }
  | { readonly kind: "template"; readonly parts: readonly Expression[] }
  | VariableExpression
  | { readonly kind: "access"; readonly of: Expression; readonly steps: readonly Step[] }
  | { readonly kind: "tuple"; readonly items: readonly Expression[] }
  | { readonly kind: "object"; readonly items: readonly ObjectItem[] }
  | ForExpression
  | {
      readonly kind: "conditional";
      readonly condition: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | { readonly kind: "unary"; readonly operator: "-" | "!"; readonly operand: Expression }
  | OperationExpression
  | CallExpression
  | OpaqueExpression;

/** A name with what follows it: `aws_subnet.a[0].id` has the head `["aws_subnet", "a"]` and two steps. */
export interface VariableExpression {
  readonly kind: "variable";
  /** The name, and the attributes that follow it before any index or splat. */
  readonly head: readonly string[];
  readonly steps: readonly Step[];
}

export type Step =
  | { readonly kind: "attribute"; readonly name: string }
  | { readonly kind: "index"; readonly key: Expression }
  /** What is done with each element is part of the splat: `a[*].b[0]` takes the first `b` of each, `a.*.b[0]` the first of all. */
  | { readonly kind: "splat"; readonly each: readonly Step[] };

export interface ObjectItem {
  readonly key: Expression;
  readonly value: Expression;
}

/** `[for ...]`, `{for ...}`, or the directive `%{ for }` of a template, whose texts are joined. */
export interface ForExpression {
  readonly kind: "for";
  readonly result: "tuple" | "object" | "text";
  /** Name of the variable that holds the key or index, if it is wanted. */
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly of: Expression;
  /** Only of an object. */
  readonly key?: Expression;
  readonly value: Expression;
  /** Values of the same key make a list (`...`). */
  readonly grouped: boolean;
  readonly condition?: Expression;
}

/** Operators of one precedence, in a flat chain, so that a long sum needs no deep tree: first `+` rest[0] `-` rest[1] ... */
export interface OperationExpression {
  readonly kind: "operation";
  readonly first: Expression;
  readonly rest: readonly { readonly operator: Operator; readonly operand: Expression }[];
}

export type Operator = "||" | "&&" | "==" | "!=" | "<" | ">" | "<=" | ">=" | "+" | "-" | "*" | "/" | "%";

export interface CallExpression {
  readonly kind: "call";
  /** Like `jsonencode`, or `provider::aws::arn_parse`. */
  readonly name: string;
  readonly arguments: readonly Expression[];
  /** The last argument is a list of arguments (`...`). */
  readonly expanded: boolean;
}

/** A text that is no expression, or one that this parser does not know. */
export interface OpaqueExpression {
  readonly kind: "opaque";
  readonly text: string;
  readonly reason: string;
}
