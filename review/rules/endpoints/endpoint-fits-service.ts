import { AwsService } from "../../../aws/services";
import { serviceEndpoint } from "../../endpoints/service-endpoint";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { settle } from "../../read/expression/settle";
import { broken, type Judgement, proven } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html */
export const endpointFitsService: ResourceRule = {
  id: "EP-03",
  title: "The service has an endpoint of this name, Region and type",
  types: ["aws_vpc_endpoint"],
  check,
};

const KNOWN = new Map(
  Object.values(AwsService).flatMap((one) => (typeof one === "function" ? [] : [[one.suffix, one] as const])),
);

/** Names that are written by mistake, and that no Region has. */
const MEANT: Readonly<Record<string, string>> = {
  cloudwatch: "monitoring for metrics or logs for logs",
  "cloudwatch-logs": "logs",
  ecr: "ecr.api and ecr.dkr, which are two endpoints",
  "ecr-api": "ecr.api",
  "ecr-dkr": "ecr.dkr",
  eventbridge: "events",
  firehose: "kinesis-firehose",
  kinesis: "kinesis-streams",
  "parameter-store": "ssm",
  "secrets-manager": "secretsmanager",
  "step-functions": "states",
};

function check(resource: Resource, graph: Graph): readonly Judgement[] {
  const endpoint = serviceEndpoint(graph, resource);
  if (endpoint === undefined || endpoint instanceof Unknown) return [];
  const { suffix, region } = endpoint.service;
  const meant = MEANT[suffix];
  if (meant !== undefined) return [broken({ at: resource, ...misnamed(resource, suffix, meant) })];
  const faults = [...foreign(graph, resource, region), ...ofOtherType(resource, suffix, endpoint.kind)];
  if (faults.length > 0) return faults;
  return [proven(`${resource.address} is of a type that ${suffix} has`)];
}

function misnamed(resource: Resource, suffix: string, meant: string) {
  return {
    found: `service_name of ${resource.address} ends with ${suffix}`,
    needed: `the name of an endpoint service, like that of ${meant}`,
    why: "AWS refuses a name that it does not have (InvalidServiceName).",
    fix: `Write ${meant}.`,
  };
}

function foreign(graph: Graph, resource: Resource, region: string | undefined): readonly Judgement[] {
  const own = graph.regionOf(resource);
  if (own === undefined || region === undefined || region === own) return [];
  const given = settle(resource.get("service_region") ?? null);
  if (given === region || (given !== null && typeof given !== "string")) return [];
  return [
    broken({
      at: resource,
      found: `${resource.address} is made in ${own}, and service_name is of ${region}`,
      needed: `service_name of ${own}, or service_region = "${region}"`,
      why: "An endpoint leads to the service in its own Region, unless it names another one.",
      fix: `Write ${own} instead of ${region} in service_name.`,
    }),
  ];
}

function ofOtherType(resource: Resource, suffix: string, kind: string | Unknown): readonly Judgement[] {
  const service = KNOWN.get(suffix);
  if (!service || typeof kind !== "string" || service.kinds.some((one) => one === kind)) return [];
  const [wanted] = service.kinds;
  const unsaid = resource.get("vpc_endpoint_type") === undefined;
  return [
    broken({
      at: resource,
      found: unsaid
        ? `${resource.address} has no vpc_endpoint_type, which means Gateway`
        : `vpc_endpoint_type of ${resource.address} is ${kind}`,
      needed: `vpc_endpoint_type = "${wanted}": ${suffix} has no other`,
      why: "AWS refuses to create an endpoint of a type that the service does not have.",
      fix: `vpc_endpoint_type = "${wanted}"`,
    }),
  ];
}
