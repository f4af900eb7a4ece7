import { readArn } from "../../../aws/arn";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Reference } from "../../graph/value";
import { RDS_BY_ARN } from "../../lattice/database";
import { CONFIGURATION, definitionsOf, GATEWAY } from "../../lattice/resource-configuration";
import { destinationOf } from "../../lattice/target";
import { flagOf } from "../../network/flags";
import { follow, isResource, lookUp } from "../../network/look-up";
import { broken, type Judgement, unknown } from "../../verdict";
import type { ResourceRule } from "../rule";

const WHY =
  "Of resources by ARN, VPC Lattice knows databases of Amazon RDS: instances (...:db:...) and clusters (...:cluster:...) of its own Region.";

/** https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-configuration.html */
export const configurationArn: ResourceRule = {
  id: "LAT-13",
  title: "A resource by ARN is a database that VPC Lattice can lead to",
  types: [CONFIGURATION],
  check(configuration, graph) {
    return definitionsOf(configuration).flatMap((definition) => {
      if (!("kind" in definition) || definition.kind !== "arn" || definition.value === undefined) return [];
      const named = follow(definition.value);
      const destination = destinationOf(graph, definition.value);
      return [
        ...(destination ? ofResource(configuration, destination, definition.value, graph) : []),
        ...(typeof named === "string" ? ofText(configuration, named, graph) : []),
        ...ofGateway(configuration, graph),
      ];
    });
  },
};

function ofResource(
  configuration: Resource,
  destination: Resource,
  value: unknown,
  graph: Graph,
): readonly Judgement[] {
  if (!RDS_BY_ARN.some((type) => type === destination.type)) return [notRds(configuration, destination)];
  const attribute = value instanceof Reference ? value.path[0] : undefined;
  if (typeof attribute === "string" && !attribute.endsWith("arn")) {
    return [
      broken({
        at: configuration,
        found: `arn of ${configuration.address} is ${destination.address}.${attribute}`,
        needed: "the ARN of the database",
        why: "AWS refuses what is no ARN.",
        fix: `arn = ${destination.address}.arn`,
      }),
    ];
  }
  return publiclyAccessible(configuration, destination, graph);
}

function notRds(configuration: Resource, { type, address }: Resource): Judgement {
  const words = {
    at: configuration,
    found: `${configuration.address} names ${address} by its ARN`,
    needed: "the ARN of an aws_db_instance or aws_rds_cluster, or another kind of definition",
    why: WHY,
    fix: `type = "SINGLE", with protocol = "TCP", port_ranges, and dns_resource with the host name of ${address}`,
  };
  // Their ARNs look like those of RDS, and AWS's pages do not name them.
  return ["aws_docdb_cluster", "aws_neptune_cluster"].includes(type)
    ? unknown({ ...words, found: `${words.found}, of which AWS's pages do not say whether it is taken` })
    : broken(words);
}

function publiclyAccessible(
  configuration: Resource,
  destination: Resource,
  graph: Graph,
): readonly Judgement[] {
  const whole =
    destination.type === "aws_rds_cluster"
      ? graph.referring("aws_rds_cluster_instance", "cluster_identifier", destination).resources
      : [];
  const open = [destination, ...whole].find((one) => flagOf(one, "publicly_accessible") === true);
  if (!open) return [];
  const words = {
    at: open,
    found: `${open.address} is publicly accessible, and ${configuration.address} names ${destination.address} by its ARN`,
    needed: "publicly_accessible = false",
    why: "AWS makes no resource configuration for a cluster that is publicly accessible.",
    fix: "publicly_accessible = false",
  };
  return [
    open.type === "aws_db_instance"
      ? unknown({
          ...words,
          found: `${words.found}: AWS refuses this for clusters, and does not say for instances`,
        })
      : broken(words),
  ];
}

function ofText(configuration: Resource, text: string, graph: Graph): readonly Judgement[] {
  const words = { at: configuration, why: WHY };
  const arn = readArn(text);
  if (!arn) {
    const needed = "the ARN of a database";
    return [
      broken({
        ...words,
        found: `arn of ${configuration.address} is "${text}", which is no ARN`,
        needed,
        fix: "arn = aws_db_instance.<name>.arn",
      }),
    ];
  }
  const kind = arn.resource.split(":")[0];
  if (arn.service !== "rds" || (kind !== "db" && kind !== "cluster")) {
    const hint = kind === "db-proxy" ? ": an RDS Proxy is reached by its host name" : "";
    return [
      broken({
        ...words,
        found: `${configuration.address} names ${arn.service}:${kind} by its ARN`,
        needed: `the ARN of an RDS instance or cluster${hint}`,
        fix: 'type = "SINGLE", with protocol = "TCP", port_ranges, and dns_resource with the host name',
      }),
    ];
  }
  const region = graph.regionOf(configuration);
  if (region === undefined || arn.region === region) return [];
  return [
    broken({
      ...words,
      found: `${configuration.address} is in ${region}, and names a database in ${arn.region}`,
      needed: `a database in ${region}, or resource gateway and resource configuration in ${arn.region}`,
      fix: `Make them with a provider of ${arn.region}.`,
    }),
  ];
}

/** https://docs.aws.amazon.com/vpc/latest/privatelink/resource-gateway.html */
function ofGateway(configuration: Resource, graph: Graph): readonly Judgement[] {
  const gateway = lookUp(graph, configuration.get("resource_gateway_identifier"), GATEWAY);
  if (!isResource(gateway) || follow(gateway.get("resource_config_dns_resolution")) !== "IN_VPC") return [];
  return [
    broken({
      at: configuration,
      found: `${configuration.address} names its resource by ARN, and ${gateway.address} resolves names IN_VPC`,
      needed: 'a resource gateway with resource_config_dns_resolution = "PUBLIC"',
      why: "A gateway that resolves names in its VPC cannot carry resources by ARN.",
      fix: `Take out resource_config_dns_resolution of ${gateway.address}, or make another gateway for the database.`,
    }),
  ];
}
