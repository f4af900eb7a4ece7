import type { Resource } from "../graph/resource";
import { Unknown } from "../graph/value";
import type { Answer } from "../network/answer";
import { follow } from "../network/look-up";
import { nestedBlocks } from "../network/nested-blocks";
import { readPort } from "../network/ports";
import { flagArgument, flagIn, textArgument, textOf } from "./argument";

/** `instance`, `ip`, `lambda` or `alb`: what is registered. Instances, unless it says otherwise. */
export function targetTypeOf(group: Resource): string | Unknown {
  return textArgument(group, "target_type") ?? "instance";
}

/** Like `TCP`; undefined if none is given, as for functions. */
export function groupProtocol(group: Resource): string | Unknown | undefined {
  const protocol = textArgument(group, "protocol");
  return typeof protocol === "string" ? protocol.toUpperCase() : protocol;
}

/** What carries connections of a protocol of a listener or target group: one, or for `TCP_UDP` both. */
export function transportsOf(protocol: string | Unknown | undefined): readonly ("tcp" | "udp")[] {
  if (protocol === "UDP" || protocol === "QUIC") return ["udp"];
  return protocol === "TCP_UDP" || protocol === "TCP_QUIC" ? ["tcp", "udp"] : ["tcp"];
}

/**
 * Whether targets of a Network Load Balancer see the addresses of the clients: by default instances do, and IP addresses only for
 * UDP. https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#client-ip-preservation
 */
export function keepsClientAddresses(group: Resource): Answer {
  const given = flagArgument(group, "preserve_client_ip");
  const protocol = groupProtocol(group);
  if (transportsOf(protocol).includes("udp")) return true;
  if (given !== undefined) return given;
  const type = targetTypeOf(group);
  if (type instanceof Unknown) return type;
  if (type === "instance" || type === "alb") return true;
  return protocol instanceof Unknown ? protocol : false;
}

export interface HealthCheck {
  /** undefined is the port of the traffic. */
  readonly port: number | Unknown | undefined;
  /** Like `HTTP`; undefined if none is given. */
  readonly protocol: string | Unknown | undefined;
}

/** The health check of a target group; undefined if it has none, which only a function can have. */
export function healthCheckOf(group: Resource): HealthCheck | undefined {
  const [block] = nestedBlocks(group.get("health_check"));
  const name = `health_check of ${group.address}`;
  if (block === undefined) {
    const notKnown = new Unknown(`${name} is known only to AWS`);
    return group.mode === "data"
      ? { port: notKnown, protocol: notKnown }
      : { port: undefined, protocol: undefined };
  }
  if (block instanceof Unknown) return { port: block, protocol: block };
  if (flagIn(block.enabled, name) === false) return undefined;
  const port = textOf(block.port, `port of ${name}`);
  const protocol = textOf(block.protocol, `protocol of ${name}`);
  return {
    port: port instanceof Unknown ? port : port === "traffic-port" ? undefined : readPort(follow(port)),
    protocol: typeof protocol === "string" ? protocol.toUpperCase() : protocol,
  };
}
