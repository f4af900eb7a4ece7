import { type Configuration, referredAddress, type Written, written } from "../configuration";
import { changed, dropped, each, type Mutant, type Operator } from "./operator";
import { editPolicy, editStatement, type Statement, statementsOf, withoutAction } from "./policy";

/** A role of tasks with the policy that it has. */
interface TaskRole {
  readonly role: string;
  readonly policy: Written;
  readonly definition: Written;
  readonly argument: "execution_role_arn" | "task_role_arn";
  /** The rule that proves its permissions. */
  readonly rule: "IAM-01" | "IAM-02";
}

function taskRoles(stack: Configuration): TaskRole[] {
  const policies = written(stack, "aws_iam_role_policy");
  return written(stack, "aws_ecs_task_definition").flatMap((definition) =>
    (["execution_role_arn", "task_role_arn"] as const).flatMap((argument) => {
      const role = referredAddress(definition.arguments[argument]) as string;
      const policy = policies.find((one) => referredAddress(one.arguments.role) === role);
      const rule = argument === "execution_role_arn" ? "IAM-01" : "IAM-02";
      return policy ? [{ role, policy, definition, argument, rule } as const] : [];
    }),
  );
}

/** Whether starting or running a task takes the role, whatever the application in it does. */
function isTaken({ policy }: TaskRole): boolean {
  return statementsOf(policy.arguments.policy).some(({ Action }) => Action.some(isNeeded));
}

function perRole(
  name: string,
  mutants: (role: TaskRole, stack: Configuration) => readonly Mutant[],
  rules?: readonly string[],
): Operator {
  const all = (stack: Configuration) =>
    taskRoles(stack)
      .filter(isTaken)
      .flatMap((role) =>
        mutants(role, stack).map((mutant) => ({ ...mutant, rules: rules ?? mutant.rules ?? [role.rule] })),
      );
  return { name, rules: rules ?? ["IAM-01", "IAM-02"], mutants: all };
}

/** Mutants about each action that starting or running the task takes. */
function perAction(
  { policy }: TaskRole,
  mutant: (action: string, number: number, statement: Statement) => readonly Mutant[],
): Mutant[] {
  return statementsOf(policy.arguments.policy).flatMap((statement, number) =>
    statement.Action.filter(isNeeded).flatMap((action: string) => mutant(action, number, statement)),
  );
}

/**
 * Actions that a task cannot do without. A pull does not ask for `ecr:BatchCheckLayerAvailability`, the agent of ECS Exec goes on without
 * `logs:DescribeLogStreams`, and which of the actions on a table, a bucket or a secret an application needs is known only to the
 * application: `data-services.ts` has those.
 */
function isNeeded(action: string): boolean {
  return !DISPENSABLE.includes(action) && !/^(dynamodb|s3|secretsmanager):/.test(action);
}

const DISPENSABLE = ["ecr:BatchCheckLayerAvailability", "logs:DescribeLogStreams"];

export const IAM_FAULTS: readonly Operator[] = [
  perRole("action dropped from a role's policy", (role) =>
    perAction(role, (action, number) => [
      changed(
        role.policy.address,
        `without ${action} (statement ${number + 1})`,
        withoutAction("policy", number, action),
        [role.role],
      ),
    ]),
  ),
  perRole("action misspelt", (role) =>
    perAction(role, (action, number) => [
      changed(
        role.policy.address,
        `with ${action.slice(0, -1)}`,
        editStatement("policy", number, (statement) => {
          statement.Action = statement.Action.map((each: string) =>
            each === action ? each.slice(0, -1) : each,
          );
        }),
        [role.role],
      ),
    ]),
  ),
  perRole("action denied", (role) =>
    perAction(role, (action) => [
      changed(
        role.policy.address,
        `denies ${action}`,
        editPolicy(
          "policy",
          ({ Statement }) => void Statement.push({ Effect: "Deny", Action: [action], Resource: ["*"] }),
        ),
        [role.role, role.policy.address],
      ),
    ]),
  ),
  perRole("action allowed on another resource", (role) =>
    perAction(role, (action, number) => [
      changed(
        role.policy.address,
        `${action} on another resource`,
        editPolicy("policy", ({ Statement }) => {
          const statement = Statement[number] as Statement;
          statement.Action = statement.Action.filter((each: string) => each !== action);
          if (statement.Action.length === 0) Statement.splice(number, 1);
          Statement.push({ Effect: "Allow", Action: [action], Resource: ["arn:aws:s3:::another"] });
        }),
        [role.role],
      ),
    ]),
  ),
  perRole("role's policy dropped, or of another role", ({ policy, role }, stack) => [
    dropped(policy.address, [role]),
    ...written(stack, "aws_iam_role")
      .filter(({ address }) => address !== role)
      .map(({ address }) =>
        changed(
          policy.address,
          `of ${address}`,
          (values) => {
            values.role = `\${${address}.name}`;
          },
          [role],
        ),
      ),
  ]),
  perRole(
    "login to the registry only from an endpoint",
    ({ policy }) =>
      statementsOf(policy.arguments.policy).flatMap((statement, number) =>
        statement.Action.includes("ecr:GetAuthorizationToken")
          ? ["aws:SourceVpc", "aws:SourceVpce"].map((key) =>
              changed(
                policy.address,
                `with a condition on ${key}`,
                editStatement("policy", number, (it) => {
                  it.Condition = { StringEquals: { [key]: "vpc-0123456789abcdef0" } };
                }),
              ),
            )
          : [],
      ),
    ["IAM-05"],
  ),
  perRole(
    "role that does not trust ECS",
    ({ role }) => {
      const trust = (what: string, edit: (statement: Statement) => void) =>
        changed(role, what, editStatement("assume_role_policy", 0, edit));
      return [
        trust("trusts EC2", (statement) => {
          statement.Principal = { Service: "ec2.amazonaws.com" };
        }),
        trust("trusts ecs.amazonaws.com", (statement) => {
          statement.Principal = { Service: "ecs.amazonaws.com" };
        }),
        trust("denies", (statement) => {
          statement.Effect = "Deny";
        }),
        trust("lets it do something else", (statement) => {
          statement.Action = ["sts:TagSession"];
        }),
      ];
    },
    ["IAM-03"],
  ),
  perRole(
    "role not set",
    ({ definition, argument }) => [
      changed(
        definition.address,
        `without ${argument}`,
        (values) => void Reflect.deleteProperty(values, argument),
      ),
    ],
    ["ECS-05"],
  ),
  perRole("role of something else", ({ definition, argument, role, rule }, stack) =>
    written(stack, "aws_iam_role")
      .filter(({ address }) => address !== role)
      .map(({ address }) => ({
        ...changed(
          definition.address,
          `${argument} is ${address}`,
          (values) => {
            values[argument] = `\${${address}.arn}`;
          },
          [address],
        ),
        rules: [rule, "IAM-03"],
      })),
  ),
  each("policy that AWS refuses", ["IAM-04"], "aws_iam_role_policy", ({ address }) => {
    const malformed = (what: string, edit: Parameters<typeof editPolicy>[1]) =>
      changed(address, what, editPolicy("policy", edit));
    const first = (what: string, edit: (statement: Statement) => void) =>
      malformed(what, ({ Statement }) => edit(Statement[0] as Statement));
    return [
      malformed("another Version", (it) => {
        it.Version = "2017-10-17";
      }),
      malformed("no Statement", (it) => void Reflect.deleteProperty(it, "Statement")),
      first("Effect in small letters", (it) => {
        it.Effect = "allow";
      }),
      first("no Effect", (it) => void Reflect.deleteProperty(it, "Effect")),
      first("no Resource", (it) => void Reflect.deleteProperty(it, "Resource")),
      first("no Action", (it) => void Reflect.deleteProperty(it, "Action")),
      first("Actions for Action", (it) => {
        it.Actions = it.Action;
        delete it.Action;
      }),
      first("a Principal", (it) => {
        it.Principal = "*";
      }),
      first("a resource that is no ARN", (it) => {
        it.Resource = ["orders"];
      }),
      first("an action without its service", (it) => {
        it.Action = ["PutLogEvents"];
      }),
    ];
  }),
  each("trust policy that AWS refuses", ["IAM-04"], "aws_iam_role", ({ address }) => [
    changed(
      address,
      "without a Principal",
      editStatement("assume_role_policy", 0, (it) => void Reflect.deleteProperty(it, "Principal")),
    ),
    changed(
      address,
      "with a Resource",
      editStatement("assume_role_policy", 0, (it) => {
        it.Resource = ["*"];
      }),
    ),
  ]),
];
