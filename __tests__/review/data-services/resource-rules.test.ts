import type { JsonObject } from "../../../review/read/json";
import { bucketName } from "../../../review/rules/data-services/bucket-name";
import { tableKeysDeclared } from "../../../review/rules/data-services/table-keys-declared";
import { ask, at, graphOf, objections } from "../network/terraform";

describe("DDB-01: attributes are those of keys", () => {
  const found = (table: JsonObject) => {
    const graph = graphOf({ aws_dynamodb_table: { it: table } });
    return objections(ask(tableKeysDeclared, at(graph, "aws_dynamodb_table.it"), graph)).map(
      (one) => one.found,
    );
  };
  const attribute = (...names: string[]) => names.map((name) => ({ name, type: "S" }));

  test.each<[string, JsonObject]>([
    ["one key", { hash_key: "id", attribute: attribute("id") }],
    ["a block without a list", { hash_key: "id", attribute: { name: "id", type: "S" } }],
    [
      "an index",
      { hash_key: "id", attribute: attribute("id", "day"), global_secondary_index: { hash_key: "day" } },
    ],
    [
      "a local index",
      {
        hash_key: "id",
        range_key: "n",
        attribute: attribute("id", "n", "day"),
        local_secondary_index: [{ range_key: "day" }],
      },
    ],
    [
      "keys of an index as blocks",
      {
        hash_key: "id",
        attribute: attribute("id", "day"),
        global_secondary_index: { key_schema: [{ attribute_name: "day", key_type: "HASH" }] },
      },
    ],
    ["a key that is not known", { hash_key: "${var.given}", attribute: attribute("id") }],
    ["attributes that are not known", { hash_key: "id", attribute: "${var.given}" }],
    ["a table that is restored", { restore_source_name: "old", attribute: attribute("x"), hash_key: "id" }],
    ["no key at all", { attribute: attribute("id") }],
  ])("%s", (_, table) => {
    expect(found(table)).toEqual([]);
  });

  test("a key without an attribute, and an attribute without a key", () => {
    expect(found({ hash_key: "id", attribute: attribute("ident") })).toEqual([
      "aws_dynamodb_table.it has the key id, and no attribute block for it",
      "aws_dynamodb_table.it has an attribute block for ident, which is no key of the table or of an index",
    ]);
  });

  test("the key of an index without an attribute", () => {
    const table = {
      hash_key: "id",
      attribute: attribute("id"),
      global_secondary_index: [{ hash_key: "day" }],
    };
    expect(found(table)).toEqual(["aws_dynamodb_table.it has the key day, and no attribute block for it"]);
  });
});

describe("S3-01: names of buckets", () => {
  const faults = (bucket: JsonObject) => {
    const graph = graphOf({ aws_s3_bucket: { it: bucket } });
    return objections(ask(bucketName, at(graph, "aws_s3_bucket.it"), graph)).length;
  };

  test.each([
    "orders",
    "orders.example.com",
    "1-orders",
    "a".repeat(63),
    "${var.given}",
    "orders-${var.given}",
  ])("%s", (bucket) => {
    expect(faults({ bucket })).toBe(0);
  });

  test("none at all", () => {
    expect(faults({ bucket_prefix: "orders-" }) + faults({})).toBe(0);
  });

  test.each([
    "Orders",
    "or",
    "a".repeat(64),
    "my_orders",
    "-orders",
    "orders.",
    "or..ders",
    "10.0.0.1",
    "orders/x",
  ])("not %s", (bucket) => {
    expect(faults({ bucket })).toBe(1);
  });
});
