import type { Gate } from "../draft";

/** Gates of a path of which it is not sure that anybody takes it: what would break it is told, and breaks nothing. */
export function softened(gates: readonly Gate[], doubt: string): readonly Gate[] {
  return gates.map((gate) => ({
    ...gate,
    checks: gate.checks.map(({ rule, run }) => ({
      rule,
      run: (graph) =>
        run(graph).map((judgement) =>
          judgement.verdict === "BROKEN"
            ? { ...judgement, verdict: "UNKNOWN" as const, why: `${judgement.why} ${doubt}` }
            : judgement,
        ),
    })),
  }));
}
