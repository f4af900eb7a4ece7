import type { Arguments } from "../configuration";

/** A statement of a policy as our stacks write them. */
// biome-ignore lint/suspicious/noExplicitAny: JSON that is taken apart and changed
export type Statement = Record<string, any>;

/** The statements of a policy text; references in it are texts within. */
export function statementsOf(policy: unknown): Statement[] {
  return typeof policy === "string" ? JSON.parse(policy).Statement : [];
}

/** Changes the policy in an argument, as an object. */
export function editPolicy(
  argument: string,
  edit: (policy: { Version: string; Statement: Statement[]; [key: string]: unknown }) => void,
): (values: Arguments) => void {
  return (values) => {
    const policy = JSON.parse(values[argument]);
    edit(policy);
    values[argument] = JSON.stringify(policy);
  };
}

/** Takes an action out of the statement with this number; the statement too, if it was the only one. */
export function withoutAction(argument: string, number: number, action: string): (values: Arguments) => void {
  return editPolicy(argument, ({ Statement }) => {
    const statement = Statement[number] as Statement;
    statement.Action = statement.Action.filter((each: string) => each !== action);
    if (statement.Action.length === 0) Statement.splice(number, 1);
  });
}

/** Changes the statement with this number. */
export function editStatement(
  argument: string,
  number: number,
  edit: (statement: Statement) => void,
): (values: Arguments) => void {
  return editPolicy(argument, ({ Statement }) => edit(Statement[number] as Statement));
}
