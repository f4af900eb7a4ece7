import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Reference, type Unknown, type Value } from "../graph/value";
import { follow, isResource, lookUp, type Named } from "../network/look-up";
import { portArgument, referringAny } from "./argument";
import { serviceTargets } from "./service-targets";
import { LOAD_BALANCERS, TARGET_ATTACHMENTS } from "./types";

/** What a target group sends connections to. */
export interface Target {
  readonly kind:
    | "ECS service"
    | "EC2 instance"
    | "Auto Scaling group"
    | "address"
    | "Lambda function"
    | "load balancer";
  /** The service, the instance ...; of an address, what registers it. */
  readonly resource: Resource;
  /** What registers it: the service itself, or an attachment. */
  readonly by: Resource;
  /** At which it is known: of a container, the one in the container. */
  readonly port: number | Unknown | undefined;
  /** At which it is connected to: of a container behind a port of its instance, that one. */
  readonly connectedPort: number | Unknown | undefined;
  /** Whether Docker chooses the port that is connected to. */
  readonly hasChosenPort?: boolean;
  /** The container of a service, as it is named there. */
  readonly container?: string | Unknown | undefined;
}

export interface Targets {
  readonly targets: readonly Target[];
  /** What may be a target too. */
  readonly uncertain: readonly Resource[];
}

/** What the files given register with a target group. */
export function targetsOf(graph: Graph, group: Resource): Targets {
  const services = serviceTargets(graph, group);
  const attachments = referringAny(graph, TARGET_ATTACHMENTS, "target_group_arn", group);
  const scaling = scalingGroupsOf(graph, group);
  return {
    targets: [
      ...services.targets,
      ...attachments.resources.flatMap((attachment) => attached(graph, group, attachment)),
      ...scaling.targets,
    ],
    uncertain: [...services.uncertain, ...attachments.uncertain, ...scaling.uncertain],
  };
}

const ATTACHED: Readonly<Record<string, Target["kind"]>> = {
  aws_instance: "EC2 instance",
  aws_spot_instance_request: "EC2 instance",
  aws_lambda_function: "Lambda function",
  aws_lambda_alias: "Lambda function",
  aws_lb: "load balancer",
  aws_alb: "load balancer",
};

function attached(graph: Graph, group: Resource, attachment: Resource): Target[] {
  const id = attachment.get("target_id");
  const port = portArgument(attachment, "port") ?? portArgument(group, "port");
  const common = { by: attachment, port, connectedPort: port };
  const holder = holderOfAddress(id);
  if (holder) return [{ kind: "address", resource: holder, ...common }];
  const target = lookUp(graph, id, ...Object.keys(ATTACHED));
  const kind = isResource(target) ? ATTACHED[target.type] : undefined;
  return isResource(target) && kind
    ? [{ kind, resource: target, ...common }]
    : [{ kind: "address", resource: attachment, ...common }];
}

/** Whose private address a value is, as of an instance or of a network interface. */
function holderOfAddress(id: Value | undefined): Resource | undefined {
  return id instanceof Reference && /^private_ip/.test(String(id.path[0])) ? id.resource : undefined;
}

function scalingGroupsOf(graph: Graph, group: Resource): Targets {
  const direct = graph.referring("aws_autoscaling_group", "target_group_arns", group);
  const attachments = ["lb_target_group_arn", "alb_target_group_arn"].map((argument) =>
    graph.referring("aws_autoscaling_attachment", argument, group),
  );
  const sources = ["aws_autoscaling_traffic_source_attachment", "aws_autoscaling_group"].map((type) =>
    graph.referring(type, "traffic_source.identifier", group),
  );
  const port = portArgument(group, "port");
  const target = (resource: Resource, by: Resource): Target => ({
    kind: "Auto Scaling group",
    resource,
    by,
    port,
    connectedPort: port,
  });
  const byAttachment = [...attachments, ...sources].flatMap(({ resources }) => resources);
  return {
    targets: [
      ...direct.resources.map((resource) => target(resource, resource)),
      ...byAttachment.map((by) => {
        const found: Named | undefined =
          by.type === "aws_autoscaling_group"
            ? by
            : lookUp(graph, by.get("autoscaling_group_name"), "aws_autoscaling_group");
        return target(isResource(found) ? found : by, by);
      }),
    ],
    uncertain: [direct, ...attachments, ...sources].flatMap(({ uncertain }) => uncertain),
  };
}

/** The address that an attachment registers, if it is known. */
export function addressOf({ by }: Target): string | undefined {
  const id = follow(by.get("target_id"));
  return typeof id === "string" ? id : undefined;
}

/** Whether a target is a load balancer, from which the way goes on. */
export function isLoadBalancer({ resource }: Target): boolean {
  return LOAD_BALANCERS.some((type) => type === resource.type);
}
