import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { isResource, lookUp, lookUpAll, nameOf } from "../../network/look-up";
import { SUBNET_TYPES, same, VPC_TYPES, vpcOf } from "../../network/vpc";
import { SERVERLESS_ENDPOINT } from "../../opensearch/serverless-policy";
import { broken, type Judgement, warning } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://github.com/hashicorp/terraform-provider-aws/issues/37741 */
export const oneEndpointInVpc: ResourceRule = {
  id: "AOSS-08",
  title: "The endpoint of OpenSearch Serverless stands in its VPC, alone",
  types: [SERVERLESS_ENDPOINT],
  check,
};

function check(endpoint: Resource, graph: Graph): readonly Judgement[] {
  const vpc = lookUp(graph, endpoint.get("vpc_id"), ...VPC_TYPES);
  const judgements: Judgement[] = [];
  for (const subnet of lookUpAll(graph, endpoint.get("subnet_ids"), ...SUBNET_TYPES)) {
    if (!isResource(subnet) || same(vpcOf(graph, subnet), vpc) !== false) continue;
    judgements.push(
      broken({
        at: endpoint,
        found: `${endpoint.address} is to stand in ${subnet.address}, which is in another VPC than its own, ${vpc ? nameOf(vpc) : ""}`,
        needed: "subnets of the endpoint's VPC",
        why: "AWS refuses subnets of another VPC.",
        fix: `vpc_id = ${subnet.address}.vpc_id`,
      }),
    );
  }
  const first = graph
    .ofType(SERVERLESS_ENDPOINT)
    .find(
      (one) => one.mode === "managed" && same(lookUp(graph, one.get("vpc_id"), ...VPC_TYPES), vpc) === true,
    );
  if (first && first !== endpoint) {
    judgements.push(
      warning({
        at: endpoint,
        found: `${endpoint.address} is in the VPC of ${first.address}`,
        needed: "one endpoint of OpenSearch Serverless for each VPC",
        why: "One endpoint leads to all collections; a second one would answer to the same names, and AWS refuses it.",
        fix: `Use ${first.address} for all collections.`,
      }),
    );
  }
  return judgements;
}
