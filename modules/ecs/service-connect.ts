import type { EcsServiceServiceConnectConfiguration } from "@cdktf/provider-aws/lib/ecs-service";
import type { Inspection } from "../refusal";
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
  containers: Readonly<Record<string, ContainerProps>>,
): void {
  for (const name of Object.keys(offers)) {
    inspection.refuseUnless(containers[name]?.port !== undefined, {
      input: `serviceConnect.offers.${name}`,
      told: "a container without a port",
      allowed: "containers that listen on a port",
      fix: `give containers.${name} its port`,
    });
  }
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
        discoveryName: host,
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
