import type { LbTargetGroupHealthCheck } from "@cdktf/provider-aws/lib/lb-target-group";
import { conditional, Op, Token } from "cdktf";
import type { Inspection } from "../refusal";
import { tcpPort } from "../security";
import { numberText } from "../tokens";
import { healthCheckInterval, healthCheckPath, successCodes } from "./requirements";

export interface HealthCheckOptions {
  /**
   * TCP port, if it is not the one that gets the traffic.
   *
   * @default the target's port
   */
  readonly port?: number;
  /**
   * Seconds from one check to the next, 6 to 300. Three good ones make a target healthy, three bad ones unhealthy.
   *
   * @default 10
   */
  readonly intervalInSeconds?: number;
}

export interface HttpHealthCheckOptions extends HealthCheckOptions {
  /**
   * Status codes of a good answer: one, some or a range.
   *
   * @default "200-399"
   */
  readonly successCodes?: string;
}

/** A target is well if it takes a connection. */
export interface TcpHealthCheck extends HealthCheckOptions {
  readonly protocol: "TCP";
}

/** A target is well if it answers a request. */
export interface HttpHealthCheck extends HttpHealthCheckOptions {
  readonly protocol: "HTTP";
  /** The path that is asked for, like `/health`. */
  readonly path: string;
}

/** One of the two, which only Terraform knows: of TCP where the path is null. */
export interface EitherHealthCheck extends HttpHealthCheckOptions {
  readonly protocol: "either";
  readonly path: string;
}

/** How a load balancer finds out which targets are well. */
export type HealthCheck = TcpHealthCheck | HttpHealthCheck | EitherHealthCheck;

export const HealthCheck = {
  tcp(options: HealthCheckOptions = {}): TcpHealthCheck {
    return { ...options, protocol: "TCP" };
  },
  /** @param path like `/health`, perhaps with a query */
  http(path: string, options: HttpHealthCheckOptions = {}): HttpHealthCheck {
    return { ...options, protocol: "HTTP", path };
  },
  /** @param path of a request, or null for a connection alone, as only Terraform knows */
  either(path: string, options: HttpHealthCheckOptions = {}): EitherHealthCheck {
    return { ...options, protocol: "either", path };
  },
};

/** Tells what is wrong with a health check. */
export function inspectHealthCheck(inspection: Inspection, check: HealthCheck): void {
  if (check.port !== undefined) inspection.require("healthCheck.port", check.port, tcpPort);
  if (check.intervalInSeconds !== undefined) {
    inspection.require("healthCheck.intervalInSeconds", check.intervalInSeconds, healthCheckInterval);
  }
  if (check.protocol === "TCP") return;
  inspection.require("healthCheck.path", check.path, healthCheckPath);
  if (check.successCodes !== undefined) {
    inspection.require("healthCheck.successCodes", check.successCodes, successCodes);
  }
}

/** A health check in the words of a target group. */
export function healthCheckArguments(check: HealthCheck): LbTargetGroupHealthCheck {
  return {
    enabled: true,
    protocol: check.protocol === "either" ? ifPath(check, "HTTP", "TCP") : check.protocol,
    port: check.port === undefined ? "traffic-port" : numberText(check.port),
    ...(check.protocol === "HTTP" && { path: check.path, matcher: check.successCodes ?? "200-399" }),
    ...(check.protocol === "either" && {
      path: check.path,
      matcher: ifPath(check, check.successCodes ?? "200-399", Token.nullValue()),
    }),
    interval: check.intervalInSeconds ?? 10,
    // Below every interval: the defaults of TCP (10 s) and HTTP (6 s) are not.
    timeout: 5,
    healthyThreshold: 3,
    unhealthyThreshold: 3,
  };
}

function ifPath({ path }: EitherHealthCheck, then: string, otherwise: unknown): string {
  return Token.asString(conditional(Op.neq(path, Token.nullValue()), then, otherwise));
}
