import { FARGATE_CPU, FARGATE_WINDOWS_CPU, fargateMemory } from "../../../aws/fargate";
import { compatibilitiesOf } from "../../ecs/task-definition";
import type { Resource } from "../../graph/resource";
import { Unknown, type Value } from "../../graph/value";
import { nestedBlocks } from "../../network/nested-blocks";
import { numberOf } from "../../read/expression/convert";
import { settle } from "../../read/expression/settle";
import { broken, type Judgement, proven } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size */
export const fargateSize: ResourceRule = {
  id: "ECS-01",
  title: "CPU and memory are a size that Fargate has",
  types: ["aws_ecs_task_definition"],
  check,
};

const WHY = "AWS refuses to register a task definition for Fargate with another size.";

function check(definition: Resource): Judgement | undefined {
  if (!isForFargate(definition)) return undefined;
  const [cpu, memory] = [definition.get("cpu"), definition.get("memory")];
  const missing = [...(cpu === undefined ? ["cpu"] : []), ...(memory === undefined ? ["memory"] : [])];
  if (missing.length > 0) {
    return broken({
      at: definition,
      found: `${definition.address} is for Fargate and has no ${missing.join(" and no ")}`,
      needed: "cpu and memory of the task",
      why: "On Fargate there is no instance whose size would do.",
      fix: "cpu = 256 and memory = 512, or a larger size",
    });
  }
  const units = sizeOf(cpu, "vcpu");
  const mebibytes = sizeOf(memory, "gb");
  if (units === undefined || mebibytes === undefined) return undefined;
  const largest = FARGATE_CPU[FARGATE_CPU.length - 1] ?? 0;
  // Sizes that AWS adds are larger ones.
  if (units > largest) return undefined;
  const sizes = isWindows(definition) ? FARGATE_WINDOWS_CPU : FARGATE_CPU;
  if (!sizes.includes(units)) {
    return broken({
      at: definition,
      found: `cpu of ${definition.address} is ${units}`,
      needed: `cpu of ${sizes.join(", ")}`,
      why: WHY,
      fix: `cpu = ${sizes.find((one) => one >= units) ?? largest}`,
    });
  }
  const fitting = fargateMemory(units);
  if (fitting.includes(mebibytes))
    return proven(`Fargate has tasks of ${units} CPU units and ${mebibytes} MiB`);
  const next = fitting.find((one) => one >= mebibytes) ?? fitting[fitting.length - 1];
  return broken({
    at: definition,
    found: `${definition.address} has cpu = ${units} and memory = ${mebibytes}`,
    needed: `memory from ${fitting[0]} to ${fitting[fitting.length - 1]} MiB with ${units} CPU units, in the steps that Fargate has`,
    why: WHY,
    fix: `memory = ${next}`,
  });
}

/** Whether it asks to be checked for Fargate when it is registered. */
export function isForFargate(definition: Resource): boolean {
  const compatibilities = compatibilitiesOf(definition);
  return (
    compatibilities !== undefined &&
    !(compatibilities instanceof Unknown) &&
    compatibilities.includes("FARGATE")
  );
}

/** A size as a number of CPU units or MiB, or as a text with a unit, like `.5 vCPU` and `1 GB`. */
function sizeOf(value: Value | undefined, unit: "vcpu" | "gb"): number | undefined {
  const settled = settle(value ?? null);
  const number = numberOf(settled);
  if (number !== undefined) return number;
  const [, amount] =
    typeof settled === "string"
      ? (new RegExp(`^\\s*([0-9]*\\.?[0-9]+)\\s*${unit}\\s*$`, "i").exec(settled) ?? [])
      : [];
  return amount === undefined ? undefined : Number(amount) * 1024;
}

function isWindows(definition: Resource): boolean {
  const [platform] = nestedBlocks(definition.get("runtime_platform"));
  if (platform === undefined || platform instanceof Unknown) return false;
  const family = settle(platform.operating_system_family ?? null);
  return typeof family === "string" && family.startsWith("WINDOWS");
}
