import {
  DynamodbTable,
  type DynamodbTableGlobalSecondaryIndex,
} from "@cdktf/provider-aws/lib/dynamodb-table";
import { Construct } from "constructs";
import type { IGrantee } from "../iam";
import { serverSideEncryption, TableEncryption } from "./encryption";
import { inspectTable } from "./inspect-table";
import { attributesOf, type GlobalSecondaryIndex, type Keys } from "./keys";
import { type ITable, TableAccess, type TableAttributes } from "./table-access";
import { TableCapacity } from "./table-capacity";

/** What of a changed item is in the stream: the keys alone, or the whole item before or after the change, or both. */
export type StreamContent = "keys only" | "new image" | "old image" | "new and old images";

export interface TableProps extends Keys {
  /** 3 to 255 letters, digits and any of `_ . -`, unique in account and Region. Changing it replaces the table. */
  readonly name: string;
  /** @default TableCapacity.onDemand() */
  readonly capacity?: TableCapacity;
  /**
   * Other ways to find the items, by name: 3 to 255 letters, digits and any of `_ . -`. With provisioned capacity each has the
   * units of the table.
   *
   * @default none
   */
  readonly indexes?: Readonly<Record<string, GlobalSecondaryIndex>>;
  /**
   * The attribute with the time at which an item goes, in seconds since 1970 in UTC.
   *
   * @default items stay
   */
  readonly timeToLiveAttribute?: string;
  /** @default changes of items go into no stream */
  readonly stream?: StreamContent;
  /** @default TableEncryption.awsManagedKey() */
  readonly encryption?: TableEncryption;
  /**
   * How many days back the table can be restored to any second: 1 to 35.
   *
   * @default 35
   */
  readonly recoveryPeriodInDays?: number;
  /**
   * Whether AWS refuses to delete the table, and Terraform so to replace it.
   *
   * @default true
   */
  readonly deletionProtection?: boolean;
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A table of DynamoDB: encrypted, restorable, protected from deletion, used by those whom a grant admits. */
export class Table extends Construct implements ITable {
  readonly tableArn: string;
  readonly tableName: string;
  readonly streamArn: string | undefined;
  private readonly access: TableAccess;

  /** @throws Refusal for names, keys, units and periods that DynamoDB does not take, and a name that another table of the stack has */
  constructor(scope: Construct, id: string, props: TableProps) {
    super(scope, id);
    const { name, partitionKey, sortKey, capacity = TableCapacity.onDemand(), indexes = {} } = props;
    const { encryption = TableEncryption.awsManagedKey(), stream, timeToLiveAttribute } = props;
    const { recoveryPeriodInDays = 35, deletionProtection = true, tags } = props;
    const decidedByTerraform = inspectTable(this, {
      ...props,
      capacity,
      indexes,
      encryption,
      recoveryPeriodInDays,
    });
    const units =
      capacity.kind === "provisioned"
        ? { readCapacity: capacity.readUnits, writeCapacity: capacity.writeUnits }
        : {};
    const table = new DynamodbTable(this, "Resource", {
      name,
      // Written out: the provider's default is provisioned.
      billingMode: capacity.kind === "provisioned" ? "PROVISIONED" : "PAY_PER_REQUEST",
      ...units,
      attribute: attributesOf([props, ...Object.values(indexes)]),
      hashKey: partitionKey.name,
      rangeKey: sortKey?.name,
      globalSecondaryIndex: Object.entries(indexes).map(([indexName, index]) => ({
        name: indexName,
        hashKey: index.partitionKey.name,
        rangeKey: index.sortKey?.name,
        ...projectionOf(index),
        ...units,
      })),
      ttl:
        timeToLiveAttribute === undefined ? undefined : { attributeName: timeToLiveAttribute, enabled: true },
      ...(stream ? { streamEnabled: true, streamViewType: stream.replaceAll(" ", "_").toUpperCase() } : {}),
      pointInTimeRecovery: { enabled: true, recoveryPeriodInDays },
      serverSideEncryption: serverSideEncryption(encryption),
      deletionProtectionEnabled: deletionProtection,
      tags: { ...tags, Name: name },
      lifecycle: decidedByTerraform,
    });
    this.tableArn = table.arn;
    this.tableName = table.name;
    this.streamArn = stream ? table.streamArn : undefined;
    this.access = new TableAccess({
      tableArn: table.arn,
      indexes: Object.keys(indexes).length > 0,
      kmsKeyArn: encryption.kind === "customer key" ? encryption.kmsKeyArn : undefined,
      streamArn: this.streamArn,
    });
  }

  /**
   * A table that exists already.
   *
   * @throws Refusal for an ARN that is no table's, no key's, or no stream's of the table
   */
  static fromAttributes(attributes: TableAttributes): ITable {
    return new TableAccess(attributes);
  }

  grantRead(grantee: IGrantee): void {
    this.access.grantRead(grantee);
  }

  grantWrite(grantee: IGrantee): void {
    this.access.grantWrite(grantee);
  }

  grantReadWrite(grantee: IGrantee): void {
    this.access.grantReadWrite(grantee);
  }

  grantStreamRead(grantee: IGrantee): void {
    this.access.grantStreamRead(grantee);
  }
}

function projectionOf({
  projection = "all",
}: GlobalSecondaryIndex): Pick<DynamodbTableGlobalSecondaryIndex, "projectionType" | "nonKeyAttributes"> {
  if (typeof projection === "object")
    return { projectionType: "INCLUDE", nonKeyAttributes: [...projection.include] };
  return { projectionType: projection === "all" ? "ALL" : "KEYS_ONLY" };
}
