/** A metric of CloudWatch, for alarms and scaling policies of whoever wants to follow it. */
export interface Metric {
  /** Like `AWS/ApiGateway`. */
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** How values of a period become one. */
  readonly statistic: "Average" | "Maximum" | "Minimum" | "SampleCount" | "Sum";
}
