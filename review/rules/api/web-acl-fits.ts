import { HTTP_API } from "../../api/types";
import { External } from "../../graph/graph";
import { isResource, lookUp, nameOf } from "../../network/look-up";
import { broken } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html */
export const webAclFits: ResourceRule = {
  id: "API-08",
  title: "A web ACL is not associated with an HTTP API",
  types: ["aws_wafv2_web_acl_association"],
  check: (association, graph) => {
    const found = lookUp(graph, association.get("resource_arn"), HTTP_API, "aws_apigatewayv2_stage");
    const isHttp = isResource(found)
      ? /^aws_apigatewayv2_/.test(found.type)
      : found instanceof External && /\/apis\//.test(found.id);
    if (!isHttp || found === undefined) return undefined;
    return broken({
      at: association,
      found: `${association.address} associates a web ACL with ${nameOf(found)}`,
      needed: "the stage of a REST API, a load balancer, or another resource that takes a web ACL",
      why: "AWS WAF takes stages of REST APIs, not HTTP APIs, and refuses the association.",
      fix: "resource_arn = aws_api_gateway_stage.example.arn, or put CloudFront in front of the HTTP API",
    });
  },
};
