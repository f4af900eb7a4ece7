import { join } from "node:path";
import { type Figure, isReached, megabytes, seconds, times } from "./figure";
import { measureInTurn } from "./measure";
import { median, ratio } from "./statistics";
import { inTemporaryFolder } from "./temporary-folder";
import { type Breakdown, whereTimeGoes } from "./where-time-goes";

const ROUNDS = 15;

/** The app of this project, compiled. */
const APP = join(__dirname, "..", "main.js");

/** Synthesis of every stack of the default environment in one process, against a process that only loads cdktf. */
export function synthesisFigures(): { readonly figures: readonly Figure[]; readonly missed?: Breakdown } {
  return inTemporaryFolder((folder) => {
    const environment = { CDKTF_OUTDIR: folder, ENVIRONMENT: undefined, CDKTF_STACK_TRACES: undefined };
    const { loading, synthesis } = measureInTurn(
      {
        loading: { words: ["--eval", `require(${JSON.stringify(require.resolve("cdktf"))})`] },
        synthesis: { words: [APP], environment },
      },
      ROUNDS,
    );
    const cpu = [synthesis, loading].map((runs) => runs.map(({ cpuSeconds }) => cpuSeconds));
    const wall = [synthesis, loading].map((runs) => runs.map(({ wallSeconds }) => wallSeconds));
    const [cpuOfSynthesis = [], cpuOfLoading = []] = cpu;
    const [wallOfSynthesis = [], wallOfLoading = []] = wall;
    const peaks = synthesis.map(({ peakMegabytes }) => peakMegabytes);
    const figures: Figure[] = [
      { name: "Loading cdktf, CPU time", value: median(cpuOfLoading), format: seconds },
      { name: "All stacks, CPU time", value: median(cpuOfSynthesis), format: seconds },
      {
        name: "All stacks : loading cdktf, CPU time",
        value: ratio(cpuOfSynthesis, cpuOfLoading),
        format: times,
        target: { atMost: 1.5 },
      },
      {
        name: "All stacks : loading cdktf, wall time",
        value: ratio(wallOfSynthesis, wallOfLoading),
        format: times,
        target: { atMost: 1.5 },
      },
      { name: "All stacks, peak memory", value: median(peaks), format: megabytes, target: { atMost: 120 } },
    ];
    const missed = figures.some((figure) => isReached(figure) === false);
    return missed ? { figures, missed: whereTimeGoes(environment, folder) } : { figures };
  });
}
