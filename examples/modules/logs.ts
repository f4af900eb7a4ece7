import type { Construct } from "constructs";
import type { Environment } from "../../environments";
import { ContainerLogs } from "../../modules/ecs";
import { LogGroup } from "../../modules/logs";
import { ServiceStack } from "./service-stack";

/** A log group that two services write to. */
export class LogsExample extends ServiceStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    const records = new LogGroup(this, "records", { name: "shop", path: "/services/", retentionInDays: 90 });
    const logs = ContainerLogs.cloudWatchGroup(records);
    this.service("orders", { web: { image: this.image, port: 8000, logs } });
    this.service("invoices", { worker: { image: this.image, logs } });
  }
}
