import type { Finding, Hop, Path, PathElement, ReviewResult } from "../../../review/result";
import type { Verdict } from "../../../review/verdict";

/** What a rule found at a hop, the rest of the finding is filled in. */
type Fault = Partial<Finding> & Pick<Finding, "rule" | "verdict">;

interface HopSample {
  readonly title: string;
  readonly between: readonly [number, number];
  readonly rule: string;
  readonly evidence: string;
}

const RULES: Readonly<Record<string, string>> = {
  "SG-01": "Both security groups admit the connection",
  "LAT-01": "The client reaches the Resource endpoint",
  "LAT-03": "The resource gateway may open connections to the database",
  "LAT-04": "The database admits the resource gateway",
  "LAT-05": "The resource configuration is well made",
  "EP-01": "Every endpoint that is needed is there",
  "IAM-01": "The execution role may do what the task needs at its start",
  "API-01": "The integration's port is the listener's",
  "LB-04": "The load balancer sends to the container's port",
  "LB-06": "The load balancer reaches tasks in every zone",
  "SG-06": "Inline rules and rule resources are not mixed",
};

export function finding(fault: Fault): Finding {
  return {
    title: RULES[fault.rule] ?? "A rule",
    severity: "error",
    address: undefined,
    path: undefined,
    hop: undefined,
    found: "nothing",
    needed: "something",
    why: "AWS wants it so.",
    fix: "Write it.",
    ...fault,
  };
}

/** A path of which all hops are proven, but for those with faults. */
function path(
  ends: Pick<Path, "from" | "to" | "port"> & Partial<Path>,
  elements: readonly PathElement[],
  hops: readonly HopSample[],
  faults: Readonly<Record<number, readonly Fault[]>> = {},
): Path {
  const id = ends.id ?? `${ends.from} -> ${ends.to}${ends.port === undefined ? "" : `:${ends.port}`}`;
  const judged = hops.map(({ title, between, rule, evidence }, index): Hop => {
    const findings = (faults[index] ?? []).map((fault) => finding({ path: id, hop: title, ...fault }));
    const verdict = worst(findings.map((each) => each.verdict));
    return {
      title,
      verdict,
      between,
      evidence: verdict === "PROVEN" ? [{ rule, text: evidence }] : [],
      findings,
    };
  });
  return {
    origin: "inferred",
    ...ends,
    id,
    verdict: worst(judged.map(({ verdict }) => verdict)),
    elements,
    hops: judged,
  };
}

function worst(verdicts: readonly Verdict[]): Verdict {
  return (["BROKEN", "UNKNOWN"] as const).find((verdict) => verdicts.includes(verdict)) ?? "PROVEN";
}

/** The answer for some paths, with the findings of their hops. */
export function resultOf(paths: readonly Path[], more: Partial<ReviewResult> = {}): ReviewResult {
  const number = (verdict: Verdict) => paths.filter((each) => each.verdict === verdict).length;
  const findings = [
    ...paths.flatMap(({ hops }) => hops.flatMap((hop) => hop.findings)),
    ...(more.findings ?? []),
  ];
  return {
    inputs: ["plan.json (Terraform 1.11.4, format 1.2)"],
    summary: { proven: number("PROVEN"), broken: number("BROKEN"), unknown: number("UNKNOWN") },
    paths,
    suppressed: [],
    notices: [],
    ...more,
    findings: [
      ...findings.filter(({ severity }) => severity === "error"),
      ...findings.filter(({ severity }) => severity === "warning"),
    ],
  };
}

/** Client, Resource endpoint, resource gateway, database: a connection over AWS PrivateLink. */
export function chain(name: string, faults: Readonly<Record<number, readonly Fault[]>> = {}): Path {
  return path(
    { from: `aws_security_group.${name}_client`, to: `aws_db_instance.${name}`, port: 5432 },
    [
      { name: `aws_security_group.${name}_client`, kind: "client", lane: "aws_vpc.application" },
      { name: `aws_vpc_endpoint.${name}`, kind: "Resource endpoint", lane: "aws_vpc.application" },
      {
        name: `aws_vpclattice_resource_configuration.${name}`,
        kind: "resource configuration",
        lane: "AWS PrivateLink",
      },
      { name: `aws_vpclattice_resource_gateway.${name}`, kind: "resource gateway", lane: "aws_vpc.data" },
      { name: `aws_db_instance.${name}`, kind: "PostgreSQL", lane: "aws_vpc.data" },
    ],
    [
      {
        title: "client -> endpoint",
        between: [0, 1],
        rule: "LAT-01",
        evidence: `aws_vpc_security_group_egress_rule.${name}_client admits tcp/5432 to aws_security_group.${name}_endpoint, and aws_vpc_security_group_ingress_rule.${name}_endpoint admits it from aws_security_group.${name}_client`,
      },
      {
        title: "endpoint -> resource configuration",
        between: [1, 2],
        rule: "LAT-05",
        evidence: `aws_vpc_endpoint.${name} names the ARN of aws_vpclattice_resource_configuration.${name}`,
      },
      {
        title: "resource configuration -> resource gateway",
        between: [2, 3],
        rule: "LAT-05",
        evidence: `aws_vpclattice_resource_configuration.${name} is served by aws_vpclattice_resource_gateway.${name}`,
      },
      {
        title: "resource gateway -> database",
        between: [3, 4],
        rule: "LAT-04",
        evidence: `aws_vpc_security_group_ingress_rule.${name}_database admits tcp/5432 from aws_security_group.${name}_gateway`,
      },
    ],
    faults,
  );
}

/** The chain with two faults: the endpoint admits another port, and the gateway has no egress. */
export const brokenChain = () =>
  chain("orders", {
    0: [
      {
        rule: "LAT-01",
        verdict: "BROKEN",
        awsCode: "ENI_SG_RULES_MISMATCH",
        address: "aws_security_group.orders_endpoint",
        constructPath: "private-rds/orders/endpoint/security-group",
        file: "stacks/private-rds.ts",
        line: 42,
        found:
          "aws_security_group.orders_endpoint admits tcp/3306 from aws_security_group.orders_client, and nothing else",
        needed: "ingress of tcp/5432 from aws_security_group.orders_client",
        why: "A Resource endpoint is reached through its own network interfaces, which admit only what their security group admits.",
        fix: [
          'resource "aws_vpc_security_group_ingress_rule" "orders_endpoint" {',
          "  security_group_id            = aws_security_group.orders_endpoint.id",
          "  referenced_security_group_id = aws_security_group.orders_client.id",
          '  ip_protocol                  = "tcp"',
          "  from_port                    = 5432",
          "  to_port                      = 5432",
          "}",
        ].join("\n"),
      },
    ],
    3: [
      {
        rule: "LAT-03",
        verdict: "BROKEN",
        address: "aws_security_group.orders_gateway",
        constructPath: "private-rds/orders/gateway/security-group",
        found: "aws_security_group.orders_gateway has no egress rule",
        needed: "egress of tcp/5432 to aws_security_group.orders_database",
        why: "The gateway opens the connection to the database itself. Terraform removes the rule that lets everything out.",
        fix: "Add an aws_vpc_security_group_egress_rule with referenced_security_group_id = aws_security_group.orders_database.id",
      },
      {
        rule: "LAT-04",
        verdict: "UNKNOWN",
        address: "sg-0a1b2c3d4e5f67890",
        found: "sg-0a1b2c3d4e5f67890 exists outside of the files given",
        needed: "ingress of tcp/5432 from aws_security_group.orders_gateway",
        why: "The database admits only what its security group admits.",
        fix: "Give the state or the stack that has sg-0a1b2c3d4e5f67890 too.",
      },
    ],
  });

/** API Gateway over a VPC link to a task. */
export function api(name: string, faults: Readonly<Record<number, readonly Fault[]>> = {}): Path {
  return path(
    {
      from: "the internet",
      to: `aws_ecs_service.${name}`,
      port: 8000,
      stack: "private-ecs",
      origin: "declared",
    },
    [
      { name: `aws_api_gateway_rest_api.${name}`, kind: "REST API", lane: "API Gateway" },
      { name: `aws_api_gateway_vpc_link.${name}`, kind: "VPC link", lane: "API Gateway" },
      {
        name: `aws_lb.${name}`,
        kind: "Network Load Balancer",
        lane: 'module.network["eu-central-1"].aws_vpc.this',
      },
      {
        name: `aws_lb_target_group.${name}`,
        kind: "target group",
        lane: 'module.network["eu-central-1"].aws_vpc.this',
      },
      {
        name: `aws_ecs_service.${name}`,
        kind: "Fargate service",
        lane: 'module.network["eu-central-1"].aws_vpc.this',
      },
    ],
    [
      {
        title: "REST API -> VPC link",
        between: [0, 1],
        rule: "API-01",
        evidence: "the integration names the link",
      },
      {
        title: "VPC link -> NLB",
        between: [1, 2],
        rule: "API-01",
        evidence: "the link names the load balancer",
      },
      { title: "integration's port", between: [1, 2], rule: "API-01", evidence: "both are tcp/80" },
      {
        title: "listener -> target group",
        between: [2, 3],
        rule: "LB-04",
        evidence: "the listener forwards",
      },
      { title: "target group -> task", between: [3, 4], rule: "LB-04", evidence: "container port 8000" },
      {
        title: "NLB -> task",
        between: [2, 4],
        rule: "SG-01",
        evidence: "the task admits tcp/8000 from the NLB",
      },
      { title: "task starts", between: [4, 4], rule: "IAM-01", evidence: "aws_iam_role.execution may pull" },
    ],
    faults,
  );
}

/** A task that writes logs and has no endpoint to do it through. */
export const taskToLogs = (name: string) =>
  path(
    {
      from: `aws_ecs_service.${name}`,
      to: "com.amazonaws.eu-central-1.logs",
      port: 443,
      stack: "private-ecs",
    },
    [
      { name: `aws_ecs_service.${name}`, kind: "Fargate service", lane: "aws_vpc.this" },
      { name: "com.amazonaws.eu-central-1.logs", kind: "CloudWatch Logs", lane: "AWS" },
    ],
    [
      { title: "task -> CloudWatch Logs", between: [0, 1], rule: "EP-01", evidence: "an endpoint is there" },
      {
        title: "execution role may write logs",
        between: [0, 0],
        rule: "IAM-01",
        evidence: `aws_iam_role.${name}_execution allows logs:CreateLogStream and logs:PutLogEvents`,
      },
    ],
    {
      0: [
        {
          rule: "EP-01",
          verdict: "BROKEN",
          address: `aws_ecs_service.${name}`,
          file: "cdktf.out/stacks/private-ecs/cdk.tf.json",
          found:
            "no endpoint for com.amazonaws.eu-central-1.logs in aws_vpc.this, and no route to the internet",
          needed: "an interface endpoint for logs",
          why: "The task's log driver connects to CloudWatch Logs at its start, and the task stops if it cannot.",
          fix: 'resource "aws_vpc_endpoint" "logs" { service_name = "com.amazonaws.eu-central-1.logs" ... }',
        },
      ],
    },
  );

export const unknownChain = () =>
  chain("billing", {
    3: [
      {
        rule: "LAT-04",
        verdict: "UNKNOWN",
        address: "data.aws_security_group.billing_database",
        found: "the rules of data.aws_security_group.billing_database are not part of the plan",
        needed: "ingress of tcp/5432 from aws_security_group.billing_gateway",
        why: "The database admits only what its security group admits.",
        fix: "Review the stack that makes the database's security group too.",
      },
    ],
  });

/** Everything that there is to show, once. */
export function fullResult(): ReviewResult {
  const warned = api("shop", {
    4: [
      {
        rule: "LB-06",
        verdict: "PROVEN",
        severity: "warning",
        address: "aws_lb.shop",
        found: "cross-zone load balancing is off, and the tasks may all be in one zone",
        needed: "enable_cross_zone_load_balancing = true",
        why: "Without it a zone's address of the load balancer answers only with that zone's tasks.",
        fix: "aws_lb.shop: enable_cross_zone_load_balancing = true",
      },
    ],
  });
  return resultOf([chain("payments"), brokenChain(), unknownChain(), warned, taskToLogs("shop")], {
    inputs: ["plan.json (Terraform 1.11.4, format 1.2)", "cdktf.out/stacks/private-ecs/cdk.tf.json"],
    findings: [
      finding({
        rule: "SG-06",
        verdict: "BROKEN",
        address: 'module.legacy["eu.1"].aws_security_group.mixed[0]',
        file: "legacy/main.tf",
        line: 7,
        found: "two inline ingress blocks and aws_security_group_rule.more",
        needed: "either of both",
        why: "Terraform removes at every apply what the other form has written.",
        fix: "Move the inline blocks into aws_vpc_security_group_ingress_rule resources.",
      }),
      finding({
        rule: "SG-06",
        verdict: "PROVEN",
        severity: "warning",
        address: "aws_security_group.unused",
      }),
    ],
    suppressed: [
      {
        finding: finding({
          rule: "EP-01",
          verdict: "BROKEN",
          address: "aws_ecs_service.batch",
          path: "a -> b",
          hop: "c",
        }),
        reason: "the batch writes its logs to S3 only",
        until: "2027-03-31",
      },
    ],
    notices: ["module.cache was not read: it comes from a registry and is not in the plan"],
  });
}

export const HOSTILE = [
  "<script>alert(1)</script>",
  "</script></style></details></svg><img src=x onerror=alert(1)>",
  "\u001b]8;;https://example.com\u0007click\u001b]8;;\u0007\u001b[31mred\u001b[0m",
  "\u009b31m",
  "quotes \" ' ` and | pipes || \\| and $`code`",
  "line\nbreak\r\n::error::forged\n\n| a | b |\n# heading",
  "##[error]forged ##vso[task.complete]",
  "\u202eright\u202c\u200fto\u200bleft\u2066\ufeff",
  "]]> --> <!-- &amp; &#x27; {{x}} ${y}",
  '"]; n9[end]; click n0 "javascript:alert(1)"; #quot; style x fill:#f00;',
  "@everyone #1 [link](javascript:alert(1)) ![image](https://example.com) https://example.com",
  "lone \ud800 surrogate \uffff \u0000 null",
  "多字节的名字 🚀 é",
  "```\nfence\n```",
  `module.${"very_long_name_".repeat(19)}["x"].aws_db_instance.main`,
  `${"x".repeat(300)}`,
];

/** A result in which every text is one that somebody could have chosen to do harm, in turn. */
export function hostileResult(texts: readonly string[] = HOSTILE): ReviewResult {
  let turn = 0;
  const next = () => texts[turn++ % texts.length] ?? "";
  const swap = (value: unknown, key = ""): unknown => {
    if (Array.isArray(value)) return value.map((each) => swap(each, key));
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, swap(each, name)]));
    }
    return typeof value === "string" && !["verdict", "severity", "origin", "path", "hop", "id"].includes(key)
      ? next()
      : value;
  };
  const benign = fullResult();
  const paths = benign.paths.map((each) => {
    const swapped = swap({ ...each, hops: [] }) as Path;
    const id = `${swapped.from} -> ${swapped.to}`;
    const hops = each.hops.map((hop) => {
      const other = swap(hop) as Hop;
      return { ...other, findings: other.findings.map((one) => ({ ...one, path: id, hop: other.title })) };
    });
    return { ...swapped, id, hops };
  });
  const rest = swap({
    inputs: benign.inputs,
    suppressed: benign.suppressed,
    notices: benign.notices,
    findings: benign.findings.filter((each) => each.path === undefined),
  }) as Partial<ReviewResult>;
  return resultOf(paths, rest);
}
