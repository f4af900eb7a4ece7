/**
 * CPU units and the memory that goes with them, in MiB:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size and the API model of
 * `RegisterTaskDefinition`. The sizes of 8 and 16 vCPU take Linux platform 1.4.0 or later.
 */
const SIZES: ReadonlyMap<number, readonly number[]> = new Map([
  [256, [512, 1024, 2048]],
  [512, inSteps(1024, 4096, 1024)],
  [1024, inSteps(2048, 8192, 1024)],
  [2048, inSteps(4096, 16_384, 1024)],
  [4096, inSteps(8192, 30_720, 1024)],
  [8192, inSteps(16_384, 61_440, 4096)],
  [16_384, inSteps(32_768, 122_880, 8192)],
]);

/** CPU units that a Fargate task can have, least first; 1024 are one vCPU. */
export const FARGATE_CPU: readonly number[] = [...SIZES.keys()];

/** Those that a task of Windows containers can have. */
export const FARGATE_WINDOWS_CPU: readonly number[] = [1024, 2048, 4096];

/**
 * What memory a Fargate task can have, in MiB, least first.
 *
 * @param cpu in CPU units
 * @returns nothing for CPU units that no task can have
 */
export function fargateMemory(cpu: number): readonly number[] {
  return SIZES.get(cpu) ?? [];
}

function inSteps(least: number, most: number, step: number): readonly number[] {
  return Array.from({ length: (most - least) / step + 1 }, (_, index) => least + index * step);
}
