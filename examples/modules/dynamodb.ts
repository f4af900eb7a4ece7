import type { Construct } from "constructs";
import type { Environment } from "../../environments";
import { Table } from "../../modules/dynamodb";
import { ServiceStack } from "./service-stack";

/** A table that one service reads and writes. */
export class DynamodbExample extends ServiceStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    const table = new Table(this, "table", {
      name: "orders",
      partitionKey: { name: "orderId", type: "string" },
      indexes: { "by-customer": { partitionKey: { name: "customerId", type: "string" } } },
    });
    const orders = this.service("orders", {
      web: { image: this.image, port: 8000, environment: { TABLE: table.tableName } },
    });
    table.grantReadWrite(orders);
  }
}
