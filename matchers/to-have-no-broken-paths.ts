import { textReport } from "../review/report/text";
import { review } from "../review/review";
import type { MatcherResult } from "./matcher-result";
import { modelOfReceived } from "./received";

/** Passes if no path is broken, and no resource is that a path could need. What is unknown does not fail it. */
export function toHaveNoBrokenPaths(received: unknown): MatcherResult {
  const result = review(modelOfReceived(received));
  const broken = result.findings.filter(({ verdict }) => verdict === "BROKEN");
  const pass = result.summary.broken === 0 && broken.length === 0;
  const words = pass ? "Expected a path to be broken, but none is." : "Expected no path to be broken.";
  return { pass, message: () => `${words}\n\n${textReport(result)}` };
}
