import { availableParallelism, freemem } from "node:os";

// Terraform and the AWS provider together take 350 to 600 MB, and one processor each for most of the time.
const MEMORY_OF_A_PLAN = 700 * 2 ** 20;

/** How many plans this machine can make at once. */
export function parallelPlans(): number {
  return Math.max(1, Math.min(availableParallelism(), Math.floor(freemem() / MEMORY_OF_A_PLAN)));
}

/** A gate that lets one piece of work through after the other, also after one that failed. */
export function oneAtATime(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work, work);
    last = turn;
    return turn;
  };
}

/** Results in the order of the items, with at most so many at work at once. */
export async function sideBySide<Item, Result>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  const worker = async () => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  // Also when one is interrupted, the others get the time to stop in order.
  const ends = await Promise.allSettled(Array.from({ length: most }, worker));
  const failed = ends.find((end) => end.status === "rejected");
  if (failed) throw failed.reason;
  return results;
}
