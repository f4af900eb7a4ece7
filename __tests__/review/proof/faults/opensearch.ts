import { type Arguments, at, type Configuration, referredAddress, written } from "../configuration";
import { add, changed, drop, each, id, type Mutant, type Operator, set, unset } from "./operator";

const COLLECTION = "aws_opensearchserverless_collection";
const SECURITY_POLICY = "aws_opensearchserverless_security_policy";
const ACCESS_POLICY = "aws_opensearchserverless_access_policy";
const ENDPOINT = "aws_opensearchserverless_vpc_endpoint";

// biome-ignore lint/suspicious/noExplicitAny: JSON that is taken apart and changed
const policy = (change: (policy: any) => unknown) => (values: Arguments) => {
  const document = JSON.parse(values.policy);
  values.policy = JSON.stringify(change(document) ?? document);
};

function eachPolicy(
  name: string,
  rules: readonly string[],
  type: string,
  kind: string,
  mutants: (address: string, where: readonly string[], stack: Configuration) => readonly Mutant[],
  says?: Operator["says"],
): Operator {
  return each(
    name,
    rules,
    type,
    ({ address, arguments: values }, stack) => {
      const collections = written(stack, COLLECTION).map((one) => one.address);
      return values.type === kind ? mutants(address, [address, ...collections], stack) : [];
    },
    says,
  );
}

const others = ["collection/another", "collection/other-*"];

export const OPENSEARCH_FAULTS: readonly Operator[] = [
  eachPolicy(
    "collection without an encryption policy",
    ["AOSS-03"],
    SECURITY_POLICY,
    "encryption",
    (address, where) => [
      { description: `without ${address}`, at: where, apply: (copy) => drop(copy, address) },
      ...others.map((resource) =>
        changed(
          address,
          `for ${resource}`,
          policy((it) => {
            it.Rules[0].Resource = [resource];
          }),
          where,
        ),
      ),
    ],
  ),
  eachPolicy(
    "collection without a network policy",
    ["AOSS-02"],
    SECURITY_POLICY,
    "network",
    (address, where) => [
      { description: `without ${address}`, at: where, apply: (copy) => drop(copy, address) },
      ...others.map((resource) =>
        changed(
          address,
          `for ${resource}`,
          policy(([it]) => {
            it.Rules[0].Resource = [resource];
          }),
          where,
        ),
      ),
      changed(
        address,
        "for the dashboards only",
        policy(([it]) => {
          it.Rules[0].ResourceType = "dashboard";
        }),
        where,
      ),
    ],
  ),
  eachPolicy(
    "network policy for another endpoint",
    ["AOSS-02"],
    SECURITY_POLICY,
    "network",
    (address, where, stack) => [
      changed(
        address,
        "for an endpoint of elsewhere",
        policy(([it]) => {
          it.SourceVPCEs = ["vpce-0123456789abcdef0"];
        }),
        where,
      ),
      changed(
        address,
        "for no endpoint",
        policy(([it]) => {
          it.SourceVPCEs = [];
        }),
        where,
      ),
      ...written(stack, "aws_vpc_endpoint").map((endpoint) =>
        changed(
          address,
          `for ${endpoint.address}`,
          policy(([it]) => {
            it.SourceVPCEs = [id(endpoint.address)];
          }),
          where,
        ),
      ),
    ],
  ),
  eachPolicy(
    "role without a data access policy",
    ["AOSS-04"],
    ACCESS_POLICY,
    "data",
    (address, where, stack) => [
      {
        description: `without ${address}`,
        at: [...where, ...roles(stack)],
        apply: (copy) => drop(copy, address),
      },
      changed(
        address,
        "for another collection",
        policy(([it]) => {
          for (const rule of it.Rules)
            rule.Resource = rule.Resource.map((each: string) =>
              each.replace("orders-development", "another"),
            );
        }),
        [...where, ...roles(stack)],
      ),
      changed(
        address,
        "for another principal",
        policy(([it]) => {
          it.Principal = ["arn:aws:iam::111122223333:role/another"];
        }),
        [...where, ...roles(stack)],
      ),
      ...roles(stack).flatMap((role) =>
        isTaskRole(stack, role)
          ? []
          : [
              changed(
                address,
                `for ${role}`,
                policy(([it]) => {
                  it.Principal = [`\${${role}.arn}`];
                }),
                [...where, ...roles(stack)],
              ),
            ],
      ),
    ],
  ),
  each(
    "policy of another shape",
    ["AOSS-06"],
    [SECURITY_POLICY, ACCESS_POLICY],
    ({ address, arguments: values }) => [
      changed(
        address,
        values.type === "encryption" ? "a list" : "an object",
        policy((it) => (values.type === "encryption" ? [it] : it[0])),
      ),
      changed(
        address,
        "an IAM policy",
        set(
          "policy",
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"aoss:*","Resource":"*"}]}',
        ),
      ),
    ],
  ),
  each(
    "permission that is not known",
    ["AOSS-06"],
    ACCESS_POLICY,
    ({ address }) => [
      changed(
        address,
        "aoss:ReadDocuments",
        policy(([it]) => {
          it.Rules[1].Permission = ["aoss:ReadDocuments"];
        }),
      ),
    ],
    // AWS adds permissions.
    "UNKNOWN",
  ),
  each("permission of another kind of policy", ["AOSS-06"], ACCESS_POLICY, ({ address }) => [
    changed(
      address,
      "an IAM action",
      policy(([it]) => {
        it.Rules[1].Permission = ["aoss:APIAccessAll"];
      }),
    ),
  ]),
  // A collection's name is refused by the provider, before any review.
  each(
    "name that OpenSearch Serverless refuses",
    ["AOSS-07"],
    [SECURITY_POLICY, ACCESS_POLICY, ENDPOINT],
    ({ address }) =>
      ["Orders", "1orders", "or", "orders_1", "o".repeat(65)].map((name) =>
        changed(address, `name ${name}`, set("name", name)),
      ),
  ),
  each("collection without its endpoint", ["AOSS-01"], ENDPOINT, ({ address }, stack) => [
    {
      description: `without ${address}, and without its place in the network policy`,
      at: [
        ...written(stack, COLLECTION, "aws_ecs_service", "aws_ecs_task_definition", SECURITY_POLICY).map(
          (one) => one.address,
        ),
      ],
      apply: (copy) => {
        drop(copy, address);
        for (const one of written(copy, SECURITY_POLICY)) {
          if (one.arguments.type === "network")
            policy(([it]) => {
              it.SourceVPCEs = [];
            })(at(copy, one.address));
        }
      },
    },
  ]),
  each(
    "endpoint of EC2 instead of OpenSearch Serverless",
    ["AOSS-01"],
    ENDPOINT,
    ({ address, arguments: values, name }, stack) => [
      {
        description: `${address} is an aws_vpc_endpoint`,
        at: [
          `aws_vpc_endpoint.${name}`,
          ...written(stack, COLLECTION, "aws_ecs_service").map((one) => one.address),
        ],
        apply: (copy) => {
          const { name: _, ...rest } = values;
          const text = JSON.stringify(copy.resource).replaceAll(
            `\${${address}.id}`,
            `\${aws_vpc_endpoint.${name}.id}`,
          );
          copy.resource = JSON.parse(text);
          drop(copy, address);
          add(copy, `aws_vpc_endpoint.${name}`, {
            ...rest,
            service_name: "com.amazonaws.eu-central-1.aoss",
            vpc_endpoint_type: "Interface",
            private_dns_enabled: true,
          });
        },
      },
    ],
  ),
  each("collection's endpoint in another VPC", ["AOSS-01"], ENDPOINT, ({ address }, stack) => [
    {
      description: `${address}: in a VPC of its own`,
      at: [
        address,
        ...written(stack, COLLECTION, "aws_ecs_service", "aws_ecs_task_definition").map((one) => one.address),
      ],
      apply: (copy) => {
        add(copy, "aws_vpc.another", { cidr_block: "10.99.0.0/20", enable_dns_hostnames: true });
        add(copy, "aws_subnet.another", {
          cidr_block: "10.99.0.0/24",
          vpc_id: id("aws_vpc.another"),
          availability_zone_id: "euc1-az1",
        });
        Object.assign(at(copy, address), {
          vpc_id: id("aws_vpc.another"),
          subnet_ids: [id("aws_subnet.another")],
        });
        delete at(copy, address).security_group_ids;
      },
    },
  ]),
  each(
    "second endpoint of OpenSearch Serverless in a VPC",
    ["AOSS-08"],
    ENDPOINT,
    ({ address, arguments: values }) => [
      {
        description: `${address} twice`,
        at: [address, `${address}-again`],
        apply: (copy) => add(copy, `${address}-again`, { ...values, name: "again" }),
      },
    ],
    "warning",
  ),
  each(
    "collection that may be made before its encryption policy",
    ["AOSS-03"],
    COLLECTION,
    ({ address }) => [changed(address, "without depends_on", unset("depends_on"))],
    "warning",
  ),
];

function roles(stack: Configuration): string[] {
  return written(stack, "aws_iam_role").map(({ address }) => address);
}

function isTaskRole(stack: Configuration, role: string): boolean {
  return written(stack, "aws_ecs_task_definition").some(
    ({ arguments: { task_role_arn } }) => referredAddress(task_role_arn) === role,
  );
}
