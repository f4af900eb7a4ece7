import { STAGE } from "../../api/types";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { textOf } from "../../load-balancer/argument";
import { nestedBlocks } from "../../network/nested-blocks";
import { warning } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html */
export const stageMayLog: ResourceRule = {
  id: "API-07",
  title: "API Gateway may write the logs of the stage",
  types: [STAGE, "aws_api_gateway_method_settings"],
  check: (stage, graph) => {
    if (!logs(stage) || graph.ofType("aws_api_gateway_account").length > 0) return undefined;
    return warning({
      at: stage,
      found: `${stage.address} has logs, and no aws_api_gateway_account is in the files given`,
      needed: "a role with which API Gateway writes logs, set once for the account in each Region",
      why: "AWS refuses a stage with logs in an account that has no such role in the Region.",
      fix: `resource "aws_api_gateway_account" "this" {\n  cloudwatch_role_arn = aws_iam_role.example.arn\n}`,
    });
  },
};

function logs(stage: Resource): boolean {
  if (nestedBlocks(stage.get("access_log_settings")).length > 0) return true;
  return nestedBlocks(stage.get("settings")).some((block) => {
    const level = block instanceof Unknown ? block : textOf(block.logging_level, "logging_level");
    return level === "INFO" || level === "ERROR";
  });
}
