import { join } from "node:path";
import { type Figure, megabytes, milliseconds, times } from "./figure";
import { measureInTurn, type Usage } from "./measure";
import { median, ratio } from "./statistics";
import { inTemporaryFolder } from "./temporary-folder";

const ROUNDS = 5;

/**
 * What a resource gateway chain costs in a stack of 1, 10, 100 and 1000 of them, building and synthesis included. The cost of a
 * run of the same program with no chain is subtracted: Node.js, loading, and what a stack costs by itself.
 */
export function chainFigures(): Figure[] {
  return inTemporaryFolder((folder) => {
    const program = (chains: number) => ({
      words: [join(__dirname, "chains-app.js"), String(chains)],
      environment: { CDKTF_OUTDIR: folder, CDKTF_STACK_TRACES: undefined },
    });
    const runs = measureInTurn(
      { none: program(0), one: program(1), ten: program(10), hundred: program(100), thousand: program(1000) },
      ROUNDS,
    );
    const perChain = (usages: readonly Usage[], chains: number, measured: "cpuSeconds" | "peakMegabytes") =>
      usages.map((usage, round) => (usage[measured] - (runs.none[round] as Usage)[measured]) / chains);
    const counts = [
      [1, runs.one],
      [10, runs.ten],
      [100, runs.hundred],
      [1000, runs.thousand],
    ] as const;
    const target = { atMost: 1.2 };
    return [
      ...counts.flatMap(([chains, usages]): Figure[] => {
        const name = `Each of ${chains} ${chains === 1 ? "chain" : "chains"}`;
        const cpu = median(perChain(usages, chains, "cpuSeconds")) * 1000;
        const memory = median(perChain(usages, chains, "peakMegabytes"));
        return [
          { name: `${name}, CPU time`, value: cpu, format: milliseconds },
          { name: `${name}, memory`, value: memory, format: megabytes },
        ];
      }),
      {
        name: "A chain of 1000 : a chain of 100, CPU time",
        value: ratio(perChain(runs.thousand, 1000, "cpuSeconds"), perChain(runs.hundred, 100, "cpuSeconds")),
        format: times,
        target,
      },
      {
        name: "A chain of 1000 : a chain of 100, memory",
        value: ratio(
          perChain(runs.thousand, 1000, "peakMegabytes"),
          perChain(runs.hundred, 100, "peakMegabytes"),
        ),
        format: times,
        target,
      },
    ];
  });
}
