import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Reference, Template, Unknown, type Value } from "../graph/value";
import { isResource } from "../network/look-up";
import { settle } from "../read/expression/settle";
import { arnIn } from "./arn-in";

/** A log group as a log driver or ECS Exec names it. */
export interface NamedLogGroup {
  /** The group, if the files given make or look it up. */
  readonly resource: Resource | undefined;
  /** Its name; undefined if it is not known. */
  readonly name: string | undefined;
  /** Its ARN, as permissions are about it; undefined if it is not known. */
  readonly arn: Value | undefined;
}

/** @param region undefined if it is not known */
export function namedLogGroup(
  graph: Graph,
  named: Value | undefined,
  region: string | undefined,
): NamedLogGroup {
  const settled = named === undefined ? undefined : settle(named);
  const name = typeof settled === "string" ? settled : undefined;
  const found = graph.find(named, "aws_cloudwatch_log_group");
  if (isResource(found)) {
    const foundRegion = graph.regionOf(found);
    const fits = region === undefined || foundRegion === undefined || foundRegion === region;
    if (fits) return { resource: found, name, arn: new Reference(found, ["arn"]) };
  }
  if (settled === undefined || settled === null || settled instanceof Unknown) {
    return { resource: undefined, name: undefined, arn: undefined };
  }
  const prefix = arnIn(region, "logs", "log-group:");
  return {
    resource: undefined,
    name,
    arn: name === undefined ? new Template([prefix, settled]) : prefix + name,
  };
}
