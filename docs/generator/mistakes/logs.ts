import { LogGroup } from "../../../modules/logs";
import type { Mistakes } from "./mistake";

export const LOGS_MISTAKES: Mistakes = {
  "A period that CloudWatch Logs does not know": (stack) =>
    new LogGroup(stack, "records", { name: "orders", retentionInDays: 45 }),
  "A name that another log group has": (stack) => {
    for (const id of ["records", "more-records"]) new LogGroup(stack, id, { name: "orders" });
  },
  "The ARN of something else": () => LogGroup.fromAttributes({ logGroupArn: "arn:aws:s3:::records" }),
};
