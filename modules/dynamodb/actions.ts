/** What a grant allows: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
export interface Actions {
  /** On the table alone. */
  readonly items: readonly string[];
  /** On the table and its indexes. */
  readonly indexes: readonly string[];
  /** On the customer's key: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html */
  readonly key: readonly string[];
}

export const READ: Actions = {
  items: ["dynamodb:BatchGetItem", "dynamodb:GetItem"],
  indexes: ["dynamodb:Query", "dynamodb:Scan"],
  key: ["kms:Decrypt", "kms:DescribeKey"],
};

export const WRITE: Actions = {
  items: [
    "dynamodb:BatchWriteItem",
    "dynamodb:ConditionCheckItem",
    "dynamodb:DeleteItem",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
  ],
  indexes: [],
  key: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
};

export const READ_WRITE: Actions = {
  items: [...READ.items, ...WRITE.items],
  indexes: READ.indexes,
  key: WRITE.key,
};

export const READ_STREAM = {
  stream: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
  /** Knows no resource: whoever may list one table's streams may list all. https://github.com/aws/aws-cdk/pull/10631 */
  everywhere: ["dynamodb:ListStreams"],
  key: READ.key,
};
