import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Figure, seconds } from "./figure";
import { median } from "./statistics";
import { inTemporaryFolder } from "./temporary-folder";

const ROUNDS = 3;

/** The tests of modules, stacks and tools that need no Terraform: with an empty cache of compiled files, then with the one that this has filled. */
export function testFigures(): Figure[] {
  const rounds = Array.from({ length: ROUNDS }, () =>
    inTemporaryFolder((folder) => ({ cold: suiteSeconds(folder), warm: suiteSeconds(folder) })),
  );
  const medianOf = (temperature: "cold" | "warm") => {
    const times = rounds.flatMap((round) => round[temperature] ?? []);
    return times.length === ROUNDS ? median(times) : undefined;
  };
  return [
    { name: "Tests without Terraform, cold", value: medianOf("cold"), format: seconds },
    {
      name: "Tests without Terraform, warm",
      value: medianOf("warm"),
      format: seconds,
      target: { atMost: 10 },
    },
  ];
}

/** Wall time, since Jest may share its work among processes; undefined, after saying why, if a test fails. */
function suiteSeconds(folder: string): number | undefined {
  const temporary = join(folder, "temporary");
  mkdirSync(temporary, { recursive: true });
  const begin = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      require.resolve("jest/bin/jest"),
      "--selectProjects=unit",
      "--silent",
      `--cacheDirectory=${join(folder, "cache")}`,
    ],
    {
      // Folders that tests leave behind go with the rest.
      env: { ...process.env, TMPDIR: temporary, CDKTF_STACK_TRACES: undefined },
      stdio: ["ignore", "ignore", "pipe"],
      encoding: "utf8",
    },
  );
  if (status === 0) return (performance.now() - begin) / 1000;
  console.error(
    `The unit tests fail, so their time says nothing:\n${stderr.trim().split("\n").slice(-12).join("\n")}`,
  );
  return undefined;
}
