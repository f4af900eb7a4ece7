import type { DynamodbTableServerSideEncryption } from "@cdktf/provider-aws/lib/dynamodb-table";

/** Whose key a table is encrypted with: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html */
export type TableEncryption =
  | { readonly kind: "AWS owned key" }
  | { readonly kind: "AWS managed key" }
  | { readonly kind: "customer key"; readonly kmsKeyArn: string };

export const TableEncryption = {
  /** A key of DynamoDB's own, which costs nothing and whose use nobody sees. */
  awsOwnedKey(): TableEncryption {
    return { kind: "AWS owned key" };
  },
  /** The account's key `aws/dynamodb`, whose use CloudTrail shows. */
  awsManagedKey(): TableEncryption {
    return { kind: "AWS managed key" };
  },
  /** A key of the account's own, which can be disabled. Whoever is granted the table is granted its use. */
  customerKey(kmsKeyArn: string): TableEncryption {
    return { kind: "customer key", kmsKeyArn };
  },
};

/** `enabled` says whether the key is in KMS; without it a table is encrypted too, with the key of DynamoDB's own. */
export function serverSideEncryption(encryption: TableEncryption): DynamodbTableServerSideEncryption {
  if (encryption.kind === "AWS owned key") return { enabled: false };
  return {
    enabled: true,
    ...(encryption.kind === "customer key" ? { kmsKeyArn: encryption.kmsKeyArn } : {}),
  };
}
