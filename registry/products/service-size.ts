import { ScalingTarget } from "../../modules/ecs";
import type { Module } from "../form/module";
import { logKeyVariable, logRetentionVariable } from "./common-variables";

/** Declares how large a service is, and how it is kept. */
export function size(module: Module) {
  const cpu = module.variable("cpu", {
    type: "number",
    description:
      "CPU units of a task, of which 1024 are a virtual CPU: 256, 512, 1024, 2048, 4096, 8192 or 16384.",
    default: 256,
  });
  module.variable("memory", {
    type: "number",
    description: "Memory of a task in MiB, which depends on the CPU units. Null for twice the CPU units.",
    default: null,
  });
  const architecture = module.variable("architecture", {
    type: "string",
    description: "What the image is made for: `x86_64` or `arm64`.",
    default: "x86_64",
  });
  const tasks = module.variable("tasks", {
    type: "object({ minimum = number, maximum = number, cpu_percent = optional(number, 60) })",
    description:
      "From how many to how many tasks run, 0 to 5000, and the CPU in percent that their number follows. With both the same it stays. Two are one in each of two zones.",
    default: { minimum: 2, maximum: 2 },
  });
  const retention = logRetentionVariable(module);
  const key = logKeyVariable(module);
  const boundary = module.variable("permissions_boundary_arn", {
    type: "string",
    description: "ARN of a policy that bounds what both roles can ever do. Null for none.",
    default: null,
  });
  const wait = module.variable("wait_for_steady_state", {
    type: "bool",
    description:
      "Whether Terraform waits until the new tasks run, for up to 20 minutes, and fails if they do not.",
    default: false,
  });
  return {
    cpu: cpu.number,
    memory: module.expression("coalesce(var.memory, 2 * var.cpu)").number,
    architecture: architecture.string as "x86_64",
    tasks: {
      minimum: tasks.at("minimum").number,
      maximum: tasks.at("maximum").number,
      follow: [ScalingTarget.cpu(tasks.at("cpu_percent").number)],
    },
    logGroup: { retentionInDays: retention, kmsKeyArn: key },
    permissionsBoundaryArn: boundary.string,
    waitForSteadyState: wait.boolean,
  };
}
