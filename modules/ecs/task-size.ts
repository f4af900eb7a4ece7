import { Token } from "cdktf";
import { FARGATE_CPU, fargateMemory } from "../../aws/fargate";
import type { Inspection } from "../refusal";

/** What a whole task has. */
export interface TaskSize {
  /**
   * CPU units; 1024 are a virtual CPU. On Fargate 256, 512, 1024, 2048, 4096, 8192 or 16384.
   *
   * @default 256
   */
  readonly cpu?: number;
  /**
   * Memory in MiB. On Fargate it depends on the CPU: 512, 1024 or 2048 with 256 CPU units.
   *
   * @default twice the CPU units
   */
  readonly memory?: number;
}

/** Tells what is wrong with the size of a task on Fargate, which the provider does not check. */
export function inspectFargateSize(inspection: Inspection, cpu: number, memory: number): void {
  if (Token.isUnresolved(cpu)) return;
  inspection.refuseUnless(FARGATE_CPU.includes(cpu), {
    input: "cpu",
    given: cpu,
    allowed: `one of ${FARGATE_CPU.join(", ")}`,
    fix: "choose the next larger one",
  });
  const sizes = fargateMemory(cpu);
  inspection.refuseUnless(sizes.length === 0 || Token.isUnresolved(memory) || sizes.includes(memory), {
    input: "memory",
    given: memory,
    allowed: `with ${cpu} CPU units ${sizes.length > 5 ? `${sizes[0]} to ${sizes.at(-1)} in steps of ${(sizes[1] ?? 0) - (sizes[0] ?? 0)}` : sizes.join(", ")} MiB`,
    fix: "choose the next larger one, or more CPU units",
  });
}

/** Tells whether the containers fit into their task. */
export function inspectShares(
  inspection: Inspection,
  task: { readonly cpu: number; readonly memory: number },
  containers: Readonly<Record<string, TaskSize>>,
): void {
  for (const what of ["cpu", "memory"] as const) {
    const shares = Object.values(containers).map((container) => container[what] ?? 0);
    if ([task[what], ...shares].some((share) => Token.isUnresolved(share))) continue;
    const taken = shares.reduce((total, share) => total + share, 0);
    inspection.refuseUnless(taken <= task[what], {
      input: what,
      given: task[what],
      allowed: `at least ${taken}, which the containers have together`,
      fix: `raise the task's ${what}, or lower the containers'`,
    });
  }
}
