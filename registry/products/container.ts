import { ContainerImage, type ContainerProps, EnvironmentList, SecretList } from "../../modules/ecs";
import type { Expression } from "../form/expression";
import type { Module } from "../form/module";

/** Declares what a container is made of. */
export function containerProps(module: Module): ContainerProps {
  const repository = module.variable("repository", {
    type: "object({ arn = string, repository_url = string })",
    description:
      "The ECR repository of the image, like `aws_ecr_repository.orders`, in the same Region: nothing else can be pulled without internet.",
  });
  const version = module.variable("image_version", {
    type: "string",
    description: "Tag of the image, like `1.4.2`, or its digest, like `sha256:...`.",
  });
  const port = module.variable("port", {
    type: "number",
    description: "TCP port that the container listens on. Null if it listens on none.",
    default: null,
  });
  const words = (name: string, what: string) =>
    module.variable(name, {
      type: "list(string)",
      description: `${what}. Null for the image's.`,
      default: null,
    }).list;
  const environment = module.variable("environment", {
    type: "map(string)",
    description: "Environment variables.",
    default: {},
  });
  return {
    image: ContainerImage.ofRepository(
      {
        repositoryArn: repository.at("arn").string,
        repositoryUri: repository.at("repository_url").string,
      },
      version.string,
    ),
    port: port.number,
    entryPoint: words("entry_point", "Entry point of the container"),
    command: words("command", "Command of the container"),
    environment: new EnvironmentList(
      module.expression(
        `[for name in sort(keys(${environment.text})) : { name = name, value = ${environment.text}[name] }]`,
      ).boolean,
      module.expression(`keys(${environment.text})`).list,
    ),
    secrets: secrets(module),
    healthCheck: healthCheck(module),
    user: module.variable("user", {
      type: "string",
      description: "User, or user and group, that the container runs as. Null for the image's.",
      default: null,
    }).string,
    readonlyRootFilesystem: module.variable("readonly_root_filesystem", {
      type: "bool",
      description: "Whether the container cannot write to its own file system; not with ECS Exec.",
      default: false,
    }).boolean,
  };
}

function secrets(module: Module): SecretList {
  const ofSecretsManager = module.variable("secrets", {
    type: 'map(object({ arn = string, key = optional(string, ""), version_stage = optional(string, ""), kms_key_arn = optional(string) }))',
    description:
      "Environment variables with values from Secrets Manager: the secret's whole ARN, which key of a JSON value, the staging label, and the customer's KMS key that it is encrypted with.",
    default: {},
  });
  const ofParameterStore = module.variable("parameters", {
    type: "map(object({ arn = string, kms_key_arn = optional(string) }))",
    description:
      "Environment variables with values from Systems Manager Parameter Store: the parameter's ARN, and the customer's KMS key of a SecureString.",
    default: {},
  });
  const valueFrom = 'v.key == "" && v.version_stage == "" ? v.arn : "${v.arn}:${v.key}:${v.version_stage}:"';
  const lists = [
    `[for k, v in ${ofSecretsManager.text} : { name = k, valueFrom = ${valueFrom} }]`,
    `[for k, v in ${ofParameterStore.text} : { name = k, valueFrom = v.arn }]`,
  ];
  const store = (name: string, variable: Expression) => {
    const keys = `compact([for v in values(${variable.text}) : v.kms_key_arn])`;
    return {
      arns: module.expression(`distinct([for v in values(${variable.text}) : v.arn])`).list,
      eachArn: module.oneOf(name, variable).value.at("arn").string,
      haveAny: module.expression(`length(${variable.text}) > 0`).boolean,
      kmsKeyArns: module.expression(`distinct(${keys})`).list,
      haveAnyKey: module.expression(`length(${keys}) > 0`).boolean,
    };
  };
  const names = `concat(keys(${ofSecretsManager.text}), keys(${ofParameterStore.text}))`;
  return new SecretList(
    module.expression(`concat(${lists.join(", ")})`).boolean,
    module.expression(names).list,
    [
      { store: "Secrets Manager", ...store("secret", ofSecretsManager) },
      { store: "Parameter Store", ...store("parameter", ofParameterStore) },
    ],
  );
}

function healthCheck(module: Module): NonNullable<ContainerProps["healthCheck"]> {
  const check = module.variable("health_check", {
    type: "object({ command = string, interval_in_seconds = optional(number, 30), timeout_in_seconds = optional(number, 5), retries = optional(number, 3), start_period_in_seconds = optional(number, 0) })",
    description:
      "Shell command that exits with 0 if the container is healthy, every how many seconds (5 to 300), how long it may take (2 to 60), how many must fail in a row (1 to 10), " +
      "and how long after the start failures do not count (0 to 300). Null for none: only the load balancer's counts.",
    default: null,
  });
  const part = (attribute: string, otherwise: number) =>
    module.expression(`try(${check.text}.${attribute}, ${otherwise})`).number;
  return {
    command: module.expression(`try(${check.text}.command, "")`).string,
    intervalInSeconds: part("interval_in_seconds", 30),
    timeoutInSeconds: part("timeout_in_seconds", 5),
    retries: part("retries", 3),
    startPeriodInSeconds: part("start_period_in_seconds", 0),
    onlyIf: module.expression(`${check.text} != null`).boolean,
  };
}
