import { Fn, Op, Token } from "cdktf";
import { matching, type Requirement } from "../refusal";

/** The rule table of Elastic Load Balancing: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/ */

export const loadBalancerName = matching("^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$", {
  allowed: "1 to 63 letters, digits and hyphens, with no hyphen at either end",
  fix: "choose a name like orders",
});

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html */
export const deregistrationDelay = wholeSeconds(0, 3600, "60 lets most requests end");

/** The timeout of a check is 5 seconds, and must be below the interval. */
export const healthCheckInterval = wholeSeconds(6, 300, "leave it out to take 10");

function wholeSeconds(least: number, most: number, fix: string): Requirement<number> {
  return {
    allowed: `a whole number of seconds from ${least} to ${most}`,
    fix,
    isMet: (seconds) => Number.isInteger(seconds) && seconds >= least && seconds <= most,
    // cdktf writes a zero in an operator as "undefined".
    condition: (seconds) =>
      Op.and(least === 0 ? Op.gt(seconds, -1) : Op.gte(seconds, least), Op.lte(seconds, most)),
  };
}

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

/** A certificate is of the listener's Region, or of IAM, which has none. */
export function certificateArn(region: string): Requirement<string> {
  const inRegion = Token.isUnresolved(region) ? "[a-z0-9-]+" : region;
  return matching(
    `^arn:[a-z-]+:(acm:${inRegion}:[0-9]{12}:certificate/[A-Za-z0-9-]+|iam::[0-9]{12}:server-certificate/.+)$`,
    {
      allowed: `the ARN of a certificate in ${Token.isUnresolved(region) ? "the Region of the load balancer" : region}`,
      fix: "request one with AWS Certificate Manager in the load balancer's Region",
    },
  );
}

export const sslPolicy: Requirement<string> = {
  allowed: "a predefined security policy with TLS 1.2 or 1.3 only, like ELBSecurityPolicy-TLS13-1-2-2021-06",
  fix: "leave it out to take that one",
  isMet: (name) => SSL_POLICY.test(name),
  condition: (name) => Fn.can(Fn.regex(SSL_POLICY.source, name)),
};

const SSL_POLICY = /^ELBSecurityPolicy-(TLS13-1-[23]-|TLS-1-2-|FS-1-2-)[A-Za-z0-9-]+$/;
