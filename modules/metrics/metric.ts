/** A metric of CloudWatch, as alarms and scaling name it. */
export interface Metric {
  /** Like `AWS/ApiGateway`. */
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** What is made of the values of a minute. */
  readonly statistic: "Sum" | "Average" | "Minimum" | "Maximum" | "SampleCount";
}
