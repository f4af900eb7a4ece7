import { join } from "node:path";
import { type Figure, megabytes, milliseconds, times } from "./figure";
import { measureInTurn, type Usage } from "./measure";
import { median, ratio } from "./statistics";
import { inTemporaryFolder } from "./temporary-folder";

const ROUNDS = 5;

/**
 * What one of many like things costs in a stack of 1, 10, 100 and 1000 of them, building and synthesis included. The cost of a
 * run of the same program with none is subtracted: Node.js, loading, and what a stack costs by itself.
 *
 * @param thing what there are many of
 * @param app the program in this folder that makes as many as its argument says
 */
export function growthFigures(thing: string, app: string): Figure[] {
  return inTemporaryFolder((folder) => {
    const program = (number: number) => ({
      words: [join(__dirname, app), String(number)],
      environment: { CDKTF_OUTDIR: folder, CDKTF_STACK_TRACES: undefined },
    });
    const runs = measureInTurn(
      { none: program(0), one: program(1), ten: program(10), hundred: program(100), thousand: program(1000) },
      ROUNDS,
    );
    const perThing = (usages: readonly Usage[], number: number, measured: "cpuSeconds" | "peakMegabytes") =>
      usages.map((usage, round) => (usage[measured] - (runs.none[round] as Usage)[measured]) / number);
    const counts = [
      [1, runs.one],
      [10, runs.ten],
      [100, runs.hundred],
      [1000, runs.thousand],
    ] as const;
    const target = { atMost: 1.2 };
    return [
      ...counts.flatMap(([number, usages]): Figure[] => {
        const name = `Each of ${number} ${thing}${number === 1 ? "" : "s"}`;
        const cpu = median(perThing(usages, number, "cpuSeconds")) * 1000;
        const memory = median(perThing(usages, number, "peakMegabytes"));
        return [
          { name: `${name}, CPU time`, value: cpu, format: milliseconds },
          { name: `${name}, memory`, value: memory, format: megabytes },
        ];
      }),
      {
        name: `A ${thing} of 1000 : a ${thing} of 100, CPU time`,
        value: ratio(perThing(runs.thousand, 1000, "cpuSeconds"), perThing(runs.hundred, 100, "cpuSeconds")),
        format: times,
        target,
      },
      {
        name: `A ${thing} of 1000 : a ${thing} of 100, memory`,
        value: ratio(
          perThing(runs.thousand, 1000, "peakMegabytes"),
          perThing(runs.hundred, 100, "peakMegabytes"),
        ),
        format: times,
        target,
      },
    ];
  });
}
