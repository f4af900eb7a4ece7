import type { EcsServiceServiceConnectConfiguration } from "@cdktf/provider-aws/lib/ecs-service";
import { type Inspection, matching } from "../refusal";
import { tcpPort } from "../security";
import type { ContainerProps } from "./container";

/** How a service takes part in Service Connect. */
export interface ServiceConnect<Name extends string = string> {
  /**
   * Containers that other services of the namespace find, by container. Let the others in with `allowConnection`.
   *
   * @default none: the service only finds others
   */
  readonly offers?: Readonly<Partial<Record<Name, ServiceConnectOffer>>>;
}

export interface ServiceConnectOffer {
  /**
   * Host name that others use.
   *
   * @default the service's name
   */
  readonly host?: string;
  /**
   * TCP port that others use.
   *
   * @default the container's
   */
  readonly port?: number;
}

/** Tells what is wrong with the containers that others find. */
export function inspectServiceConnect(
  inspection: Inspection,
  { offers = {} }: ServiceConnect,
  service: { readonly name: string; readonly containers: Readonly<Record<string, ContainerProps>> },
): void {
  const taken = new Map<string, string>();
  for (const [name, offer] of Object.entries(offers)) {
    const input = `serviceConnect.offers.${name}`;
    const port = offer?.port ?? service.containers[name]?.port;
    inspection.refuseUnless(service.containers[name]?.port !== undefined, {
      input,
      told: "a container without a port",
      allowed: "containers that listen on a port",
      fix: `give containers.${name} its port`,
    });
    inspection.require(input, name, portName);
    inspection.require(`${input} and name`, discoveryName(service.name, name), discoverable);
    const host = offer?.host ?? service.name;
    inspection.require(`${input}.host`, host, hostName);
    if (offer?.port !== undefined) inspection.require(`${input}.port`, offer.port, tcpPort);
    const other = taken.get(`${host}:${port}`);
    inspection.refuseUnless(other === undefined, {
      input,
      given: `${host}:${port}`,
      allowed: `a host and port that ${other} does not have`,
      fix: "give one of the two another host, or another port",
    });
    taken.set(`${host}:${port}`, name);
  }
}

/** `PortMapping.name`, `discoveryName` and `ServiceConnectClientAlias` of the ECS API: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html */
const portName = matching("^[a-z0-9_][a-z0-9_-]{0,63}$", {
  allowed:
    "a container whose name has up to 64 lower-case letters, digits, hyphens and underscores, not beginning with a hyphen",
  fix: "rename the container",
});
const discoverable = matching("^[a-z0-9_][a-z0-9_-]{0,63}$", {
  allowed:
    "the service's and the container's name together up to 64 lower-case letters, digits, hyphens and underscores, not beginning with a hyphen",
  fix: "shorten one of the two names, or write it in lower case",
});
const hostName = matching("^[a-z0-9_-]{1,63}([.][a-z0-9_-]{1,63})*$", {
  allowed: "a host name in lower case, like orders or orders.internal",
  fix: "write the name that other services should use",
});

/** Unique in the namespace, as the service's name is in its cluster. */
function discoveryName(service: string, container: string): string {
  return `${service}-${container}`;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts.html */
export function serviceConnectArguments(
  { offers = {} }: ServiceConnect,
  service: {
    readonly name: string;
    readonly region: string;
    readonly namespaceArn: string;
    readonly logGroupName: string;
    readonly containers: Readonly<Record<string, ContainerProps>>;
  },
): EcsServiceServiceConnectConfiguration {
  return {
    enabled: true,
    namespace: service.namespaceArn,
    service: Object.entries(offers).map(([name, offer]) => {
      const host = offer?.host ?? service.name;
      return {
        // Ports are named after their containers.
        portName: name,
        discoveryName: discoveryName(service.name, name),
        clientAlias: { dnsName: host, port: offer?.port ?? (service.containers[name]?.port as number) },
      };
    }),
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": service.logGroupName,
        "awslogs-region": service.region,
        "awslogs-stream-prefix": "service-connect",
      },
    },
  };
}
