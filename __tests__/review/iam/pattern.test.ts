import fc from "fast-check";
import { Unknown, type Value } from "../../../review/graph/value";
import { actionMatches, resourceMatches, textEquals, wildcardMatches } from "../../../review/iam/pattern";
import { graphOf, ref, resource, text } from "./resources";

describe("wildcards", () => {
  const alphabet = fc.constantFrom("a", "b", ":", "/");
  const texts = fc.string({ unit: alphabet, maxLength: 12 });
  const patterns = fc.string({ unit: fc.constantFrom("a", "b", ":", "/", "*", "?"), maxLength: 10 });

  it("match as the textbook's recursion does", () => {
    fc.assert(
      fc.property(patterns, texts, (pattern, subject) => {
        expect(wildcardMatches(pattern, subject)).toBe(naive(pattern, subject));
      }),
    );
  });

  it("match the same in texts that are compared piece by piece", () => {
    fc.assert(
      fc.property(patterns, texts, (pattern, subject) => {
        expect(resourceMatches(`x${pattern}`, `x${subject}`)).toBe(naive(pattern, subject) ? "yes" : "no");
      }),
    );
  });

  it("never claim too much of a text with a hole", () => {
    // Whatever is in the hole, a yes and a no must stay what they are.
    fc.assert(
      fc.property(patterns, texts, texts, texts, (pattern, before, hole, after) => {
        const answer = resourceMatches(`x${pattern}`, text(`x${before}`, new Unknown("var.x"), after));
        const truth = naive(pattern, `${before}${hole}${after}`);
        expect([truth ? "yes" : "no", "unknown"]).toContain(answer);
      }),
    );
  });

  it("never claim too much of a pattern with a hole", () => {
    fc.assert(
      fc.property(patterns, patterns, patterns, texts, (before, hole, after, subject) => {
        const answer = resourceMatches(text(`x${before}`, new Unknown("var.x"), after), `x${subject}`);
        const truth = naive(`${before}${hole}${after}`, subject);
        expect([truth ? "yes" : "no", "unknown"]).toContain(answer);
      }),
    );
  });

  it("never claim too much of texts with holes of resources on both sides", () => {
    const [a, b] = [resource("aws_dynamodb_table.a"), resource("aws_dynamodb_table.b")];
    const partly = resource("aws_dynamodb_table.c", { name: text(new Unknown("var.y"), "b") });
    const holes: Value[] = [ref(a, "name"), ref(b, "name"), new Unknown("var.x"), ref(partly, "name")];
    const parts = (literal: typeof patterns) =>
      fc.array(fc.oneof(literal, fc.constantFrom(0, 1, 2, 3)), { minLength: 1, maxLength: 5 });
    // Names of two resources differ, and none is a part of the other's.
    const names = fc.constantFrom(
      ["a:", "b/", "", "b"],
      ["ab", "ba", "a", "a:b"],
      ["/", "b", "b:a", "/ab"],
      ["aa", "bb", "ab", "bbb"],
    );
    fc.assert(
      fc.property(parts(patterns), parts(texts), names, (pattern, subject, named) => {
        const value = (items: typeof pattern) =>
          text("x", ...items.map((item) => (typeof item === "number" ? (holes[item] as Value) : item)));
        const filled = (items: typeof pattern) =>
          items.map((item) => (typeof item === "number" ? named[item] : item)).join("");
        const answer = resourceMatches(value(pattern), value(subject));
        const surely = answer === "yes" && !naive(filled(pattern), filled(subject));
        expect(surely).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it("do not take ever longer for patterns made to do so", () => {
    const pattern = `${"a*".repeat(2000)}b`;
    expect(wildcardMatches(pattern, "a".repeat(2000))).toBe(false);
  });
});

describe("actions", () => {
  it.each<[Value, string, string]>([
    ["*", "ecr:BatchGetImage", "yes"],
    ["ecr:*", "ecr:BatchGetImage", "yes"],
    ["ECR:batchget*", "ecr:BatchGetImage", "yes"],
    ["ecr:BatchGetImag?", "ecr:BatchGetImage", "yes"],
    ["ecr:BatchGet", "ecr:BatchGetImage", "no"],
    ["ecr-public:*", "ecr:BatchGetImage", "no"],
    [new Unknown("var.actions"), "ecr:BatchGetImage", "unknown"],
    [text("ecr:", new Unknown("var.action")), "ecr:BatchGetImage", "unknown"],
    [text("s3:", new Unknown("var.action")), "ecr:BatchGetImage", "no"],
  ])("%s for %s: %s", (pattern, action, answer) => {
    expect(actionMatches(pattern, action)).toBe(answer);
  });
});

describe("resources", () => {
  const orders = resource("aws_dynamodb_table.orders", { name: "orders" });
  const generated = resource("aws_dynamodb_table.generated", {});
  const other = resource("aws_dynamodb_table.other", {});
  const bucket = resource("aws_s3_bucket.shop", { bucket_prefix: "shop-" });
  const logs = resource("aws_cloudwatch_log_group.orders", { name: "/ecs/orders" });
  const secret = resource("aws_secretsmanager_secret.db", { name: "orders/db" });
  const version = resource("aws_secretsmanager_secret_version.db", { secret_id: ref(secret, "id") });
  const parameter = resource("aws_ssm_parameter.url", { name: "/orders/url" });
  const collection = resource("aws_opensearchserverless_collection.search", { name: "search" });
  const imported = resource("aws_dynamodb_table.imported", {
    name: "imported",
    arn: "arn:aws:dynamodb:eu-central-1:111122223333:table/imported",
  });
  const existing = resource("data.aws_dynamodb_table.existing", { name: "orders" });
  const gap = new Unknown("var.environment has no value");
  const staged = resource("aws_dynamodb_table.staged", { name: text(gap, "-orders") });
  const nested = resource("aws_db_instance.db", { master_user_secret: [{ secret_arn: gap }] });
  const nestedArn = ref(nested, "master_user_secret", 0, "secret_arn");
  const account = resource("data.aws_caller_identity.current");
  const region = resource("data.aws_region.current");
  const partition = resource("data.aws_partition.current");
  const graph = graphOf(
    orders,
    generated,
    other,
    bucket,
    logs,
    secret,
    version,
    parameter,
    account,
    region,
    staged,
  );
  const arn = (of: Parameters<typeof ref>[0]) => ref(of, "arn");

  it.each<[string, Value, Value | undefined, string]>([
    ["everything", "*", arn(orders), "yes"],
    ["everything, of a resource that is not known", "*", undefined, "yes"],
    ["one resource, of one that is not known", arn(orders), undefined, "unknown"],
    ["the same reference", arn(orders), arn(orders), "yes"],
    ["the same reference of a name to be generated", arn(generated), arn(generated), "yes"],
    ["the same reference of a name with a hole", arn(staged), arn(staged), "yes"],
    [
      "an index below a name with a hole",
      text(arn(staged), "/index/*"),
      text(arn(staged), "/index/x"),
      "yes",
    ],
    ["the table of a name with a hole, of an index", arn(staged), text(arn(staged), "/index/x"), "no"],
    [
      "a name with a hole by itself",
      text("arn:aws:dynamodb:*:*:table/", ref(staged, "name")),
      arn(staged),
      "yes",
    ],
    ["what is deeper in a resource", nestedArn, nestedArn, "yes"],
    // An element of a list that is not known is as little known as the list: it need not be the same one.
    ["two values that are not known", text("arn:aws:s3:::", gap), text("arn:aws:s3:::", gap), "unknown"],
    ["another resource of which nothing is known", arn(other), arn(generated), "no"],
    ["another resource with a known name", arn(orders), arn(imported), "no"],
    ["an existing resource that may be the same", arn(existing), arn(generated), "unknown"],
    ["an existing resource of the same name", arn(existing), arn(orders), "yes"],
    ["an index below", text(arn(orders), "/index/*"), text(arn(orders), "/index/by-date"), "yes"],
    ["any index", text(arn(orders), "/index/*"), text(arn(orders), "/index/*"), "yes"],
    ["one index, of any", text(arn(orders), "/index/by-date"), text(arn(orders), "/index/*"), "unknown"],
    ["the table, of an index", arn(orders), text(arn(orders), "/index/by-date"), "no"],
    ["a star behind", text(arn(generated), "*"), text(arn(generated), "/index/by-date"), "yes"],
    ["the ARN spelt out", "arn:aws:dynamodb:eu-central-1:111122223333:table/orders", arn(orders), "yes"],
    ["another name", "arn:aws:dynamodb:eu-central-1:111122223333:table/carts", arn(orders), "no"],
    ["another Region", "arn:aws:dynamodb:eu-west-1:111122223333:table/orders", arn(orders), "no"],
    ["another service", "arn:aws:sqs:eu-central-1:111122223333:orders", arn(orders), "no"],
    ["an ARN without an account", "arn:aws:dynamodb:eu-central-1::table/orders", arn(orders), "no"],
    ["stars for Region and account", "arn:aws:dynamodb:*:*:table/orders", arn(orders), "yes"],
    ["the beginning of the name", "arn:aws:dynamodb:*:*:table/ord*", arn(orders), "yes"],
    ["a name that is not known", "arn:aws:dynamodb:*:*:table/orders", arn(generated), "unknown"],
    ["any table", "arn:aws:dynamodb:*:*:table/*", arn(generated), "yes"],
    ["an ARN that ends early", "arn:aws:dynamodb", arn(generated), "yes"],
    ["an ARN that ends early, of another service", "arn:aws:sqs", arn(generated), "no"],
    [
      "an ARN made of data sources",
      text(
        "arn:",
        ref(partition, "partition"),
        ":dynamodb:",
        ref(region, "name"),
        ":",
        ref(account, "account_id"),
        ":table/",
        ref(generated, "name"),
      ),
      arn(generated),
      "yes",
    ],
    [
      "an ARN made of data sources, of another table",
      text("arn:aws:dynamodb:", ref(region, "id"), ":", ref(account, "id"), ":table/", ref(other, "id")),
      arn(generated),
      "no",
    ],
    [
      "an account that is not known to be this one",
      text("arn:aws:dynamodb:eu-central-1:", ref(account, "account_id"), ":table/orders"),
      "arn:aws:dynamodb:eu-central-1:444455556666:table/orders",
      "unknown",
    ],
    [
      "what is known already",
      arn(imported),
      "arn:aws:dynamodb:eu-central-1:111122223333:table/imported",
      "yes",
    ],
    [
      "a bucket by its name",
      text("arn:aws:s3:::", ref(bucket, "bucket"), "/*"),
      text(arn(bucket), "/*"),
      "yes",
    ],
    ["a bucket by its id", text("arn:aws:s3:::", ref(bucket, "id"), "/*"), text(arn(bucket), "/a/b"), "yes"],
    ["the bucket, of its objects", arn(bucket), text(arn(bucket), "/*"), "no"],
    ["some objects, of any", text(arn(bucket), "/public/*"), text(arn(bucket), "/*"), "unknown"],
    ["the beginning of a name to be generated", "arn:aws:s3:::shop-*", text(arn(bucket), "/*"), "yes"],
    ["another beginning", "arn:aws:s3:::cart-*", text(arn(bucket), "/*"), "no"],
    ["log groups by their beginning", "arn:aws:logs:*:*:log-group:/ecs/*", arn(logs), "yes"],
    ["a log group's streams", text(arn(logs), ":*"), text(arn(logs), ":log-stream:*"), "yes"],
    ["a log group, of its streams", arn(logs), text(arn(logs), ":log-stream:*"), "no"],
    ["all of a service", "arn:aws:logs:*", text(arn(logs), ":log-stream:*"), "yes"],
    [
      "a secret with six characters more",
      "arn:aws:secretsmanager:*:*:secret:orders/db-??????",
      arn(secret),
      "yes",
    ],
    ["a secret with whatever more", "arn:aws:secretsmanager:*:*:secret:orders/*", arn(secret), "yes"],
    ["a secret without them", "arn:aws:secretsmanager:*:*:secret:orders/db", arn(secret), "no"],
    [
      "a secret with known ones",
      "arn:aws:secretsmanager:*:*:secret:orders/db-AbCdEf",
      arn(secret),
      "unknown",
    ],
    ["a secret by its version", arn(secret), arn(version), "yes"],
    ["a secret by its id", ref(secret, "id"), arn(secret), "yes"],
    [
      "a secret that is asked for without them",
      "arn:aws:secretsmanager:eu-central-1:111122223333:secret:a-??????",
      "arn:aws:secretsmanager:eu-central-1:111122223333:secret:a",
      "unknown",
    ],
    ["a parameter", "arn:aws:ssm:*:*:parameter/orders/*", arn(parameter), "yes"],
    [
      "a parameter by its name",
      text("arn:aws:ssm:*:*:parameter", ref(parameter, "name")),
      arn(parameter),
      "yes",
    ],
    [
      "a collection by its id",
      text("arn:aws:aoss:*:*:collection/", ref(collection, "id")),
      arn(collection),
      "yes",
    ],
    [
      "whatever a user's name makes of it",
      "arn:aws:s3:::shop-${aws:username}/*",
      "arn:aws:s3:::shop-a/b",
      "unknown",
    ],
    ["what cannot be told", new Unknown("var.arn"), arn(orders), "unknown"],
    ["an ARN without resources", arn(orders), "*", "no"],
    ["any of a Region, of any", "arn:aws:ecs:*:*:task/*/*", "arn:aws:ecs:*:*:task/*/*", "yes"],
    ["one Region, of any", "arn:aws:ecs:eu-central-1:*:task/*", "arn:aws:ecs:*:111122223333:task/*", "yes"],
  ])("%s", (_, pattern, wanted, answer) => {
    expect(resourceMatches(pattern, wanted, graph)).toBe(answer);
  });

  it("takes what is asked for without a resource to be allowed by a star alone", () => {
    expect(resourceMatches("*", "*")).toBe("yes");
    expect(resourceMatches("arn:aws:ecr:*:*:repository/*", "*")).toBe("no");
    expect(resourceMatches("arn:*", "*")).toBe("no");
  });

  it("ends with names that refer to each other", () => {
    const attributes: Record<string, Value> = {};
    const circular = resource("aws_dynamodb_table.circular", attributes);
    attributes.name = text("x", ref(circular, "id"));
    expect(resourceMatches("arn:aws:dynamodb:*:*:table/orders", arn(circular))).not.toBe("yes");
  });
});

describe("texts that must be the same", () => {
  it("take no wildcards", () => {
    expect(textEquals("arn:aws:iam::111122223333:role/*", "arn:aws:iam::111122223333:role/x")).toBe("no");
    expect(textEquals("a", "a")).toBe("yes");
    expect(textEquals("a", new Unknown("b"))).toBe("unknown");
  });
});

/** As one would define it. */
function naive(pattern: string, subject: string): boolean {
  if (pattern === "") return subject === "";
  if (pattern[0] === "*") {
    return naive(pattern.slice(1), subject) || (subject !== "" && naive(pattern, subject.slice(1)));
  }
  return (
    subject !== "" &&
    (pattern[0] === "?" || pattern[0] === subject[0]) &&
    naive(pattern.slice(1), subject.slice(1))
  );
}
