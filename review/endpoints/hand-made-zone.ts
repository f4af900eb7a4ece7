import { REGION_PATTERN } from "../../aws/partitions";
import type { Found, Graph } from "../graph/graph";
import { resourcesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import { isResource, lookUp } from "../network/look-up";
import { settle } from "../read/expression/settle";

/** A private zone of a VPC for names of AWS, as networks with shared endpoints have them. */
export interface HandMadeZone {
  /** What brings it to the VPC: the zone itself, or an association of it. */
  readonly by: Resource;
  /** undefined if it is not in the files given. */
  readonly zone: Resource | undefined;
}

/** The zone whose records may lead the name of a service to an endpoint that has no private DNS itself. */
export function handMadeZone(graph: Graph, vpc: Found, suffix: string): HandMadeZone | undefined {
  if (!isResource(vpc)) return undefined;
  const own = graph.referring("aws_route53_zone", "vpc.vpc_id", vpc);
  const zones = [...own.resources, ...own.uncertain].map((zone) => ({ by: zone, zone }));
  const associated = graph
    .referring("aws_route53_zone_association", "vpc_id", vpc)
    .resources.map((by) => ({ by, zone: zoneOf(graph, by) }));
  return [...zones, ...associated].find(({ zone }) => mayName(zone, suffix));
}

/** The record of the zone that leads the names of a service to an endpoint, if there is one. */
export function recordTo(
  graph: Graph,
  { zone }: HandMadeZone,
  endpoint: Resource,
  suffix: string,
): Resource | undefined {
  if (!zone) return undefined;
  return graph
    .referring("aws_route53_record", "zone_id", zone)
    .resources.filter((record) => !OF_MANY_NAMES.has(suffix) || isForAll(record))
    .find((record) => [record.get("alias"), record.get("records")].flatMap(resourcesIn).includes(endpoint));
}

/** Services with a name for each account, bucket or API, which a record for the zone's own name does not have. */
const OF_MANY_NAMES = new Set(["ecr.dkr", "s3", "execute-api"]);

function isForAll(record: Resource): boolean {
  return String(settle(record.get("name") ?? null)).startsWith("*");
}

function zoneOf(graph: Graph, association: Resource): Resource | undefined {
  const zone = lookUp(graph, association.get("zone_id"), "aws_route53_zone");
  return isResource(zone) ? zone : undefined;
}

const NAME = /^(.*)\.(?:amazonaws\.com(?:\.cn)?|amazonaws\.eu|api\.aws|on\.aws)\.?$/;
const REGION = new RegExp(`(?:^|\\.)(?:${REGION_PATTERN})$`);

/**
 * Whether a zone may be for the names of a service: `ecr.api` is called by api.ecr.eu-central-1.amazonaws.com. What is before the
 * Region has words of the suffix of the endpoint's name then, in whatever order.
 */
function mayName(zone: Resource | undefined, suffix: string): boolean {
  const name = settle(zone?.get("name") ?? null);
  if (typeof name !== "string") return true;
  const [, before] = NAME.exec(name) ?? [];
  if (before === undefined) return /^(amazonaws|on\.aws|api\.aws)/.test(name);
  const words = new Set(suffix.split(/[.-]/));
  const labels = before
    .replace(REGION, "")
    .split(".")
    .filter((label) => /[a-z]/.test(label));
  const own = labels.filter((label) => label.split("-").some((word) => words.has(word)));
  // Before the name of a service stands that of a bucket or of an API, but with a dotted suffix every word counts.
  return labels.length === 0 || (suffix.includes(".") ? own.length === labels.length : own.length > 0);
}
