import { InterruptedError } from "./errors";

/**
 * The answer, or after some time an error in its place. What was asked goes on by itself: not everything that
 * answers late can be stopped.
 */
export function withinSeconds<Answer>(seconds: number, answer: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${seconds} seconds`)), seconds * 1000);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** The answer, or an InterruptedError as soon as the signal is aborted. */
export function unlessAborted<Answer>(
  signal: AbortSignal | undefined,
  answer: Promise<Answer>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const interrupt = () => reject(new InterruptedError());
    if (signal?.aborted) interrupt();
    signal?.addEventListener("abort", interrupt, { once: true });
    answer.then(resolve, reject).finally(() => signal?.removeEventListener("abort", interrupt));
  });
}
