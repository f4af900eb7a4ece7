import { Op, Token } from "cdktf";
import { hyphenatedName } from "../load-balancer/requirements";
import { matching, type Requirement, wholeNumber } from "../refusal";

/** The rule table of API Gateway: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html and the API reference */

/** Its load balancer is named after it. */
export const apiName = hyphenatedName;

export const stageName = matching("^[A-Za-z0-9_-]{1,128}$", {
  allowed: "1 to 128 letters, digits, hyphens and underscores",
  fix: "choose a name like prod or v1",
});

export const httpStageName = matching("^([$]default|[A-Za-z0-9_-]{1,128})$", {
  allowed: "$default, or 1 to 128 letters, digits, hyphens and underscores",
  fix: "leave it out to take $default, which is in no path",
});

/** https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html#apigw-Type-Integration-type */
export const integrationPort: Requirement<number> = {
  allowed: "80, 443 or a port above 1024, the only ones that API Gateway connects to",
  fix: "let the listener take port 80 (443 with TLS); the port of the containers may be any",
  isMet: (port) => port === 80 || port === 443 || port > 1024,
  condition: (port) => Op.or(Op.or(Op.eq(port, 80), Op.eq(port, 443)), Op.gt(port, 1024)),
};

/** A regional API can ask AWS for more than 29 seconds, at the cost of its throttle quota; nothing of that is known here. */
export const restTimeout = timeoutUpTo(29);

export const httpTimeout = timeoutUpTo(30);

/** Of 50 milliseconds at least: https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html */
function timeoutUpTo(most: number): Requirement<number> {
  return {
    allowed: `a number of seconds from 0.05 to ${most}`,
    fix: "answer sooner, or let the client ask again for what takes longer",
    isMet: (seconds) => seconds >= 0.05 && seconds <= most,
    condition: (seconds) => Op.and(Op.gte(seconds, 0.05), Op.lte(seconds, most)),
  };
}

/** A timeout in the words of an integration. */
export function inMilliseconds(seconds: number): number {
  return Token.isUnresolved(seconds) ? Token.asNumber(Op.mul(seconds, 1000)) : Math.round(seconds * 1000);
}

export const mediaType = matching("^[A-Za-z0-9.+*-]+/[A-Za-z0-9.+*-]+$", {
  allowed: "a content type without parameters, like image/png, image/* or */*",
  fix: "leave it out to pass on every type byte by byte",
});

export const resultTtl = wholeNumber([0, 3600], "seconds", "leave it out to take 300");

export const atLeastOne: Requirement<number> = {
  allowed: "a whole number from 1",
  fix: "leave it out to take the account's own limit",
  isMet: (number) => Number.isInteger(number) && number >= 1,
  condition: (number) => Op.gte(number, 1),
};

export const vpcEndpointId = matching("^vpce-[0-9a-f]+$", {
  allowed: "the id of a VPC endpoint, like vpce-0123456789abcdef0",
  fix: "give the interface endpoint of the service execute-api",
});

export const functionArn = matching(
  "^arn:[a-z-]+:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_-]+)?$",
  {
    allowed: "the ARN of a Lambda function, a version or an alias",
    fix: "give the arn of an aws_lambda_function",
  },
);

export const roleArn = matching("^arn:[a-z-]+:iam::[0-9]{12}:role/.+$", {
  allowed: "the ARN of an IAM role",
  fix: "give the arn of an aws_iam_role that apigateway.amazonaws.com may take",
});

export const issuer = matching("^https://[A-Za-z0-9.-]+(/[^ ?#]*)?$", {
  allowed: "an https URL without a query, which the tokens name as their issuer",
  fix: "copy it from the issuer's discovery document, for Cognito https://cognito-idp.<Region>.amazonaws.com/<pool id>",
});

export const userPoolArn = matching(
  "^arn:[a-z-]+:cognito-idp:[a-z0-9-]+:[0-9]{12}:userpool/[A-Za-z0-9_-]+$",
  {
    allowed: "the ARN of a Cognito user pool",
    fix: "give the arn of an aws_cognito_user_pool",
  },
);

/** Only REST stages take a web ACL: https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html */
export function webAclArn(region: string): Requirement<string> {
  return matching(`^arn:[a-z-]+:wafv2:${region}:[0-9]{12}:regional/webacl/.+$`, {
    allowed: "the ARN of a regional web ACL of AWS WAF in the API's Region",
    fix: "make an aws_wafv2_web_acl with scope REGIONAL; one of CloudFront cannot be used",
  });
}

export const domainName = matching(
  "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?[.])+[A-Za-z][A-Za-z0-9-]{0,61}$",
  {
    allowed: "a host name with no scheme, port or path, like api.example.com",
    fix: "give the name that the certificate is made out to",
  },
);

export const basePath = matching("^[A-Za-z0-9$._+!*()-]+(/[A-Za-z0-9$._+!*()-]+)*$", {
  allowed:
    "parts of letters, digits and any of $ - _ . + ! * ( ), with a slash between two and none at either end",
  fix: "write it like orders, or leave it out to serve the whole domain",
});
