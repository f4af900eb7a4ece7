import type { IResolvable } from "cdktf";
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
