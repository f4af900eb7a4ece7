export type { Metric } from "./metric";
