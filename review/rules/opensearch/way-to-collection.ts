import { groupOfEndpoints } from "../../endpoints/endpoint-in-terraform";
import type { Graph } from "../../graph/graph";
import { Unknown } from "../../graph/value";
import { isResource, type Named } from "../../network/look-up";
import { attributeOf, block, idsOf } from "../../network/terraform-lines";
import type { CollectionCall } from "../../opensearch/collection-call";
import { broken, type Judgement, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";

/** https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-vpc.html */
export const wayToCollection: Rule<CollectionCall> = {
  id: "AOSS-01",
  title: "There is a way to the collection",
  awsCode: "NO_PATH",
  check,
};

function check(call: CollectionCall, graph: Graph): Judgement {
  const { way, ways, collection, workload, ordinary, others } = call;
  const evidence = [...new Set(ways.internet.map((subnet) => subnet.evidence))].join("; ");
  if (way.kind === "endpoint") return proven(`${way.endpoint.address} leads to ${collection.address}`);
  if (way.kind === "internet") return proven(evidence);
  const [wrong] = ordinary;
  const { peer } = workload.caller;
  const words = {
    at: wrong?.resource ?? workload.definition,
    needed: `an aws_opensearchserverless_vpc_endpoint in the VPC of ${peer.label}`,
    why: wrong
      ? `An endpoint of EC2 for ${wrong.service.suffix} serves ${SERVES[wrong.service.suffix] ?? "something else"}: the name of a classic collection does not lead to it. OpenSearch Serverless manages endpoints of its own for classic collections.`
      : "The public name of a collection resolves to public addresses, unless OpenSearch Serverless has an endpoint of its own in the VPC.",
    fix: endpointInTerraform(graph, call),
  };
  const found = wrong
    ? `${wrong.resource.address} is an endpoint of EC2 for ${nameOfService(wrong.service)}, and the VPC has no endpoint of OpenSearch Serverless's own`
    : `the VPC of ${peer.label} has no endpoint of OpenSearch Serverless, and ${evidence || "no way to the internet"}`;
  const doubt = others ?? (ways.reachesInternet instanceof Unknown ? ways.reachesInternet : undefined);
  if (doubt) return unknown({ ...words, found: `${found}, as far as it is known: ${doubt.reason}` });
  return broken({ ...words, found });
}

const SERVES: Readonly<Record<string, string>> = {
  aoss: "the API that makes and changes collections",
  "aoss-data": "collections of generation NEXTGEN",
};

function nameOfService({
  region,
  suffix,
}: {
  readonly region: string | undefined;
  readonly suffix: string;
}): string {
  return region === undefined ? suffix : `com.amazonaws.${region}.${suffix}`;
}

function endpointInTerraform(graph: Graph, { workload, ordinary }: CollectionCall): string {
  const { vpc, subnets } = workload.caller.peer;
  const at = workload.definition;
  const id = (thing: Named | undefined) => (thing === undefined ? "..." : attributeOf(thing, "id", at));
  const [wrong] = ordinary;
  const name = wrong?.resource.name ?? "search";
  return block(`resource "aws_opensearchserverless_vpc_endpoint" "${name}"`, {
    name: `"${name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .slice(0, 32)}"`,
    vpc_id: isResource(vpc) || vpc !== undefined ? id(vpc) : "...",
    subnet_ids: idsOf(subnets, at),
    security_group_ids: `[${groupOfEndpoints(graph, vpc, at)}]`,
  });
}
