import type { Graph } from "../review/graph/graph";
import type { Resource } from "../review/graph/resource";
import { Unknown } from "../review/graph/value";
import { wayOut } from "../review/network/ways-out";
import type { MatcherResult } from "./matcher-result";
import { modelOfReceived } from "./received";

/** Passes if there is a subnet, and no way leads from any to the internet or from there to anything in it. */
export function toBeIsolated(received: unknown): MatcherResult {
  const { graph } = modelOfReceived(received);
  const subnets = graph.ofType("aws_subnet", "aws_default_subnet").filter(({ mode }) => mode === "managed");
  const ways = [...subnets.flatMap((subnet) => waysOut(graph, subnet)), ...doors(graph)];
  const nothing = subnets.length === 0 ? ["there is no subnet in it, of which it could be said"] : [];
  const faults = [...nothing, ...ways];
  return {
    pass: faults.length === 0,
    message: () =>
      faults.length === 0
        ? `Expected a way to the internet, but none of ${subnets.length} subnets has one.`
        : `Expected no way to the internet, but:\n${faults.map((fault) => `- ${fault}`).join("\n")}`,
  };
}

function waysOut(graph: Graph, subnet: Resource): string[] {
  return ([4, 6] as const).flatMap((version) => {
    const way = wayOut(graph, subnet, version);
    if (way instanceof Unknown) return [`${subnet.address}: its way out is not known: ${way.reason}`];
    if (way.kind === "none") return [];
    return [`${subnet.address} has a default route for IPv${version} to the ${way.kind}: ${way.route.label}`];
  });
}

/** What leads in or out without a default route of a subnet that is known here. */
function doors(graph: Graph): string[] {
  const gateways = graph
    .ofType("aws_internet_gateway", "aws_nat_gateway", "aws_egress_only_internet_gateway")
    .filter(({ mode }) => mode === "managed")
    .map(({ address }) => `${address} is there`);
  const balancers = graph
    .ofType("aws_lb", "aws_alb")
    .filter((balancer) => balancer.mode === "managed" && balancer.get("internal") !== true)
    .map(({ address }) => `${address} is not internal`);
  const databases = graph
    .ofType("aws_db_instance", "aws_rds_cluster_instance")
    .filter((database) => database.get("publicly_accessible") === true)
    .map(({ address }) => `${address} is publicly accessible`);
  return [...gateways, ...balancers, ...databases];
}
