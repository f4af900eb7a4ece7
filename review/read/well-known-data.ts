import { endpointServiceName } from "../../aws/endpoint-names";
import { partitionOf } from "../../aws/partitions";
import { AwsService } from "../../aws/services";
import type { Value } from "../graph/value";
import { evaluate, settle } from "./expression";
import { rendered } from "./expression/file-functions";
import type { ReadResource } from "./read-resource";

/**
 * What some data sources are bound to answer, so that a configuration alone tells it too: the Region of the provider and what
 * follows from it, and what a template gives.
 */
export function wellKnownData(data: ReadResource, attribute: string): Value | undefined {
  if (data.type === "template_file" && attribute === "rendered") return renderedTemplate(data);
  const { region } = data;
  if (!region) return undefined;
  const partition = partitionOf(region);
  switch (`${data.type}.${attribute}`) {
    case "aws_region.name":
    case "aws_region.id":
    case "aws_region.region":
      return data.get("endpoint") === undefined ? region : undefined;
    case "aws_partition.partition":
    case "aws_partition.id":
      return partition.name;
    case "aws_partition.dns_suffix":
      return partition.dnsSuffix;
    case "aws_vpc_endpoint_service.service_name":
      return serviceName(data, region);
    default:
      return undefined;
  }
}

/** The forerunner of `templatefile`: https://registry.terraform.io/providers/hashicorp/template/latest/docs/data-sources/file */
function renderedTemplate(data: ReadResource): Value | undefined {
  const template = settle(data.get("template") ?? null);
  if (typeof template !== "string") return undefined;
  return rendered(template, settle(data.get("vars") ?? {}), evaluate);
}

function serviceName(data: ReadResource, region: string): string | undefined {
  const service = data.get("service");
  const kind = data.get("service_type");
  if (typeof service !== "string") return undefined;
  if (kind !== undefined && kind !== "Gateway" && kind !== "Interface") return undefined;
  try {
    return endpointServiceName(AwsService.of(service), region, kind);
  } catch {
    return undefined; // A name that AWS does not have is not the data source's to refuse.
  }
}
