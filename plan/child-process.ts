import { type ChildProcess, spawn } from "node:child_process";
import { InterruptedError } from "./errors";

/** How a program ended, and everything it wrote. */
export interface FinishedProcess {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where and with what a program runs. */
export interface ProcessSurroundings {
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Stops the program when aborted. */
  readonly signal?: AbortSignal;
}

// Long enough for Terraform to release a state lock. A second Ctrl-C does not wait.
const MILLISECONDS_TO_STOP = 10_000;

// A program is the leader of a process group of its own, so that one signal reaches it together with the provider
// processes it started, and so that Ctrl-C reaches it once, from here, and not a second time from the terminal:
// Terraform takes a second interrupt for "exit at once", and leaves its state lock behind.
const ownGroup = process.platform !== "win32";

const running = new Set<ChildProcess>();
process.on("exit", () => killRunningProcesses());

/** Ends at once every program that `runProcess` started and that still runs. */
export function killRunningProcesses(): void {
  for (const child of running) send(child, "SIGKILL");
}

/**
 * Runs a program to its end, without a shell and with nothing on its standard input.
 *
 * @throws InterruptedError if the signal was aborted before the program's end
 * @throws Error of the operating system if the program cannot be started
 */
export function runProcess(
  program: string,
  programArguments: readonly string[],
  { directory, environment, signal }: ProcessSurroundings,
): Promise<FinishedProcess> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new InterruptedError());
    const child = spawn(program, programArguments, {
      cwd: directory,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
      detached: ownGroup,
      windowsHide: true,
    });
    running.add(child);
    let killTimer: NodeJS.Timeout | undefined;
    const stop = () => {
      send(child, "SIGINT");
      killTimer = setTimeout(() => send(child, "SIGKILL"), MILLISECONDS_TO_STOP);
    };
    signal?.addEventListener("abort", stop, { once: true });
    const stopWatching = () => {
      running.delete(child);
      clearTimeout(killTimer);
      signal?.removeEventListener("abort", stop);
    };
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", (error) => {
      stopWatching();
      reject(error);
    });
    child.on("close", (exitCode) => {
      stopWatching();
      if (signal?.aborted) reject(new InterruptedError());
      else resolve({ exitCode: exitCode ?? 1, stdout: text(stdout), stderr: text(stderr) });
    });
  });
}

function send(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(ownGroup ? -child.pid : child.pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}

function text(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString("utf8");
}
