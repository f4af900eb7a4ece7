import { type ServiceEndpoint, serviceEndpoint, serviceEndpoints } from "../../endpoints/service-endpoint";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { isManaged, lookUp } from "../../network/look-up";
import { same, VPC_TYPES } from "../../network/vpc";
import { broken, type Judgement, proven, unknown } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html#private-dns-s3-requirements */
export const inboundNameHasGateway: ResourceRule = {
  id: "DNS-03",
  title: "Private DNS of S3 for inbound resolvers alone has a gateway endpoint beside it",
  types: ["aws_vpc_endpoint"],
  check,
};

function check(resource: Resource, graph: Graph): Judgement | undefined {
  const endpoint = serviceEndpoint(graph, resource);
  if (endpoint === undefined || endpoint instanceof Unknown || !isInbound(endpoint)) return undefined;
  const vpc = lookUp(graph, resource.get("vpc_id"), ...VPC_TYPES);
  const gateways = (serviceEndpoints(graph).bySuffix.get("s3") ?? []).filter(
    ({ kind }) => kind === "Gateway",
  );
  const answers = gateways.map((one) => ({
    one,
    here: same(lookUp(graph, one.resource.get("vpc_id"), ...VPC_TYPES), vpc),
  }));
  const found = answers.find(({ here }) => here === true);
  if (found) return proven(`${found.one.resource.address} is the gateway beside ${resource.address}`);
  const words = {
    at: resource,
    found: `${resource.address} has private DNS for inbound resolvers only, and its VPC has no gateway endpoint for S3`,
    needed: "a gateway endpoint for S3 in the same VPC, made before",
    why: "AWS refuses such an endpoint of a VPC without a gateway endpoint for S3: that serves the VPC's own clients.",
    fix: "Write an aws_vpc_endpoint of type Gateway for S3, and depends_on = [aws_vpc_endpoint.<its name>] here.",
  };
  const certain = isManaged(vpc) && answers.every(({ here }) => here === false);
  return certain
    ? broken(words)
    : unknown({
        ...words,
        found: `whether the VPC of ${resource.address} has a gateway endpoint for S3 is not known`,
      });
}

function isInbound({ service, kind, privateDns, onlyForInbound }: ServiceEndpoint): boolean {
  return service.suffix === "s3" && kind === "Interface" && privateDns === true && onlyForInbound === true;
}
