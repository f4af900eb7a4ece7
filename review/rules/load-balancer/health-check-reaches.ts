import { containersOf } from "../../ecs/containers";
import { taskDefinitionOf } from "../../ecs/task-definition";
import type { Graph } from "../../graph/graph";
import { Unknown } from "../../graph/value";
import { healthCheckConnection, seesClients } from "../../load-balancer/connection";
import type { Forwarding } from "../../load-balancer/forwarding";
import { healthCheckOf } from "../../load-balancer/target-group";
import { isResource } from "../../network/look-up";
import { broken, type Judgement, proven, unknown, warning } from "../../verdict";
import { judgeSide, sidesOf } from "../network/group-admission";
import type { Rule } from "../rule";

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html */
export const healthCheckReaches: Rule<Forwarding> = {
  id: "LB-05",
  title: "Health checks reach the targets",
  awsCode: "ENI_SG_RULES_MISMATCH",
  check: (forwarding, graph) => {
    const { group, target } = forwarding;
    if (!isResource(group) || !target || target.kind === "Lambda function") return undefined;
    const check = healthCheckOf(group);
    if (!check) return undefined;
    const port = check.port ?? target.connectedPort;
    // Health checks come from the load balancer, also where the traffic has the addresses of clients.
    if (port === target.connectedPort && !seesClients(graph, forwarding)) {
      return proven(`health checks of ${group.address} use the port of the traffic`);
    }
    if (port === undefined) return undefined;
    const connection = healthCheckConnection(graph, forwarding, port);
    if (!connection) return undefined;
    const sides = sidesOf(connection);
    const said = [sides.egress, sides.ingress].flatMap((side) => judgeSide(graph, connection, side) ?? []);
    const objections = said.flatMap((one) => ("at" in one ? [one] : []));
    const bad = objections.filter(({ verdict }) => verdict === "BROKEN");
    const listens = port === target.connectedPort || listensOn(graph, forwarding, port);
    const asked = port instanceof Unknown ? "a port that is not known" : `tcp/${port}`;
    const words = {
      at: group,
      needed: `a port on which ${target.resource.address} answers, and which security groups let the load balancer reach`,
      why: "A target that does not answer its health check gets no connection, and ECS replaces its tasks again and again.",
      fix: `Leave port out of health_check, as the default is the port of the traffic: port = "traffic-port"`,
    };
    // Where the application does have that port, the rules are at fault, else the health check.
    if (bad.length > 0 && listens === true) return bad;
    if (bad.length > 0) {
      const what = listens === false ? "no container has that port, and " : "";
      const found = `health_check of ${group.address} asks ${asked}: ${what}${bad.map(({ found }) => found).join("; ")}`;
      return broken({ ...words, found });
    }
    if (objections[0]) {
      return unknown({
        ...words,
        found: `whether health checks of ${group.address} on ${asked} arrive cannot be told: ${objections[0].found}`,
      });
    }
    const admitted: Judgement = proven(
      `security groups let health checks of ${group.address} through on ${asked}`,
    );
    if (listens !== false) return admitted;
    const found = `health_check of ${group.address} asks ${asked}, which is no port mapping of any container`;
    return [
      admitted,
      warning({
        ...words,
        found,
        fix: `Add { containerPort = ${String(port)} } to portMappings, or leave port out of health_check.`,
      }),
    ];
  },
};

/** Whether a container declares the port; undefined if that cannot be told or the target is no service. */
function listensOn(graph: Graph, { target }: Forwarding, port: number | Unknown): boolean | undefined {
  if (target?.kind !== "ECS service" || port instanceof Unknown) return undefined;
  const definition = taskDefinitionOf(graph, target.resource);
  if (!isResource(definition)) return undefined;
  const { containers, complete } = containersOf(graph, definition);
  const mappings = containers.flatMap(({ portMappings }) => portMappings.items);
  if (mappings.some(({ containerPort, hostPort }) => containerPort === port || hostPort === port))
    return true;
  const all = complete === true && containers.every(({ portMappings }) => portMappings.complete === true);
  return all && mappings.every(({ containerPort }) => containerPort !== undefined) ? false : undefined;
}
