import { Fn, Token } from "cdktf";
import { matching, type Requirement, wholeNumber } from "../refusal";

/** The rule table of Elastic Load Balancing: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/ */

/** For `Name` tags, and for what else is named after a load balancer. */
export const hyphenatedName = matching("^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$", {
  allowed: "1 to 63 letters, digits and hyphens, with no hyphen at either end",
  fix: "choose a name like orders",
});

export const networkLoadBalancerArn = matching(
  "^arn:[a-z-]+:elasticloadbalancing:[a-z0-9-]+:[0-9]{12}:loadbalancer/net/[A-Za-z0-9-]+/[0-9a-f]+$",
  {
    allowed: "the ARN of a Network Load Balancer, with loadbalancer/net/ in it",
    fix: "copy it from: aws elbv2 describe-load-balancers",
  },
);

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html */
export const deregistrationDelay = wholeNumber([0, 3600], "seconds", "60 lets most requests end");

/** The timeout of a check is 5 seconds, and must be below the interval. */
export const healthCheckInterval = wholeNumber([6, 300], "seconds", "leave it out to take 10");

/** AWS takes 1024 characters, but Terraform's patterns count to 1000 only. */
export const healthCheckPath = matching("^/[^ ]{0,999}$", {
  allowed: "a path that begins with /, up to 1000 characters without spaces",
  fix: "write it like /health",
});

export const successCodes = matching("^[2-5][0-9]{2}([,-][2-5][0-9]{2})*$", {
  allowed: "status codes from 200 to 599, like 200, 200,204 or 200-399",
  fix: "leave it out to take 200-399",
});

export const serverName: Requirement<string> = {
  ...matching("^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?[.])+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$", {
    allowed: "a host name that the certificate is made out to, like orders.example.com",
    fix: "give the name alone, without scheme or port; for a wildcard certificate one of the names that it covers",
  }),
};

/**
 * A certificate is of the Region of what shows it, or of IAM, which has none and serves load balancers only.
 *
 * @param stores where the certificate may be
 */
export function certificateArn(
  region: string,
  stores: "Certificate Manager" | "Certificate Manager or IAM",
): Requirement<string> {
  const inManager = `acm:${region}:[0-9]{12}:certificate/[A-Za-z0-9-]+`;
  const inIam = "iam::[0-9]{12}:server-certificate/.+";
  const kinds = stores === "Certificate Manager" ? inManager : `${inManager}|${inIam}`;
  const where = Token.isUnresolved(region) ? "the same Region" : region;
  return matching(`^arn:[a-z-]+:(${kinds})$`, {
    allowed: `the ARN of a certificate of ${stores} in ${where}`,
    fix: `request one with AWS Certificate Manager in ${where}; those of CloudFront, in us-east-1, serve no other`,
  });
}

export const sslPolicy: Requirement<string> = {
  allowed: "a predefined security policy with TLS 1.2 or 1.3 only, like ELBSecurityPolicy-TLS13-1-2-2021-06",
  fix: "leave it out to take that one",
  isMet: (name) => SSL_POLICY.test(name),
  condition: (name) => Fn.can(Fn.regex(SSL_POLICY.source, name)),
};

const SSL_POLICY = /^ELBSecurityPolicy-(TLS13-1-[23]-|TLS-1-2-|FS-1-2-)[A-Za-z0-9-]+$/;
