import { textReport } from "../review/report/text";
import { review } from "../review/review";
import type { MatcherResult } from "./matcher-result";
import { addressOf, type PathEnd } from "./path-end";
import { modelOfReceived } from "./received";

/** The path that a test expects. */
export interface ExpectedPath {
  /** Where it begins, like `aws_security_group.app`. */
  readonly from: PathEnd;
  /** Where it leads to, like `aws_db_instance.orders`, or a service of AWS, like `logs`. */
  readonly to: PathEnd;
  /** @default the destination's own port */
  readonly port?: number;
}

/** Passes if every hop of the path is proven. */
export function toProvePath(received: unknown, { from, to, port }: ExpectedPath): MatcherResult {
  const [source, destination] = [addressOf(from), addressOf(to)];
  const result = review(modelOfReceived(received), { paths: [{ from: source, to: destination, port }] });
  const paths = result.paths.filter(({ origin }) => origin === "declared");
  const pass = paths.length > 0 && paths.some(({ verdict }) => verdict === "PROVEN");
  const findings = paths.flatMap(({ hops }) => hops.flatMap((hop) => hop.findings));
  const count = (verdict: string) => paths.filter((path) => path.verdict === verdict).length;
  const summary = { proven: count("PROVEN"), broken: count("BROKEN"), unknown: count("UNKNOWN") };
  const words = `${source} ${pass ? "not to reach" : "to reach"} ${destination}${port === undefined ? "" : ` on port ${port}`}`;
  return {
    pass,
    message: () =>
      `Expected ${words}.\n\n${textReport({ ...result, paths, findings, summary }, { verbose: pass })}`,
  };
}
