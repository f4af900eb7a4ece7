import { at, type Configuration, referredAddress, type Written, written } from "../configuration";
import { changed, each, type Mutant, type Operator, set } from "./operator";
import { editPolicy, type Statement } from "./policy";

const TABLE = "aws_dynamodb_table";

/** The services of which applications use resources by their task role, as policies name them. */
const SERVICES = ["dynamodb", "s3", "secretsmanager", "aoss"];

const isOf = (service: string) => (action: string) => action.startsWith(`${service}:`);

/** The task roles with the policy that each has. */
function taskRoles(stack: Configuration): { readonly role: string; readonly policy: Written }[] {
  const roles = written(stack, "aws_ecs_task_definition").map(({ arguments: { task_role_arn } }) =>
    referredAddress(task_role_arn),
  );
  return written(stack, "aws_iam_role_policy").flatMap((policy) => {
    const role = referredAddress(policy.arguments.role);
    return role !== undefined && roles.includes(role) ? [{ role, policy }] : [];
  });
}

/** The statements about a service, changed; undefined takes one away. */
function perService(
  name: string,
  what: string,
  change: (statement: Statement) => Statement | undefined,
): Operator {
  return {
    name,
    rules: ["IAM-02"],
    mutants: (stack) =>
      taskRoles(stack).flatMap(({ role, policy }) =>
        SERVICES.filter((service) => policy.arguments.policy.includes(`"${service}:`)).map(
          (service) =>
            ({
              // Whether the application does anything with what its environment names is not in the files.
              says: service === "aoss" ? "BROKEN" : "UNKNOWN",
              ...changed(
                policy.address,
                `${what} ${service}`,
                editPolicy("policy", (document) => {
                  document.Statement = document.Statement.flatMap((statement) =>
                    statement.Action.some(isOf(service)) ? (change(statement) ?? []) : [statement],
                  );
                }),
                [role],
              ),
            }) as const,
        ),
      ),
  };
}

/** The gateway endpoint of a service, made an interface endpoint in the subnets and groups of another one. */
function asInterface(stack: Configuration, service: string, what: string, more: object): Mutant[] {
  const endpoints = written(stack, "aws_vpc_endpoint");
  const gateway = endpoints.find(({ arguments: { service_name } }) => service_name?.endsWith(`.${service}`));
  const other = endpoints.find(({ arguments: { vpc_endpoint_type } }) => vpc_endpoint_type === "Interface");
  if (!gateway || !other) return [];
  const { subnet_ids, security_group_ids } = other.arguments;
  return [
    changed(gateway.address, what, (values) => {
      delete values.route_table_ids;
      Object.assign(values, { vpc_endpoint_type: "Interface", subnet_ids, security_group_ids, ...more });
    }),
  ];
}

export const DATA_SERVICE_FAULTS: readonly Operator[] = [
  perService("permissions on a data service dropped", "without statements on", () => undefined),
  perService("permissions on a data service denied", "denies", (statement) => ({
    ...statement,
    Effect: "Deny",
  })),
  perService("permissions on a data service for another resource", "on other resources of", (statement) => ({
    ...statement,
    Resource: [`arn:aws:${statement.Action[0].split(":")[0]}:eu-central-1:111122223333:another`],
  })),
  {
    name: "DynamoDB by an interface endpoint, which has no private DNS",
    rules: ["EP-04"],
    mutants: (stack) => asInterface(stack, "dynamodb", "of type Interface", {}),
  },
  {
    name: "private DNS asked for where there is none",
    rules: ["EP-09"],
    mutants: (stack) => [
      ...asInterface(stack, "dynamodb", "of type Interface with private DNS", { private_dns_enabled: true }),
      ...written(stack, "aws_vpc_endpoint")
        .filter(({ arguments: { vpc_endpoint_type } }) => vpc_endpoint_type === "Gateway")
        .map(({ address }) => changed(address, "private DNS of a gateway", set("private_dns_enabled", true))),
    ],
  },
  {
    name: "S3 with private DNS for inbound resolvers alone",
    rules: ["DNS-03"],
    mutants: (stack) =>
      asInterface(stack, "s3", "private DNS for inbound resolvers only", {
        private_dns_enabled: true,
        dns_options: { dns_record_ip_type: "ipv4", private_dns_only_for_inbound_resolver_endpoint: true },
      }),
  },
  each("table whose attributes are not those of its keys", ["DDB-01"], TABLE, ({ address }) => [
    changed(
      address,
      "an attribute that is no key",
      ({ attribute }) => void attribute.push({ name: "total", type: "N" }),
    ),
    changed(address, "a key without an attribute", set("hash_key", "customerId")),
    changed(address, "a range key without an attribute", set("range_key", "createdAt")),
  ]),
  each(
    "index that the role may not query",
    ["DDB-02"],
    TABLE,
    ({ address }, stack) =>
      taskRoles(stack).map(({ role }) => ({
        description: `${address}: an index`,
        at: [role],
        apply: (copy) => {
          const table = at(copy, address);
          table.attribute.push({ name: "customerId", type: "S" });
          table.global_secondary_index = [
            { name: "customer", hash_key: "customerId", projection_type: "ALL" },
          ];
        },
      })),
    "warning",
  ),
  each("bucket with a name that AWS refuses", ["S3-01"], "aws_s3_bucket", ({ address }) =>
    ["Documents", "do", "documents_1", "-documents", "documents-", "a..b", "192.168.0.1", "d".repeat(64)].map(
      (name) =>
        changed(address, `name ${name}`, (values) => {
          delete values.bucket_prefix;
          values.bucket = name;
        }),
    ),
  ),
];
