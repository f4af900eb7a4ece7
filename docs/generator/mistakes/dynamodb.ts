import { Table } from "../../../modules/dynamodb";
import { type Mistakes, service } from "./mistake";

export const DYNAMODB_MISTAKES: Mistakes = {
  "A name and a period that DynamoDB does not take": (stack) =>
    new Table(stack, "table", {
      name: "shop/orders",
      partitionKey: { name: "orderId", type: "string" },
      recoveryPeriodInDays: 90,
    }),
  "A table of another Region": (stack) =>
    Table.fromAttributes({
      tableArn: "arn:aws:dynamodb:eu-west-1:111122223333:table/orders",
    }).grantRead(service(stack)),
};
