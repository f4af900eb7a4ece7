import type { JsonObject } from "../../../review/read/json";
import {
  allow,
  endpoint,
  findingsOf,
  granted,
  ISOLATED,
  NAT,
  pathBetween,
  pathsOf,
  type Resources,
  summary,
  told,
} from "./task";

const COLLECTION = "aws_opensearchserverless_collection.search";
const ENDPOINT = "${aws_opensearchserverless_vpc_endpoint.search.id}";

const security = (type: string, policy: unknown, more: JsonObject = {}): JsonObject => ({
  name: "search",
  type,
  policy: typeof policy === "string" ? policy : JSON.stringify(policy),
  ...more,
});

const network = (sources: readonly string[], more: object = {}, rules?: readonly object[]): Resources => ({
  aws_opensearchserverless_security_policy: {
    network: security("network", [
      {
        Rules: rules ?? [{ ResourceType: "collection", Resource: ["collection/search"] }],
        AllowFromPublic: false,
        SourceVPCEs: sources,
        ...more,
      },
    ]),
  },
});

const data = (principals: readonly string[], rules?: readonly object[]): Resources => ({
  aws_opensearchserverless_access_policy: {
    data: security("data", [
      {
        Rules: rules ?? [
          { ResourceType: "index", Resource: ["index/search/*"], Permission: ["aoss:ReadDocument"] },
        ],
        Principal: principals,
      },
    ]),
  },
});

const ROLE = "${aws_iam_role.task.arn}";

const WHOLE: readonly Resources[] = [
  ISOLATED,
  told({ SEARCH: "${aws_opensearchserverless_collection.search.collection_endpoint}" }),
  granted(allow("aoss:APIAccessAll", "${aws_opensearchserverless_collection.search.arn}")),
  {
    aws_opensearchserverless_collection: {
      search: {
        name: "search",
        type: "SEARCH",
        depends_on: ["aws_opensearchserverless_security_policy.encryption"],
      },
    },
    aws_opensearchserverless_vpc_endpoint: {
      search: {
        name: "search",
        vpc_id: "${aws_vpc.main.id}",
        subnet_ids: ["${aws_subnet.a.id}"],
        security_group_ids: ["${aws_security_group.endpoints.id}"],
      },
    },
    aws_opensearchserverless_security_policy: {
      encryption: security("encryption", {
        Rules: [{ ResourceType: "collection", Resource: ["collection/search"] }],
        AWSOwnedKey: true,
      }),
    },
  },
  network([ENDPOINT]),
  data([ROLE]),
];

/** A configuration without one of its resources. */
function without(address: string, ...configurations: readonly Resources[]): readonly Resources[] {
  const [type = "", name = ""] = address.split(".");
  return configurations.map((one) => {
    const { [name]: _gone, ...rest } = one[type] ?? {};
    return one[type] ? { ...one, [type]: rest } : one;
  });
}

const path = (...configurations: readonly Resources[]) => pathsOf(...configurations)[0];

test("a collection is reached through its own kind of endpoint", () => {
  const paths = pathsOf(...WHOLE);
  expect(paths.map(({ id }) => id)).toEqual([`aws_ecs_service.app -> ${COLLECTION}:443`]);
  expect(paths[0]?.elements.map(({ name }) => name)).toEqual([
    "aws_ecs_service.app",
    "aws_opensearchserverless_vpc_endpoint.search",
    COLLECTION,
  ]);
  expect(summary(paths[0])).toEqual(["PROVEN"]);
});

describe("the way", () => {
  const bare = without("aws_opensearchserverless_vpc_endpoint.search", ...WHOLE);
  const ordinary = (service: string) => ({
    aws_vpc_endpoint: { search: endpoint(service) },
    ...network(["${aws_vpc_endpoint.search.id}"]),
  });

  test.each(["aoss", "aoss-data"])("is no endpoint of EC2 for %s", (service) => {
    const found = path(...bare, ordinary(service));
    expect(summary(found)).toEqual(["BROKEN", "BROKEN AOSS-01 aws_vpc_endpoint.search"]);
    expect(found && findingsOf(found)[0]?.fix).toContain("aws_opensearchserverless_vpc_endpoint");
  });

  test("is wanting without any endpoint", () => {
    expect(summary(path(...bare, network(["vpce-0123456789abcdef0"])))).toEqual([
      "BROKEN",
      "BROKEN AOSS-01 aws_ecs_task_definition.app",
    ]);
  });

  test("is not known in a VPC that exists already", () => {
    const existing = bare.map((one) =>
      JSON.parse(JSON.stringify(one).replaceAll("${aws_vpc.main.id}", "vpc-0123456789abcdef0")),
    );
    expect(summary(path(...without("aws_vpc.main", ...existing)))).toContain(
      "UNKNOWN AOSS-01 aws_ecs_task_definition.app",
    );
    expect(summary(path(...without("aws_vpc.main", ...existing)))[0]).toBe("UNKNOWN");
  });

  test("is the internet for a collection that is public", () => {
    expect(summary(path(...bare, NAT, network([], { AllowFromPublic: true })))).toEqual(["PROVEN"]);
  });

  test("is not the internet for one that is not", () => {
    expect(summary(path(...bare, NAT, network(["vpce-0123456789abcdef0"])))).toEqual([
      "BROKEN",
      "BROKEN AOSS-02 aws_opensearchserverless_security_policy.network",
    ]);
  });

  test("is no endpoint in another VPC", () => {
    const other = {
      aws_vpc: { other: { cidr_block: "10.1.0.0/16" } },
      aws_opensearchserverless_vpc_endpoint: { search: { name: "search", vpc_id: "${aws_vpc.other.id}" } },
    };
    expect(summary(path(...WHOLE, other))).toContain("BROKEN AOSS-01 aws_ecs_task_definition.app");
  });

  test("is closed by the endpoint's group", () => {
    const closed = without("aws_vpc_security_group_ingress_rule.task", ...WHOLE);
    expect(summary(path(...closed))).toEqual(["BROKEN", "BROKEN SG-01 aws_security_group.endpoints"]);
  });

  test("takes private names in the VPC", () => {
    const mute = { aws_vpc: { main: { cidr_block: "10.0.0.0/16" } } };
    expect(summary(path(...WHOLE, mute))).toEqual(["BROKEN", "BROKEN DNS-01 aws_vpc.main"]);
  });
});

describe("the network policy", () => {
  test.each<[string, readonly object[]]>([
    ["a pattern", [{ ResourceType: "collection", Resource: ["collection/sea*"] }]],
    ["a pattern for all", [{ ResourceType: "collection", Resource: ["collection/*"] }]],
    [
      "its name from the collection",
      [
        {
          ResourceType: "collection",
          Resource: ["collection/${aws_opensearchserverless_collection.search.name}"],
        },
      ],
    ],
    [
      "a rule beside that for dashboards",
      [
        { ResourceType: "dashboard", Resource: ["collection/search"] },
        { ResourceType: "collection", Resource: ["collection/search"] },
      ],
    ],
  ])("covers it by %s", (_, rules) => {
    expect(summary(path(...WHOLE, network([ENDPOINT], {}, rules)))).toEqual(["PROVEN"]);
  });

  test.each<[string, Resources, string]>([
    ["another endpoint", network(["${aws_vpc_endpoint.logs.id}"]), "SourceVPCEs"],
    ["an endpoint that exists", network(["vpce-0123456789abcdef0"]), "vpce-0123456789abcdef0"],
    ["AWS services alone", network([], { SourceServices: ["bedrock.amazonaws.com"] }), "no SourceVPCEs"],
    [
      "dashboards alone",
      network([ENDPOINT], {}, [{ ResourceType: "dashboard", Resource: ["collection/search"] }]),
      "dashboards",
    ],
    [
      "another collection",
      network([ENDPOINT], {}, [{ ResourceType: "collection", Resource: ["collection/logs"] }]),
      "no network policy has a rule",
    ],
  ])("that admits %s keeps the task out", (_, policy, words) => {
    const found = path(...WHOLE, { aws_vpc_endpoint: { logs: endpoint("logs") } }, policy);
    expect(summary(found)).toEqual([
      "BROKEN",
      "BROKEN AOSS-02 aws_opensearchserverless_security_policy.network",
    ]);
    expect(found && findingsOf(found)[0]?.found).toContain(words);
  });

  test("that is missing keeps everybody out", () => {
    const open = without("aws_opensearchserverless_security_policy.network", ...WHOLE);
    expect(summary(path(...open))).toEqual(["BROKEN", `BROKEN AOSS-02 ${COLLECTION}`]);
  });

  test("for everybody overrides others, and is warned of", () => {
    expect(summary(path(...WHOLE, network([], { AllowFromPublic: true })))).toEqual([
      "PROVEN",
      "warning AOSS-02 aws_opensearchserverless_security_policy.network",
    ]);
  });

  test.each<[string, Resources]>([
    [
      "its text",
      { aws_opensearchserverless_security_policy: { network: security("network", "${var.given}") } },
    ],
    ["its endpoints", network(["${var.given}"])],
    [
      "whom it is for",
      network([ENDPOINT], {}, [{ ResourceType: "collection", Resource: ["collection/${var.given}"] }]),
    ],
  ])("of which is not known %s is not judged", (_, policy) => {
    const found = path(...WHOLE, policy);
    expect(summary(found)[0]).toBe("UNKNOWN");
    expect(found && findingsOf(found).map(({ rule }) => rule)).toEqual(["AOSS-02"]);
  });
});

describe("the data access policy", () => {
  test.each<[string, Resources]>([
    ["by its ARN", data(["arn:aws:iam::111122223333:role/task"])],
    ["among others", data(["arn:aws:iam::111122223333:user/ada", ROLE])],
    [
      "to one index",
      data([ROLE], [{ ResourceType: "index", Resource: ["index/search/logs-*"], Permission: ["aoss:*"] }]),
    ],
    [
      "to all of all",
      data([ROLE], [{ ResourceType: "index", Resource: ["index/*/*"], Permission: ["aoss:*"] }]),
    ],
  ])("admits the role %s", (_, policy) => {
    expect(summary(path(...WHOLE, policy))).toEqual(["PROVEN"]);
  });

  const other = { aws_iam_role: { execution: { name: "execution", assume_role_policy: "{}" } } };

  test.each<[string, Resources, string]>([
    ["names another role", data(["${aws_iam_role.execution.arn}"]), "Principal"],
    ["names a role of another name", data(["arn:aws:iam::111122223333:role/execution"]), "Principal"],
    [
      "permits nothing with indexes",
      data(
        [ROLE],
        [
          {
            ResourceType: "collection",
            Resource: ["collection/search"],
            Permission: ["aoss:DescribeCollectionItems"],
          },
        ],
      ),
      "permits nothing with its indexes",
    ],
  ])("that %s keeps the role out", (_, policy, words) => {
    const found = path(...WHOLE, other, policy);
    expect(summary(found)).toEqual(["BROKEN", "BROKEN AOSS-04 aws_opensearchserverless_access_policy.data"]);
    expect(found && findingsOf(found)[0]?.found).toContain(words);
  });

  test("for another collection is none for this one", () => {
    const policy = data(
      [ROLE],
      [{ ResourceType: "index", Resource: ["index/logs/*"], Permission: ["aoss:*"] }],
    );
    expect(summary(path(...WHOLE, policy))).toEqual(["BROKEN", `BROKEN AOSS-04 ${COLLECTION}`]);
  });

  test("that permits what is no permission permits nothing", () => {
    const policy = data(
      [ROLE],
      [{ ResourceType: "index", Resource: ["index/search/*"], Permission: ["es:*"] }],
    );
    expect(summary(path(...WHOLE, policy))).toEqual([
      "BROKEN",
      "BROKEN AOSS-04 aws_opensearchserverless_access_policy.data",
      "BROKEN AOSS-06 aws_opensearchserverless_access_policy.data",
    ]);
  });

  test("that is missing keeps everybody out", () => {
    expect(summary(path(...without("aws_opensearchserverless_access_policy.data", ...WHOLE)))).toEqual([
      "BROKEN",
      `BROKEN AOSS-04 ${COLLECTION}`,
    ]);
  });

  test.each<[string, Resources]>([
    ["whom it admits", data(["${var.given}"])],
    ["its text", { aws_opensearchserverless_access_policy: { data: security("data", "${var.given}") } }],
  ])("of which is not known %s is not judged", (_, policy) => {
    expect(summary(path(...WHOLE, policy))[0]).toBe("UNKNOWN");
  });

  test("may name a role that the task takes", () => {
    const taking = granted(
      allow("aoss:APIAccessAll", "*"),
      allow("sts:AssumeRole", "arn:aws:iam::111122223333:role/search"),
    );
    const found = pathsOf(...WHOLE, other, data(["${aws_iam_role.execution.arn}"]), taking).find(
      ({ to }) => to === COLLECTION,
    );
    expect(summary(found)).toEqual([
      "UNKNOWN",
      "UNKNOWN AOSS-04 aws_opensearchserverless_access_policy.data",
    ]);
  });
});

describe("the role", () => {
  test("is told nothing in IAM but by aoss:APIAccessAll", () => {
    const otherwise = granted(allow("aoss:ReadDocument", "*"));
    expect(summary(path(...WHOLE, otherwise))).toEqual(["BROKEN", "BROKEN IAM-02 aws_iam_role.task"]);
  });

  test.each(["*", "arn:aws:aoss:eu-central-1:111122223333:collection/*"])(
    "may be granted it on %s",
    (resource) => {
      expect(summary(path(...WHOLE, granted(allow("aoss:APIAccessAll", resource))))).toEqual(["PROVEN"]);
    },
  );

  test("that a data access policy names means the collection", () => {
    const untold = [...WHOLE, told({}), granted(allow("aoss:APIAccessAll", "*"))];
    expect(pathsOf(...untold).map(({ to }) => to)).toEqual([COLLECTION]);
  });
});

describe("generations", () => {
  const next = (more: JsonObject): Resources => ({
    aws_opensearchserverless_collection: {
      search: { name: "search", type: "SEARCH", collection_group_name: "group", ...more },
    },
    aws_opensearchserverless_collection_group: { group: { name: "group", generation: "NEXTGEN" } },
  });
  const own = without("aws_opensearchserverless_vpc_endpoint.search", ...WHOLE);
  const EC2 = {
    aws_vpc_endpoint: { search: endpoint("aoss-data") },
    ...network(["${aws_vpc_endpoint.search.id}"]),
  };

  test("NEXTGEN is reached through an endpoint of EC2", () => {
    expect(summary(path(...own, next({}), EC2))).toEqual(["PROVEN"]);
  });

  test("and not through one of OpenSearch Serverless", () => {
    expect(summary(path(...WHOLE, next({})))).toContain("BROKEN EP-01 aws_ecs_task_definition.app");
  });

  test("a group that is not in the files may be of either", () => {
    expect(summary(path(...own, next({ collection_group_name: "elsewhere" }), EC2))).toEqual(["PROVEN"]);
    expect(summary(path(...own, next({ collection_group_name: "elsewhere" })))[0]).toBe("UNKNOWN");
  });
});

test("policies that these files do not have at all may be made elsewhere", () => {
  const policies = ["security_policy.encryption", "security_policy.network", "access_policy.data"];
  let none = WHOLE;
  for (const one of policies) none = without(`aws_opensearchserverless_${one}`, ...none);
  expect(summary(path(...none))).toEqual([
    "UNKNOWN",
    ...[`UNKNOWN AOSS-02 ${COLLECTION}`, `UNKNOWN AOSS-04 ${COLLECTION}`, `UNKNOWN AOSS-03 ${COLLECTION}`],
  ]);
});

test("a collection that is only looked up can be asked for", () => {
  const [found] = pathBetween("aws_ecs_service.app", COLLECTION, ...WHOLE);
  expect(summary(found)).toEqual(["PROVEN"]);
});
