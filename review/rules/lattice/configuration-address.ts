import { RESOURCE_IPV4_BLOCKS } from "../../../aws/lattice";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { CONFIGURATION, definitionsOf, gatewayOf } from "../../lattice/resource-configuration";
import { contains, readAddress, readBlock } from "../../network/addresses";
import { follow, isResource } from "../../network/look-up";
import { peerOf } from "../../network/peer";
import { rulesOfAll } from "../../network/security-group-rules";
import { wearersOf } from "../../network/workloads";
import { broken, type Judgement, warning } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-configuration.html */
export const configurationAddress: ResourceRule = {
  id: "LAT-15",
  title: "A resource by address has a private IP address that stays",
  types: [CONFIGURATION],
  otherwise: "useless",
  check(configuration, graph) {
    return definitionsOf(configuration).flatMap((definition) => {
      if (!("kind" in definition) || definition.kind !== "ip") return [];
      const text = follow(definition.value);
      return typeof text === "string" ? ofText(configuration, text, graph) : [];
    });
  },
};

function ofText(configuration: Resource, text: string, graph: Graph): readonly Judgement[] {
  const address = readAddress(text);
  const needed = `an address in ${RESOURCE_IPV4_BLOCKS.join(", ")}, or an IPv6 address of the VPC`;
  const words = { at: configuration, needed, fix: 'ip_address = "10.0.0.10"' };
  if (!address) {
    const found = `ip_address of ${configuration.address} is "${text}", which is no IP address`;
    return [broken({ ...words, found, why: "AWS refuses what is no address." })];
  }
  const isPrivate =
    address.version === 6 ||
    RESOURCE_IPV4_BLOCKS.some((block) => {
      const all = readBlock(block);
      return all !== undefined && contains(all, address);
    });
  if (!isPrivate) {
    const found = `ip_address of ${configuration.address} is ${text}, a public address`;
    return [broken({ ...words, found, why: "VPC Lattice leads to private addresses only." })];
  }
  const database = rdsBehind(configuration, graph);
  if (!database) return [];
  return [
    warning({
      at: configuration,
      found: `${configuration.address} names the address ${text}, and its gateway is let out to ${database.address}`,
      needed: "the ARN of the database",
      why: "A database of RDS has another address after a failover; the name and the ARN stay.",
      fix: `type = "ARN", without protocol and port_ranges, and arn_resource with arn = ${database.address}.arn`,
    }),
  ];
}

/** A database of RDS that has a security group to which the gateway is let out. */
function rdsBehind(configuration: Resource, graph: Graph): Resource | undefined {
  const gateway = gatewayOf(graph, configuration);
  const groups = isResource(gateway) ? (peerOf(graph, gateway)?.groups ?? []) : [];
  for (const { other } of rulesOfAll(graph, groups, "egress").rules) {
    if (other.kind !== "group" || !isResource(other.group)) continue;
    const { others } = wearersOf(graph, other.group);
    const database = others.find(({ type }) => type === "aws_db_instance" || type === "aws_rds_cluster");
    if (database) return database;
  }
  return undefined;
}
