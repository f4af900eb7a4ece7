import type { Inspection } from "../refusal";
import { atLeastOne } from "./requirements";

/** How many requests are let in. More are answered with 429. */
export interface Throttling {
  /** On average, over time. */
  readonly requestsPerSecond: number;
  /** At once. */
  readonly burst: number;
}

/** Tells what is wrong with a limit. */
export function inspectThrottling(inspection: Inspection, input: string, throttling: Throttling): void {
  inspection.require(`${input}.requestsPerSecond`, throttling.requestsPerSecond, atLeastOne);
  inspection.require(`${input}.burst`, throttling.burst, atLeastOne);
}
