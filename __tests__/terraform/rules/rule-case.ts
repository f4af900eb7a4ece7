import { TerraformVariable } from "cdktf";
import type { Fault } from "../../../modules/refusal";
import type { TestStack } from "../../synthesis";

/** One rule, met and not met by a value that is known at synthesis, or only to Terraform. */
export interface RuleCase {
  readonly type: "string" | "number" | "bool" | "list(string)";
  readonly good: unknown;
  readonly bad: unknown;
  /** Builds with the value under a construct of the case's own. */
  // biome-ignore lint/suspicious/noExplicitAny: a value of the case's type, or a token of it
  readonly build: (stack: TestStack, id: string, value: any) => void;
}

/** The value of a case as only Terraform knows it. */
export function variableOf(stack: TestStack, id: string, type: RuleCase["type"]) {
  const variable = new TerraformVariable(stack, id, { type });
  return {
    string: variable.stringValue,
    number: variable.numberValue,
    bool: variable.booleanValue,
    "list(string)": variable.listValue,
  }[type];
}

/** What Terraform says of a value that breaks a rule: what synthesis says of it. */
export function wordsOf(path: string, { input, told, allowed, fix }: Fault, bad: unknown): string {
  // A fault of two values is told in words, the same at both times.
  const ofType = { string: `"${bad}"`, number: `${bad}` }[typeof bad as string];
  const given = told ?? ofType ?? "something else";
  return `${path} is refused: ${input} is ${given}. Allowed: ${allowed}. Fix: ${fix}.`;
}

/** Terraform's messages without the frames and line breaks that it draws. */
export function inOneLine(message: string): string {
  return message.replace(/[\s│╵╷]+/g, " ");
}
