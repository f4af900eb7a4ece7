import type { Resource } from "../../graph/resource";
import { isList, Unknown, type Value } from "../../graph/value";
import { nestedBlocks } from "../../network/nested-blocks";
import { settle } from "../../read/expression/settle";
import { broken, type Judgement } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
export const tableKeysDeclared: ResourceRule = {
  id: "DDB-01",
  title: "The attributes of a table are those of its keys",
  types: ["aws_dynamodb_table"],
  check,
};

function check(table: Resource): readonly Judgement[] {
  // Of a table that is restored or imported, keys and attributes come from elsewhere.
  if (["restore_source_name", "restore_source_table_arn", "import_table"].some((name) => table.get(name)))
    return [];
  const attributes = namesIn(table.get("attribute"), ["name"]);
  const keys = [
    ...[table.get("hash_key"), table.get("range_key")].flatMap((key) => textIn(key)),
    ...namesIn(table.get("global_secondary_index"), ["hash_key", "range_key"]),
    ...namesIn(table.get("local_secondary_index"), ["range_key"]),
  ];
  const [declared, used] = [new Set(attributes), new Set(keys)];
  if (declared.has(undefined) || used.has(undefined) || used.size === 0) return [];
  const missing = [...used].filter((key) => !declared.has(key));
  const unused = [...declared].filter((name) => !used.has(name));
  return [
    ...missing.map((key) =>
      broken({
        at: table,
        found: `${table.address} has the key ${key}, and no attribute block for it`,
        needed: `an attribute block with name = "${key}"`,
        why: "DynamoDB has to know the type of every key, and refuses the table.",
        fix: `attribute {\n  name = "${key}"\n  type = "S"\n}`,
      }),
    ),
    ...unused.map((name) =>
      broken({
        at: table,
        found: `${table.address} has an attribute block for ${name}, which is no key of the table or of an index`,
        needed: "attribute blocks for keys alone",
        why: "Other attributes are not declared: DynamoDB refuses the table if they are.",
        fix: `Remove the attribute block of ${name}.`,
      }),
    ),
  ];
}

/** undefined stands for a name that is not known. */
function namesIn(value: Value | undefined, members: readonly string[]): readonly (string | undefined)[] {
  return nestedBlocks(value).flatMap((block) => {
    if (block instanceof Unknown) return [undefined];
    // Newer providers write the keys of an index as blocks, too.
    const nested = block.key_schema === undefined ? [] : namesIn(block.key_schema, ["attribute_name"]);
    return [...nested, ...members.flatMap((member) => textIn(block[member]))];
  });
}

function textIn(value: Value | undefined): readonly (string | undefined)[] {
  const text = settle(value ?? null);
  if (text === null || text === "" || (isList(text) && text.length === 0)) return [];
  return [typeof text === "string" ? text : undefined];
}
