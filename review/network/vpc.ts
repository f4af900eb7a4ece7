import { External, type Found, type Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Unknown, type Value } from "../graph/value";
import { type Block, readBlock } from "./addresses";
import type { Answer } from "./answer";
import { follow, isManaged, isResource, lookUp, type Named, nameOf } from "./look-up";

export const VPC_TYPES = ["aws_vpc", "aws_default_vpc"] as const;
export const SUBNET_TYPES = ["aws_subnet", "aws_default_subnet", "aws_subnets"] as const;

/** The VPC in which a subnet, a security group or anything else with `vpc_id` stands. */
export function vpcOf(graph: Graph, thing: Named): Found {
  if (thing instanceof Unknown) return thing;
  if (thing instanceof External)
    return new Unknown(`${thing.id} exists outside of the files given, and so its VPC is not known`);
  return (
    lookUp(graph, thing.get("vpc_id"), ...VPC_TYPES) ??
    new Unknown(`the VPC of ${thing.address} is not given`)
  );
}

/**
 * Whether two values name the same thing. Two of which one is only looked up may be one: a data source can look up what exists
 * under another name.
 */
export function same(a: Found, b: Found): Answer {
  if (a === undefined || b === undefined) return new Unknown("which of them is meant is not given");
  if (a === b) return true;
  if (a instanceof Unknown) return a;
  if (b instanceof Unknown) return b;
  if (isManaged(a) && isManaged(b)) return false;
  const [idOfA, idOfB] = [idOf(a), idOf(b)];
  if (idOfA !== undefined && idOfB !== undefined) return idOfA === idOfB;
  // An id that is known already is not the one of what is yet to be made.
  if ((idOfA !== undefined && isYetToBeMade(b)) || (idOfB !== undefined && isYetToBeMade(a))) return false;
  return new Unknown(`${nameOf(a)} and ${nameOf(b)} may be the same`);
}

function isYetToBeMade(thing: Resource | External): boolean {
  if (thing instanceof External || thing.mode === "data") return false;
  if (thing.change) return thing.change.actions.includes("create");
  // Another stack that is reviewed with this one may be there already, and known here by its id.
  return idOf(thing) === undefined && thing.stack === undefined;
}

function idOf(thing: Resource | External): string | undefined {
  if (thing instanceof External) return thing.id;
  const id = thing.get("id");
  return typeof id === "string" ? id : undefined;
}

/** IPv4 blocks of a VPC, its secondary ones too; Unknown if not all of them can be told. */
export function ipv4BlocksOf(graph: Graph, vpc: Found): readonly Block[] | Unknown {
  if (!isResource(vpc))
    return vpc instanceof Unknown ? vpc : new Unknown("the blocks of the VPC are not known");
  const values = [vpc.get("cidr_block")];
  if (vpc.mode === "data") return dataBlocks(vpc);
  const more = graph.referring("aws_vpc_ipv4_cidr_block_association", "vpc_id", vpc);
  if (more.uncertain[0]) return new Unknown(`${more.uncertain[0].address} may add a block to ${vpc.address}`);
  for (const association of more.resources) values.push(association.get("cidr_block"));
  const blocks = values.map(blockAt);
  return blocks.every((block) => block !== undefined)
    ? blocks
    : new Unknown(`the blocks of ${vpc.address} are not all known`);
}

// What a data source has read names all blocks only in `cidr_block_associations`.
function dataBlocks(vpc: Resource): readonly Block[] | Unknown {
  const all = vpc.get("cidr_block_associations");
  const blocks = Array.isArray(all) ? all.map((one) => blockAt(one?.cidr_block)) : [];
  return blocks.length > 0 && blocks.every((block) => block !== undefined)
    ? blocks
    : new Unknown(`the blocks of data.aws_vpc.${vpc.name} are known only to AWS`);
}

/** Whether the VPC has no IPv4 block beside the one in its argument `cidr_block`. */
export function hasOneIpv4Block(graph: Graph, vpc: Resource): boolean {
  if (vpc.mode === "data") return false;
  const more = graph.referring("aws_vpc_ipv4_cidr_block_association", "vpc_id", vpc);
  return more.resources.length === 0 && more.uncertain.length === 0;
}

/** The block that a value holds; undefined if it is not known or no block. */
export function blockAt(value: Value | undefined): Block | undefined {
  const text = follow(value);
  return typeof text === "string" ? readBlock(text) : undefined;
}
