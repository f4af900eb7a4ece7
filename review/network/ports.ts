import { Unknown, type Value } from "../graph/value";

/** Ports from the first to the last, both included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

export const LAST_PORT = 65535;
export const ALL_PORTS: PortRange = { from: 0, to: LAST_PORT };

// Numbers that AWS takes by name too: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
const NAMES: Readonly<Record<string, string>> = {
  "-1": "all",
  "1": "icmp",
  "6": "tcp",
  "17": "udp",
  "58": "icmpv6",
};

/**
 * A protocol by its name where it has one: `tcp` for 6, `all` for -1; other numbers as text.
 *
 * @returns undefined if none is given
 */
export function readProtocol(value: Value | undefined): string | Unknown | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "number" || typeof value === "string") {
    const text = String(value).trim().toLowerCase();
    return NAMES[text] ?? text;
  }
  return value instanceof Unknown ? value : new Unknown("the protocol is known only after an apply");
}

/** A port: Terraform takes a number or the text of one. undefined if none is given or it is no number. */
export function readPort(value: Value | undefined): number | Unknown | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "number") return value;
  if (typeof value === "string") return /^-?\d+$/.test(value) ? Number(value) : undefined;
  return value instanceof Unknown ? value : new Unknown("the port is known only after an apply");
}

export function containsPort({ from, to }: PortRange, port: number): boolean {
  return from <= port && port <= to;
}

/** `tcp/5432`, `tcp/8000-8010`, `tcp/all ports`, `all protocols`. */
export function serviceInWords(
  protocol: string | Unknown,
  ports: PortRange | number | Unknown | undefined,
): string {
  if (protocol === "all") return "all protocols";
  const name = protocol instanceof Unknown ? "(protocol not known)" : protocol;
  if (ports === undefined) return name;
  if (ports instanceof Unknown) return `${name}/(port not known)`;
  if (typeof ports === "number") return `${name}/${ports}`;
  if (ports.from <= 1 && ports.to === LAST_PORT) return `${name}/all ports`;
  return ports.from === ports.to ? `${name}/${ports.from}` : `${name}/${ports.from}-${ports.to}`;
}
