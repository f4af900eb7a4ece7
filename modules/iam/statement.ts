import { conditional, Fn, type IResolvable, Token } from "cdktf";
import { asExpression } from "../tokens";

/** Conditions of a statement: operator, key, values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** What a policy allows. */
export interface Statement {
  /** IAM actions, like `s3:GetObject`. */
  readonly actions: readonly string[];
  /** ARNs, or `*` for actions that know no resource. */
  readonly resources: readonly string[];
  /** @default none */
  readonly conditions?: Conditions;
  /**
   * Whether it is said at all, if only Terraform knows.
   *
   * @default it is
   */
  readonly onlyIf?: IResolvable;
}

/** A statement in the words of IAM's JSON. */
export interface StatementJson {
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: string | Readonly<Record<string, string>>;
  readonly Action: readonly string[];
  readonly Resource?: readonly string[];
  readonly Condition?: Conditions;
}

/**
 * The policy document of a role: one statement for all that share actions and conditions, with every resource once.
 *
 * @param listed lists of statements in the words of IAM, which only Terraform knows
 */
export function policyDocument(
  statements: readonly Statement[],
  listed: readonly IResolvable[] = [],
): string {
  const merged = new Map<string, { statement: Statement; resources: Set<string> }>();
  for (const statement of statements) {
    const { actions, conditions, onlyIf, resources } = statement;
    const alone = Token.isUnresolved(resources) ? resources[0] : undefined;
    const key = JSON.stringify([[...actions].sort(), conditions, onlyIf && Token.asString(onlyIf), alone]);
    const one = merged.get(key) ?? { statement, resources: new Set<string>() };
    merged.set(key, one);
    for (const resource of resources) one.resources.add(resource);
  }
  const said = [...merged.values()].map(({ statement, resources }) => ({
    onlyIf: statement.onlyIf,
    isKnown: !Token.isUnresolved(statement.resources),
    json: {
      Effect: "Allow",
      Action: [...new Set(statement.actions)].sort(),
      Resource: [...resources],
      Condition: statement.conditions,
    } as const,
  }));
  return listed.length > 0 || said.some(({ onlyIf, isKnown }) => onlyIf !== undefined || !isKnown)
    ? encodedByTerraform(said, listed)
    : policyJson(said.map(({ json }) => json));
}

/** Lists of which only Terraform knows the length cannot be in a text, so that it is Terraform that writes the text. */
function encodedByTerraform(
  said: readonly { readonly onlyIf: IResolvable | undefined; readonly json: StatementJson }[],
  listed: readonly IResolvable[],
): string {
  const always = said.filter(({ onlyIf }) => onlyIf === undefined).map(({ json }) => asExpression(json));
  const sometimes = said.flatMap(({ onlyIf, json }) =>
    onlyIf === undefined ? [] : [conditional(onlyIf, [asExpression(json)], [])],
  );
  const lists = [always, ...sometimes, ...listed].filter((list) => !Array.isArray(list) || list.length > 0);
  return Fn.jsonencode({ Version: "2012-10-17", Statement: lists.length > 1 ? Fn.concat(lists) : lists[0] });
}

/** Statements as the text of a policy document. */
export function policyJson(statements: readonly StatementJson[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
