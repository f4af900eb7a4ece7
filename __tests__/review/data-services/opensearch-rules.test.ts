import type { JsonObject } from "../../../review/read/json";
import { encryptionPolicyCovers } from "../../../review/rules/opensearch/encryption-policy-covers";
import { serverlessNames } from "../../../review/rules/opensearch/names";
import { oneEndpointInVpc } from "../../../review/rules/opensearch/one-endpoint-in-vpc";
import { policyShape } from "../../../review/rules/opensearch/policy-shape";
import { ask, at, graphOf, objections, type Resources, verdictOf } from "../network/terraform";

const collection: Resources = {
  aws_opensearchserverless_collection: {
    search: { name: "search", depends_on: ["aws_opensearchserverless_security_policy.it"] },
  },
};
const rule = (resource: string, type = "collection") => ({ ResourceType: type, Resource: [resource] });
const encryption = (policy: unknown, more: JsonObject = {}): Resources => ({
  aws_opensearchserverless_security_policy: {
    it: {
      name: "it",
      type: "encryption",
      policy: typeof policy === "string" ? policy : JSON.stringify(policy),
      ...more,
    },
  },
});

describe("AOSS-03: an encryption policy covers the collection", () => {
  const said = (...more: readonly Resources[]) => {
    const graph = graphOf(Object.assign({}, collection, ...more));
    return ask(encryptionPolicyCovers, at(graph, "aws_opensearchserverless_collection.search"), graph);
  };

  test.each([["collection/search"], ["collection/s*"], ["collection/*"]])("by %s", (resource) => {
    expect(verdictOf(said(encryption({ Rules: [rule(resource)], AWSOwnedKey: true })))).toBe("PROVEN");
  });

  test.each([["collection/serach"], ["collection/search-logs"], ["collection/logs*"]])(
    "not by %s",
    (resource) => {
      const judgements = said(encryption({ Rules: [rule(resource)], AWSOwnedKey: true }));
      expect(verdictOf(judgements)).toBe("BROKEN");
      expect(objections(judgements)[0]?.at).toMatchObject({
        address: "aws_opensearchserverless_security_policy.it",
      });
    },
  );

  test("that is made before it: AWS refuses a collection that comes first", () => {
    const alone = { aws_opensearchserverless_collection: { search: { name: "search" } } };
    const judgements = said(encryption({ Rules: [rule("collection/*")], AWSOwnedKey: true }), alone);
    expect(objections(judgements)).toMatchObject([
      {
        severity: "warning",
        at: { address: "aws_opensearchserverless_collection.search" },
        fix: "depends_on = [aws_opensearchserverless_security_policy.it]",
      },
    ]);
  });

  test("not by a network policy", () => {
    expect(verdictOf(said(encryption([{ Rules: [rule("collection/search")] }], { type: "network" })))).toBe(
      "BROKEN",
    );
  });

  test("which is not known of a text that is not", () => {
    expect(verdictOf(said(encryption("${var.given}")))).toBe("UNKNOWN");
    expect(verdictOf(said(encryption({ Rules: [rule("collection/${var.given}")], AWSOwnedKey: true })))).toBe(
      "UNKNOWN",
    );
  });

  test("which may be elsewhere where there are no policies", () => {
    expect(verdictOf(said())).toBe("UNKNOWN");
  });

  test("by the name of the policy, which is the collection's", () => {
    const named = {
      aws_opensearchserverless_collection: {
        search: { name: "${aws_opensearchserverless_security_policy.it.name}" },
      },
    };
    expect(verdictOf(said(encryption({ Rules: [rule("collection/it")], AWSOwnedKey: true }), named))).toBe(
      "PROVEN",
    );
  });
});

describe("AOSS-06: the policy has the shape of its type", () => {
  const said = (type: string, policy: unknown) => {
    const kind = type === "data" ? "access" : "security";
    const text = typeof policy === "string" ? policy : JSON.stringify(policy);
    const graph = graphOf({
      [`aws_opensearchserverless_${kind}_policy`]: { it: { name: "it", type, policy: text } },
    });
    return ask(policyShape, at(graph, `aws_opensearchserverless_${kind}_policy.it`), graph);
  };
  const index = (Permission: unknown, Resource = "index/search/*") => ({
    ResourceType: "index",
    Resource: [Resource],
    Permission,
  });
  const Principal = ["arn:aws:iam::111122223333:role/task"];

  test.each<[string, string, unknown]>([
    ["an owned key", "encryption", { Rules: [rule("collection/search")], AWSOwnedKey: true }],
    [
      "a key of one's own",
      "encryption",
      { Rules: [rule("collection/search")], KmsARN: "${aws_kms_key.main.arn}" },
    ],
    [
      "both, one of them off",
      "encryption",
      { Rules: [rule("collection/search")], AWSOwnedKey: false, KmsARN: "arn:aws:kms:x" },
    ],
    [
      "a network",
      "network",
      [{ Rules: [rule("collection/search"), rule("collection/search", "dashboard")], AllowFromPublic: true }],
    ],
    [
      "data",
      "data",
      [{ Rules: [index(["aoss:ReadDocument", "aoss:WriteDocument"]), index("aoss:*")], Principal }],
    ],
    ["a description", "data", [{ Description: "all", Rules: [index(["aoss:*"])], Principal }]],
    ["a text that is not known", "data", "${var.given}"],
  ])("%s is right", (_, type, policy) => {
    expect(said(type, policy)).toEqual([]);
  });

  test.each<[string, string, unknown, string]>([
    [
      "a list for encryption",
      "encryption",
      [{ Rules: [rule("collection/search")], AWSOwnedKey: true }],
      "is a list",
    ],
    ["no key", "encryption", { Rules: [rule("collection/search")] }, "neither AWSOwnedKey"],
    [
      "two keys",
      "encryption",
      { Rules: [rule("collection/search")], AWSOwnedKey: true, KmsARN: "arn:aws:kms:x" },
      "both",
    ],
    ["no rules", "encryption", { AWSOwnedKey: true }, "no Rules"],
    [
      "an object for the network",
      "network",
      { Rules: [rule("collection/search")], AllowFromPublic: true },
      "is an object",
    ],
    [
      "an index in the network",
      "network",
      [{ Rules: [rule("index/search/*", "index")], AllowFromPublic: true }],
      "ResourceType index",
    ],
    [
      "a bare name",
      "network",
      [{ Rules: [rule("search")], AllowFromPublic: true }],
      "has the resource search",
    ],
    [
      "a dashboard of another form",
      "network",
      [{ Rules: [rule("dashboard/search", "dashboard")], AllowFromPublic: true }],
      "dashboard/search",
    ],
    ["a policy of IAM", "data", { Version: "2012-10-17", Statement: [] }, "policy of IAM"],
    ["an object for data", "data", { Rules: [index("aoss:*")], Principal }, "is an object"],
    ["nobody", "data", [{ Rules: [index("aoss:*")] }], "no Principal"],
    ["an action of IAM", "data", [{ Rules: [index(["aoss:APIAccessAll"])], Principal }], "aoss:APIAccessAll"],
    ["an action of OpenSearch's", "data", [{ Rules: [index(["es:ESHttpGet"])], Principal }], "es:ESHttpGet"],
    [
      "a permission of collections",
      "data",
      [{ Rules: [index(["aoss:DescribeCollectionItems"])], Principal }],
      "DescribeCollectionItems",
    ],
    [
      "an index without its own name",
      "data",
      [{ Rules: [index("aoss:*", "index/search")], Principal }],
      "index/search",
    ],
    ["no permission", "data", [{ Rules: [index(undefined)], Principal }], "without Permission"],
  ])("%s is refused", (_, type, policy, words) => {
    const judgements = said(type, policy);
    expect(verdictOf(judgements)).toBe("BROKEN");
    expect(objections(judgements).map(({ found }) => found)).toEqual([expect.stringContaining(words)]);
  });

  test.each([
    ["a permission", [{ Rules: [index(["aoss:ExplainDocument"])], Principal }]],
    [
      "a kind of resource",
      [
        {
          Rules: [
            { ResourceType: "model", Resource: ["model/search/*"], Permission: ["aoss:*"] },
            rule("pipeline/x", "pipeline"),
          ],
          Principal,
        },
      ],
    ],
  ])("%s that is new here may be right", (_, policy) => {
    expect(verdictOf(said("data", policy))).toBe("UNKNOWN");
  });
});

describe("AOSS-07: names", () => {
  const types = ["security_policy", "access_policy", "vpc_endpoint"];

  test.each(types)("of a %s", (type) => {
    const verdict = (name: unknown) => {
      const graph = graphOf({ [`aws_opensearchserverless_${type}`]: { it: { name: name as string } } });
      return verdictOf(ask(serverlessNames, at(graph, `aws_opensearchserverless_${type}.it`), graph));
    };
    for (const name of ["abc", "orders-2", "a".repeat(32), "${var.given}"])
      expect(verdict(name)).toBeUndefined();
    for (const name of ["ab", "Orders", "1orders", "orders_1", "a".repeat(33)])
      expect(verdict(name)).toBe("BROKEN");
  });
});

describe("AOSS-08: one endpoint in a VPC", () => {
  const endpoint = (vpc: string, subnet: string): JsonObject => ({
    name: "it",
    vpc_id: `\${aws_vpc.${vpc}.id}`,
    subnet_ids: [`\${aws_subnet.${subnet}.id}`],
  });
  const said = (endpoints: Readonly<Record<string, JsonObject>>) => {
    const graph = graphOf({
      aws_vpc: { a: { cidr_block: "10.0.0.0/16" }, b: { cidr_block: "10.1.0.0/16" } },
      aws_subnet: { a: { vpc_id: "${aws_vpc.a.id}" }, b: { vpc_id: "${aws_vpc.b.id}" } },
      aws_opensearchserverless_vpc_endpoint: endpoints,
    });
    return graph
      .ofType("aws_opensearchserverless_vpc_endpoint")
      .map((one) =>
        objections(ask(oneEndpointInVpc, one, graph)).map(
          ({ verdict, severity }) => `${verdict} ${severity}`,
        ),
      );
  };

  test("is right, and one in each of two", () => {
    expect(said({ one: endpoint("a", "a"), two: endpoint("b", "b") })).toEqual([[], []]);
  });

  test("a second is warned of", () => {
    expect(said({ one: endpoint("a", "a"), two: endpoint("a", "a") })).toEqual([[], ["PROVEN warning"]]);
  });

  test("subnets of another VPC are refused", () => {
    expect(said({ one: endpoint("a", "b") })).toEqual([["BROKEN error"]]);
  });

  test("what exists elsewhere is not judged", () => {
    expect(
      said({ one: { name: "it", vpc_id: "${var.given}", subnet_ids: ["subnet-0123456789abcdef0"] } }),
    ).toEqual([[]]);
  });
});
