import type { Step } from "./plan-directory";
import type { StackResult } from "./plan-stack";
import type { PlanProgress } from "./plan-stacks";
import { duration } from "./table";

/** What progress is written to: the standard error stream, or a test's. */
export interface ProgressStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Progress that owns a line of the screen, until it is closed. */
export interface ScreenProgress extends PlanProgress {
  close(): void;
}

/** One live line on a terminal; a line for each event in a file, a pipe or CI. */
export function progressOn(stream: ProgressStream, environment: NodeJS.ProcessEnv): ScreenProgress {
  const live = stream.isTTY === true && !environment.CI && environment.TERM !== "dumb";
  return live ? liveProgress(stream) : plainProgress(stream);
}

function plainProgress(stream: ProgressStream): ScreenProgress {
  const elapsed = stopwatch();
  const line = (text: string) => stream.write(`[${elapsed().padStart(7)}] ${text}\n`);
  return {
    note: (text) => line(text),
    start: () => {},
    step: (stack, step) => line(`${stack}: ${step}`),
    finish: (result) => line(`${result.name}: ${resultInWords(result)}`),
    close: () => {},
  };
}

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const ERASE_LINE = "\r\u001b[2K";

function liveProgress(stream: ProgressStream): ScreenProgress {
  const elapsed = stopwatch();
  const steps = new Map<string, Step>();
  let total = 0;
  let planned = 0;
  let failed = 0;
  let frame = 0;
  const paint = () => {
    const working = [...steps].map(([stack, step]) => `${stack}: ${step}`);
    const counts = [`${planned + failed} of ${total} done`, ...(failed > 0 ? [`${failed} failed`] : [])];
    const states = total === 0 ? ["preparing"] : [counts.join(", "), ...working];
    const line = `${FRAMES[frame++ % FRAMES.length]} ${elapsed()}  ${states.join("  |  ")}`;
    // A line longer than the screen would wrap, and then not be erased whole.
    stream.write(ERASE_LINE + line.slice(0, (stream.columns || 80) - 1));
  };
  const timer = setInterval(paint, 100);
  return {
    note: (text) => {
      stream.write(`${ERASE_LINE}${text}\n`);
      paint();
    },
    start: (stackNames) => {
      total = stackNames.length;
      paint();
    },
    step: (stack, step) => {
      steps.set(stack, step);
      paint();
    },
    finish: (result) => {
      steps.delete(result.name);
      if (result.planned) planned++;
      else failed++;
      paint();
    },
    close: () => {
      clearInterval(timer);
      stream.write(ERASE_LINE);
    },
  };
}

function resultInWords(result: StackResult): string {
  if (!result.planned) return `failed after ${duration(result.seconds)}`;
  const { add, change, destroy } = result.changes;
  return `${add} to add, ${change} to change, ${destroy} to destroy (${duration(result.seconds)})`;
}

function stopwatch(): () => string {
  const begin = performance.now();
  return () => duration((performance.now() - begin) / 1000);
}
