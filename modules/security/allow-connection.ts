import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { type ITerraformDependable, TerraformStack, Token } from "cdktf";
import { nameOfStack } from "../addresses";
import { sameVpc } from "../network";
import { type DecidedByTerraform, Inspection, Refusal } from "../refusal";
import { Addresses, inspectAddresses } from "./addresses";
import { type Ports, portRange, tcpPorts } from "./ports";
import type { ISecurityGroup } from "./security-group";

export interface AllowConnectionProps {
  /** Who opens the connection. */
  readonly from: ISecurityGroup | Addresses;
  /** Who is connected to. */
  readonly to: ISecurityGroup | Addresses;
  /** TCP port or ports of the destination. */
  readonly port: Ports;
  /**
   * The addresses that the destination's rule names in place of `from`.
   *
   * @default within a VPC the security group itself, across VPCs the IPv4 blocks of its VPC
   */
  readonly fromAddresses?: Addresses;
  /**
   * The addresses that the source's rule names in place of `to`.
   *
   * @default within a VPC the security group itself, across VPCs the IPv4 blocks of its VPC
   */
  readonly toAddresses?: Addresses;
}

/**
 * Allows a TCP connection by writing both sides of it: egress at the source, ingress at the destination. Within a VPC
 * each side names the other's security group; across VPCs, where a group cannot be assumed to be known, its addresses.
 * An end that is given as addresses has no security group of ours, so only the other side is written. Saying the same
 * twice writes it once.
 *
 * @returns the rules, for what should not start without them
 * @throws Refusal if neither end is a security group, the port is not a TCP port, or the addresses are all addresses
 */
export function allowConnection({
  from,
  to,
  port,
  fromAddresses,
  toAddresses,
}: AllowConnectionProps): readonly ITerraformDependable[] {
  const owner = from instanceof Addresses ? to : from;
  if (owner instanceof Addresses) {
    throw new Error(
      "allowConnection got addresses at both ends, so there is no security group to write a rule in. " +
        "Fix: give the security group of the source or of the destination.",
    );
  }
  const inspection = new Inspection(owner);
  inspection.require("port", port, tcpPorts);
  for (const [input, end, inItsPlace] of [
    ["fromAddresses", from, fromAddresses],
    ["toAddresses", to, toAddresses],
  ] as const) {
    inspection.refuseUnless(!(inItsPlace && end instanceof Addresses), {
      input,
      told: "something beside addresses that it would replace",
      allowed: "addresses in place of a security group",
      fix: "leave it out, or give the security group",
    });
  }
  if (!(from instanceof Addresses) && !(to instanceof Addresses)) refuseTwoStacks(inspection, from, to);
  const source = seenFromOutside(from, to, fromAddresses);
  const destination = seenFromOutside(to, from, toAddresses);
  if (source instanceof Addresses)
    inspectAddresses(inspection, from === source ? "from" : "fromAddresses", source);
  if (destination instanceof Addresses) {
    inspectAddresses(inspection, to === destination ? "to" : "toAddresses", destination);
  }
  const decidedByTerraform = inspection.conclude();

  return [
    ...(from instanceof Addresses ? [] : writeRules("to", from, destination, port, decidedByTerraform)),
    ...(to instanceof Addresses ? [] : writeRules("from", to, source, port, decidedByTerraform)),
  ];
}

/** Two groups that name each other make two stacks that wait for each other. */
function refuseTwoStacks(inspection: Inspection, from: ISecurityGroup, to: ISecurityGroup): void {
  const apart = TerraformStack.of(from) !== TerraformStack.of(to);
  const bothMade = [from, to].every(({ securityGroupId }) => Token.isUnresolved(securityGroupId));
  inspection.refuseUnless(!apart || !bothMade, {
    input: "from and to",
    given: [from.node.path, to.node.path],
    allowed: "groups of one stack, since each one's rule names the other",
    fix: "describe one of them in the other's stack: SecurityGroup.fromAttributes(...) with its id",
  });
}

/** What the other side's rule can name for this end. */
function seenFromOutside(
  end: ISecurityGroup | Addresses,
  other: ISecurityGroup | Addresses,
  addresses: Addresses | undefined,
): ISecurityGroup | Addresses {
  if (addresses) return addresses;
  if (end instanceof Addresses || other instanceof Addresses) return end;
  return sameVpc(end.network, other.network) === "same"
    ? end
    : Addresses.ofNetwork(end.network, labelOf(end, other));
}

/**
 * Rules that a stack has already, so that a connection allowed twice is written once: AWS refuses the second. By the groups'
 * ids, since two constructs can describe one group.
 */
const written = new WeakMap<TerraformStack, Map<string, ITerraformDependable>>();

function writeRules(
  direction: "to" | "from",
  group: ISecurityGroup,
  peer: ISecurityGroup | Addresses,
  port: Ports,
  decidedByTerraform: DecidedByTerraform | undefined,
): readonly ITerraformDependable[] {
  const { from: fromPort, to: toPort } = portRange(port);
  const sources =
    peer instanceof Addresses
      ? peer.sources.map(({ label, description = label, ...source }) => ({
          label,
          key: JSON.stringify(source),
          description: source.cidrIpv4 ?? source.cidrIpv6 ?? description,
          source,
        }))
      : [
          {
            label: labelOf(peer, group),
            key: peer.securityGroupId,
            description: nameOfStack(peer) ?? labelOf(peer, group),
            source: { referencedSecurityGroupId: peer.securityGroupId },
          },
        ];
  const stack = TerraformStack.of(group);
  const done = written.get(stack) ?? new Map<string, ITerraformDependable>();
  written.set(stack, done);
  const ports = [fromPort, toPort].map((end) => (Token.isUnresolved(end) ? "port" : String(end)));
  return sources.map(({ label, key, description, source }) => {
    const rule = `${group.securityGroupId} ${direction} ${key} ${fromPort}-${toPort}`;
    const other = done.get(rule);
    if (other) return other;
    const id = `${direction}_${label}_${[...new Set(ports)].join("-")}`;
    if (group.node.tryFindChild(id)) throw sameName(group, direction, id);
    const Rule = direction === "to" ? VpcSecurityGroupEgressRule : VpcSecurityGroupIngressRule;
    const made = new Rule(group, id, {
      securityGroupId: group.securityGroupId,
      ...source,
      ipProtocol: "tcp",
      fromPort,
      toPort,
      description: `${direction} ${description}`,
      lifecycle: decidedByTerraform,
    });
    done.set(rule, made);
    return made;
  });
}

/** The peer's path below its stack, and that stack too if it is another one than the group's. */
function labelOf(peer: ISecurityGroup, group: ISecurityGroup): string {
  const stack = TerraformStack.of(peer);
  const scopes = peer.node.scopes;
  const first = scopes.indexOf(stack) + (stack === TerraformStack.of(group) ? 1 : 0);
  return scopes
    .slice(first)
    .map(({ node }) => node.id)
    .join("_");
}

/** The name of a rule is a part of its Terraform address, so it cannot be a number that changes with the order of calls. */
function sameName(group: ISecurityGroup, direction: "to" | "from", id: string): Refusal {
  return new Refusal(group.node.path, [
    {
      input: direction,
      told: `another one that gives a rule the name ${id}`,
      allowed: "peers and ports that differ in name",
      fix:
        "give one of the two security groups another construct id, a prefix list a label, " +
        "and blocks that only Terraform knows in one Addresses.cidrs(...)",
    },
  ]);
}
