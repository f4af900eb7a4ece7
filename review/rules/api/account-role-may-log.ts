import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { mayDo } from "../../iam/permission";
import { mayAssume } from "../../iam/trust";
import { isResource } from "../../network/look-up";
import { broken, type Judgement, proven } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html#set-up-access-logging-permissions */
export const accountRoleMayLog: ResourceRule = {
  id: "API-18",
  title: "The account's role for logs is one that API Gateway can use",
  types: ["aws_api_gateway_account"],
  check,
};

const SERVICE = "apigateway.amazonaws.com";
const MANAGED = "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs";

function check(account: Resource, graph: Graph): readonly Judgement[] {
  const role = graph.find(account.get("cloudwatch_role_arn"), "aws_iam_role");
  if (!isResource(role) || role.mode === "data") return [];
  const trust = mayAssume(graph, role, SERVICE);
  const logs = mayDo(graph, role, "logs:PutLogEvents", "*");
  const said: Judgement[] = [];
  if (trust.verdict === "no") {
    said.push(
      broken({
        at: role,
        found: trust.evidence,
        needed: `${SERVICE} as a principal of assume_role_policy`,
        why: "AWS refuses a role for the account's logs that API Gateway may not assume.",
        fix: `Principal = { Service = "${SERVICE}" }`,
      }),
    );
  }
  if (logs.verdict === "no") {
    said.push(
      broken({
        at: role,
        found: logs.evidence,
        needed: "logs:PutLogEvents, with what else AmazonAPIGatewayPushToCloudWatchLogs allows",
        why: "AWS refuses a role for the account's logs that cannot write to CloudWatch Logs.",
        fix: `policy_arn = "${MANAGED}"`,
      }),
    );
  }
  if (said.length > 0 || trust.verdict !== "yes" || logs.verdict !== "yes") return said;
  return [proven(`API Gateway may assume ${role.address}, which may write logs`)];
}
