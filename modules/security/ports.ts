import { Op } from "cdktf";
import type { Requirement } from "../refusal";
import { numberText } from "../tokens";

/** A TCP port, or a range of them with both ends included. */
export type Ports = number | { readonly from: number; readonly to: number };

const isTcpPort = (port: number) => Op.and(Op.gte(port, 1), Op.lte(port, 65535));

export const tcpPort: Requirement<number> = {
  allowed: "a whole number from 1 to 65535",
  fix: "give the port that the destination listens on",
  isMet: (port) => Number.isInteger(port) && port >= 1 && port <= 65535,
  condition: isTcpPort,
};

export const tcpPorts: Requirement<Ports> = {
  allowed: "a TCP port from 1 to 65535, or a range whose `from` is not above its `to`",
  fix: "give the port that the destination listens on",
  isMet: (ports) => {
    const { from, to } = portRange(ports);
    return tcpPort.isMet(from) && tcpPort.isMet(to) && from <= to;
  },
  condition: (ports) => {
    const { from, to } = portRange(ports);
    if (from === to) return isTcpPort(from);
    return Op.and(Op.and(isTcpPort(from), isTcpPort(to)), Op.lte(from, to));
  },
};

/** A port as the range of one. */
export function portRange(ports: Ports): { readonly from: number; readonly to: number } {
  return typeof ports === "number" ? { from: ports, to: ports } : ports;
}

/** `3306` or `8000-8010`, as VPC Lattice writes port ranges. */
export function portText(ports: Ports): string {
  const { from, to } = portRange(ports);
  return from === to ? numberText(from) : `${numberText(from)}-${numberText(to)}`;
}
