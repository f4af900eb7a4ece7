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
}

/** A statement in the words of IAM's JSON. */
export interface StatementJson {
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: string | Readonly<Record<string, string>>;
  readonly Action: readonly string[];
  readonly Resource?: readonly string[];
  readonly Condition?: Conditions;
}

/** The policy document of a role: one statement for all that share actions and conditions, with every resource once. */
export function policyDocument(statements: readonly Statement[]): string {
  const merged = new Map<string, { statement: Statement; resources: Set<string> }>();
  for (const statement of statements) {
    const key = JSON.stringify([[...statement.actions].sort(), statement.conditions]);
    const one = merged.get(key) ?? { statement, resources: new Set<string>() };
    merged.set(key, one);
    for (const resource of statement.resources) one.resources.add(resource);
  }
  return policyJson(
    [...merged.values()].map(({ statement, resources }) => ({
      Effect: "Allow",
      Action: [...new Set(statement.actions)].sort(),
      Resource: [...resources],
      Condition: statement.conditions,
    })),
  );
}

/** Statements as the text of a policy document. */
export function policyJson(statements: readonly StatementJson[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
