import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import {
  CONFIGURATION,
  type Definition,
  definitionsOf,
  exists,
  typeOf,
} from "../../lattice/resource-configuration";
import { broken, type Judgement } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-configuration.html */
export const configurationType: ResourceRule = {
  id: "LAT-34",
  title: "The type of a resource configuration fits its definition",
  types: [CONFIGURATION],
  check(configuration) {
    const type = typeOf(configuration);
    const definitions = definitionsOf(configuration);
    if (type instanceof Unknown || definitions.some((one) => one instanceof Unknown)) return undefined;
    const known = definitions.filter((one): one is Definition => !(one instanceof Unknown));
    const isSilent = configuration.get("type") === undefined;
    return [
      ...wrongType(configuration, type, isSilent, known),
      ...wrongNumber(configuration, type, known),
      ...(known.some(({ kind }) => kind === "arn") ? portsOfArn(configuration) : []),
    ];
  },
};

function wrongType(
  configuration: Resource,
  type: string,
  isSilent: boolean,
  definitions: readonly Definition[],
): readonly Judgement[] {
  const [definition] = definitions;
  const known = ["SINGLE", "CHILD", "ARN"].includes(type);
  if (!definition || !known || (definition.kind === "arn") === (type === "ARN")) return [];
  const is = isSilent ? `is not set, and so ${type}` : `is ${type}`;
  const needed = definition.kind === "arn" ? "ARN" : "SINGLE";
  return [
    broken({
      at: configuration,
      found: `type of ${configuration.address} ${is}, and its definition is ${definition.block}`,
      needed: `type = "${needed}"`,
      why: "AWS refuses a resource by ARN under any other type than ARN, and any other resource under that type; the provider lets it pass.",
      fix: `type = "${needed}"`,
    }),
  ];
}

function wrongNumber(
  configuration: Resource,
  type: string,
  definitions: readonly Definition[],
): readonly Judgement[] {
  if (type === "GROUP") {
    if (definitions.length === 0) return [];
    return [
      broken({
        at: configuration,
        found: `${configuration.address} is of type GROUP, and has a definition (${definitions.map(({ block }) => block).join(", ")})`,
        needed: "a GROUP without resource_configuration_definition, and a CHILD for each resource",
        why: "A group leads to nothing but its children.",
        fix: 'Move the definition into a resource configuration with type = "CHILD" and resource_configuration_group_id.',
      }),
    ];
  }
  // Types that AWS has added since are not known here.
  if (definitions.length === 1 || !["SINGLE", "CHILD", "ARN"].includes(type)) return [];
  return [
    broken({
      at: configuration,
      found:
        definitions.length === 0
          ? `${configuration.address} has no resource_configuration_definition`
          : `${configuration.address} has ${definitions.length} definitions: ${definitions.map(({ block }) => block).join(", ")}`,
      needed: "one of arn_resource, dns_resource and ip_resource",
      why: "A resource configuration leads to exactly one resource.",
      fix: "resource_configuration_definition {\n  arn_resource {\n    arn = aws_db_instance.<name>.arn\n  }\n}",
    }),
  ];
}

/** What exists shows the port that it has taken from the database. */
function portsOfArn(configuration: Resource): readonly Judgement[] {
  if (exists(configuration)) return [];
  const given = ["port_ranges", "protocol"].filter((argument) => configuration.get(argument) !== undefined);
  if (given.length === 0) return [];
  return [
    broken({
      at: configuration,
      found: `${configuration.address} names its resource by ARN, and has ${given.join(" and ")}`,
      needed: `no ${given.join(" and no ")}`,
      why: "A resource by ARN has the port of the database; AWS and the provider refuse ports and a protocol beside it, even an empty list.",
      fix: `Take out ${given.join(" and ")}.`,
    }),
  ];
}
