import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { sharesOf } from "../../lattice/sharing";
import { shareZone, subnetsOf, zoneOf } from "../../lattice/zones";
import { isResource, type Named } from "../../network/look-up";
import { broken, type Judgement, proven, unknown, warning } from "../../verdict";
import type { Rule } from "../rule";
import type { EndpointToTarget } from "./way";

/** https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-gateway.html */
export const zonesOverlap: Rule<EndpointToTarget> = {
  id: "LAT-06",
  title: "Endpoint and resource gateway have an Availability Zone in common",
  awsCode: "VPCE_SERVICE_NOT_INSTALLED_IN_AZ",
  check({ endpoint, target }, graph) {
    const gateway = target?.gateway;
    if (!target || !isResource(gateway)) return undefined;
    const [ofEndpoint, ofGateway] = [subnetsOf(graph, endpoint), subnetsOf(graph, gateway)];
    // That there are none is said where the subnets are missing.
    if (ofEndpoint.length === 0 || ofGateway.length === 0) return undefined;
    const common = shareZone(ofEndpoint, ofGateway);
    if (common === true) {
      const proof = proven(`${endpoint.address} and ${gateway.address} have a zone in common`);
      return [proof, ...besides(endpoint, gateway, ofEndpoint, ofGateway)];
    }
    const words = {
      at: endpoint,
      needed: `a subnet of the endpoint in a zone of ${gateway.address}: ${zonesInWords(ofGateway)}`,
      why: "At least one Availability Zone of the endpoint and of the resource gateway has to be the same.",
      fix: `Give ${endpoint.address} subnets in the zones of ${gateway.address}, best in all of them.`,
    };
    const acrossAccounts = isShared(graph, target.group ?? target.configuration);
    if (common === false && !(acrossAccounts && namesOnly(ofEndpoint))) {
      const found = `${endpoint.address} is in ${zonesInWords(ofEndpoint)}, ${gateway.address} in ${zonesInWords(ofGateway)}`;
      return broken({ ...words, found });
    }
    if (manyOrUncounted(ofEndpoint) && manyOrUncounted(ofGateway)) return undefined;
    const reason =
      common instanceof Unknown
        ? common.reason
        : "the names of zones differ between accounts, only their ids do not";
    return unknown({ ...words, found: reason, fix: "Give the subnets by availability_zone_id." });
  },
};

/** Subnets of the endpoint in zones in which the gateway is not. */
function besides(
  endpoint: Resource,
  gateway: Resource,
  ofEndpoint: readonly Named[],
  ofGateway: readonly Named[],
): readonly Judgement[] {
  // That the gateway is in one zone only is said of the gateway.
  if (ofGateway.length < 2 || ofGateway.some((subnet) => zoneOf(subnet)?.form !== "id")) return [];
  const alone = ofEndpoint.filter(
    (subnet) => zoneOf(subnet)?.form === "id" && shareZone([subnet], ofGateway) === false,
  );
  if (alone.length === 0) return [];
  return [
    warning({
      at: endpoint,
      found: `${endpoint.address} is in ${zonesInWords(alone)}, where ${gateway.address} is not`,
      needed: `a subnet of ${gateway.address} in each zone of the endpoint`,
      why: "AWS makes a network interface of the endpoint only in zones in which the resource gateway is too.",
      fix: `Give ${gateway.address} a subnet in ${zonesInWords(alone)}, or leave the endpoint's there out.`,
    }),
  ];
}

/** With subnets in two zones or more on both sides there will be one in common, unless somebody takes pains. */
function manyOrUncounted(subnets: readonly Named[]): boolean {
  return subnets.length > 1 || subnets.some((subnet) => subnet instanceof Unknown || isList(subnet));
}

function isList(subnet: Named): boolean {
  return isResource(subnet) && subnet.type === "aws_subnets";
}

function namesOnly(subnets: readonly Named[]): boolean {
  return subnets.some((subnet) => zoneOf(subnet)?.form !== "id");
}

function isShared(graph: Graph, configuration: Parameters<typeof sharesOf>[1]): boolean {
  return sharesOf(graph, configuration).length > 0;
}

function zonesInWords(subnets: readonly Named[]): string {
  const zones = new Set(subnets.map((subnet) => zoneOf(subnet)?.text ?? "a zone that is not known"));
  return [...zones].sort().join(", ");
}
