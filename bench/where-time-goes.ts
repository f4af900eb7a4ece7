import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type CpuProfile, type TimeByOwner, timeByOwner } from "./cpu-profile";
import { measure, type Program } from "./measure";
import { median } from "./statistics";
import { aligned } from "./table";

const ROUNDS = 7;
const PROFILES = 3;

/** What a synthesis is made of, measured. */
export interface Breakdown {
  /** CPU milliseconds by phase, in the order in which they happen. */
  readonly phases: Readonly<Record<string, number>>;
  /** Milliseconds outside of loading, by whose code ran. */
  readonly owners: TimeByOwner;
}

/** @param folder where the stacks and the profiles are written */
export function whereTimeGoes(environment: Program["environment"], folder: string): Breakdown {
  const script = join(__dirname, "startup-phases.js");
  const run = (bindings: readonly string[]): { phases: Record<string, number>; bindings: string[] } =>
    JSON.parse(measure({ words: [script, ...bindings], environment }).stdout);
  const { bindings } = run([]);
  const rounds = Array.from({ length: ROUNDS }, () => run(bindings).phases);
  const phases = Object.fromEntries(
    Object.keys(rounds[0] ?? {}).map((name) => [name, median(rounds.map((phases) => phases[name] ?? 0))]),
  );

  for (let count = 0; count < PROFILES; count++) {
    measure({ words: ["--cpu-prof", `--cpu-prof-dir=${folder}`, script, ...bindings], environment });
  }
  const owners: TimeByOwner = {};
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".cpuprofile"))) {
    const profile: CpuProfile = JSON.parse(readFileSync(join(folder, file), "utf8"));
    for (const [owner, time] of Object.entries(timeByOwner(profile))) {
      owners[owner as keyof TimeByOwner] = (owners[owner as keyof TimeByOwner] ?? 0) + time / PROFILES;
    }
  }
  return { phases, owners };
}

/** The breakdown in two tables. */
export function breakdownTables({ phases, owners }: Breakdown): string {
  return [
    aligned([["Phase of a synthesis", "CPU time", "Share"], ...shares(phases)]),
    aligned([["Whose code runs, loading aside (CPU profile)", "Time", "Share"], ...shares(owners)]),
  ].join("\n\n");
}

function shares(times: Readonly<Record<string, number>>): string[][] {
  const total = Object.values(times).reduce((sum, time) => sum + time, 0);
  return Object.entries(times).map(([name, time]) => [
    name,
    `${time.toFixed(0)} ms`,
    `${((100 * time) / total).toFixed(0)} %`,
  ]);
}
