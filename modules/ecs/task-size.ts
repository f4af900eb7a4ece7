import { type Expression, Fn, Op, Token } from "cdktf";
import { FARGATE_CPU, fargateMemory } from "../../aws/fargate";
import type { Inspection, Requirement } from "../refusal";
import { operandOf } from "../tokens";

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
  inspection.require(
    "cpu",
    cpu,
    oneOf(FARGATE_CPU, `one of ${FARGATE_CPU.join(", ")}`, "choose the next larger one"),
  );
  if (Token.isUnresolved(cpu)) inspection.leaveToTerraform(fits(cpu, memory), MISFIT);
  const sizes = fargateMemory(cpu);
  if (sizes.length > 0) {
    const allowed = `with ${cpu} CPU units ${inWords(sizes)} MiB`;
    inspection.require(
      "memory",
      memory,
      oneOf(sizes, allowed, "choose the next larger one, or more CPU units"),
    );
  }
}

const MISFIT = {
  input: "memory",
  told: "none that goes with these CPU units",
  allowed: FARGATE_CPU.map((cpu) => `with ${cpu} CPU units ${inWords(fargateMemory(cpu))} MiB`).join("; "),
  fix: "choose the next larger one, or more CPU units",
};

/** Whether a task on Fargate can have this memory, for Terraform to decide. */
function fits(cpu: number, memory: number): Expression {
  return FARGATE_CPU.map((each) => {
    const sizes = fargateMemory(each);
    const [first = 0, second = 0] = sizes;
    const step = second - first;
    const inSteps = sizes.every((size, index) => size === first + index * step);
    const list = inSteps ? Fn.range(first, (sizes.at(-1) ?? first) + 1, step) : [...sizes];
    return Op.and(Op.eq(operandOf(cpu), each), Fn.contains(list, memory));
  }).reduce((any, one) => Op.or(any, one));
}

function oneOf(numbers: readonly number[], allowed: string, fix: string): Requirement<number> {
  return {
    allowed,
    fix,
    isMet: (number) => numbers.includes(number),
    condition: (number) => Fn.contains([...numbers], number),
  };
}

function inWords(sizes: readonly number[]): string {
  const [first = 0, second = 0] = sizes;
  return sizes.length > 5 ? `${first} to ${sizes.at(-1)} in steps of ${second - first}` : sizes.join(", ");
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
