import type { DynamodbTableAttribute } from "@cdktf/provider-aws/lib/dynamodb-table";
import type { Inspection, Requirement } from "../refusal";

/** An attribute that items are found by. */
export interface KeyAttribute {
  /** 1 to 255 bytes in UTF-8. */
  readonly name: string;
  /** The type of the attribute's values. */
  readonly type: "string" | "number" | "binary";
}

/** What items are found by. Changing it replaces the table or the index. */
export interface Keys {
  /** Decides where an item is stored. */
  readonly partitionKey: KeyAttribute;
  /**
   * Orders the items of one partition key.
   *
   * @default none: a table has one item for each partition key
   */
  readonly sortKey?: KeyAttribute;
}

/** Another way to find the items of a table. */
export interface GlobalSecondaryIndex extends Keys {
  /**
   * What a query of the index gives: all attributes, the keys alone, or the keys and 1 to 20 others.
   *
   * @default "all"
   */
  readonly projection?: "all" | "keys only" | { readonly include: readonly string[] };
}

/** `KeySchemaAttributeName` of the DynamoDB API model. */
export const attributeName: Requirement<string> = {
  allowed: "1 to 255 bytes in UTF-8",
  fix: "choose a name like orderId",
  isMet: (name) => name.length > 0 && Buffer.byteLength(name) <= 255,
};

/**
 * Tells what is wrong with keys: names that DynamoDB does not take, one attribute twice in a key, and one with two types.
 *
 * @param keysOf the keys of the table and of its indexes, by what they are called in messages, like `indexes.byCustomer.`
 */
export function inspectKeys(inspection: Inspection, keysOf: ReadonlyMap<string, Keys>): void {
  const types = new Map<string, KeyAttribute["type"]>();
  for (const [owner, { partitionKey, sortKey }] of keysOf) {
    for (const [part, attribute] of Object.entries({ partitionKey, sortKey })) {
      if (!attribute) continue;
      const { name, type } = attribute;
      inspection.require(`${owner}${part}.name`, name, attributeName);
      const elsewhere = types.get(name) ?? type;
      types.set(name, elsewhere);
      inspection.refuseUnless(elsewhere === type, {
        input: `${owner}${part}.type`,
        given: type,
        allowed: `${elsewhere}, which ${name} is in another key`,
        fix: "give it one type, or another name",
      });
    }
    inspection.refuseUnless(partitionKey.name !== sortKey?.name, {
      input: `${owner}sortKey.name`,
      given: partitionKey.name,
      allowed: "another attribute than the partition key",
      fix: "name what orders the items, or leave the sort key out",
    });
  }
}

const TYPE_LETTERS = { string: "S", number: "N", binary: "B" } as const;

/** The attributes of all keys, each once and sorted by name: DynamoDB wants to know the types of those and of no others. */
export function attributesOf(keys: Iterable<Keys>): DynamodbTableAttribute[] {
  const attributes = [...keys].flatMap(({ partitionKey, sortKey }) =>
    sortKey ? [partitionKey, sortKey] : [partitionKey],
  );
  const types = new Map(attributes.map(({ name, type }) => [name, TYPE_LETTERS[type]]));
  return [...types.keys()].sort().map((name) => ({ name, type: types.get(name) ?? "" }));
}
