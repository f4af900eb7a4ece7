import { type Configuration, referredAddress, type Written, written } from "../configuration";
import { add, changed, drop, type Mutant, type Operator } from "./operator";
import { editPolicy, editStatement, type Statement, statementsOf, withoutAction } from "./policy";

/** An endpoint of an AWS service. */
interface ServiceEndpoint extends Written {
  /** Like `ecr.api`. */
  readonly service: string;
  readonly isGateway: boolean;
}

function serviceEndpoints(stack: Configuration): ServiceEndpoint[] {
  return written(stack, "aws_vpc_endpoint").flatMap((endpoint) => {
    const { service_name, vpc_endpoint_type } = endpoint.arguments;
    if (service_name === undefined) return [];
    const service = service_name.split(".").slice(3).join(".");
    return [{ ...endpoint, service, isGateway: vpc_endpoint_type === "Gateway" }];
  });
}

/** Who needs an endpoint: that is where a missing one is reported. */
function needyOf(stack: Configuration): string[] {
  return written(
    stack,
    "aws_ecs_task_definition",
    "aws_ecs_service",
    "aws_dynamodb_table",
    "aws_s3_bucket",
    "aws_iam_role",
  ).map(({ address }) => address);
}

function perEndpoint(
  name: string,
  rules: readonly string[],
  mutants: (endpoint: ServiceEndpoint, stack: Configuration) => readonly Mutant[],
  says?: Operator["says"],
): Operator {
  const all = (stack: Configuration) =>
    serviceEndpoints(stack).flatMap((endpoint) => mutants(endpoint, stack));
  return { name, rules, ...(says && { says }), mutants: all };
}

/** Rules that let out to the prefix list of a gateway endpoint go with it. */
function withoutEndpoint(copy: Configuration, address: string): void {
  for (const rule of written(copy, "aws_vpc_security_group_egress_rule")) {
    if (referredAddress(rule.arguments.prefix_list_id) === address) drop(copy, rule.address);
  }
  drop(copy, address);
}

const interfaceOnly = (endpoint: ServiceEndpoint, mutants: readonly Mutant[]) =>
  endpoint.isGateway ? [] : mutants;
const gatewayOnly = (endpoint: ServiceEndpoint, mutants: readonly Mutant[]) =>
  endpoint.isGateway ? mutants : [];

export const ENDPOINT_FAULTS: readonly Operator[] = [
  perEndpoint("endpoint dropped", ["EP-01"], ({ address }, stack) => [
    {
      description: `without ${address}`,
      at: needyOf(stack),
      apply: (copy) => withoutEndpoint(copy, address),
    },
  ]),
  perEndpoint("endpoint of another Region", ["EP-01"], ({ address }, stack) => [
    changed(
      address,
      "of us-east-1",
      (values) => {
        values.service_name = values.service_name.replace("eu-central-1", "us-east-1");
      },
      [address, ...needyOf(stack)],
    ),
  ]),
  perEndpoint("endpoint of another service", ["EP-01"], (endpoint, stack) =>
    interfaceOnly(
      endpoint,
      ["sqs", "kms"].map((service) =>
        changed(
          endpoint.address,
          `of ${service}`,
          (values) => {
            values.service_name = `com.amazonaws.eu-central-1.${service}`;
            delete values.policy;
          },
          [endpoint.address, ...needyOf(stack)],
        ),
      ),
    ),
  ),
  perEndpoint("interface endpoint without a type, or with another one", ["EP-03"], (endpoint) =>
    interfaceOnly(endpoint, [
      changed(endpoint.address, "without a type, which is Gateway", (values) => {
        delete values.vpc_endpoint_type;
      }),
      changed(endpoint.address, "of type Gateway", (values) => {
        values.vpc_endpoint_type = "Gateway";
      }),
      changed(endpoint.address, "of type Resource", (values) => {
        values.vpc_endpoint_type = "Resource";
      }),
    ]),
  ),
  perEndpoint("gateway endpoint of type Interface", ["EP-04", "EP-07"], (endpoint) =>
    gatewayOnly(endpoint, [
      changed(endpoint.address, "of type Interface", (values) => {
        values.vpc_endpoint_type = "Interface";
      }),
    ]),
  ),
  perEndpoint("private DNS of a service's endpoint off", ["EP-04"], (endpoint) =>
    interfaceOnly(endpoint, [
      changed(endpoint.address, "private_dns_enabled false", (values) => {
        values.private_dns_enabled = false;
      }),
      changed(endpoint.address, "without private_dns_enabled", (values) => {
        delete values.private_dns_enabled;
      }),
    ]),
  ),
  perEndpoint("interface endpoint in no subnet", ["EP-07"], (endpoint) =>
    interfaceOnly(endpoint, [
      changed(endpoint.address, "without subnets", (values) => {
        delete values.subnet_ids;
      }),
      changed(endpoint.address, "with an empty list of subnets", (values) => {
        values.subnet_ids = [];
      }),
    ]),
  ),
  perEndpoint("endpoint in another VPC", ["EP-01", "SG-02", "EP-07"], (endpoint, stack) =>
    written(stack, "aws_vpc")
      .filter(({ address }) => address !== referredAddress(endpoint.arguments.vpc_id))
      .map(({ address }) =>
        changed(
          endpoint.address,
          `in ${address}`,
          (values) => {
            values.vpc_id = `\${${address}.id}`;
          },
          [endpoint.address, ...needyOf(stack)],
        ),
      ),
  ),
  perEndpoint("gateway endpoint on no route table, or another one", ["EP-05"], (endpoint, stack) =>
    gatewayOnly(endpoint, [
      changed(endpoint.address, "without route tables", (values) => {
        delete values.route_table_ids;
      }),
      ...otherTables(stack, endpoint).map((table) =>
        changed(endpoint.address, `on ${table}`, (values) => {
          values.route_table_ids = [`\${${table}.id}`];
        }),
      ),
    ]),
  ),
  {
    name: "subnet's route table association dropped, or to another table",
    rules: ["EP-05"],
    mutants: (stack) => {
      const gateways = serviceEndpoints(stack).filter(({ isGateway }) => isGateway);
      const served = new Set(
        gateways.flatMap(({ arguments: { route_table_ids } }) => route_table_ids.map(referredAddress)),
      );
      const where = gateways.map(({ address }) => address);
      return written(stack, "aws_route_table_association").flatMap((association): Mutant[] => {
        const table = referredAddress(association.arguments.route_table_id) as string;
        if (!served.has(table)) return [];
        const { address } = association;
        return [
          { description: `without ${address}`, at: where, apply: (copy) => drop(copy, address) },
          ...written(stack, "aws_route_table")
            .filter((other) => !served.has(other.address))
            .map((other) =>
              changed(
                address,
                `to ${other.address}`,
                (values) => {
                  values.route_table_id = `\${${other.address}.id}`;
                },
                where,
              ),
            ),
        ];
      });
    },
  },
  {
    name: "DNS attributes of a VPC with private DNS off",
    rules: ["DNS-01"],
    mutants: (stack) => {
      const withNames = new Set(
        written(stack, "aws_vpc_endpoint", "aws_opensearchserverless_vpc_endpoint")
          .filter(
            ({ type, arguments: { private_dns_enabled } }) =>
              private_dns_enabled || type !== "aws_vpc_endpoint",
          )
          .map(({ arguments: { vpc_id } }) => referredAddress(vpc_id)),
      );
      return written(stack, "aws_vpc")
        .filter(({ address }) => withNames.has(address))
        .flatMap(({ address }) => [
          changed(address, "enable_dns_hostnames false", (values) => {
            values.enable_dns_hostnames = false;
          }),
          changed(address, "without enable_dns_hostnames", (values) => {
            delete values.enable_dns_hostnames;
          }),
          changed(address, "enable_dns_support false", (values) => {
            values.enable_dns_support = false;
          }),
        ]);
    },
  },
  perEndpoint("private DNS of one service twice in a VPC", ["DNS-02"], (endpoint) =>
    interfaceOnly(endpoint, [
      {
        description: `${endpoint.address} twice`,
        at: [endpoint.address, `${endpoint.address}-again`],
        apply: (copy) => add(copy, `${endpoint.address}-again`, { ...endpoint.arguments }),
      },
    ]),
  ),
  perEndpoint("interface endpoint in two subnets of one zone", ["EP-07"], (endpoint, stack) =>
    interfaceOnly(endpoint, [
      changed(endpoint.address, "with two subnets of a zone", (values) => {
        values.subnet_ids = [...values.subnet_ids, `\${${neighbourOf(stack, endpoint)}.id}`];
      }),
    ]),
  ),
  perEndpoint("action dropped from an endpoint's policy", ["EP-06"], (endpoint) =>
    statementsOf(endpoint.arguments.policy).flatMap((statement, number) =>
      statement.Action.filter((action: string) => isAskedOf(endpoint, action)).map(
        (action: string) =>
          ({
            ...changed(
              endpoint.address,
              `policy without ${action} (statement ${number + 1})`,
              withoutAction("policy", number, action),
            ),
            says: isOneOfMany(statement) ? "warning" : "BROKEN",
          }) as const,
      ),
    ),
  ),
  perEndpoint("endpoint's policy for another role, resource or nobody", ["EP-06"], (endpoint, stack) =>
    statementsOf(endpoint.arguments.policy).flatMap((statement, number, statements) => {
      if (!statement.Action.some((action: string) => isAskedOf(endpoint, action))) return [];
      const edit = (what: string, change: Parameters<typeof editStatement>[2]) =>
        ({
          ...changed(
            endpoint.address,
            `policy ${what} (statement ${number + 1})`,
            editStatement("policy", number, change),
          ),
          // The application may still do something by another statement.
          says: isOneOfMany(statement) && statements.length > 2 ? "warning" : "BROKEN",
        }) as const;
      const [role] = statement.Condition?.ArnEquals?.["aws:PrincipalArn"] ?? [];
      const others = written(stack, "aws_iam_role").filter(
        ({ address }) => role !== undefined && !role.includes(`${address}.`),
      );
      return [
        ...others.map((other) =>
          edit(`for ${other.address}`, (it) => {
            it.Condition.ArnEquals["aws:PrincipalArn"] = [`\${${other.address}.arn}`];
          }),
        ),
        edit("that denies", (it) => {
          it.Effect = "Deny";
        }),
        ...(statement.Resource.includes("*")
          ? []
          : [
              {
                ...edit("for another resource", (it) => {
                  it.Resource = [
                    `arn:aws:${statement.Action[0].split(":")[0]}:eu-central-1:111122223333:another/*`,
                  ];
                }),
                // Which secret RDS will have made is not known.
                ...(statement.Action[0].startsWith("secretsmanager:") && ({ says: "UNKNOWN" } as const)),
              },
            ]),
      ];
    }),
  ),
  perEndpoint("endpoint's policy that AWS refuses", ["IAM-04"], (endpoint) =>
    endpoint.arguments.policy === undefined
      ? []
      : [
          changed(
            endpoint.address,
            "policy of another Version",
            editPolicy("policy", (policy) => {
              policy.Version = "2012-10-18";
            }),
          ),
          changed(
            endpoint.address,
            "policy without a statement",
            editPolicy("policy", (policy) => void Reflect.deleteProperty(policy, "Statement")),
          ),
          changed(
            endpoint.address,
            "policy with a typing error in Effect",
            editStatement("policy", 0, (statement) => {
              statement.Effect = "allow";
            }),
          ),
        ],
  ),
];

function otherTables(stack: Configuration, { arguments: { route_table_ids } }: ServiceEndpoint): string[] {
  const own = (route_table_ids ?? []).map(referredAddress);
  return written(stack, "aws_route_table")
    .map(({ address }) => address)
    .filter((address) => !own.includes(address));
}

/** Another subnet of the first zone of an endpoint. */
function neighbourOf(stack: Configuration, { arguments: { subnet_ids } }: ServiceEndpoint): string {
  const subnets = written(stack, "aws_subnet");
  const own = subnets.find(({ address }) => address === referredAddress(subnet_ids[0])) as Written;
  const { availability_zone_id, vpc_id } = own.arguments;
  return subnets.find(
    (other) =>
      other.address !== own.address &&
      other.arguments.vpc_id === vpc_id &&
      other.arguments.availability_zone_id === availability_zone_id,
  )?.address as string;
}

/** Whether only the application knows which of several actions it needs: then there is a warning. Layers of images are for all roles. */
function isOneOfMany({ Action, Condition }: Statement): boolean {
  return Condition !== undefined && /^(dynamodb|s3):/.test(Action[0]);
}

/**
 * On Fargate the login to the registry leaves by another network interface, so that the policy of `ecr.api` does not matter:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 *
 * Whether a task asks the endpoint for the action: what Docker asks of a registry goes to `ecr.dkr`, and no pull asks for
 * `ecr:BatchCheckLayerAvailability`, no log of a session of ECS Exec for `logs:DescribeLogStreams`. What only the application knows that it
 * asks for is no fault to leave out action by action.
 */
function isAskedOf({ service }: ServiceEndpoint, action: string): boolean {
  if (service === "ecr.api") return false;
  if (service === "ecr.dkr") return ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"].includes(action);
  return action !== "logs:DescribeLogStreams";
}
