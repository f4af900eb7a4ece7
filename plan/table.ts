import { relative } from "node:path";
import { aligned } from "./aligned";
import { TerraformFailure } from "./plan-directory";
import type { StackResult } from "./plan-stack";

const HEADINGS = ["Stack", "Add", "Change", "Destroy", "Plan JSON", "Time"];
const RIGHT_ALIGNED = new Set(["Add", "Change", "Destroy", "Time"]);

/**
 * The result of a run as a table with a line for each stack and a total.
 *
 * @param seconds how long the whole run took: less than the stacks' sum, as they run side by side
 * @param folder paths are written relative to it
 */
export function resultTable(stacks: readonly StackResult[], seconds: number, folder = process.cwd()): string {
  const rows = stacks.map((stack) =>
    stack.planned
      ? [
          stack.name,
          stack.changes.add,
          stack.changes.change,
          stack.changes.destroy,
          relative(folder, stack.planJsonPath),
          duration(stack.seconds),
        ]
      : [stack.name, "-", "-", "-", failureInWords(stack.error), duration(stack.seconds)],
  );
  const planned = stacks.flatMap((stack) => (stack.planned ? [stack.changes] : []));
  const sum = (kind: "add" | "change" | "destroy") =>
    planned.reduce((total, changes) => total + changes[kind], 0);
  const failures = stacks.length - planned.length;
  const outcome = `${planned.length} planned${failures > 0 ? `, ${failures} failed` : ""}`;
  const total = ["Total", sum("add"), sum("change"), sum("destroy"), outcome, duration(seconds)];
  return aligned(
    [HEADINGS, ...rows, total].map((row) => row.map(String)),
    RIGHT_ALIGNED,
  );
}

/** Like `9.5 s` or `2 min 05 s`. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}

function failureInWords(error: Error): string {
  return error instanceof TerraformFailure ? `failed: ${error.step}` : "failed";
}
