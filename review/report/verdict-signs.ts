import type { Verdict } from "../verdict";

/** What stands beside the colour of a verdict: lines about a middle, for a `path` that is stroked and not filled. */
export const VERDICT_SIGNS: Readonly<Record<Verdict, string>> = {
  PROVEN: "m-5 0l3.5 4l6.5 -8",
  BROKEN: "m-4.5 -4.5l9 9m0 -9l-9 9",
  // A question mark, so that no font is needed.
  UNKNOWN: "m-3.6 -3c0 -5 7.2 -5 7.2 -.4c0 2.6 -3.6 2.4 -3.6 5m0 3.4v.2",
};

export const WARNING_SIGN = "m0 -5.5v6.5m0 4v.2";
