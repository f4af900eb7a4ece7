import type { Container } from "../../ecs/container";
import { containersOf } from "../../ecs/containers";
import { taskDefinitionOf } from "../../ecs/task-definition";
import { External } from "../../graph/graph";
import { Unknown } from "../../graph/value";
import type { Forwarding } from "../../load-balancer/forwarding";
import { follow, isManaged } from "../../network/look-up";
import { broken, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";

/** ECS registers the port of the container, whatever port the target group has. */
export const containerPortExists: Rule<Forwarding> = {
  id: "LB-04",
  title: "The container and its port are in the task definition",
  awsCode: "TARGET_PORT_RESTRICTION",
  check: ({ target }, graph) => {
    if (target?.kind !== "ECS service") return undefined;
    const { resource: service, container: name, port } = target;
    const definition = taskDefinitionOf(graph, service);
    const words = {
      at: service,
      needed: `a container and a port of it, as ${service.address} names them in load_balancer`,
      why: "ECS registers the port of a container with the load balancer, and refuses a service that names one the task definition lacks.",
    };
    const doubt = (found: string) =>
      unknown({ ...words, found, fix: "Give the files or the plan that have the container definitions." });
    if (name === undefined || port === undefined) {
      const missing = name === undefined ? "container_name" : "container_port";
      return broken({
        ...words,
        found: `load_balancer of ${service.address} has no ${missing}`,
        fix: `${missing} = ...`,
      });
    }
    if (name instanceof Unknown) return doubt(name.reason);
    if (port instanceof Unknown) return doubt(port.reason);
    if (!isManaged(definition)) {
      const which =
        definition instanceof External
          ? definition.id
          : definition instanceof Unknown
            ? definition.reason
            : "none is named";
      return doubt(`the task definition of ${service.address} is not in the files given: ${which}`);
    }
    const { containers, complete } = containersOf(graph, definition);
    const container = containers.find((one) => follow(one.name) === name);
    if (!container) {
      const unclear = containers.some((one) => typeof follow(one.name) !== "string");
      if (complete !== true) return doubt(complete.reason);
      if (unclear) return doubt(`the name of a container of ${definition.address} is not known`);
      const names = containers.map(({ label }) => label);
      return broken({
        ...words,
        found: `${definition.address} has no container "${name}", only ${names.join(", ") || "none"}`,
        needed: `a container named "${name}" in ${definition.address}`,
        fix: `container_name = "${names[0] ?? "..."}"`,
      });
    }
    const ports = portsOf(container);
    if (ports === undefined)
      return doubt(`not all port mappings of container "${name}" of ${definition.address} are known`);
    if (ports.includes(port)) return proven(`container "${name}" of ${definition.address} has port ${port}`);
    return broken({
      ...words,
      found: `container_port ${port} of ${service.address} is no port mapping of container "${name}", which has ${ports.join(", ") || "none"}`,
      needed: `a port that container "${name}" of ${definition.address} has`,
      fix:
        ports[0] === undefined
          ? `portMappings = [{ containerPort = ${port} }]`
          : `container_port = ${ports[0]}`,
    });
  },
};

/** undefined if one of them is not known. */
function portsOf({ portMappings: { items, complete } }: Container): readonly number[] | undefined {
  const ports = items.map(({ containerPort }) => containerPort);
  return complete === true && ports.every((port) => port !== undefined) ? ports : undefined;
}
