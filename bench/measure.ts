import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** A Node.js program. */
export interface Program {
  /** Options of Node.js, the script and its arguments. */
  readonly words: readonly string[];
  /** Variables beside those of this process; undefined takes one away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** What one run of a program used. */
export interface Usage {
  readonly wallSeconds: number;
  /** User and system time of all threads: steadier than wall time on a busy machine. */
  readonly cpuSeconds: number;
  /** The largest resident set. */
  readonly peakMegabytes: number;
  readonly stdout: string;
}

/**
 * Runs a program to its end in a process of its own.
 *
 * @throws Error with what it wrote if it fails
 */
export function measure({ words, environment }: Program): Usage {
  const begin = performance.now();
  const { status, stdout, stderr, output, error } = spawnSync(
    process.execPath,
    ["--require", join(__dirname, "usage-report.js"), ...words],
    {
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe", "pipe"],
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  const wallSeconds = (performance.now() - begin) / 1000;
  if (error) throw error;
  if (status !== 0) throw new Error(`node ${words.join(" ")} failed:\n${stderr.trim() || stdout.trim()}`);
  return { wallSeconds, stdout, ...JSON.parse(output[3] as string) };
}

/** Runs several programs in turn, round by round, so that what disturbs the machine for a while disturbs all of them. */
export function measureInTurn<Name extends string>(
  programs: Readonly<Record<Name, Program>>,
  rounds: number,
): Record<Name, Usage[]> {
  const usages = Object.fromEntries(Object.keys(programs).map((name) => [name, [] as Usage[]]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, program] of Object.entries<Program>(programs)) usages[name]?.push(measure(program));
  }
  return usages as Record<Name, Usage[]>;
}
