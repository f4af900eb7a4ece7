/** A metric of CloudWatch, as alarms and scaling name it. */
export interface Metric {
  /** Like `AWS/ApiGateway`. */
  readonly namespace: string;
  /** The metric's name in the namespace. */
  readonly metricName: string;
  /** What the metric is about, like the id of a resource. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** What is made of the values of a minute. */
  readonly statistic: "Sum" | "Average" | "Minimum" | "Maximum" | "SampleCount";
}
