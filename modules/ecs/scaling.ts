import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { Fn, Op } from "cdktf";
import { Construct } from "constructs";
import type { Metric } from "../metrics";
import { type DecidedByTerraform, Inspection } from "../refusal";

/** What the number of tasks follows. */
export type ScalingTarget =
  | { readonly kind: "cpu" | "memory"; readonly percent: number }
  | { readonly kind: "requests"; readonly requests: Metric; readonly perTask: number };

export const ScalingTarget = {
  /** @param percent of the CPU that the tasks have, on average: 1 to 100 */
  cpu(percent: number): ScalingTarget {
    return { kind: "cpu", percent };
  },
  /** @param percent of the memory that the tasks have, on average: 1 to 100 */
  memory(percent: number): ScalingTarget {
    return { kind: "memory", percent };
  },
  /**
   * Requests that come in, like an API's `requestCount`, shared among the tasks that run. The cluster needs Container Insights, which
   * count the tasks.
   *
   * @param perTask requests in a minute that a task should have
   */
  requests(requests: Metric, perTask: number): ScalingTarget {
    return { kind: "requests", requests, perTask };
  },
};

/** From how many to how many tasks there are. */
export interface TaskRange {
  /** From 0; at least 2 to have one in each of two zones. */
  readonly minimum: number;
  /** The most tasks, not fewer than the minimum. */
  readonly maximum: number;
}

/** A number of tasks that follows the load. */
export interface ScaledTasks extends TaskRange {
  /**
   * What it follows, up as soon as one demands it.
   *
   * @default `ScalingTarget.cpu(60)`
   */
  readonly follow?: readonly ScalingTarget[];
}

export interface ServiceScalingProps extends TaskRange {
  readonly clusterName: string;
  readonly serviceName: string;
  readonly containerInsights: boolean;
}

/** Application Auto Scaling of one service: the number of tasks follows its targets, up as soon as one demands it. */
export class ServiceScaling extends Construct {
  private readonly target: AppautoscalingTarget;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ServiceScalingProps,
  ) {
    super(scope, id);
    const { clusterName, serviceName, minimum, maximum } = props;
    this.target = new AppautoscalingTarget(this, "Resource", {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: `service/${clusterName}/${serviceName}`,
      minCapacity: minimum,
      maxCapacity: maximum,
    });
  }

  /** @throws Refusal for a percentage or number that cannot be reached, and requests without Container Insights */
  follow(target: ScalingTarget): void {
    const decidedByTerraform = this.inspect(target);
    const { serviceNamespace, scalableDimension, resourceId } = this.target;
    new AppautoscalingPolicy(this, target.kind, {
      name: target.kind,
      policyType: "TargetTrackingScaling",
      serviceNamespace,
      scalableDimension,
      resourceId,
      targetTrackingScalingPolicyConfiguration: {
        targetValue: target.kind === "requests" ? target.perTask : target.percent,
        ...(target.kind === "requests"
          ? { customizedMetricSpecification: { metrics: this.requestsPerTask(target.requests) } }
          : { predefinedMetricSpecification: { predefinedMetricType: PREDEFINED[target.kind] } }),
      },
      lifecycle: decidedByTerraform,
    });
  }

  private inspect(target: ScalingTarget): DecidedByTerraform | undefined {
    const inspection = new Inspection(this);
    const { containerInsights } = this.props;
    inspection.refuseUnless(this.node.tryFindChild(target.kind) === undefined, {
      input: "target",
      told: `a second one for ${target.kind}`,
      allowed: "one for each of cpu, memory and requests",
      fix: "remove one of the two",
    });
    if (target.kind === "requests") {
      inspection.require("perTask", target.perTask, {
        allowed: "a number above 0",
        fix: "give the requests in a minute that one task serves well",
        isMet: (number) => number > 0,
      });
      inspection.refuseUnless(containerInsights, {
        input: "target",
        told: "requests in a cluster without Container Insights",
        allowed: "a cluster that counts its running tasks",
        fix: 'set containerInsights of the cluster to "enabled"',
      });
    } else {
      inspection.require("percent", target.percent, {
        allowed: "a number above 0, up to 100",
        fix: "give a percentage that leaves room for a burst, like 60",
        isMet: (number) => number > 0 && number <= 100,
        condition: (number) => Op.and(Op.gt(number, Fn.tonumber("0")), Op.lte(number, 100)),
      });
    }
    return inspection.conclude();
  }

  /** No metric of AWS counts requests for each task behind a network load balancer, so that it is calculated. */
  private requestsPerTask({ namespace, metricName, dimensions, statistic }: Metric) {
    const { clusterName, serviceName } = this.props;
    const named = (values: Readonly<Record<string, string>>) =>
      Object.entries(values).map(([name, value]) => ({ name, value }));
    return [
      {
        id: "requests",
        returnData: false,
        metricStat: { metric: { namespace, metricName, dimensions: named(dimensions) }, stat: statistic },
      },
      {
        id: "tasks",
        returnData: false,
        metricStat: {
          // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html
          metric: {
            namespace: "ECS/ContainerInsights",
            metricName: "RunningTaskCount",
            dimensions: named({ ClusterName: clusterName, ServiceName: serviceName }),
          },
          stat: "Average",
        },
      },
      {
        id: "each", // Without requests there is no data, and without data no task would ever be taken away.
        expression: "FILL(requests, 0) / tasks",
        label: "Requests per task",
        returnData: true,
      },
    ];
  }
}

const PREDEFINED = {
  cpu: "ECSServiceAverageCPUUtilization",
  memory: "ECSServiceAverageMemoryUtilization",
} as const;
