import { AwsService } from "../../aws/services";
import type { Graph } from "../graph/graph";
import { Unknown } from "../graph/value";
import { type Answer, every } from "../network/answer";
import { isManaged, isResource, lookUp, nameOf } from "../network/look-up";
import { routesOf, routeTableOf } from "../network/routes";
import { same, VPC_TYPES } from "../network/vpc";
import type { ServiceCaller } from "./caller";
import { isRouted } from "./gateway-routes";
import { internetWays, reachesInternet, type SubnetWay } from "./internet";
import { type ServiceEndpoint, serviceEndpoints } from "./service-endpoint";

/** All ways that a caller may have to an AWS service. */
export interface Ways {
  readonly service: AwsService;
  /** The service's Region; undefined if it is not known. */
  readonly region: string | undefined;
  /** Endpoints of the service in the caller's VPC that have network interfaces, or should have. */
  readonly interfaces: readonly ServiceEndpoint[];
  /** Those of type Gateway. */
  readonly gateways: readonly ServiceEndpoint[];
  readonly internet: readonly SubnetWay[];
  readonly reachesInternet: Answer;
  /** Why there may be endpoints that are not among these; undefined if there are none. */
  readonly others: Unknown | undefined;
}

/** The way that a caller's connections take, which is not always one that works. */
export type Way =
  | { readonly kind: "interface"; readonly endpoint: ServiceEndpoint }
  | { readonly kind: "gateway"; readonly endpoint: ServiceEndpoint }
  | { readonly kind: "internet" }
  | { readonly kind: "none" };

/**
 * The ways that a caller has to an AWS service.
 *
 * @param suffix what follows the Region in the endpoint's name, like `ecr.api`
 * @param region of the service, undefined if it is not known
 */
export function waysTo(
  graph: Graph,
  caller: ServiceCaller,
  suffix: string,
  region: string | undefined,
): Ways {
  const service = AwsService.of(suffix);
  const { inVpc, others } = endpointsFor(graph, caller, suffix, region);
  const isGateway = ({ kind }: ServiceEndpoint) => kind === "Gateway" && service.kinds.includes("Gateway");
  const internet = internetWays(graph, caller);
  return {
    service,
    region,
    interfaces: inVpc.filter((endpoint) => !isGateway(endpoint)),
    gateways: inVpc.filter(isGateway),
    internet,
    reachesInternet: reachesInternet(internet),
    others,
  };
}

/**
 * The way that connections to the service's own name take. Private DNS turns the name for the whole VPC, whatever else there is; a
 * gateway's routes are narrower than a default route; what is left takes the default route.
 *
 * @param told whether the caller is told the endpoint's own URL
 */
export function wayTaken(graph: Graph, caller: ServiceCaller, ways: Ways, told: Answer = false): Way {
  const { interfaces, gateways } = ways;
  if (told === true && interfaces[0]) return { kind: "interface", endpoint: interfaces[0] };
  const named = interfaces.find(
    ({ privateDns, onlyForInbound }) => privateDns === true && onlyForInbound === false,
  );
  if (named && ways.service.privateDns) return { kind: "interface", endpoint: named };
  const gateway = bestGateway(graph, caller, gateways);
  if (gateway && !(ways.reachesInternet === true && gateway.routed === false)) {
    return { kind: "gateway", endpoint: gateway.endpoint };
  }
  if (ways.reachesInternet === true) return { kind: "internet" };
  const [endpoint] = interfaces;
  if (endpoint) return { kind: "interface", endpoint };
  return { kind: ways.reachesInternet === false || ways.others ? "none" : "internet" };
}

/** The gateway endpoint that most subnets have. */
function bestGateway(graph: Graph, { peer }: ServiceCaller, gateways: readonly ServiceEndpoint[]) {
  const rated = gateways.map((endpoint) => ({
    endpoint,
    routed: every(peer.subnets.map((subnet) => isRouted(graph, endpoint.resource, subnet))),
  }));
  return (
    rated.find(({ routed }) => routed === true) ??
    rated.find(({ routed }) => routed instanceof Unknown) ??
    rated[0]
  );
}

function endpointsFor(graph: Graph, { peer }: ServiceCaller, suffix: string, region: string | undefined) {
  const { vpc } = peer;
  const { bySuffix, unnamed } = serviceEndpoints(graph);
  const inVpc: ServiceEndpoint[] = [];
  let others = whyOthers(graph, peer);
  for (const endpoint of bySuffix.get(suffix) ?? []) {
    if (!isOfRegion(endpoint, region)) continue;
    const here = same(lookUp(graph, endpoint.resource.get("vpc_id"), ...VPC_TYPES), vpc);
    if (here === true) inVpc.push(endpoint);
    else if (here instanceof Unknown) {
      others ??= new Unknown(
        `${endpoint.resource.address} may be in the VPC of ${peer.label}: ${here.reason}`,
      );
    }
  }
  for (const endpoint of unnamed) {
    const here = same(lookUp(graph, endpoint.get("vpc_id"), ...VPC_TYPES), vpc);
    if (here !== false) others ??= new Unknown(`to which service ${endpoint.address} leads is not known`);
  }
  return { inVpc, others };
}

/** An endpoint can lead to another Region, if it says so: https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-cross-region-privatelink-support.html */
function isOfRegion({ service }: ServiceEndpoint, region: string | undefined): boolean {
  return region === undefined || service.region === undefined || service.region === region;
}

/** Why there may be endpoints that the files given do not have; undefined if there cannot be. */
function whyOthers(graph: Graph, { vpc, label, subnets }: ServiceCaller["peer"]): Unknown | undefined {
  if (vpc === undefined) return new Unknown(`the VPC of ${label} is not known`);
  if (vpc instanceof Unknown) return vpc;
  if (!isManaged(vpc)) {
    return new Unknown(`${nameOf(vpc)} exists outside of the files given, and so may endpoints in it`);
  }
  const [module] = graph.unreadModules;
  if (module !== undefined) return new Unknown(`${module} is not read, and may make endpoints`);
  const profiles = graph.referring("aws_route53profiles_association", "resource_id", vpc);
  if (profiles.resources[0])
    return new Unknown(`${profiles.resources[0].address} may bring names of endpoints elsewhere`);
  for (const subnet of subnets) {
    const table = routeTableOf(graph, subnet);
    const { routes } = routesOf(graph, table);
    const onward = routes.find(({ target }) =>
      ["peering", "transit gateway", "other", "unknown"].includes(target.kind),
    );
    if (onward) {
      const through = isResource(onward.target.named) ? onward.target.named.address : "what is not known";
      return new Unknown(
        `${onward.label} leads on through ${through}, behind which there may be shared endpoints`,
      );
    }
  }
  return undefined;
}
