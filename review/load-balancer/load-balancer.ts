import type { Resource } from "../graph/resource";
import { Unknown } from "../graph/value";
import { textArgument } from "./argument";

export type LoadBalancerKind = "application" | "network" | "gateway";

/** What kind of load balancer it is: an Application Load Balancer, unless it says otherwise. */
export function kindOf(loadBalancer: Resource): LoadBalancerKind | Unknown {
  const type = textArgument(loadBalancer, "load_balancer_type");
  if (type === undefined) return "application";
  if (type === "application" || type === "network" || type === "gateway") return type;
  return type instanceof Unknown ? type : new Unknown(`${loadBalancer.address} is of the type ${type}`);
}

/** In words, for reports. */
export function kindName(loadBalancer: Resource): string {
  const kind = kindOf(loadBalancer);
  return kind instanceof Unknown ? "load balancer" : `${kind} load balancer`;
}
