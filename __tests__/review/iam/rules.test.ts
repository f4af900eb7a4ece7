import type { Resource } from "../../../review/graph/resource";
import { Unknown, type Value } from "../../../review/graph/value";
import type { PermissionNeed } from "../../../review/iam/permission-need";
import { endpointPolicyAllows } from "../../../review/rules/iam/endpoint-policy-allows";
import { identityAllows, taskRoleAllows } from "../../../review/rules/iam/identity-allows";
import { policyIsWellFormed } from "../../../review/rules/iam/policy-is-well-formed";
import { registryTokenIsUnconditional } from "../../../review/rules/iam/registry-token-is-unconditional";
import { roleIsSet } from "../../../review/rules/iam/role-is-set";
import { roleTrusts } from "../../../review/rules/iam/role-trusts";
import type { Rule } from "../../../review/rules/rule";
import type { Judgement, Objection } from "../../../review/verdict";
import { graphOf, json, policy, ref, resource } from "./resources";

const tasks = { Service: "ecs-tasks.amazonaws.com" };
const trust = policy({ Effect: "Allow", Action: "sts:AssumeRole", Principal: tasks });
const role = resource("aws_iam_role.execution", { name: "execution", assume_role_policy: trust });
const repository = resource("aws_ecr_repository.orders", { name: "orders" });
const task = resource("aws_ecs_task_definition.orders", {});
const endpoint = resource("aws_vpc_endpoint.ecr_api", {
  vpc_endpoint_type: "Interface",
  policy: policy({ Effect: "Allow", Principal: "*", Action: "ecr:BatchGetImage", Resource: "*" }),
});

const need = (changes: Partial<PermissionNeed> = {}): PermissionNeed => ({
  role,
  roleName: "execution role",
  roleArgument: "execution_role_arn",
  at: task,
  actions: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
  resource: ref(repository, "arn"),
  purpose: "pull the image of the container app",
  service: "ecs-tasks.amazonaws.com",
  endpoint: undefined,
  onFargate: true,
  ...changes,
});
const access = (...statements: Value[]) =>
  resource("aws_iam_role_policy.pull", { role: ref(role, "name"), policy: policy(...statements) });

function judge<T>(rule: Rule<T>, subject: T, ...resources: Resource[]): readonly Judgement[] {
  const said = rule.check(subject, graphOf(role, repository, task, endpoint, ...resources));
  if (said === undefined) return [];
  return "verdict" in said ? [said] : said;
}
const verdicts = <T>(rule: Rule<T>, subject: T, ...resources: Resource[]) =>
  judge(rule, subject, ...resources).map(({ verdict }) => verdict);

describe("IAM-01: the execution role is allowed", () => {
  it("all that is needed", () => {
    const pull = access({ Effect: "Allow", Action: "ecr:*", Resource: ref(repository, "arn") });
    expect(judge(identityAllows, need(), pull)).toEqual([
      {
        verdict: "PROVEN",
        evidence: "aws_iam_role_policy.pull allows ecr:BatchGetImage, ecr:GetDownloadUrlForLayer",
      },
    ]);
  });

  it("a part of it, so that the rest is named, with a statement to be copied", () => {
    const pull = access({ Effect: "Allow", Action: "ecr:BatchGetImage", Resource: "*" });
    expect(judge(identityAllows, need(), pull)).toEqual([
      {
        verdict: "BROKEN",
        severity: "error",
        at: role,
        found: "aws_iam_role_policy.pull does not allow ecr:GetDownloadUrlForLayer",
        needed: "the execution role may do ecr:GetDownloadUrlForLayer on aws_ecr_repository.orders.arn",
        why: expect.stringContaining("cannot pull the image of the container app"),
        fix:
          "Allow it in an aws_iam_role_policy with role = aws_iam_role.execution.name: " +
          '{ Effect = "Allow", Action = ["ecr:GetDownloadUrlForLayer"], Resource = aws_ecr_repository.orders.arn }',
      },
      { verdict: "PROVEN", evidence: "aws_iam_role_policy.pull allows ecr:BatchGetImage" },
    ]);
  });

  it("nothing that another statement denies, which no statement more can cure", () => {
    const pull = access(
      { Effect: "Allow", Action: "ecr:*", Resource: "*" },
      { Effect: "Deny", Action: "ecr:Batch*", Resource: "*" },
    );
    expect(judge(identityAllows, need(), pull)).toMatchObject([
      {
        verdict: "BROKEN",
        at: pull,
        found: "aws_iam_role_policy.pull denies ecr:BatchGetImage",
        fix: expect.stringContaining("Take ecr:BatchGetImage out of what aws_iam_role_policy.pull denies"),
      },
      { verdict: "PROVEN" },
    ]);
  });

  it("nothing that its permissions boundary does not allow", () => {
    const boundary = resource("aws_iam_policy.limit", {
      name: "limit",
      policy: policy({ Effect: "Allow", Action: "s3:*", Resource: "*" }),
    });
    const bounded = resource("aws_iam_role.bounded", {
      name: "bounded",
      permissions_boundary: ref(boundary, "arn"),
    });
    const pull = resource("aws_iam_role_policy.pull", {
      role: ref(bounded, "name"),
      policy: policy({ Effect: "Allow", Action: "ecr:*", Resource: "*" }),
    });
    expect(judge(identityAllows, need({ role: bounded }), bounded, boundary, pull)).toMatchObject([
      {
        verdict: "BROKEN",
        at: boundary,
        fix: expect.stringContaining("Allow it in aws_iam_policy.limit too:"),
      },
    ]);
  });

  it("no key that its own policy gives to others only", () => {
    const allow = access({ Effect: "Allow", Action: "kms:*", Resource: "*" });
    const given = (...principals: string[]) =>
      resource("aws_kms_key.k", {
        policy: policy(
          ...principals.map((AWS) => ({
            Effect: "Allow",
            Principal: { AWS },
            Action: "kms:*",
            Resource: "*",
          })),
        ),
      });
    const decrypt = (key: Resource, ...more: Resource[]) =>
      judge(
        identityAllows,
        need({ actions: ["kms:Decrypt"], resource: ref(key, "arn") }),
        key,
        allow,
        ...more,
      );
    const admin = "arn:aws:iam::111111111111:role/admin";
    const key = given(admin);
    expect(decrypt(key)).toMatchObject([
      {
        verdict: "BROKEN",
        at: key,
        fix:
          'Add to the policy of aws_kms_key.k: { Effect = "Allow", Principal = { AWS = aws_iam_role.execution.arn }, ' +
          'Action = ["kms:Decrypt"], Resource = aws_kms_key.k.arn }',
      },
    ]);
    const proven = [{ verdict: "PROVEN" }];
    expect(decrypt(given(admin, "arn:aws:iam::111111111111:root"))).toMatchObject(proven);
    expect(decrypt(resource("aws_kms_key.k"))).toMatchObject(proven);
    const grant = resource("aws_kms_grant.g", { key_id: ref(key, "key_id") });
    expect(decrypt(key, grant)).toMatchObject(proven);
  });

  it("nothing that can be told", () => {
    expect(verdicts(identityAllows, need(), access(new Unknown("a dynamic block")))).toEqual(["UNKNOWN"]);
    expect(verdicts(identityAllows, need({ role: new Unknown("var.role") }))).toEqual(["UNKNOWN"]);
  });

  it("to log in to the registry on a star only", () => {
    const login = need({ actions: ["ecr:GetAuthorizationToken"] });
    const onRepository = access({ Effect: "Allow", Action: "ecr:*", Resource: ref(repository, "arn") });
    const [judgement] = judge(identityAllows, login, onRepository) as [Objection];
    expect(judgement).toMatchObject({
      verdict: "BROKEN",
      needed: "the execution role may do ecr:GetAuthorizationToken",
      fix: expect.stringContaining('Resource = "*"'),
    });
    const onAll = access({ Effect: "Allow", Action: "ecr:*", Resource: "*" });
    expect(verdicts(identityAllows, login, onAll)).toEqual(["PROVEN"]);
  });

  it("to write logs, with :* behind the log group's ARN", () => {
    const group = resource("aws_cloudwatch_log_group.task", { name: "/ecs/orders" });
    const log = need({ actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resource: ref(group, "arn") });
    expect(judge(identityAllows, log, group)).toMatchObject([
      {
        found: "aws_iam_role.execution has no policy at all",
        needed: expect.stringContaining("on ${aws_cloudwatch_log_group.task.arn}:*"),
        fix: expect.stringContaining('Resource = "${aws_cloudwatch_log_group.task.arn}:*"'),
      },
    ]);
  });

  it("is not asked where there is no role", () => {
    expect(judge(identityAllows, need({ role: undefined }))).toEqual([]);
  });

  it("says the same of the task role, as IAM-02", () => {
    expect([identityAllows.id, taskRoleAllows.id]).toEqual(["IAM-01", "IAM-02"]);
    expect(verdicts(taskRoleAllows, need())).toEqual(["BROKEN"]);
  });
});

describe("EP-06: the endpoint's policy", () => {
  it("lets some through and refuses the rest", () => {
    expect(judge(endpointPolicyAllows, need({ endpoint }))).toMatchObject([
      {
        verdict: "BROKEN",
        at: endpoint,
        found: "the policy of aws_vpc_endpoint.ecr_api does not allow ecr:GetDownloadUrlForLayer",
        fix: expect.stringContaining('Principal = "*", Action = ["ecr:GetDownloadUrlForLayer"]'),
      },
      { verdict: "PROVEN" },
    ]);
  });

  it("is not cured by a statement more where one denies", () => {
    const denying = resource("aws_vpc_endpoint.ecr_dkr", {
      vpc_endpoint_type: "Interface",
      policy: policy(
        { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" },
        { Effect: "Deny", Principal: "*", Action: "ecr:BatchGetImage", Resource: "*" },
      ),
    });
    const [said] = judge(endpointPolicyAllows, need({ endpoint: denying }), denying) as [Objection];
    expect(said).toMatchObject({
      verdict: "BROKEN",
      fix: expect.stringMatching(/^Take ecr:BatchGetImage out/),
    });
  });

  it("may not matter for logging in to the registry on Fargate", () => {
    const login = { endpoint, actions: ["ecr:GetAuthorizationToken"], resource: "*" };
    expect(verdicts(endpointPolicyAllows, need(login))).toEqual(["UNKNOWN"]);
    expect(verdicts(endpointPolicyAllows, need({ ...login, onFargate: false }))).toEqual(["BROKEN"]);
  });

  it("is not asked where there is no endpoint", () => {
    expect(judge(endpointPolicyAllows, need())).toEqual([]);
    expect(judge(endpointPolicyAllows, need({ endpoint: "none" }))).toEqual([]);
  });

  it("cannot be told where it is not known", () => {
    const unread = resource("aws_vpc_endpoint.ecr_api", { policy: new Unknown("local.policy") });
    expect(verdicts(endpointPolicyAllows, need({ endpoint: unread }))).toEqual(["UNKNOWN"]);
  });
});

describe("IAM-03: the role trusts the service", () => {
  it("or not", () => {
    expect(judge(roleTrusts, need())).toEqual([
      {
        verdict: "PROVEN",
        evidence:
          "the trust policy of aws_iam_role.execution allows sts:AssumeRole to ecs-tasks.amazonaws.com",
      },
    ]);
    const [judgement] = judge(roleTrusts, need({ service: "apigateway.amazonaws.com" })) as [Objection];
    expect(judgement).toMatchObject({
      verdict: "BROKEN",
      at: role,
      found:
        "the trust policy of aws_iam_role.execution allows sts:AssumeRole only to ecs-tasks.amazonaws.com",
      fix: expect.stringContaining('Principal = { Service = "apigateway.amazonaws.com" }'),
    });
    expect(verdicts(roleTrusts, need({ role: new Unknown("var.role") }))).toEqual(["UNKNOWN"]);
    expect(verdicts(roleTrusts, need({ role: undefined }))).toEqual([]);
  });
});

describe("ECS-05: a role is set", () => {
  it("or not, which is no matter of course on EC2", () => {
    expect(verdicts(roleIsSet, need())).toEqual(["PROVEN"]);
    expect(judge(roleIsSet, need({ role: undefined }))).toMatchObject([
      { verdict: "BROKEN", at: task, found: "aws_ecs_task_definition.orders has no execution_role_arn" },
    ]);
    expect(verdicts(roleIsSet, need({ role: undefined, onFargate: false }))).toEqual(["UNKNOWN"]);
    expect(verdicts(roleIsSet, need({ role: undefined, onFargate: undefined }))).toEqual(["UNKNOWN"]);
  });
});

it("a function is no task", () => {
  const missing = { role: undefined, service: "lambda.amazonaws.com" };
  const [judgement] = judge(roleIsSet, need(missing)) as [Objection];
  expect(judgement.needed).toMatch(/^a role that lets the function /);
  expect([roleIsSet.title, taskRoleAllows.title].join()).not.toMatch(/task/i);
});

describe("IAM-05: logging in to the registry", () => {
  const login = (changes: Partial<PermissionNeed> = {}) =>
    need({ actions: ["ecr:GetAuthorizationToken"], endpoint, ...changes });
  const fromEndpoint = { StringEquals: { "aws:SourceVpce": ref(endpoint, "id") } };
  const pull = (...more: Value[]) =>
    access({ Effect: "Allow", Action: "ecr:*", Resource: "*", Condition: fromEndpoint }, ...more);

  it("cannot be bound to an endpoint on Fargate", () => {
    const [judgement] = judge(registryTokenIsUnconditional, login(), pull()) as [Objection];
    expect(judgement).toMatchObject({
      verdict: "BROKEN",
      found: "aws_iam_role_policy.pull allows ecr:GetAuthorizationToken on the condition of aws:SourceVpce",
    });
    expect(verdicts(identityAllows, login(), pull())).toEqual(["BROKEN"]);
    // What comes by the task's own network interface can.
    expect(verdicts(identityAllows, login({ actions: ["ecr:BatchGetImage"] }), pull())).toEqual(["PROVEN"]);
  });

  it("may be bound to one elsewhere", () => {
    expect(verdicts(registryTokenIsUnconditional, login({ onFargate: undefined }), pull())).toEqual([
      "UNKNOWN",
    ]);
  });

  it("is denied where only the endpoint is not", () => {
    const condition = { StringNotEquals: { "aws:sourceVpce": ref(endpoint, "id") } };
    const but = access(
      { Effect: "Allow", Action: "*", Resource: "*" },
      { Effect: "Deny", Action: "*", Resource: "*", Condition: condition },
    );
    expect(verdicts(registryTokenIsUnconditional, login(), but)).toEqual(["BROKEN"]);
    expect(verdicts(identityAllows, login({ actions: ["ecr:BatchGetImage"] }), but)).toEqual(["PROVEN"]);
  });

  it("says nothing where another statement allows it, or there is no condition", () => {
    const all = { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" };
    expect(verdicts(registryTokenIsUnconditional, login(), pull(all))).toEqual([]);
    expect(verdicts(registryTokenIsUnconditional, login(), access(all))).toEqual([]);
    expect(verdicts(registryTokenIsUnconditional, login())).toEqual([]);
    expect(verdicts(registryTokenIsUnconditional, need(), pull())).toEqual([]);
  });
});

describe("IAM-04: policies are well-formed", () => {
  const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
  const found = (document: Value, address = "aws_iam_policy.x", argument = "policy") =>
    judge(policyIsWellFormed, resource(address, { [argument]: document })).map((judgement) =>
      "found" in judgement ? judgement.found.replace(`${argument} of ${address} has `, "") : judgement,
    );
  const withStatement = (changes: Record<string, Value>) => found(policy({ ...statement, ...changes }));

  it("finds nothing in good ones", () => {
    expect(found(policy(statement))).toEqual([]);
    expect(found(json({ Statement: statement }))).toEqual([]);
    expect(found(json({ Version: "2008-10-17", Statement: [statement] }))).toEqual([]);
    expect(
      found(policy({ Effect: "Deny", NotAction: ["s3:*", "*"], NotResource: [ref(repository, "arn")] })),
    ).toEqual([]);
    expect(withStatement({ Sid: "Read1", Condition: {} })).toEqual([]);
    expect(found(trust, "aws_iam_role.x", "assume_role_policy")).toEqual([]);
    expect(found(policy({ ...statement, Principal: "*", Sid: "any thing" }), "aws_vpc_endpoint.x")).toEqual(
      [],
    );
    expect(found(new Unknown("var.policy"))).toEqual([]);
    expect(found("no JSON at all")).toEqual([]);
    expect(withStatement({ Effect: new Unknown("var.effect"), Action: new Unknown("var.actions") })).toEqual(
      [],
    );
  });

  it.each<[string, Record<string, Value>, string]>([
    ["Effect", { Effect: "allow" }, "statement 1 with the Effect allow"],
    ["Sid", { Sid: "Read", Effect: "ALLOW" }, "statement Read with the Effect ALLOW"],
    ["an unknown key", { Actions: "s3:*" }, "statement 1 with the unknown key Actions"],
    ["an action alone", { Action: ["GetObject"] }, "statement 1 with the action GetObject"],
    ["a name as resource", { Resource: "bucket" }, "statement 1 with the resource bucket"],
    ["a principal", { Principal: "*" }, "statement 1 with a principal"],
    ["both kinds of action", { NotAction: "s3:*" }, "statement 1 with both Action and NotAction"],
    ["a Sid with spaces", { Sid: "Read all" }, "the Sid Read all"],
  ])("finds %s", (_, changes, fault) => {
    expect(withStatement(changes)).toEqual([fault]);
  });

  it("finds what is missing", () => {
    expect(found(json({ Version: "2012-10-18", Statement: [statement] }))).toEqual([
      "the Version 2012-10-18",
    ]);
    expect(found(json({ Version: "2012-10-17" }))).toEqual(["no Statement"]);
    expect(found(policy({ Action: "s3:*", Resource: "*" }))).toEqual(["statement 1 with no Effect"]);
    expect(found(policy({ Effect: "Allow", Resource: "*" }))).toEqual([
      "statement 1 with neither Action nor NotAction",
    ]);
    expect(found(policy({ Effect: "Allow", Action: "s3:*" }))).toEqual([
      "statement 1 with neither Resource nor NotResource",
    ]);
    expect(found(policy({ ...statement, Sid: "A" }, { ...statement, Sid: "A" }))).toEqual([
      "two statements with the Sid A",
    ]);
  });

  it("wants of a trust policy what it must have, and no resource", () => {
    const assume = { Effect: "Allow", Action: "sts:AssumeRole" };
    const of = (document: Value) => found(document, "aws_iam_role.x", "assume_role_policy");
    expect(of(policy(assume))).toEqual(["statement 1 with no Principal"]);
    expect(of(policy({ ...assume, Principal: tasks, Resource: "*" }))).toEqual([
      "statement 1 with a resource",
    ]);
  });

  it("looks into documents of data sources, and into blocks of a role", () => {
    const data = resource("data.aws_iam_policy_document.x", { statement: [{ actions: ["s3:GetObject"] }] });
    expect(found(ref(data, "json"))).toEqual(["statement 1 with neither Resource nor NotResource"]);
    const blocks = resource("aws_iam_role.x", {
      inline_policy: { policy: policy({ ...statement, Effect: "allow" }) },
    });
    expect(judge(policyIsWellFormed, blocks)).toHaveLength(1);
  });
});
