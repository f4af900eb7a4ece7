import type { ReviewResult } from "../result";

/** Writes the answer of a review in one form. */
export type Report = (result: ReviewResult, options?: ReportOptions) => string;

/** How a report is to be written. Each form takes what concerns it and passes over the rest. */
export interface ReportOptions {
  /**
   * `text`: with colours for a terminal.
   *
   * @default false
   */
  readonly color?: boolean;
  /**
   * `text`: columns of the terminal. A word that is longer, like an address, stays whole so that it can be copied.
   *
   * @default 100
   */
  readonly width?: number;
  /**
   * `text`: every hop with what shows it, also of proven paths.
   *
   * @default false
   */
  readonly verbose?: boolean;
  /**
   * `markdown`: the most that the report may have, in bytes of UTF-8 (and so in characters too); at least 400.
   *
   * @default 65,000
   */
  readonly maxChars?: number;
  /**
   * `mermaid`: no diagrams of proven paths.
   *
   * @default false
   */
  readonly onlyNotProven?: boolean;
}
