import { Token } from "cdktf";
import { customerKeyArn } from "../iam";
import type { Inspection } from "../refusal";
import { tcpPort } from "../security";
import type { ContainerProps } from "./container";
import { inspectImage } from "./container-image";
import { inspectSecret } from "./container-secret";
import { inspectLogs } from "./inspect-logs";
import { asksTerraform } from "./text-in-json";

type Named = Readonly<Record<string, ContainerProps>>;

/** Tells what is wrong with the containers of a task, each and together. */
export function inspectContainers(
  inspection: Inspection,
  containers: Named,
  { region, exec }: { readonly region: string; readonly exec: boolean },
): void {
  for (const [name, container] of Object.entries(containers)) {
    inspectOne(inspection, name, container, region);
    inspectLogs(inspection, `containers.${name}.logs`, container.logs, region);
    inspection.refuseUnless(!(exec && container.readonlyRootFilesystem), {
      input: `containers.${name}.readonlyRootFilesystem`,
      given: true,
      allowed: "false with ECS Exec, which writes into the container",
      fix: "leave exec out, or let the container write to its file system",
    });
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

function inspectOne(inspection: Inspection, name: string, container: ContainerProps, region: string): void {
  const { image, port, environment = {}, secrets = {}, environmentFiles = [], healthCheck } = container;
  const input = `containers.${name}`;
  inspection.refuseUnless(/^[A-Za-z0-9_-]{1,64}$/.test(name), {
    input,
    told: `"${name}" by name`,
    allowed: "1 to 64 letters, digits, hyphens and underscores",
    fix: "rename it",
  });
  inspectImage(inspection, `${input}.image`, image, region);
  if (port !== undefined) inspection.require(`${input}.port`, port, tcpPort);
  inspectTexts(inspection, input, container);
  for (const [variable, secret] of Object.entries(secrets)) {
    inspectSecret(inspection, `${input}.secrets.${variable}`, secret, region);
    inspection.refuseUnless(!Object.hasOwn(environment, variable), {
      input: `${input}.environment.${variable}`,
      told: "in environment and in secrets",
      allowed: "each variable once",
      fix: "keep the secret",
    });
  }
  inspection.refuseUnless(environmentFiles.length <= 10, {
    input: `${input}.environmentFiles`,
    told: `${environmentFiles.length} files`,
    allowed: "at most 10",
    fix: "join some of them",
  });
  for (const { key, kmsKeyArn } of environmentFiles) {
    if (kmsKeyArn !== undefined) {
      inspection.require(`${input}.environmentFiles.kmsKeyArn`, kmsKeyArn, customerKeyArn);
    }
    inspection.refuseUnless(Token.isUnresolved(key) || key.endsWith(".env"), {
      input: `${input}.environmentFiles`,
      given: key,
      allowed: "keys that end in .env",
      fix: "rename the object",
    });
  }
  const { intervalInSeconds, timeoutInSeconds, retries, startPeriodInSeconds } = healthCheck ?? {};
  const limits = [
    [`${input}.cpu`, container.cpu, 1, 196608, "CPU units"],
    [`${input}.memory`, container.memory, 6, 2 ** 31, "MiB"],
    [`${input}.stopTimeoutInSeconds`, container.stopTimeoutInSeconds, 2, 120, "seconds"],
    [`${input}.healthCheck.intervalInSeconds`, intervalInSeconds, 5, 300, "seconds"],
    [`${input}.healthCheck.timeoutInSeconds`, timeoutInSeconds, 2, 60, "seconds"],
    [`${input}.healthCheck.retries`, retries, 1, 10, "times"],
    [`${input}.healthCheck.startPeriodInSeconds`, startPeriodInSeconds, 0, 300, "seconds"],
  ] as const;
  for (const [which, value, least, most, unit] of limits) {
    if (value === undefined || Token.isUnresolved(value)) continue;
    inspection.refuseUnless(Number.isInteger(value) && value >= least && value <= most, {
      input: which,
      given: value,
      allowed: `a whole number from ${least} to ${most} (${unit})`,
      fix: "correct it, or leave it out",
    });
  }
}

/** Terraform reads `${...}` in the text of a shell as its own, and cdktf cannot put a list that only Terraform knows into JSON. */
function inspectTexts(inspection: Inspection, input: string, container: ContainerProps): void {
  const { command = [], entryPoint = [], environment = {}, healthCheck } = container;
  for (const [which, list] of [
    ["command", command],
    ["entryPoint", entryPoint],
  ] as const) {
    inspection.refuseUnless(!Token.isUnresolved(list), {
      input: `${input}.${which}`,
      told: "a list that only Terraform knows",
      allowed: "a list whose length is known; its words may be Terraform's",
      fix: "write the words out",
    });
  }
  const words = [
    ...(Token.isUnresolved(command) ? [] : command),
    ...(Token.isUnresolved(entryPoint) ? [] : entryPoint),
  ];
  for (const text of [...words, ...Object.values(environment), healthCheck?.command ?? ""]) {
    inspection.refuseUnless(!asksTerraform(text), {
      input,
      told: `with the text "${text}"`,
      allowed: "no ${...} and no %{...}, which Terraform would read as its own",
      fix: "write $${...} for the shell's own, and a token for a value of Terraform's",
    });
  }
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
