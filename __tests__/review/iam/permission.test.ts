import { External } from "../../../review/graph/graph";
import type { Resource } from "../../../review/graph/resource";
import { Unknown, type Value } from "../../../review/graph/value";
import { endpointAllows } from "../../../review/iam/endpoint-policy";
import { mayDo } from "../../../review/iam/permission";
import { policiesOf } from "../../../review/iam/role-policies";
import { mayAssume } from "../../../review/iam/trust";
import { graphOf, json, policy, ref, resource, text } from "./resources";

const role = resource("aws_iam_role.task", { name: "task" });
const table = resource("aws_dynamodb_table.orders", { name: "orders" });
const otherTable = resource("aws_dynamodb_table.carts", { name: "carts" });
const arn = (of: Resource) => ref(of, "arn");

const inline = (document: Value, of: Value = ref(role, "name")) =>
  resource("aws_iam_role_policy.access", { role: of, policy: document });
const attach = (policyArn: Value, name = "managed") =>
  resource(`aws_iam_role_policy_attachment.${name}`, { role: ref(role, "name"), policy_arn: policyArn });
const allow = (actions: Value, resources: Value, more: Record<string, Value> = {}) => ({
  Effect: "Allow",
  Action: actions,
  Resource: resources,
  ...more,
});
const deny = (actions: Value, resources: Value, more: Record<string, Value> = {}) => ({
  ...allow(actions, resources, more),
  Effect: "Deny",
});

/** Whether the role may get items of the table. */
const getItem = (...resources: readonly Resource[]) =>
  mayDo(graphOf(role, table, otherTable, ...resources), role, "dynamodb:GetItem", arn(table));

describe("what a role may do by a policy of its own", () => {
  it("is what a statement allows", () => {
    expect(getItem(inline(policy(allow("dynamodb:GetItem", arn(table)))))).toMatchObject({
      verdict: "yes",
      evidence: "aws_iam_role_policy.access allows dynamodb:GetItem",
    });
  });

  it("is not what it allows on another resource, and the words say on which", () => {
    expect(getItem(inline(policy(allow("dynamodb:*", [arn(otherTable)]))))).toMatchObject({
      verdict: "no",
      evidence: "aws_iam_role_policy.access allows dynamodb:GetItem only on aws_dynamodb_table.carts.arn",
    });
  });

  it("is nothing without a policy", () => {
    expect(getItem()).toMatchObject({ verdict: "no", evidence: "aws_iam_role.task has no policy at all" });
  });

  it.each<[string, Value, string]>([
    ["other actions", policy(allow(["dynamodb:PutItem", "s3:*"], "*")), "no"],
    ["the policy of another role", policy(allow("*", "*")), "no"],
    ["all but some actions", policy({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }), "yes"],
    ["all but these actions", policy({ Effect: "Allow", NotAction: "dynamodb:*", Resource: "*" }), "no"],
    [
      "all but another resource",
      policy({ Effect: "Allow", Action: "*", NotResource: arn(otherTable) }),
      "yes",
    ],
    ["all but this resource", policy({ Effect: "Allow", Action: "*", NotResource: arn(table) }), "no"],
    ["a deny beside", policy(allow("*", "*"), deny("dynamodb:*", "*")), "no"],
    ["a deny before", policy(deny("dynamodb:GetItem", arn(table)), allow("*", "*")), "no"],
    ["a deny of another resource", policy(allow("*", "*"), deny("*", arn(otherTable))), "yes"],
    ["a deny of what cannot be told", policy(allow("*", "*"), deny("*", new Unknown("var.arn"))), "unknown"],
    ["a deny of all but TLS", policy(allow("*", "*"), deny("*", "*", secureTransport("false"))), "yes"],
    ["only with TLS", policy(allow("*", "*", secureTransport("true"))), "yes"],
    ["a condition on keys of items", policy(allow("*", "*", leadingKeys())), "unknown"],
    ["a condition, and none", policy(allow("*", "*", leadingKeys()), allow("*", "*")), "yes"],
    ["a deny on a condition", policy(allow("*", "*"), deny("*", "*", leadingKeys())), "unknown"],
    ["a deny on a condition where nothing is allowed", policy(deny("*", "*", leadingKeys())), "no"],
    ["actions that are not known", policy(allow(new Unknown("var.actions"), "*")), "unknown"],
    ["a resource that is not known", policy(allow("*", new Unknown("var.arn"))), "unknown"],
    ["one statement that is no list", json({ Statement: allow("*", "*") }), "yes"],
    ["a text that is not known", new Unknown("local.policy"), "unknown"],
    ["statements that are not known", json({ Statement: [new Unknown("local.statement")] }), "unknown"],
    [
      "a reference to a value",
      ref(resource("terraform_data.x", { input: policy(allow("*", "*")) }), "input"),
      "yes",
    ],
  ])("%s: %s", (name, document, verdict) => {
    const of = name.startsWith("the policy of another") ? "someone-else" : ref(role, "id");
    expect(getItem(inline(document, of)).verdict).toBe(verdict);
  });

  it("is found by the role's name", () => {
    expect(getItem(inline(policy(allow("*", "*")), "task")).verdict).toBe("yes");
  });

  it("is not known if a policy may be its own", () => {
    const doubtful = inline(policy(allow("*", "*")), new Unknown("var.role"));
    expect(getItem(doubtful)).toMatchObject({
      verdict: "unknown",
      evidence: expect.stringContaining("aws_iam_role_policy.access may belong to aws_iam_role.task"),
    });
  });

  it("is in blocks of the role", () => {
    const own = resource("aws_iam_role.task", {
      inline_policy: [{ name: "access", policy: policy(allow("dynamodb:*", arn(table))) }],
    });
    expect(mayDo(graphOf(own, table), own, "dynamodb:GetItem", arn(table)).verdict).toBe("yes");
  });
});

function secureTransport(value: string) {
  return { Condition: { Bool: { "aws:SecureTransport": value } } };
}

function leadingKeys() {
  return { Condition: { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["${aws:userid}"] } } };
}

describe("a policy of aws_iam_policy_document", () => {
  const data = (attributes: Record<string, Value>, name = "access") =>
    resource(`data.aws_iam_policy_document.${name}`, attributes);
  const verdict = (document: Resource) => getItem(inline(ref(document, "json"))).verdict;

  it("allows by default", () => {
    expect(verdict(data({ statement: [{ actions: ["dynamodb:GetItem"], resources: [arn(table)] }] }))).toBe(
      "yes",
    );
    expect(verdict(data({ statement: { actions: ["dynamodb:GetItem"], resources: [arn(table)] } }))).toBe(
      "yes",
    );
  });

  it("leaves empty lists out", () => {
    const statement = [
      {
        effect: "Allow",
        actions: ["dynamodb:*"],
        not_actions: [],
        resources: ["*"],
        not_resources: null,
        condition: [],
      },
    ];
    expect(verdict(data({ statement }))).toBe("yes");
  });

  it("has conditions", () => {
    const condition = [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }];
    const statement: Value = [
      { actions: ["*"], resources: ["*"] },
      { effect: "Deny", actions: ["*"], resources: ["*"], condition },
    ];
    expect(verdict(data({ statement }))).toBe("yes");
    expect(verdict(data({ statement: [{ actions: ["*"], resources: ["*"], condition }] }))).toBe("no");
  });

  it("takes over others, of which later ones replace statements of the same sid", () => {
    const all = data({ statement: [{ sid: "All", actions: ["*"], resources: ["*"] }] }, "all");
    expect(verdict(data({ source_policy_documents: [ref(all, "json")] }))).toBe("yes");
    const none = [{ sid: "All", actions: ["s3:*"], resources: ["*"] }];
    expect(verdict(data({ source_policy_documents: [ref(all, "json")], statement: none }))).toBe("no");
    expect(verdict(data({ override_policy_documents: [ref(all, "json")], statement: none }))).toBe("yes");
    expect(verdict(data({ source_policy_documents: [policy(allow("*", "*"))] }))).toBe("yes");
  });

  it("cannot be told if what it takes over cannot", () => {
    expect(verdict(data({ source_policy_documents: [new Unknown("var.documents")] }))).toBe("unknown");
    expect(verdict(data({ statement: new Unknown("a dynamic block") }))).toBe("unknown");
  });

  it("is its text where it was read already", () => {
    expect(verdict(data({ json: policy(allow("*", "*")) }))).toBe("yes");
  });
});

describe("what a role may do by policies attached to it", () => {
  const customer = resource("aws_iam_policy.access", {
    policy: policy(allow("dynamodb:GetItem", arn(table))),
  });

  it("is what a policy of these files allows", () => {
    expect(getItem(customer, attach(ref(customer, "arn")))).toMatchObject({
      verdict: "yes",
      evidence: "aws_iam_policy.access allows dynamodb:GetItem",
    });
    const together = resource("aws_iam_policy_attachment.all", {
      roles: ["other", ref(role, "name")],
      policy_arn: ref(customer, "arn"),
    });
    expect(getItem(customer, together).verdict).toBe("yes");
    const exclusive = resource("aws_iam_role_policy_attachments_exclusive.all", {
      role_name: ref(role, "name"),
      policy_arns: [ref(customer, "arn")],
    });
    expect(getItem(customer, exclusive).verdict).toBe("yes");
  });

  it.each<[string, string, Value, string]>([
    ["dynamodb:GetItem", "arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess", arn(table), "yes"],
    ["dynamodb:PutItem", "arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess", arn(table), "no"],
    ["dynamodb:PutItem", "arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess", arn(table), "yes"],
    ["s3:GetObject", "arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess", "arn:aws:s3:::x/*", "unknown"],
    [
      "ecr:BatchGetImage",
      "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
      "*",
      "yes",
    ],
    [
      "logs:CreateLogGroup",
      "arn:aws-cn:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
      "*",
      "no",
    ],
    ["s3:GetObject", "arn:aws:iam::aws:policy/PowerUserAccess", "arn:aws:s3:::x/*", "yes"],
    ["iam:CreateRole", "arn:aws:iam::aws:policy/PowerUserAccess", "*", "no"],
    ["s3:GetObject", "arn:aws:iam::aws:policy/SomethingNew", "arn:aws:s3:::x/*", "unknown"],
    ["s3:GetObject", "arn:aws:iam::111122223333:policy/ours", "arn:aws:s3:::x/*", "unknown"],
  ])("%s by %s", (action, policyArn, wanted, verdict) => {
    expect(mayDo(graphOf(role, table, attach(policyArn)), role, action, wanted).verdict).toBe(verdict);
  });

  it("knows AWS's own policies in whatever partition, and by their name", () => {
    const partition = resource("data.aws_partition.current");
    const graph = graphOf(
      role,
      attach(text("arn:", ref(partition, "partition"), ":iam::aws:policy/AmazonS3ReadOnlyAccess")),
    );
    expect(policiesOf(graph, role)).toMatchObject({ managed: ["AmazonS3ReadOnlyAccess"], complete: true });
    const found = resource("data.aws_iam_policy.read", { name: "AmazonS3ReadOnlyAccess" });
    const named = graphOf(role, found, attach(ref(found, "arn")));
    expect(mayDo(named, role, "s3:GetObject", "arn:aws:s3:::x/*").verdict).toBe("yes");
    const customers = resource("data.aws_iam_policy.read", { name: "ours" });
    const unread = graphOf(role, customers, attach(ref(customers, "arn")));
    expect(mayDo(unread, role, "s3:GetObject", "arn:aws:s3:::x/*")).toMatchObject({
      verdict: "unknown",
      evidence: expect.stringContaining("data.aws_iam_policy.read"),
    });
  });

  it("stays allowed beside a policy that cannot be read", () => {
    expect(
      getItem(customer, attach(ref(customer, "arn")), attach(new Unknown("var.arn"), "more")).verdict,
    ).toBe("yes");
  });

  it("is bounded by the permissions boundary", () => {
    const bounded = (boundary: Value) => resource("aws_iam_role.task", { permissions_boundary: boundary });
    const ask = (of: Resource) => {
      const access = resource("aws_iam_role_policy.access", {
        role: ref(of, "name"),
        policy: policy(allow("*", "*")),
      });
      return mayDo(graphOf(of, access, customer, table), of, "dynamodb:GetItem", arn(table)).verdict;
    };
    expect(ask(bounded(ref(customer, "arn")))).toBe("yes");
    expect(ask(bounded("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"))).toBe("no");
    expect(ask(bounded("arn:aws:iam::111122223333:policy/boundary"))).toBe("unknown");
  });
});

describe("a role that exists already", () => {
  const existing = resource("data.aws_iam_role.existing", { name: "existing" });

  it("may have other policies, but has those attached here", () => {
    expect(mayDo(graphOf(existing, table), existing, "dynamodb:GetItem", arn(table)).verdict).toBe("unknown");
    const access = inline(policy(allow("*", arn(table))), ref(existing, "name"));
    expect(mayDo(graphOf(existing, table, access), existing, "dynamodb:GetItem", arn(table)).verdict).toBe(
      "yes",
    );
    const none = inline(policy(deny("*", "*")), ref(existing, "name"));
    expect(mayDo(graphOf(existing, table, none), existing, "dynamodb:GetItem", arn(table)).verdict).toBe(
      "no",
    );
  });

  it("may be known by its name alone", () => {
    const outside = new External("deployer");
    expect(mayDo(graphOf(table), outside, "dynamodb:GetItem", arn(table)).verdict).toBe("unknown");
    const access = inline(policy(allow("*", arn(table))), "deployer");
    expect(mayDo(graphOf(table, access), outside, "dynamodb:GetItem", arn(table)).verdict).toBe("yes");
  });
});

describe("CloudWatch Logs", () => {
  const group = resource("aws_cloudwatch_log_group.task", { name: "/ecs/orders" });
  const ask = (action: string, resources: Value) =>
    mayDo(graphOf(role, group, inline(policy(allow("logs:*", resources)))), role, action, arn(group)).verdict;

  it("wants :* behind the log group's ARN", () => {
    expect(ask("logs:PutLogEvents", text(arn(group), ":*"))).toBe("yes");
    expect(ask("logs:PutLogEvents", text(arn(group), ":log-stream:*"))).toBe("yes");
    expect(ask("logs:PutLogEvents", arn(group))).toBe("no");
    expect(ask("logs:CreateLogStream", text(arn(group), ":*"))).toBe("yes");
    expect(ask("logs:CreateLogGroup", arn(group))).toBe("yes");
    expect(ask("logs:CreateLogGroup", "arn:aws:logs:*:*:log-group:/other/*")).toBe("no");
  });
});

describe("the policy of the resource", () => {
  const secret = resource("aws_secretsmanager_secret.db", { name: "db" });
  const given = (...statements: Value[]) =>
    resource("aws_secretsmanager_secret_policy.db", {
      secret_arn: arn(secret),
      policy: policy(...statements),
    });
  const ask = (...resources: Resource[]) =>
    mayDo(graphOf(role, secret, ...resources), role, "secretsmanager:GetSecretValue", arn(secret)).verdict;
  const account = resource("data.aws_caller_identity.current");
  const root = text("arn:aws:iam::", ref(account, "account_id"), ":root");

  it("allows the role it names what its own do not", () => {
    expect(ask(given(allow("secretsmanager:*", "*", { Principal: { AWS: arn(role) } })))).toBe("yes");
  });

  it("allows no role in particular by naming the account", () => {
    expect(ask(given(allow("secretsmanager:*", "*", { Principal: { AWS: root } })))).toBe("no");
  });

  it("denies what the role's own allow", () => {
    const own = inline(policy(allow("*", "*")));
    expect(ask(own)).toBe("yes");
    expect(ask(own, given(deny("*", "*", { Principal: "*" })))).toBe("no");
    expect(ask(own, given(deny("*", "*", { Principal: "*", ...leadingKeys() })))).toBe("unknown");
  });
});

describe("conditions on how a request comes", () => {
  const bucket = resource("aws_s3_bucket.shop", { bucket: "shop" });
  const objects = text(arn(bucket), "/*");
  const s3 = resource("aws_vpc_endpoint.s3", { vpc_id: "vpc-1" });
  const other = resource("aws_vpc_endpoint.other", { vpc_id: "vpc-2" });
  const own = inline(policy(allow("s3:*", "*")));
  const outside = (condition: Value) =>
    resource("aws_s3_bucket_policy.shop", {
      bucket: ref(bucket, "id"),
      policy: policy(deny("s3:*", objects, { Principal: "*", Condition: condition })),
    });
  const ask = (condition: Value, endpoint: Resource | "none" | undefined) =>
    mayDo(graphOf(role, bucket, s3, other, own, outside(condition)), role, "s3:GetObject", objects, {
      endpoint,
    }).verdict;

  it.each<[string, Value, Resource | "none" | undefined, string]>([
    ["another endpoint", { StringNotEquals: { "aws:SourceVpce": ref(s3, "id") } }, other, "no"],
    [
      "this endpoint",
      { StringNotEquals: { "aws:sourceVpce": [ref(s3, "id"), ref(other, "id")] } },
      s3,
      "yes",
    ],
    ["no endpoint", { StringNotEquals: { "aws:SourceVpce": ref(s3, "id") } }, "none", "no"],
    ["no endpoint, if there is one", { StringEqualsIfExists: { "aws:SourceVpce": "vpce-1" } }, "none", "no"],
    ["who knows what", { StringNotEquals: { "aws:SourceVpce": ref(s3, "id") } }, undefined, "unknown"],
    ["this VPC", { StringNotEquals: { "aws:SourceVpc": "vpc-1" } }, s3, "yes"],
    ["another VPC", { StringNotEquals: { "aws:SourceVpc": "vpc-1" } }, other, "no"],
    ["anything but an endpoint", { Null: { "aws:SourceVpce": "true" } }, s3, "yes"],
    ["none at all", { Null: { "aws:SourceVpce": "true" } }, "none", "no"],
    ["an old TLS", { NumericLessThan: { "s3:TlsVersion": "1.2" } }, s3, "yes"],
    ["a TLS older than the newest", { NumericLessThan: { "s3:TlsVersion": 1.3 } }, s3, "unknown"],
    ["other roles", { ArnNotLike: { "aws:PrincipalArn": arn(role) } }, s3, "yes"],
    [
      "roles of another name",
      { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/admin-*" } },
      s3,
      "no",
    ],
    ["no value of a list", { "ForAnyValue:StringNotEquals": { "aws:SourceVpce": "vpce-1" } }, "none", "yes"],
    ["an address", { NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } }, s3, "unknown"],
    ["what nobody has heard of", { StringWhatever: { "aws:PrincipalArn": "x" } }, s3, "unknown"],
    ["what cannot be told", new Unknown("local.condition"), s3, "unknown"],
  ])("a deny to %s", (_, condition, endpoint, verdict) => {
    expect(ask(condition, endpoint)).toBe(verdict);
  });
});

describe("who may take a role", () => {
  const trusting = (document: Value) => {
    const of = resource("aws_iam_role.task", { assume_role_policy: document });
    return mayAssume(graphOf(of), of, "ecs-tasks.amazonaws.com").verdict;
  };
  const trust = (principal: Value, more: Record<string, Value> = {}) =>
    policy({ Effect: "Allow", Action: "sts:AssumeRole", Principal: principal, ...more });
  const tasks = { Service: "ecs-tasks.amazonaws.com" };

  it.each<[string, Value, string]>([
    ["the service", trust(tasks), "yes"],
    ["one of several services", trust({ Service: ["ec2.amazonaws.com", "ecs-tasks.amazonaws.com"] }), "yes"],
    ["another service", trust({ Service: "ecs.amazonaws.com" }), "no"],
    ["an account", trust({ AWS: "111122223333" }), "no"],
    ["everyone", trust("*"), "yes"],
    ["another action", policy({ Effect: "Allow", Action: "sts:TagSession", Principal: tasks }), "no"],
    ["a service that is not known", trust({ Service: new Unknown("var.service") }), "unknown"],
    ["a text that is not known", new Unknown("local.trust"), "unknown"],
    [
      "a condition against the confused deputy",
      trust(tasks, {
        Condition: {
          ArnLike: { "aws:SourceArn": "arn:aws:ecs:eu-central-1:111122223333:*" },
          StringEquals: { "aws:SourceAccount": "111122223333" },
        },
      }),
      "yes",
    ],
    [
      "such a condition on another service",
      trust(tasks, { Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::bucket" } } }),
      "no",
    ],
    [
      "such a condition that takes no wildcards",
      trust(tasks, {
        Condition: { StringEquals: { "aws:SourceArn": "arn:aws:ecs:eu-central-1:111122223333:*" } },
      }),
      "no",
    ],
    [
      "another condition",
      trust(tasks, { Condition: { StringEquals: { "sts:ExternalId": "x" } } }),
      "unknown",
    ],
  ])("%s: %s", (_, document, verdict) => {
    expect(trusting(document)).toBe(verdict);
  });

  it("is not known of a role that exists already", () => {
    expect(mayAssume(graphOf(), new External("x"), "ecs-tasks.amazonaws.com").verdict).toBe("unknown");
    const data = resource("data.aws_iam_role.x", { name: "x" });
    expect(mayAssume(graphOf(data), data, "ecs-tasks.amazonaws.com").verdict).toBe("unknown");
  });
});

describe("what an endpoint lets through", () => {
  const vpc = resource("aws_vpc.main");
  const endpoint = (attributes: Record<string, Value> = {}) =>
    resource("aws_vpc_endpoint.dynamodb", {
      vpc_endpoint_type: "Interface",
      vpc_id: ref(vpc, "id"),
      ...attributes,
    });
  const ask = (one: Resource, ...resources: Resource[]) =>
    endpointAllows(graphOf(role, vpc, table, one, ...resources), one, "dynamodb:GetItem", arn(table), role);
  const withPolicy = (...statements: Value[]) => ask(endpoint({ policy: policy(...statements) })).verdict;
  const everyone = { Principal: "*" };

  it("is everything without a policy", () => {
    expect(ask(endpoint())).toMatchObject({
      verdict: "yes",
      evidence: expect.stringContaining("has no policy"),
    });
  });

  it("is what its policy allows", () => {
    expect(withPolicy(allow("dynamodb:*", arn(table), everyone))).toBe("yes");
    expect(withPolicy(allow("dynamodb:*", arn(otherTable), everyone))).toBe("no");
    expect(withPolicy(allow("s3:*", "*", everyone))).toBe("no");
  });

  it("is nothing with a policy that only denies", () => {
    const condition = { Condition: { StringNotEquals: { "aws:SourceVpc": ref(vpc, "id") } } };
    expect(withPolicy(deny("*", "*", { ...everyone, ...condition }))).toBe("no");
    expect(withPolicy(allow("*", "*", everyone), deny("*", "*", { ...everyone, ...condition }))).toBe("yes");
  });

  it("is for the roles that it names", () => {
    const other = resource("aws_iam_role.other", { name: "other" });
    expect(withPolicy(allow("*", "*", { Principal: { AWS: arn(role) } }))).toBe("yes");
    expect(withPolicy(allow("*", "*", { Principal: { AWS: [arn(other)] } }))).toBe("no");
    expect(withPolicy(allow("*", "*", { Principal: { AWS: "111122223333" } }))).toBe("unknown");
    const only = (of: Resource) => ({
      ...everyone,
      Condition: { ArnEquals: { "aws:PrincipalArn": [arn(of)] } },
    });
    expect(withPolicy(allow("*", "*", only(role)))).toBe("yes");
    expect(withPolicy(allow("*", "*", only(other)))).toBe("no");
    const account = resource("data.aws_caller_identity.current");
    const own = { StringEquals: { "aws:PrincipalAccount": ref(account, "account_id") } };
    expect(withPolicy(allow("*", "*", { ...everyone, Condition: own }))).toBe("yes");
    const organization = { StringEquals: { "aws:PrincipalOrgID": "o-1234567890" } };
    expect(withPolicy(allow("*", "*", { ...everyone, Condition: organization }))).toBe("unknown");
  });

  it("knows no principal but everyone where it is a gateway", () => {
    const gateway = (principal: Value) =>
      ask(
        endpoint({ vpc_endpoint_type: "Gateway", policy: policy(allow("*", "*", { Principal: principal })) }),
      ).verdict;
    expect(gateway("*")).toBe("yes");
    expect(gateway({ AWS: "*" })).toBe("yes");
    expect(gateway({ AWS: arn(role) })).toBe("unknown");
  });

  it("is what a policy resource of its own says", () => {
    const one = endpoint();
    const separate = resource("aws_vpc_endpoint_policy.dynamodb", {
      vpc_endpoint_id: ref(one, "id"),
      policy: policy(allow("s3:*", "*", everyone)),
    });
    expect(ask(one, separate)).toMatchObject({
      verdict: "no",
      document: { at: { address: "aws_vpc_endpoint_policy.dynamodb" } },
    });
  });

  it("is about the streams of a log group", () => {
    const group = resource("aws_cloudwatch_log_group.task", { name: "/ecs/orders" });
    const put = (resources: Value) => {
      const one = endpoint({ policy: policy(allow("logs:*", resources, everyone)) });
      return endpointAllows(graphOf(role, group, one), one, "logs:PutLogEvents", arn(group), role).verdict;
    };
    expect(put(text(arn(group), ":*"))).toBe("yes");
    expect(put(arn(group))).toBe("no");
  });

  it("is not known of an endpoint that exists already", () => {
    expect(ask(resource("data.aws_vpc_endpoint.x", {})).verdict).toBe("unknown");
  });
});
