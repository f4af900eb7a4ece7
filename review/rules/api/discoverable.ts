import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { follow } from "../../network/look-up";
import { nestedBlocks } from "../../network/nested-blocks";
import { proven, unknown } from "../../verdict";
import type { Rule } from "../rule";

/** A service whose tasks an HTTP API finds in Cloud Map. */
export interface Registration {
  readonly registry: Resource;
  /** undefined if the files given have none. */
  readonly service: Resource | undefined;
  readonly port: number | undefined;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html */
export const discoverable: Rule<Registration> = {
  id: "API-14",
  title: "Cloud Map tells the address and the port of tasks",
  check: ({ registry, service, port }) => {
    const words = {
      at: registry,
      needed: "an ECS service that registers its tasks with SRV records, which have the port",
      why: "An HTTP API connects to the address and port that Cloud Map has of each task.",
      fix: 'dns_config {\n  dns_records {\n    type = "SRV"\n    ttl  = 10\n  }\n}',
    };
    if (!service) {
      const fix = `service_registries {\n  registry_arn   = ${registry.address}.arn\n  container_name = "..."\n  container_port = ...\n}`;
      return unknown({
        ...words,
        found: `nothing in the files given registers with ${registry.address}`,
        fix,
      });
    }
    const records = nestedBlocks(registry.get("dns_config")).flatMap((block) =>
      block instanceof Unknown ? [block] : nestedBlocks(block.dns_records),
    );
    const hasPort = records.some((record) => !(record instanceof Unknown) && follow(record.type) === "SRV");
    if (hasPort && port !== undefined)
      return proven(`${service.address} registers port ${port} with ${registry.address}`);
    return unknown({
      ...words,
      found: `whether ${registry.address} has the port of the tasks of ${service.address} cannot be told`,
    });
  },
};
