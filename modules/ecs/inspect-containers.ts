import { type IResolvable, Op } from "cdktf";
import type { Inspection } from "../refusal";
import { operandOf } from "../tokens";
import type { ContainerProps } from "./container";
import { inspectContainer } from "./inspect-container";
import { inspectLogs } from "./inspect-logs";

type Named = Readonly<Record<string, ContainerProps>>;

/** Tells what is wrong with the containers of a task, each and together. */
export function inspectContainers(
  inspection: Inspection,
  containers: Named,
  { region, exec }: { readonly region: string; readonly exec: boolean | IResolvable },
): void {
  for (const [name, container] of Object.entries(containers)) {
    inspectContainer(inspection, name, container, region);
    inspectLogs(inspection, `containers.${name}.logs`, container.logs, region);
    inspectFileSystem(inspection, name, container, exec);
  }
  inspection.refuseUnless(Object.keys(containers).length <= 10, {
    input: "containers",
    told: `${Object.keys(containers).length} containers`,
    allowed: "at most 10 in a task",
    fix: "divide them among services",
  });
  inspection.refuseUnless(
    Object.values(containers).some(({ essential = true }) => essential),
    {
      input: "containers",
      told: "without one that is essential",
      allowed: "at least one essential container, whose end is the end of the task",
      fix: "leave essential out for the main container",
    },
  );
  inspectPorts(inspection, containers);
  inspectOrder(inspection, containers);
  inspectLogRouter(inspection, containers);
}

function inspectFileSystem(
  inspection: Inspection,
  name: string,
  { readonlyRootFilesystem = false }: ContainerProps,
  exec: boolean | IResolvable,
): void {
  if (exec === false || readonlyRootFilesystem === false) return;
  const fault = {
    input: `containers.${name}.readonlyRootFilesystem`,
    given: true,
    allowed: "false with ECS Exec, which writes into the container",
    fix: "leave exec out, or let the container write to its file system",
  };
  if (exec === true && readonlyRootFilesystem === true) inspection.refuse(fault);
  else inspection.leaveToTerraform(Op.not(Op.and(operandOf(exec), operandOf(readonlyRootFilesystem))), fault);
}

/** Containers of a task share one network, and so its ports. */
function inspectPorts(inspection: Inspection, containers: Named): void {
  const owner = new Map<number, string>();
  for (const [name, { port }] of Object.entries(containers)) {
    if (port === undefined) continue;
    const other = owner.get(port);
    inspection.refuseUnless(other === undefined, {
      input: `containers.${name}.port`,
      given: port,
      allowed: `a port that ${other} does not listen on, since the containers of a task share one network`,
      fix: "let one of the two listen on another port",
    });
    owner.set(port, name);
  }
}

/** Whom a container waits for, and that nobody waits for itself. */
function inspectOrder(inspection: Inspection, containers: Named): void {
  for (const [name, { startsAfter = {} }] of Object.entries(containers)) {
    for (const [other, condition] of Object.entries(startsAfter)) {
      const input = `containers.${name}.startsAfter.${other}`;
      inspection.refuseUnless(condition !== "HEALTHY" || containers[other]?.healthCheck !== undefined, {
        input,
        given: condition,
        allowed: `"HEALTHY" only of a container with a healthCheck, or else the task never starts`,
        fix: `give ${other} a healthCheck, or wait for "START"`,
      });
      const ends = condition === "COMPLETE" || condition === "SUCCESS";
      inspection.refuseUnless(!ends || containers[other]?.essential === false, {
        input,
        given: condition,
        allowed: `"${condition}" only of a container that is not essential, since the end of an essential one ends the task`,
        fix: `set essential to false in ${other}`,
      });
    }
    const circle = waitsForItself(name, containers);
    inspection.refuseUnless(circle === undefined, {
      input: `containers.${name}.startsAfter`,
      told: `a circle: ${circle?.join(" after ")}`,
      allowed: "an order in which some container starts first",
      fix: "remove one of them",
    });
  }
}

function waitsForItself(name: string, containers: Named): readonly string[] | undefined {
  const follow = (path: readonly string[]): readonly string[] | undefined => {
    const next = Object.keys(containers[path.at(-1) as string]?.startsAfter ?? {});
    if (next.includes(name)) return [...path, name];
    for (const other of next.filter((each) => !path.includes(each))) {
      const circle = follow([...path, other]);
      if (circle) return circle;
    }
    return undefined;
  };
  return follow([name]);
}

function inspectLogRouter(inspection: Inspection, containers: Named): void {
  const all = Object.entries(containers);
  const routers = all.filter(([, { firelens }]) => firelens).map(([name]) => name);
  const routed = all.filter(([, { logs }]) => logs?.driver === "awsfirelens").map(([name]) => name);
  inspection.refuseUnless(routers.length <= 1, {
    input: "containers",
    told: `two log routers: ${routers.join(", ")}`,
    allowed: "at most one container with firelens",
    fix: "leave it out of the others",
  });
  inspection.refuseUnless(routed.length === 0 || routers.length > 0, {
    input: `containers.${routed[0]}.logs`,
    told: "sent to a log router that the task does not have",
    allowed: "ContainerLogs.firelens only beside a container with firelens",
    fix: 'add a container with firelens: "fluentbit", or use ContainerLogs.cloudWatch()',
  });
  inspection.refuseUnless(!routed.some((name) => routers.includes(name)), {
    input: `containers.${routers[0]}.logs`,
    told: "sent to itself",
    allowed: "another place for the router's own output",
    fix: "use ContainerLogs.cloudWatch() for it",
  });
}
