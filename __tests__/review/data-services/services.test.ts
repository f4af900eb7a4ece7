import {
  allow,
  endpoint,
  FUNCTION,
  gateway,
  granted,
  ISOLATED,
  NAT,
  pathsOf,
  policy,
  type Resources,
  summary,
  toList,
  told,
} from "./task";

const BUCKET = { aws_s3_bucket: { files: { bucket_prefix: "files-" } } };
const OBJECTS = granted(allow(["s3:GetObject", "s3:PutObject"], "${aws_s3_bucket.files.arn}/*"));

describe("S3", () => {
  const GATEWAY = {
    aws_vpc_endpoint: { s3: gateway("s3") },
    aws_vpc_security_group_egress_rule: { s3: toList("s3") },
  };

  test("a bucket is reached through a gateway endpoint", () => {
    const [path] = pathsOf(ISOLATED, BUCKET, OBJECTS, GATEWAY);
    expect([path?.id, ...summary(path)]).toEqual([
      "aws_ecs_service.app -> aws_s3_bucket.files:443",
      "PROVEN",
    ]);
  });

  test("a bucket that the task is told of is used if its role may use objects of any", () => {
    const environment = told({ BUCKET: "${aws_s3_bucket.files.id}" });
    const [path] = pathsOf(
      ISOLATED,
      BUCKET,
      granted(allow("s3:GetObject", "arn:aws:s3:::*/*")),
      environment,
      GATEWAY,
    );
    expect([path?.to, ...summary(path)]).toEqual(["aws_s3_bucket.files", "PROVEN"]);
  });

  test("or through an interface endpoint with private DNS", () => {
    expect(
      summary(pathsOf(ISOLATED, BUCKET, OBJECTS, { aws_vpc_endpoint: { s3: endpoint("s3") } })[0]),
    ).toEqual(["PROVEN"]);
  });

  const withoutDns = { aws_vpc_endpoint: { s3: endpoint("s3", { private_dns_enabled: false }) } };

  test("without private DNS only by who is told the URL", () => {
    expect(summary(pathsOf(ISOLATED, BUCKET, OBJECTS, withoutDns)[0])).toEqual([
      "BROKEN",
      "BROKEN EP-04 aws_vpc_endpoint.s3",
    ]);
    const url = "https://bucket.${aws_vpc_endpoint.s3.dns_entry[0].dns_name}";
    expect(summary(pathsOf(ISOLATED, BUCKET, OBJECTS, withoutDns, told({ S3: url }))[0])).toEqual(["PROVEN"]);
  });

  test("private DNS for inbound resolvers alone is none for tasks", () => {
    const inbound = endpoint("s3", { dns_options: { private_dns_only_for_inbound_resolver_endpoint: true } });
    expect(summary(pathsOf(ISOLATED, BUCKET, OBJECTS, { aws_vpc_endpoint: { s3: inbound } })[0])[0]).toBe(
      "BROKEN",
    );
  });

  test("an endpoint's policy for the layers of images alone keeps the bucket from being reached", () => {
    const layers = policy(
      allow("s3:GetObject", "arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*", { Principal: "*" }),
    );
    const [path] = pathsOf(ISOLATED, BUCKET, OBJECTS, GATEWAY, {
      aws_vpc_endpoint: { s3: gateway("s3", { policy: layers }) },
    });
    expect(summary(path)).toEqual(["BROKEN", "BROKEN EP-06 aws_vpc_endpoint.s3"]);
  });

  test("a policy for a part of its objects lets a part through", () => {
    const part = policy(allow("s3:*", "${aws_s3_bucket.files.arn}/public/*", { Principal: "*" }));
    const [path] = pathsOf(ISOLATED, BUCKET, OBJECTS, GATEWAY, {
      aws_vpc_endpoint: { s3: gateway("s3", { policy: part }) },
    });
    expect(summary(path)[0]).toBe("UNKNOWN");
  });

  test("the bucket's own policy can refuse whoever comes another way", () => {
    const refusing = {
      aws_s3_bucket_policy: {
        files: {
          bucket: "${aws_s3_bucket.files.id}",
          policy: policy({
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: ["${aws_s3_bucket.files.arn}", "${aws_s3_bucket.files.arn}/*"],
            Condition: { StringNotEquals: { "aws:SourceVpce": "${aws_vpc_endpoint.s3.id}" } },
          }),
        },
      },
    };
    expect(summary(pathsOf(ISOLATED, BUCKET, OBJECTS, GATEWAY, refusing)[0])).toEqual(["PROVEN"]);
    const other = {
      aws_vpc_endpoint: { s3: endpoint("sqs"), files: gateway("s3") },
      aws_vpc_security_group_egress_rule: { s3: toList("files") },
    };
    expect(summary(pathsOf(ISOLATED, BUCKET, OBJECTS, refusing, other)[0])).toEqual([
      "BROKEN",
      "BROKEN IAM-02 aws_iam_role.task",
    ]);
  });
});

describe("services with interface endpoints", () => {
  const cases: readonly (readonly [string, string, Resources, string])[] = [
    ["sqs", "sqs:SendMessage", { aws_sqs_queue: { it: { name: "jobs" } } }, "aws_sqs_queue.it"],
    ["sns", "sns:Publish", { aws_sns_topic: { it: { name: "news" } } }, "aws_sns_topic.it"],
    [
      "secretsmanager",
      "secretsmanager:GetSecretValue",
      { aws_secretsmanager_secret: { it: { name: "key" } } },
      "aws_secretsmanager_secret.it",
    ],
    [
      "ssm",
      "ssm:GetParameter",
      { aws_ssm_parameter: { it: { name: "/a/b", type: "String", value: "x" } } },
      "aws_ssm_parameter.it",
    ],
    [
      "kinesis-streams",
      "kinesis:PutRecord",
      { aws_kinesis_stream: { it: { name: "clicks" } } },
      "aws_kinesis_stream.it",
    ],
    [
      "states",
      "states:StartExecution",
      { aws_sfn_state_machine: { it: { name: "flow" } } },
      "aws_sfn_state_machine.it",
    ],
    [
      "events",
      "events:PutEvents",
      { aws_cloudwatch_event_bus: { it: { name: "bus" } } },
      "aws_cloudwatch_event_bus.it",
    ],
    [
      "lambda",
      "lambda:InvokeFunction",
      { aws_lambda_function: { it: { function_name: "fn" } } },
      "aws_lambda_function.it",
    ],
  ];

  test.each(cases)("%s with its endpoint, and without", (service, action, resources, address) => {
    const grant = granted(allow(action, `\${${address}.arn}`));
    const [path] = pathsOf(ISOLATED, resources, grant, { aws_vpc_endpoint: { it: endpoint(service) } });
    expect([path?.to, ...summary(path)]).toEqual([address, "PROVEN"]);
    expect(summary(pathsOf(ISOLATED, resources, grant)[0])).toEqual([
      "BROKEN",
      "BROKEN EP-01 aws_ecs_task_definition.app",
    ]);
  });

  test("a queue that the task is told of is reached through the endpoint's group alone", () => {
    const closed = {
      aws_vpc_security_group_ingress_rule: {
        task: {
          security_group_id: "${aws_security_group.endpoints.id}",
          ip_protocol: "tcp",
          from_port: 80,
          to_port: 80,
          cidr_ipv4: "10.0.0.0/16",
        },
      },
    };
    const [path] = pathsOf(
      ISOLATED,
      { aws_sqs_queue: { jobs: {} }, aws_vpc_endpoint: { sqs: endpoint("sqs") } },
      granted(allow("sqs:*", "*")),
      told({ QUEUE: "${aws_sqs_queue.jobs.url}" }),
      closed,
    );
    expect(summary(path)).toEqual(["BROKEN", "BROKEN SG-01 aws_security_group.endpoints"]);
  });

  test("the secret of a database's master user is fetched by the application", () => {
    const secret = granted(
      allow("secretsmanager:GetSecretValue", "${aws_db_instance.main.master_user_secret[0].secret_arn}"),
    );
    const [path] = pathsOf(ISOLATED, { aws_db_instance: { main: { engine: "postgres" } } }, secret);
    expect([path?.to, ...summary(path)]).toEqual([
      "com.amazonaws.eu-central-1.secretsmanager",
      "BROKEN",
      "BROKEN EP-01 aws_ecs_task_definition.app",
    ]);
  });
});

describe("what an application is told of and is not granted", () => {
  const TABLE = { aws_dynamodb_table: { orders: { name: "orders" } } };

  test.each([
    ["TABLE", "UNKNOWN"],
    ["ORDERS_TABLE_NAME", "UNKNOWN"],
    // The same word by chance, as for a service called like its table.
    ["SERVICE", undefined],
  ])("a table by its name in %s: %s", (name, verdict) => {
    const [path] = pathsOf(ISOLATED, TABLE, told({ [name]: "${aws_dynamodb_table.orders.name}" }), NAT);
    expect(path?.verdict).toBe(verdict);
  });

  test("the secret of a database's master user", () => {
    const database = { aws_db_instance: { main: { engine: "postgres" } } };
    const secret = "${aws_db_instance.main.master_user_secret[0].secret_arn}";
    const paths = pathsOf(ISOLATED, database, told({ DATABASE_SECRET: secret }), NAT);
    expect(paths.map(({ to }) => to)).toEqual(["com.amazonaws.eu-central-1.secretsmanager"]);
    expect(summary(paths[0])).toEqual(["UNKNOWN", "UNKNOWN IAM-02 aws_iam_role.task"]);
  });
});

describe("services as a whole", () => {
  test.each([
    ["xray:PutTraceSegments", "xray"],
    ["cloudwatch:PutMetricData", "monitoring"],
    ["sts:AssumeRole", "sts"],
    ["kms:Sign", "kms"],
    ["ses:SendEmail", "email"],
  ])("%s may mean %s, which need not be called", (action, suffix) => {
    const grant = granted(allow(action, "*"));
    const to = `com.amazonaws.eu-central-1.${suffix}`;
    const [path] = pathsOf(ISOLATED, grant);
    expect([path?.id, ...summary(path)]).toEqual([
      `aws_ecs_service.app -> ${to}:443 via aws_iam_role.task`,
      "UNKNOWN",
      "UNKNOWN EP-01 aws_ecs_task_definition.app",
    ]);
    expect(summary(pathsOf(ISOLATED, grant, { aws_vpc_endpoint: { it: endpoint(suffix) } })[0])).toEqual([
      "PROVEN",
    ]);
    expect(summary(pathsOf(ISOLATED, grant, NAT)[0])).toEqual(["PROVEN"]);
  });

  test("what hinders such a call breaks nothing", () => {
    const closed = {
      aws_vpc_security_group_egress_rule: {
        endpoints: {
          security_group_id: "${aws_security_group.endpoints.id}",
          ip_protocol: "-1",
          cidr_ipv4: "0.0.0.0/0",
        },
      },
    };
    const [path] = pathsOf(
      ISOLATED,
      granted(allow("xray:PutTraceSegments", "*")),
      { aws_vpc_endpoint: { xray: endpoint("xray") } },
      closed,
    );
    expect(summary(path)).toEqual(["UNKNOWN", "UNKNOWN SG-01 aws_security_group.task"]);
  });

  test.each([
    "sqs:*",
    "kms:Decrypt",
    "kms:GenerateDataKey",
    "logs:PutLogEvents",
    "ecr:GetAuthorizationToken",
    "ssmmessages:OpenDataChannel",
    "iam:PassRole",
  ])("%s means no call of the application", (action) => {
    expect(pathsOf(ISOLATED, granted(allow(action, "*")))).toEqual([]);
  });
});

describe("a role that is ECS's too", () => {
  const SECRET = { aws_secretsmanager_secret: { key: { name: "key" } } };
  const both = told({}, { execution_role_arn: "${aws_iam_role.task.arn}" });
  const grant = granted(allow("secretsmanager:GetSecretValue", "${aws_secretsmanager_secret.key.arn}"));

  test("gets secrets for ECS", () => {
    expect(pathsOf(ISOLATED, SECRET, both, grant)).toEqual([]);
  });

  test("and for the application if that is told of them", () => {
    const environment = told(
      { KEY: "${aws_secretsmanager_secret.key.arn}" },
      { execution_role_arn: "${aws_iam_role.task.arn}" },
    );
    expect(summary(pathsOf(ISOLATED, SECRET, environment, grant)[0])[0]).toBe("BROKEN");
  });
});

describe("Lambda functions", () => {
  const QUEUE = { aws_sqs_queue: { jobs: { name: "jobs" } } };
  const role = (...statements: Parameters<typeof granted>): Resources => ({
    aws_iam_role_policy: { function: { role: "${aws_iam_role.function.id}", policy: policy(...statements) } },
  });
  const environment = (variables: Record<string, string>): Resources => ({
    aws_lambda_function: { report: { ...FUNCTION.aws_lambda_function?.report, environment: { variables } } },
  });

  test("reach tables like tasks do", () => {
    const table = { aws_dynamodb_table: { orders: { name: "orders" } } };
    const grant = role(allow("dynamodb:GetItem", "${aws_dynamodb_table.orders.arn}"));
    const [path] = pathsOf(ISOLATED, FUNCTION, table, grant);
    expect([path?.from, ...summary(path)]).toEqual([
      "aws_lambda_function.report",
      "BROKEN",
      "BROKEN EP-01 aws_lambda_function.report",
    ]);
    expect(summary(pathsOf(ISOLATED, FUNCTION, table, grant, NAT)[0])).toEqual(["PROVEN"]);
  });

  test("do not poll their queues themselves", () => {
    const mapping = {
      aws_lambda_event_source_mapping: {
        jobs: {
          function_name: "${aws_lambda_function.report.arn}",
          event_source_arn: "${aws_sqs_queue.jobs.arn}",
        },
      },
    };
    const grant = role(
      allow(
        ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
        "${aws_sqs_queue.jobs.arn}",
      ),
    );
    expect(pathsOf(ISOLATED, FUNCTION, QUEUE, grant, mapping)).toEqual([]);
  });

  test("may be granted a queue for failed events", () => {
    const grant = role(allow("sqs:SendMessage", "${aws_sqs_queue.jobs.arn}"));
    expect(summary(pathsOf(ISOLATED, FUNCTION, QUEUE, grant)[0])[0]).toBe("UNKNOWN");
    const sending = environment({ QUEUE: "${aws_sqs_queue.jobs.url}" });
    expect(summary(pathsOf(ISOLATED, FUNCTION, QUEUE, grant, sending)[0])[0]).toBe("BROKEN");
  });

  test("do not send their failed events themselves", () => {
    const grant = role(allow("sqs:SendMessage", "${aws_sqs_queue.jobs.arn}"));
    const queue = "${aws_sqs_queue.jobs.arn}";
    const deadLetter = {
      aws_lambda_function: {
        report: { ...FUNCTION.aws_lambda_function?.report, dead_letter_config: [{ target_arn: queue }] },
      },
    };
    const onFailure = {
      aws_lambda_function_event_invoke_config: {
        report: {
          function_name: "${aws_lambda_function.report.function_name}",
          destination_config: [{ on_failure: [{ destination: queue }] }],
        },
      },
    };
    expect(pathsOf(ISOLATED, FUNCTION, QUEUE, grant, deadLetter)).toEqual([]);
    expect(pathsOf(ISOLATED, FUNCTION, QUEUE, grant, onFailure)).toEqual([]);
  });

  test("outside of a VPC are on no path", () => {
    const outside = {
      aws_lambda_function: { report: { function_name: "report", role: "${aws_iam_role.function.arn}" } },
    };
    expect(
      pathsOf(
        ISOLATED,
        FUNCTION,
        QUEUE,
        outside,
        role(allow("sqs:SendMessage", "${aws_sqs_queue.jobs.arn}")),
      ),
    ).toEqual([]);
  });
});
