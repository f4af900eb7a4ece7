import type { IConstruct } from "constructs";
import { addressesIn, nameOf, type PlacedResource } from "./constructs";

/** A box of the picture: all resources of one type in one construct, or a construct of another module. */
interface Box {
  readonly id: string;
  readonly type: string;
  readonly names: string[];
  readonly within: readonly IConstruct[];
}

const MOST_NAMES = 6;

/**
 * What constructs of a module make, as a Mermaid flowchart: resources of one type in a box, boxes in the constructs that make them. An
 * arrow leads from a box to one that it names, and between security groups along their rules. What other modules make is one box for each
 * construct.
 */
export function pictureOf(placed: readonly PlacedResource[]): string {
  const boxes = new Map<string, Box>();
  const boxOf = new Map<string, Box>();
  const drawn = placed.filter(
    ({ type }) => !isRule(type) && !isAssociation(type) && type !== "terraform_data",
  );
  for (const resource of drawn) boxOf.set(resource.address, boxFor(boxes, resource));
  const arrows = new Set<string>();
  const draw = (from: Box | undefined, to: Box | undefined, label = "") => {
    if (from && to && (from.within.length > 0 || to.within.length > 0)) {
      arrows.add(`  ${from.id} -->${label && `|"${label}"|`} ${to.id}`);
    }
  };
  for (const { address, written } of drawn) {
    const from = boxOf.get(address);
    const named = addressesIn(written).map((each) => boxOf.get(each));
    for (const to of named.filter((box) => box !== from)) draw(from, to);
  }
  for (const { type, written } of placed) {
    const named = addressesIn(written).map((address) => boxOf.get(address));
    if (isAssociation(type)) for (const other of named.slice(1)) draw(named[0], other);
    if (isRule(type)) {
      const own = boxOf.get(addressesIn(written.security_group_id)[0] ?? "");
      const peer = peerOf(written, boxes, boxOf);
      const [from, to] = type.includes("egress") ? [own, peer] : [peer, own];
      draw(from, to, portsOf(written));
    }
  }
  // A box that nothing of the module has to do with is no part of the picture.
  const kept = [...boxes.values()].filter(
    ({ id, within }) =>
      within.length > 0 || [...arrows].some((arrow) => arrow.split(/[^a-z0-9]+/).includes(id)),
  );
  return ["flowchart LR", ...nested(kept, 0), ...arrows].join("\n");
}

function boxFor(boxes: Map<string, Box>, { type, address, within, top }: PlacedResource): Box {
  const inner = within.at(-1);
  const key = inner ? `${inner.node.path} ${type}` : top.node.path;
  const box = boxes.get(key) ?? {
    id: `b${boxes.size}`,
    type: inner ? type : nameOf(top),
    names: [],
    within,
  };
  boxes.set(key, box);
  if (inner) box.names.push(address.slice(type.length + 1));
  return box;
}

/** The other end of a rule: the box of a security group or of a gateway endpoint, or one for a block of addresses. */
function peerOf(
  { referenced_security_group_id, prefix_list_id, cidr_ipv4 }: PlacedResource["written"],
  boxes: Map<string, Box>,
  boxOf: ReadonlyMap<string, Box>,
): Box | undefined {
  const [address] = addressesIn([referenced_security_group_id, prefix_list_id]);
  if (address !== undefined) return boxOf.get(address);
  if (typeof cidr_ipv4 !== "string" || cidr_ipv4.includes("$")) return undefined;
  const box = boxes.get(cidr_ipv4) ?? { id: `b${boxes.size}`, type: cidr_ipv4, names: [], within: [] };
  boxes.set(cidr_ipv4, box);
  return box;
}

/** Boxes, in a frame for each construct around them. */
function nested(boxes: readonly Box[], depth: number): string[] {
  const indent = "  ".repeat(depth + 1);
  const frames = new Map<IConstruct, Box[]>();
  const lines: string[] = [];
  for (const box of boxes) {
    const frame = box.within[depth];
    if (frame) frames.set(frame, [...(frames.get(frame) ?? []), box]);
    else lines.push(`${indent}${box.id}["${[box.type, ...shownNames(box)].map(escaped).join("<br/>")}"]`);
  }
  for (const [frame, inside] of frames) {
    const id = `f_${frame.node.addr.slice(-8)}`;
    lines.push(
      `${indent}subgraph ${id}["${escaped(nameOf(frame))}"]`,
      ...nested(inside, depth + 1),
      `${indent}end`,
    );
  }
  return lines;
}

const shownNames = ({ names }: Box) =>
  names.length <= MOST_NAMES
    ? names
    : [...names.slice(0, MOST_NAMES - 1), `and ${names.length - MOST_NAMES + 1} more`];

const escaped = (text: string) => text.replace(/["#;<>]/g, (mark) => `#${mark.charCodeAt(0)};`);

const isRule = (type: string) => /^aws_vpc_security_group_(?:in|e)gress_rule$/.test(type);

/** Resources that do nothing but join two others. */
const isAssociation = (type: string) =>
  /_(?:association|attachment)$/.test(type) && !type.includes("vpclattice");

function portsOf({ from_port: from, to_port: to }: Readonly<Record<string, unknown>>): string {
  return `TCP ${from === to ? from : `${from}-${to}`}`;
}
