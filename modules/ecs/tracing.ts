import type { ContainerProps } from "./container";
import type { ContainerImage } from "./container-image";

/** The collector's name among the containers. */
const COLLECTOR = "aws-otel-collector";

/**
 * The containers of a task, and the AWS Distro for OpenTelemetry, which takes traces from them (OTLP on
 * localhost:4317 and 4318) and sends them to X-Ray: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/trace-data.html
 */
export function withCollector(
  containers: Readonly<Record<string, ContainerProps>>,
  image: ContainerImage,
): Readonly<Record<string, ContainerProps>> {
  return {
    ...containers,
    [COLLECTOR]: {
      image,
      // The image has it: https://github.com/aws-observability/aws-otel-collector/tree/main/config/ecs
      command: ["--config=/etc/ecs/ecs-xray.yaml"],
      // An application without traces still serves.
      essential: false,
    },
  };
}

/** On which it takes traces and answers health checks: https://aws-otel.github.io/docs/setup/ecs/config-through-ssm */
export const COLLECTOR_PORTS: readonly number[] = [4317, 4318, 13133];

/** Whether a container has the collector's name, or one of its ports. */
export function takesCollectorsPlace(containers: Readonly<Record<string, ContainerProps>>): boolean {
  const ports = Object.values(containers).flatMap(({ port }) => port ?? []);
  return Object.hasOwn(containers, COLLECTOR) || ports.some((port) => COLLECTOR_PORTS.includes(port));
}
