/**
 * Metrics of CloudWatch, for alarms of one's own.
 *
 * @module private-paths/metrics
 */
export type { Metric } from "./metric";
