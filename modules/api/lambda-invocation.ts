import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import { partitionIn } from "../iam";

/** Where API Gateway invokes a function. */
export function invocationUri(functionArn: string, region: string): string {
  return `arn:${partitionIn(region)}:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
}

/** Lets API Gateway invoke a function for one authorizer. */
export function admitAuthorizer(scope: Construct, functionArn: string, sourceArn: string): void {
  const parts = Token.isUnresolved(functionArn) ? [] : functionArn.split(":");
  new LambdaPermission(scope, "permission", {
    action: "lambda:InvokeFunction",
    functionName: parts.length > 7 ? parts.slice(0, 7).join(":") : functionArn,
    qualifier: parts[7],
    principal: "apigateway.amazonaws.com",
    sourceArn,
  });
}
