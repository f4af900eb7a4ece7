import { Token } from "cdktf";
import { matching, type Requirement } from "../refusal";

/** The rule table of DynamoDB. */

/** `TableName` and `IndexName` of the DynamoDB API model. */
const NAME = "[A-Za-z0-9_.-]{3,255}";

export const tableName = matching(`^${NAME}$`, {
  allowed: "3 to 255 letters, digits and any of _ . -",
  fix: "choose a name like orders",
});

const TABLE_ARN = `arn:[a-z-]+:dynamodb:[a-z0-9-]+:[0-9]{12}:table/${NAME}`;

export const tableArnPattern = matching(`^${TABLE_ARN}$`, {
  allowed: "the ARN of a DynamoDB table",
  fix: "copy it from: aws dynamodb describe-table",
});

/** A stream's ARN is that of its table, and behind it when the stream was turned on. */
export function streamArnOf(tableArn: string): Requirement<string> {
  const isKnown = !Token.isUnresolved(tableArn) && tableArnPattern.isMet(tableArn);
  return matching(`^${isKnown ? tableArn.replaceAll(".", "[.]") : TABLE_ARN}/stream/[0-9T:.-]+$`, {
    allowed: "the ARN of a stream of the table",
    fix: "copy LatestStreamArn from: aws dynamodb describe-table",
  });
}
