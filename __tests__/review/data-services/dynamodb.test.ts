import {
  allow,
  endpoint,
  findingsOf,
  gateway,
  granted,
  ISOLATED,
  NAT,
  pathBetween,
  pathsOf,
  policy,
  summary,
  toList,
  told,
} from "./task";

const TABLE = {
  aws_dynamodb_table: {
    orders: { name: "orders", hash_key: "id", attribute: [{ name: "id", type: "S" }] },
  },
};
const READ = granted(allow(["dynamodb:GetItem", "dynamodb:Query"], "${aws_dynamodb_table.orders.arn}"));
const GATEWAY = {
  aws_vpc_endpoint: { dynamodb: gateway("dynamodb") },
  aws_vpc_security_group_egress_rule: { dynamodb: toList("dynamodb") },
};
const INTERFACE = { aws_vpc_endpoint: { dynamodb: endpoint("dynamodb", { private_dns_enabled: false }) } };

describe("through a gateway endpoint", () => {
  test("a granted table is reached", () => {
    const [path, ...more] = pathsOf(ISOLATED, TABLE, READ, GATEWAY);
    expect(more).toEqual([]);
    expect(path?.id).toBe("aws_ecs_service.app -> aws_dynamodb_table.orders:443");
    expect(path?.elements.map(({ name, lane }) => [name, lane])).toEqual([
      ["aws_ecs_service.app", "aws_vpc.main"],
      ["aws_vpc_endpoint.dynamodb", "aws_vpc.main"],
      ["aws_dynamodb_table.orders", "AWS"],
    ]);
    expect(summary(path)).toEqual(["PROVEN"]);
  });

  test.each([
    ["spelled out", "arn:aws:dynamodb:eu-central-1:111122223333:table/orders"],
    ["with everything in it", "${aws_dynamodb_table.orders.arn}*"],
    ["in any Region and account", "arn:aws:dynamodb:*:*:table/orders"],
    ["its indexes alone", "${aws_dynamodb_table.orders.arn}/index/*"],
  ])("a grant on the table %s counts", (_, arn) => {
    const [path] = pathsOf(ISOLATED, TABLE, granted(allow("dynamodb:*", arn)), GATEWAY);
    expect([path?.to, ...summary(path)]).toEqual(["aws_dynamodb_table.orders", "PROVEN"]);
  });

  test("a table of the same name in another Region is another table", () => {
    const [path] = pathsOf(
      ISOLATED,
      TABLE,
      GATEWAY,
      granted(allow("dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:111122223333:table/orders")),
    );
    expect(path?.to).toBe("com.amazonaws.eu-central-1.dynamodb");
  });

  test("that is on another route table, the table is not reached", () => {
    const other = {
      aws_route_table: { other: { vpc_id: "${aws_vpc.main.id}" } },
      aws_vpc_endpoint: {
        dynamodb: gateway("dynamodb", { route_table_ids: ["${aws_route_table.other.id}"] }),
      },
    };
    expect(summary(pathsOf(ISOLATED, TABLE, READ, GATEWAY, other)[0])).toEqual([
      "BROKEN",
      "BROKEN EP-05 aws_vpc_endpoint.dynamodb",
    ]);
  });

  test("without egress to its prefix list, the table is not reached", () => {
    const only = { aws_vpc_endpoint: { dynamodb: gateway("dynamodb") } };
    expect(summary(pathsOf(ISOLATED, TABLE, READ, only)[0])).toEqual([
      "BROKEN",
      "BROKEN SG-01 aws_security_group.task",
    ]);
  });

  test("whose policy allows nothing that the role may do, the table is not reached", () => {
    const closed = gateway("dynamodb", {
      policy: policy(
        allow("dynamodb:GetItem", "arn:aws:dynamodb:eu-central-1:111122223333:table/other", {
          Principal: "*",
        }),
      ),
    });
    expect(
      summary(pathsOf(ISOLATED, TABLE, READ, GATEWAY, { aws_vpc_endpoint: { dynamodb: closed } })[0]),
    ).toEqual(["BROKEN", "BROKEN EP-06 aws_vpc_endpoint.dynamodb"]);
  });

  test("whose policy allows a part of it, there is a warning", () => {
    const narrow = gateway("dynamodb", {
      policy: policy(allow("dynamodb:GetItem", "${aws_dynamodb_table.orders.arn}", { Principal: "*" })),
    });
    const [path] = pathsOf(ISOLATED, TABLE, READ, GATEWAY, { aws_vpc_endpoint: { dynamodb: narrow } });
    expect(path && summary(path)).toEqual(["PROVEN", "warning EP-06 aws_vpc_endpoint.dynamodb"]);
    expect(path && findingsOf(path)[0]?.found).toContain("dynamodb:Query");
  });
});

describe("through an interface endpoint alone", () => {
  test("the table is not reached by its name", () => {
    const [path] = pathsOf(ISOLATED, TABLE, READ, INTERFACE);
    expect(summary(path)).toEqual(["BROKEN", "BROKEN EP-04 aws_vpc_endpoint.dynamodb"]);
    expect(path && findingsOf(path)[0]?.fix).toContain("Gateway");
  });

  test.each([
    ["AWS_ENDPOINT_URL_DYNAMODB", "https://${aws_vpc_endpoint.dynamodb.dns_entry[0].dns_name}"],
    ["TABLE_API", "${aws_vpc_endpoint.dynamodb.dns_entry[0].dns_name}:443"],
    ["AWS_ENDPOINT_URL", "https://vpce-0a1b-2c3d.dynamodb.eu-central-1.vpce.amazonaws.com"],
  ])("who is told its URL by %s reaches it", (name, value) => {
    expect(summary(pathsOf(ISOLATED, TABLE, READ, INTERFACE, told({ [name]: value }))[0])).toEqual([
      "PROVEN",
    ]);
  });

  test.each([
    [
      "a URL that leads who knows where",
      told({ AWS_ENDPOINT_URL_DYNAMODB: "https://dynamodb.proxy.internal" }),
    ],
    ["a value that is not known", told({ DYNAMODB_ENDPOINT: "${var.given}" })],
    ["containers that are not known", told({}, { container_definitions: "${var.given}" })],
  ])("with %s it cannot be told", (_, environment) => {
    expect(summary(pathsOf(ISOLATED, TABLE, READ, INTERFACE, environment)[0])).toEqual([
      "UNKNOWN",
      "UNKNOWN EP-04 aws_vpc_endpoint.dynamodb",
    ]);
  });

  test("the URL of another service's endpoint is none of DynamoDB's", () => {
    const other = told({ AWS_ENDPOINT_URL_SQS: "https://sqs.proxy.internal" });
    expect(summary(pathsOf(ISOLATED, TABLE, READ, INTERFACE, other)[0])[0]).toBe("BROKEN");
  });

  test("the internet is the way that is taken where there is one", () => {
    expect(summary(pathsOf(ISOLATED, TABLE, READ, INTERFACE, NAT)[0])).toEqual(["PROVEN"]);
  });
});

describe("with no endpoint", () => {
  test("a granted table is not reached", () => {
    expect(summary(pathsOf(ISOLATED, TABLE, READ)[0])).toEqual([
      "BROKEN",
      "BROKEN EP-01 aws_ecs_task_definition.app",
    ]);
  });

  test("the internet leads there", () => {
    expect(summary(pathsOf(ISOLATED, TABLE, READ, NAT)[0])).toEqual(["PROVEN"]);
  });

  test("a grant on whatever table is no proof that it is called", () => {
    const [path] = pathsOf(ISOLATED, granted(allow("dynamodb:GetItem", "*")));
    expect([path?.to, ...summary(path)]).toEqual([
      "com.amazonaws.eu-central-1.dynamodb",
      "UNKNOWN",
      "UNKNOWN EP-01 aws_ecs_task_definition.app",
    ]);
  });

  test("a grant of everything means nothing in particular", () => {
    expect(pathsOf(ISOLATED, TABLE, granted(allow("*", "*")))).toEqual([]);
  });

  test("a grant for a role that others have may be meant for them", () => {
    const other = {
      aws_ecs_task_definition: { other: { family: "other", task_role_arn: "${aws_iam_role.task.arn}" } },
    };
    expect(summary(pathsOf(ISOLATED, TABLE, READ, other)[0])[0]).toBe("UNKNOWN");
    const named = told({ TABLE: "${aws_dynamodb_table.orders.name}" });
    expect(summary(pathsOf(ISOLATED, TABLE, READ, other, named)[0])[0]).toBe("BROKEN");
  });
});

describe("a table that the task is told of", () => {
  const generated = {
    aws_dynamodb_table: { orders: { hash_key: "id", attribute: [{ name: "id", type: "S" }] } },
  };

  test.each([
    ["by its ARN", TABLE, "${aws_dynamodb_table.orders.arn}"],
    ["by its name", TABLE, "${aws_dynamodb_table.orders.name}"],
    ["within a text", generated, "eu/${aws_dynamodb_table.orders.name}"],
  ])("%s is meant, if its role may do something there", (_, table, value) => {
    const all = granted(allow("dynamodb:*", "*"));
    const [path] = pathsOf(ISOLATED, table, all, told({ TABLE: value }));
    expect([path?.to, ...summary(path)]).toEqual([
      "aws_dynamodb_table.orders",
      "BROKEN",
      "BROKEN EP-01 aws_ecs_task_definition.app",
    ]);
  });

  test("and that its role may not use, may be handed on", () => {
    const [path] = pathsOf(ISOLATED, TABLE, told({ TABLE: "${aws_dynamodb_table.orders.arn}" }), GATEWAY);
    expect(summary(path)).toEqual(["UNKNOWN", "UNKNOWN IAM-02 aws_iam_role.task"]);
    expect(path && findingsOf(path)[0]?.why).toContain("may hand the name on");
  });

  test("is used without the role if there is none", () => {
    const environment = told({ TABLE: "${aws_dynamodb_table.orders.arn}" }, { task_role_arn: null });
    expect(summary(pathsOf(ISOLATED, TABLE, environment, GATEWAY)[0])).toEqual([
      "UNKNOWN",
      "UNKNOWN ECS-05 aws_ecs_task_definition.app",
    ]);
  });

  test("as if by chance, a text that is its name means nothing without a permission", () => {
    expect(pathsOf(ISOLATED, TABLE, told({ DATABASE: "orders" }))).toEqual([]);
  });
});

describe("the task role", () => {
  test("that is denied what it is granted does not reach the table", () => {
    const denied = granted(allow("dynamodb:GetItem", "${aws_dynamodb_table.orders.arn}"), {
      Effect: "Deny",
      Action: "dynamodb:*",
      Resource: "*",
    });
    expect(summary(pathsOf(ISOLATED, TABLE, GATEWAY, denied)[0])).toEqual([
      "BROKEN",
      "BROKEN IAM-02 aws_iam_role.task",
    ]);
  });

  test("whose permissions hang on a condition that is not known is not judged", () => {
    const condition = { Condition: { StringEquals: { "aws:PrincipalTag/team": "${var.given}" } } };
    const grant = granted(allow("dynamodb:GetItem", "${aws_dynamodb_table.orders.arn}", condition));
    expect(summary(pathsOf(ISOLATED, TABLE, GATEWAY, grant)[0])).toEqual([
      "UNKNOWN",
      "UNKNOWN IAM-02 aws_iam_role.task",
    ]);
  });

  test("that trusts another service cannot be taken", () => {
    const untrusted = {
      aws_iam_role: {
        task: {
          name: "task",
          assume_role_policy: policy({
            Effect: "Allow",
            Action: "sts:AssumeRole",
            Principal: { Service: "ec2.amazonaws.com" },
          }),
        },
      },
    };
    expect(summary(pathsOf(ISOLATED, TABLE, READ, GATEWAY, untrusted)[0])).toEqual([
      "BROKEN",
      "BROKEN IAM-03 aws_iam_role.task",
    ]);
  });

  const INDEXED = {
    aws_dynamodb_table: {
      orders: {
        name: "orders",
        hash_key: "id",
        attribute: [
          { name: "id", type: "S" },
          { name: "day", type: "S" },
        ],
        global_secondary_index: [{ name: "by-day", hash_key: "day", projection_type: "ALL" }],
      },
    },
  };

  test("that may query a table and not its indexes is warned of", () => {
    expect(summary(pathsOf(ISOLATED, INDEXED, READ, GATEWAY)[0])).toEqual([
      "PROVEN",
      "warning DDB-02 aws_iam_role.task",
    ]);
  });

  test.each([
    ["all indexes", ["${aws_dynamodb_table.orders.arn}", "${aws_dynamodb_table.orders.arn}/index/*"]],
    ["one of them", ["${aws_dynamodb_table.orders.arn}", "${aws_dynamodb_table.orders.arn}/index/by-day"]],
    ["everything that begins so", ["${aws_dynamodb_table.orders.arn}*"]],
  ])("that may query %s is not", (_, resources) => {
    expect(
      summary(pathsOf(ISOLATED, INDEXED, granted(allow("dynamodb:Query", resources)), GATEWAY)[0]),
    ).toEqual(["PROVEN"]);
  });
});

describe("the stream of a table", () => {
  const STREAM = granted(
    allow(["dynamodb:GetRecords", "dynamodb:GetShardIterator"], "${aws_dynamodb_table.orders.stream_arn}"),
  );

  test("is not reached through the gateway endpoint of tables", () => {
    const [path] = pathsOf(ISOLATED, TABLE, STREAM, GATEWAY);
    expect(path?.id).toBe("aws_ecs_service.app -> aws_dynamodb_table.orders:443 via dynamodb-streams");
    expect(summary(path)).toEqual(["BROKEN", "BROKEN EP-01 aws_ecs_task_definition.app"]);
  });

  test("is reached through its own endpoint by who is told the URL", () => {
    const streams = {
      aws_vpc_endpoint: { streams: endpoint("dynamodb-streams", { private_dns_enabled: false }) },
    };
    const url = "https://${aws_vpc_endpoint.streams.dns_entry[0].dns_name}";
    expect(summary(pathsOf(ISOLATED, TABLE, STREAM, streams, told({ STREAMS: url }))[0])).toEqual(["PROVEN"]);
  });
});

describe("a path that a person asks for", () => {
  test("is broken without a permission", () => {
    const [path] = pathBetween("aws_ecs_service.app", "aws_dynamodb_table.orders", ISOLATED, TABLE, GATEWAY);
    expect(summary(path)).toEqual(["BROKEN", "BROKEN IAM-02 aws_iam_role.task"]);
  });

  test("is the one that is inferred where there is one", () => {
    const [path] = pathBetween(
      "aws_ecs_service.app",
      "aws_dynamodb_table.orders",
      ISOLATED,
      TABLE,
      GATEWAY,
      READ,
    );
    expect(summary(path)).toEqual(["PROVEN"]);
  });

  test("leads from no group to no table", () => {
    expect(pathBetween("aws_security_group.task", "aws_dynamodb_table.orders", ISOLATED, TABLE)).toEqual([]);
    expect(pathBetween("aws_ecs_service.app", "aws_vpc.main", ISOLATED)).toEqual([]);
  });
});
