import { isResource, lookUp, nameOf } from "../../network/look-up";
import { same, VPC_TYPES } from "../../network/vpc";
import { warning } from "../../verdict";
import type { Rule } from "../rule";
import type { EndpointToTarget } from "./way";

/**
 * AWS's pages list the same VPC among the cases in which no endpoint is made, but not whether alone or only together with a custom
 * domain: https://docs.aws.amazon.com/vpc/latest/privatelink/use-resource-endpoint.html
 */
export const endpointInOtherVpc: Rule<EndpointToTarget> = {
  id: "LAT-11",
  title: "The endpoint is in another VPC than the resource gateway",
  check({ endpoint, target }, graph) {
    const gateway = target?.gateway;
    if (!isResource(gateway)) return undefined;
    const [vpc, other] = [endpoint, gateway].map((one) => lookUp(graph, one.get("vpc_id"), ...VPC_TYPES));
    if (vpc === undefined || other === undefined || same(vpc, other) !== true) return undefined;
    return warning({
      at: endpoint,
      found: `${endpoint.address} and ${gateway.address} are both in ${nameOf(vpc)}`,
      needed: "an endpoint in the VPC of the clients, and a resource gateway in that of the database",
      why: "AWS may refuse an endpoint in the VPC of its own resource gateway, and makes no private names there; within one VPC clients reach the database directly.",
      fix: "Leave the endpoint out, and let the database's security group admit the clients.",
    });
  },
};
