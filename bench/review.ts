import { join } from "node:path";
import { type Figure, seconds, times } from "./figure";
import { RESOURCES_OF_A_PATH, writeLargePlan } from "./large-plan";
import { measureInTurn, type Usage } from "./measure";
import { median, ratio } from "./statistics";
import { inTemporaryFolder } from "./temporary-folder";

const ROUNDS = 5;

/** The review, compiled. */
const REVIEW = join(__dirname, "..", "private-paths.js");

/** So that about 100 MB come together: 2,500 resources with 250 paths, and what else an estate has. */
const LARGE = { paths: 250, others: 28_000 };

/** Reviews of generated plans as whole processes, against reading the same file with `JSON.parse` alone. */
export function reviewFigures(): Figure[] {
  return inTemporaryFolder((folder) => {
    const plan = (name: string, paths: number, others = 0) => {
      const file = join(folder, `${name}.json`);
      return { file, bytes: writeLargePlan(file, { paths, others }) };
    };
    const review = (file: string) => ({ words: [REVIEW, "review", "--format", "json", file] });
    const parse = (file: string) => ({
      words: ["--eval", `JSON.parse(require("node:fs").readFileSync(${JSON.stringify(file)}, "utf8"))`],
    });
    const large = plan("large", LARGE.paths, LARGE.others);
    const [none, thousand, fiveThousand, tenThousand] = [0, 100, 500, 1000].map(
      (paths) => plan(`paths-${paths}`, paths).file,
    );
    const runs = measureInTurn(
      {
        parse: parse(large.file),
        large: review(large.file),
        none: review(none as string),
        thousand: review(thousand as string),
        fiveThousand: review(fiveThousand as string),
        tenThousand: review(tenThousand as string),
      },
      ROUNDS,
    );
    const of = (usages: readonly Usage[], measured: "cpuSeconds" | "wallSeconds" | "peakMegabytes") =>
      usages.map((usage) => usage[measured]);
    const perResource = (usages: readonly Usage[], resources: number) =>
      of(usages, "cpuSeconds").map(
        (cpu, round) => (cpu - (runs.none[round] as Usage).cpuSeconds) / resources,
      );
    const size = `${Math.round(large.bytes / 1e6)} MB`;
    return [
      {
        name: `A plan of ${size}: JSON.parse alone, wall time`,
        value: median(of(runs.parse, "wallSeconds")),
        format: seconds,
      },
      {
        name: `A plan of ${size}: review, wall time`,
        value: median(of(runs.large, "wallSeconds")),
        format: seconds,
      },
      {
        name: `Review of ${size} : JSON.parse of it, wall time`,
        value: ratio(of(runs.large, "wallSeconds"), of(runs.parse, "wallSeconds")),
        format: times,
        target: { atMost: 2 },
      },
      {
        name: `Review of ${size} : JSON.parse of it, memory`,
        value: ratio(of(runs.large, "peakMegabytes"), of(runs.parse, "peakMegabytes")),
        format: times,
        target: { atMost: 2.5 },
      },
      {
        name: `${500 * RESOURCES_OF_A_PATH} resources with 500 paths, wall time`,
        value: median(of(runs.fiveThousand, "wallSeconds")),
        format: seconds,
        target: { atMost: 1 },
      },
      {
        name: "A resource of 10,000 : a resource of 1,000, CPU time",
        value: ratio(perResource(runs.tenThousand, 10_000), perResource(runs.thousand, 1000)),
        format: times,
        target: { atMost: 1.2 },
      },
    ];
  });
}
