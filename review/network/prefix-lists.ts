import { External, type Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { isList, Unknown } from "../graph/value";
import type { Block } from "./addresses";
import { follow, type Named } from "./look-up";
import { nestedBlocks } from "./nested-blocks";
import { blockAt } from "./vpc";

/** Types that can be named where a prefix list is: a gateway endpoint by its `prefix_list_id`. */
export const PREFIX_LIST_TYPES = [
  "aws_ec2_managed_prefix_list",
  "aws_prefix_list",
  "aws_vpc_endpoint",
] as const;

/** What a prefix list stands for: blocks of one's own, or the addresses of an AWS service, like `com.amazonaws.eu-central-1.s3`. */
export type PrefixList = { readonly blocks: readonly Block[] } | { readonly service: string } | Unknown;

export function readPrefixList(graph: Graph, list: Named): PrefixList {
  if (list instanceof Unknown) return list;
  if (list instanceof External)
    return new Unknown(`what is in the prefix list ${list.id} is not in the files given`);
  if (list.type === "aws_vpc_endpoint") return serviceNamed(list, "service_name");
  if (list.mode === "data") return readData(list);
  return readEntries(graph, list);
}

function readEntries(graph: Graph, list: Resource): PrefixList {
  const separate = graph.referring("aws_ec2_managed_prefix_list_entry", "prefix_list_id", list);
  if (separate.uncertain[0])
    return new Unknown(`${separate.uncertain[0].address} may add to ${list.address}`);
  const values = [
    ...nestedBlocks(list.get("entry")).map((entry) => (entry instanceof Unknown ? entry : entry.cidr)),
    ...separate.resources.map((entry) => entry.get("cidr")),
  ];
  const blocks = values.map(blockAt);
  return blocks.every((block) => block !== undefined)
    ? { blocks }
    : new Unknown(`not all entries of ${list.address} are known`);
}

// aws_prefix_list and aws_ec2_managed_prefix_list as data sources, found by name or by a filter on it.
function readData(list: Resource): PrefixList {
  const name = follow(list.get("name"));
  if (typeof name === "string" && name.startsWith("com.amazonaws.")) return { service: name };
  for (const filter of nestedBlocks(list.get("filter"))) {
    if (filter instanceof Unknown || filter.name !== "prefix-list-name") continue;
    const values = follow(filter.values);
    const only = isList(values) && values.length === 1 ? follow(values[0]) : undefined;
    if (typeof only === "string" && only.startsWith("com.amazonaws.")) return { service: only };
  }
  const entries = list.get("entries") ?? list.get("cidr_blocks");
  if (isList(entries) && entries.length > 0) {
    const blocks = entries.map((entry) => blockAt(typeof entry === "string" ? entry : cidrOf(entry)));
    if (blocks.every((block) => block !== undefined)) return { blocks };
  }
  return new Unknown(`what ${list.address} finds is known only to AWS`);
}

function cidrOf(entry: unknown): string | undefined {
  const cidr = typeof entry === "object" && entry !== null && "cidr" in entry ? entry.cidr : undefined;
  return typeof cidr === "string" ? cidr : undefined;
}

function serviceNamed(resource: Resource, attribute: string): PrefixList {
  const name = follow(resource.get(attribute));
  return typeof name === "string"
    ? { service: name }
    : new Unknown(`the service of ${resource.address} is not known`);
}
