import { type Arguments, at, referredAddress, written } from "../configuration";
import { add, changed, drop, each, type Operator, set, unset } from "./operator";

const DEFINITION = "aws_ecs_task_definition";
const SERVICE = "aws_ecs_service";

/** Changes the first container of a task definition. */
const container = (change: (container: Arguments) => void) => (values: Arguments) => {
  const containers = JSON.parse(values.container_definitions);
  change(containers[0]);
  values.container_definitions = JSON.stringify(containers);
};

const containers = (change: (containers: Arguments[]) => void) => (values: Arguments) => {
  const all = JSON.parse(values.container_definitions);
  change(all);
  values.container_definitions = JSON.stringify(all);
};

const image = (name: string) =>
  container((one) => {
    one.image = name;
  });
const option = (name: string, value: string | undefined) =>
  container(({ logConfiguration: { options } }) => {
    if (value === undefined) delete options[name];
    else options[name] = value;
  });

export const ECS_FAULTS: readonly Operator[] = [
  each("image in a registry without an endpoint", ["ECS-03"], DEFINITION, ({ address }) =>
    [
      "nginx",
      "nginx:1.27",
      "docker.io/library/nginx",
      "public.ecr.aws/nginx/nginx:1.27",
      "ghcr.io/example/orders:1",
      "quay.io/example/orders",
      "mcr.microsoft.com/dotnet/aspnet:8.0",
    ].map((name) => changed(address, `image ${name}`, image(name))),
  ),
  each(
    "image in a registry that may be in the VPC",
    ["ECS-03"],
    DEFINITION,
    ({ address }) => [
      changed(address, "image registry.example.com:5000/orders", image("registry.example.com:5000/orders")),
    ],
    "UNKNOWN",
  ),
  each("image in another Region", ["EP-01"], DEFINITION, ({ address }) => [
    changed(address, "image of us-east-1", image("111122223333.dkr.ecr.us-east-1.amazonaws.com/orders:1")),
  ]),
  each(
    "image of another repository than the role may pull",
    ["IAM-01"],
    DEFINITION,
    ({ address, arguments: { execution_role_arn } }) => [
      changed(
        address,
        "another repository",
        image("111122223333.dkr.ecr.eu-central-1.amazonaws.com/another:1"),
        [referredAddress(execution_role_arn) as string],
      ),
    ],
  ),
  each("container without what it takes", ["ECS-08"], DEFINITION, ({ address }) => [
    changed(address, "without a name", container(unset("name"))),
    changed(address, "without an image", container(unset("image"))),
    changed(address, "not essential", container(set("essential", false))),
    changed(
      address,
      "two of one name",
      containers((all) => void all.push({ ...all[0] })),
    ),
  ]),
  each(
    "member of a container that ECS does not know",
    ["ECS-11"],
    DEFINITION,
    ({ address }) => [
      changed(
        address,
        "portMapping",
        container((one) => {
          one.portMapping = one.portMappings;
        }),
      ),
      changed(
        address,
        "logConfig",
        container((one) => {
          one.logConfig = one.logConfiguration;
        }),
      ),
    ],
    "warning",
  ),
  each("host port that is not the container's", ["ECS-09"], DEFINITION, ({ address }) =>
    [80, 8080].map((port) =>
      changed(
        address,
        `host port ${port}`,
        container(({ portMappings }) => {
          portMappings[0].hostPort = port;
        }),
      ),
    ),
  ),
  each("port mapping of another port", ["LB-04"], DEFINITION, ({ address }, stack) => [
    changed(
      address,
      "port 8080",
      container(
        ({ portMappings }) => void Object.assign(portMappings[0], { containerPort: 8080, hostPort: 8080 }),
      ),
      [address, ...written(stack, SERVICE).map((service) => service.address)],
    ),
    changed(address, "no port", container(unset("portMappings")), [
      address,
      ...written(stack, SERVICE).map((service) => service.address),
    ]),
  ]),
  each("volume that is not declared", ["ECS-10"], DEFINITION, ({ address }) => [
    changed(
      address,
      "mounts a volume",
      container((one) => {
        one.mountPoints = [{ sourceVolume: "data", containerPath: "/data" }];
      }),
    ),
  ]),
  each("size that Fargate does not have", ["ECS-01"], DEFINITION, ({ address }) =>
    [
      ["300", "1024"],
      ["256", "8192"],
      ["512", "512"],
      ["1024", "1000"],
      ["4096", "4096"],
      ["256", "256"],
      [undefined, "1024"],
      ["512", undefined],
    ].map(([cpu, memory]) =>
      changed(address, `cpu ${cpu}, memory ${memory}`, (values) => {
        for (const [name, value] of Object.entries({ cpu, memory })) {
          if (value === undefined) delete values[name];
          else values[name] = value;
        }
      }),
    ),
  ),
  each("network mode that Fargate does not have", ["ECS-02"], DEFINITION, ({ address }) => [
    ...["bridge", "host", "none"].map((mode) =>
      changed(address, `network mode ${mode}`, set("network_mode", mode)),
    ),
    changed(address, "without a network mode, which is bridge", unset("network_mode")),
  ]),
  each(
    "log driver asked to make the log group, which the role may not",
    ["IAM-01"],
    DEFINITION,
    ({ address, arguments: { execution_role_arn, container_definitions } }) => {
      const group = /aws_cloudwatch_log_group\.[\w-]+/.exec(container_definitions)?.[0] as string;
      return [
        {
          description: `${address}: awslogs-create-group, without ${group}`,
          at: [referredAddress(execution_role_arn) as string],
          apply: (copy) => {
            const name = "/ecs/own";
            copy.resource = JSON.parse(
              JSON.stringify(copy.resource)
                .replaceAll(`\${${group}.name}`, name)
                .replaceAll(`\${${group}.arn}`, `arn:aws:logs:eu-central-1:111122223333:log-group:${name}`),
            );
            drop(copy, group);
            option("awslogs-create-group", "true")(at(copy, address));
          },
        },
      ];
    },
  ),
  each(
    "log driver asked to make the log group that Terraform makes",
    ["ECS-13"],
    DEFINITION,
    ({ address }) => [changed(address, "awslogs-create-group", option("awslogs-create-group", "true"))],
    "warning",
  ),
  each("log driver without an option that Fargate asks for", ["ECS-12"], DEFINITION, ({ address }) =>
    ["awslogs-group", "awslogs-region", "awslogs-stream-prefix"].map((name) =>
      changed(address, `without ${name}`, option(name, undefined)),
    ),
  ),
  each("logs of another Region", ["EP-01"], DEFINITION, ({ address }) => [
    changed(address, "us-east-1", option("awslogs-region", "us-east-1")),
  ]),
  each(
    "log group of another name than the role may write",
    ["IAM-01"],
    DEFINITION,
    ({ address, arguments: { execution_role_arn } }) => [
      changed(address, "another log group", option("awslogs-group", "/ecs/another"), [
        referredAddress(execution_role_arn) as string,
      ]),
    ],
  ),
  each(
    "log group that nobody makes",
    ["ECS-13"],
    DEFINITION,
    ({ address }) => [changed(address, "another log group", option("awslogs-group", "/ecs/another"))],
    // It may have been made by hand.
    "UNKNOWN",
  ),
  each("secret without a way to it", ["EP-01"], DEFINITION, ({ address }) => [
    changed(
      address,
      "a secret of Parameter Store",
      container((one) => {
        one.secrets = [{ name: "TOKEN", valueFrom: "arn:aws:ssm:eu-central-1:111122223333:parameter/token" }];
      }),
    ),
  ]),
  each(
    "secret that the role may not read",
    ["IAM-01"],
    DEFINITION,
    ({ address, arguments: { execution_role_arn } }) => [
      changed(
        address,
        "a secret of Secrets Manager",
        container((one) => {
          one.secrets = [
            {
              name: "TOKEN",
              valueFrom: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:token-AbCdEf",
            },
          ];
        }),
        [referredAddress(execution_role_arn) as string],
      ),
    ],
  ),
  each("root file system read-only with ECS Exec", ["ECS-06"], DEFINITION, ({ address }, stack) =>
    written(stack, SERVICE).some(({ arguments: { enable_execute_command } }) => enable_execute_command)
      ? [changed(address, "read-only", container(set("readonlyRootFilesystem", true)))]
      : [],
  ),
  each(
    "ECS Exec turned on without a way",
    ["EP-01"],
    SERVICE,
    ({ address, arguments: { enable_execute_command } }) =>
      enable_execute_command ? [] : [changed(address, "exec on", set("enable_execute_command", true))],
  ),
  each(
    "ECS Exec turned on without the permission",
    ["IAM-02"],
    SERVICE,
    ({ address, arguments: { enable_execute_command } }, stack) =>
      enable_execute_command
        ? []
        : [
            changed(
              address,
              "exec on",
              set("enable_execute_command", true),
              written(stack, DEFINITION).map(
                ({ arguments: { task_role_arn } }) => referredAddress(task_role_arn) as string,
              ),
            ),
          ],
  ),
  each("launch type that the definition does not fit", ["ECS-15"], SERVICE, ({ address }) => [
    changed(address, "without network_configuration", unset("network_configuration")),
    changed(address, "launch type EXTERNAL", set("launch_type", "EXTERNAL")),
    changed(address, "strategy DAEMON", set("scheduling_strategy", "DAEMON")),
  ]),
  each(
    "deployment that cannot proceed",
    ["ECS-14"],
    SERVICE,
    ({ address }) => [changed(address, "100 and 100 percent", set("deployment_maximum_percent", 100))],
    "warning",
  ),
  each(
    "platform version before 1.4.0",
    ["ECS-17"],
    SERVICE,
    ({ address }) => [changed(address, "1.3.0", set("platform_version", "1.3.0"))],
    "warning",
  ),
  each("more subnets or groups than a service can have", ["ECS-16"], SERVICE, ({ address }) => [
    changed(address, "six groups", ({ network_configuration }) => {
      const [group] = network_configuration.security_groups;
      network_configuration.security_groups = [
        group,
        ...[1, 2, 3, 4, 5].map((number) => `sg-0123456789abcde0${number}`),
      ];
    }),
    changed(address, "17 subnets", ({ network_configuration }) => {
      const more = Array.from({ length: 15 }, (_, number) => `subnet-0123456789abcde${10 + number}`);
      network_configuration.subnets = [...network_configuration.subnets, ...more];
    }),
  ]),
  each(
    "public address in a subnet without an internet gateway",
    ["ECS-07"],
    SERVICE,
    ({ address }) => [
      changed(address, "assign_public_ip", ({ network_configuration }) => {
        network_configuration.assign_public_ip = true;
      }),
    ],
    "warning",
  ),
  each(
    "image of a pull-through cache",
    ["ECS-18"],
    DEFINITION,
    ({ address }) => [
      {
        description: `${address}: image docker-hub/library/nginx`,
        at: [address],
        apply: (copy) => {
          add(copy, "aws_ecr_pull_through_cache_rule.hub", {
            ecr_repository_prefix: "docker-hub",
            upstream_registry_url: "registry-1.docker.io",
          });
          image("111122223333.dkr.ecr.eu-central-1.amazonaws.com/docker-hub/library/nginx:1")(
            at(copy, address),
          );
        },
      },
    ],
    "warning",
  ),
];
