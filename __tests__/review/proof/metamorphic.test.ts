import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { readInputs } from "../../../review/read/inputs";
import type { ReviewResult } from "../../../review/result";
import { review } from "../../../review/review";
import { type Configuration, written } from "./configuration";
import { FAMILIES } from "./faults";
import { reviewOf } from "./faults/measure";
import { add, id } from "./faults/operator";
import { temporaryFolder } from "./folders";
import { developmentStacks } from "./stacks";
import { childModule } from "./transformations/child-module";
import { instances } from "./transformations/instances";
import { literals } from "./transformations/literals";
import { renamed } from "./transformations/renamed";
import { reordered } from "./transformations/reordered";
import { Random, type Rewritten, type Transformation } from "./transformations/transformation";
import { unrelated } from "./transformations/unrelated";

/** A stack, or a mutant of it, and where randomness begins. */
interface Case {
  readonly description: string;
  readonly configuration: Configuration;
  readonly seed: number;
}

const names = Object.keys(developmentStacks());
const mutants = Object.fromEntries(
  Object.entries(developmentStacks()).map(([name, stack]) => [
    name,
    FAMILIES.flatMap(({ operators }) => operators.flatMap((operator) => operator.mutants(stack))),
  ]),
);

/** Half of them as they are, half with a fault. */
const cases: fc.Arbitrary<Case> = fc
  .record({ name: fc.constantFrom(...names), fault: fc.option(fc.nat()), seed: fc.nat() })
  .map(({ name, fault, seed }) => {
    const configuration = structuredClone(developmentStacks()[name] as Configuration);
    const all = mutants[name] ?? [];
    const mutant = fault === null ? undefined : all[fault % all.length];
    mutant?.apply(configuration);
    return { description: mutant ? `${name}, ${mutant.description}` : name, configuration, seed };
  });

async function reviewRewritten({ folders }: Rewritten): Promise<ReviewResult> {
  const [root, ...modules] = Object.entries(folders);
  if (root && modules.length === 0) return reviewOf("main", root[1]);
  const folder = temporaryFolder();
  for (const [name, configuration] of Object.entries(folders)) {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, "main.tf.json"), JSON.stringify(configuration));
  }
  return review(await readInputs([folder]));
}

const TRANSFORMATIONS: Readonly<Record<string, Transformation>> = {
  "in another order": reordered,
  "under other names": renamed,
  "with locals and variables for literals": literals,
  "with instances of count and for_each": instances,
  "with a part of it in a module": childModule,
  "beside something unrelated": unrelated,
};

/** The same cases each time, so that it is a change that makes a test fail. PRIVATE_PATHS_RUNS=1000 tries as many others. */
function sampled(numRuns: number): { numRuns: number; seed?: number } {
  const others = Number(process.env.PRIVATE_PATHS_RUNS ?? 0);
  return others > 0 ? { numRuns: others } : { numRuns, seed: 4 };
}

describe("the verdicts and faults are the same", () => {
  it.each(Object.entries(TRANSFORMATIONS))("%s", async (_, transform) => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ description, configuration, seed }) => {
        const before = reviewOf("main", configuration);
        const rewritten = transform(configuration, new Random(seed));
        const after = await reviewRewritten(rewritten);
        const expected = {
          of: description,
          paths: pathsOf(before).map(rewritten.renamed).sort(),
          faults: faultsOf(before).map(rewritten.renamed).sort(),
        };
        expect({ of: description, paths: pathsOf(after), faults: faultsOf(after) }).toEqual(expected);
      }),
      sampled(60),
    );
  });
});

/** Each path with its verdict. Of two ways between the same ends, which has the shorter id is a matter of order. */
function pathsOf({ paths }: ReviewResult): string[] {
  return paths.map(({ from, to, port, verdict }) => `${from} -> ${to}:${port} ${verdict}`).sort();
}

/** About several resources of which none is more at fault than another: groups in a circle, two endpoints with the same names. */
const MUTUAL = ["SG-07", "LAT-32"];

/**
 * What is broken where, and what is unknown by which rule: where it is reported that nobody knows which one is meant, and at which of
 * several resources that are at fault together, is a matter of order.
 */
function faultsOf({ findings }: ReviewResult): string[] {
  const faults = findings
    .filter(({ severity }) => severity === "error")
    .map(({ rule, verdict, address }) =>
      verdict === "BROKEN" && !MUTUAL.includes(rule) ? `${rule} ${verdict} ${address}` : `${rule} ${verdict}`,
    );
  return [...new Set(faults)].sort();
}

const RANK: readonly string[] = ["BROKEN", "UNKNOWN", "PROVEN"];

/** Between each two ends the best verdict: a rule that admits a client somewhere else is a second way, which need not be whole. */
function bestVerdicts({ paths }: ReviewResult): Readonly<Record<string, string>> {
  const best: Record<string, string> = {};
  for (const { from, to, port, verdict } of paths) {
    const ends = `${from} -> ${to}:${port}`;
    if (RANK.indexOf(verdict) > RANK.indexOf(best[ends] ?? "")) best[ends] = verdict;
  }
  return best;
}

describe("one rule more", () => {
  const rules = fc.record({
    direction: fc.constantFrom("ingress", "egress"),
    open: fc.constantFrom("to all addresses", "to all addresses on all ports", "to a group"),
    group: fc.nat(),
    other: fc.nat(),
  });

  it("never breaks a path, nor takes a proof away", () => {
    fc.assert(
      fc.property(cases, rules, ({ description, ...one }, { direction, open, group, other }) => {
        const configuration = structuredClone(one.configuration);
        const groups = written(configuration, "aws_security_group");
        if (groups.length === 0) return;
        const before = bestVerdicts(reviewOf("main", configuration));
        const at = (number: number) => id(groups[number % groups.length]?.address as string);
        add(configuration, `aws_vpc_security_group_${direction}_rule.more`, {
          security_group_id: at(group),
          ...(open === "to a group"
            ? { referenced_security_group_id: at(other) }
            : { cidr_ipv4: "0.0.0.0/0" }),
          ...(open === "to all addresses on all ports"
            ? { ip_protocol: "-1" }
            : { ip_protocol: "tcp", from_port: 1, to_port: 65_535 }),
        });
        const after = bestVerdicts(reviewOf("main", configuration));
        const worse = Object.keys(before).filter(
          (path) => RANK.indexOf(after[path] ?? "BROKEN") < RANK.indexOf(before[path] as string),
        );
        expect({ of: description, worse }).toEqual({ of: description, worse: [] });
      }),
      sampled(150),
    );
  });
});
