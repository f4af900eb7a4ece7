import { delivery, environmentFiles, imagePull, logDelivery, secretsReading } from "./agent-needs";
import type { Need, TaskFacts } from "./need";
import { execSessions, fileMounting, serviceConnect, tracing } from "./task-needs";
import { volumesOf } from "./volume";

/** Everything that a task needs from AWS, and nothing else. */
export function needsOf(task: TaskFacts): readonly Need[] {
  const containers = Object.entries(task.containers);
  return [
    ...imagePull(containers, task),
    ...containers.flatMap(([name, container]) => [
      ...logDelivery(name, container, task),
      ...secretsReading(name, container, task),
      ...environmentFiles(name, container, task),
    ]),
    ...volumesOf(task.containers).flatMap((volume) => fileMounting(volume)),
    ...execSessions(task),
    ...(task.serviceConnect ? [serviceConnect, delivery("Service Connect", task.logGroupArn)] : []),
    ...(task.tracing ? [tracing] : []),
  ];
}
