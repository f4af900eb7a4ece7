import type { IResolvable } from "cdktf";
import { LOG_RETENTION_DAYS } from "../../aws/logs";
import type { Module } from "../form/module";

/** What everything that gets a name is named after. */
export function nameVariable(module: Module, description: string): string {
  return module.variable("name", { type: "string", description }).string;
}

/** The name of a resource gateway, and of all that goes with it. */
export function gatewayNameVariable(module: Module): string {
  return nameVariable(
    module,
    "Name of everything that gets one: 3 to 31 lower-case letters, digits and single hyphens. " +
      "Names in VPC Lattice get an end that changes with each replacement.",
  );
}

export function tagsVariable(module: Module): Readonly<Record<string, string>> {
  module.variable("tags", {
    type: "map(string)",
    description: "Tags for every resource that takes some, beside `Name`.",
    default: {},
  });
  return module.tags;
}

/** One for all network interfaces of a module. */
export function singleZoneVariable(module: Module): IResolvable {
  const name = "allow_single_zone";
  const declared = module.variables[name] && module.expression(`var.${name}`);
  const variable =
    declared ??
    module.variable(name, {
      type: "bool",
      description: "Accepts subnets in a single zone, whose loss then cuts the path.",
      default: false,
    });
  return variable.boolean;
}

/** Days that a log group keeps records. */
export function logRetentionVariable(module: Module): number {
  return module.variable("log_retention_in_days", {
    type: "number",
    description: `Days that the log group keeps records: ${LOG_RETENTION_DAYS.slice(0, -1).join(", ")} or ${LOG_RETENTION_DAYS.at(-1)}.`,
    default: 30,
  }).number;
}

/** What a log group is encrypted with. */
export function logKeyVariable(module: Module): string {
  return module.variable("log_kms_key_arn", {
    type: "string",
    description:
      "ARN of a KMS key for the log group, whose policy admits CloudWatch Logs. Null for CloudWatch's own encryption.",
    default: null,
  }).string;
}
