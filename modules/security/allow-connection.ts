import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Token } from "cdktf";
import { sameVpc } from "../network";
import { type DecidedByTerraform, Inspection } from "../refusal";
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
 * @throws Refusal if neither end is a security group, the port is not a TCP port, or the addresses are all addresses
 */
export function allowConnection({ from, to, port, fromAddresses, toAddresses }: AllowConnectionProps): void {
  const owner = from instanceof Addresses ? to : from;
  if (owner instanceof Addresses) {
    throw new Error(
      "allowConnection got addresses at both ends, so there is no security group to write a rule in. " +
        "Fix: give the security group of the source or of the destination.",
    );
  }
  const inspection = new Inspection(owner);
  inspection.require("port", port, tcpPorts);
  const source = seenFromOutside(from, to, fromAddresses);
  const destination = seenFromOutside(to, from, toAddresses);
  if (source instanceof Addresses) inspectAddresses(inspection, "from", source);
  if (destination instanceof Addresses) inspectAddresses(inspection, "to", destination);
  const decidedByTerraform = inspection.conclude();

  if (!(from instanceof Addresses)) writeRules("to", from, destination, port, decidedByTerraform);
  if (!(to instanceof Addresses)) writeRules("from", to, source, port, decidedByTerraform);
}

/** What the other side's rule can name for this end. */
function seenFromOutside(
  end: ISecurityGroup | Addresses,
  other: ISecurityGroup | Addresses,
  addresses: Addresses | undefined,
): ISecurityGroup | Addresses {
  if (addresses) return addresses;
  if (end instanceof Addresses || other instanceof Addresses) return end;
  return sameVpc(end.network, other.network) === "same" ? end : Addresses.ofNetwork(end.network);
}

/** Rules already written in a security group, so that a connection allowed twice is written once. */
const written = new WeakMap<ISecurityGroup, Set<string>>();

function writeRules(
  direction: "to" | "from",
  group: ISecurityGroup,
  peer: ISecurityGroup | Addresses,
  port: Ports,
  decidedByTerraform: DecidedByTerraform | undefined,
): void {
  const { from: fromPort, to: toPort } = portRange(port);
  const sources =
    peer instanceof Addresses
      ? peer.sources.map(({ label, ...source }) => ({ label, key: JSON.stringify(source), source }))
      : [
          {
            label: labelOf(peer),
            key: peer.node.addr,
            source: { referencedSecurityGroupId: peer.securityGroupId },
          },
        ];
  const done = written.get(group) ?? new Set();
  written.set(group, done);
  const ports = [fromPort, toPort].map((end) => (Token.isUnresolved(end) ? "port" : String(end)));
  for (const { label, key, source } of sources) {
    const rule = `${direction} ${key} ${fromPort}-${toPort}`;
    if (done.has(rule)) continue;
    done.add(rule);
    const Rule = direction === "to" ? VpcSecurityGroupEgressRule : VpcSecurityGroupIngressRule;
    new Rule(group, `${direction}_${label}_${[...new Set(ports)].join("-")}`, {
      securityGroupId: group.securityGroupId,
      ...source,
      ipProtocol: "tcp",
      fromPort,
      toPort,
      description: `${direction} ${label}`,
      lifecycle: decidedByTerraform,
    });
  }
}

/** The peer's path below the stack. */
function labelOf(peer: ISecurityGroup): string {
  return peer.node.path.split("/").slice(1).join("-");
}
