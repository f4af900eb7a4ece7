import { Fn, Token } from "cdktf";
import { readArn } from "../../aws/arn";
import { AwsService } from "../../aws/services";
import { customerKeyArn, type IGrantee, keyUseThrough } from "../iam";
import { description, Inspection, matching } from "../refusal";

/** A table of DynamoDB, made here (`Table`) or described (`Table.fromAttributes`). */
export interface ITable {
  readonly tableArn: string;
  readonly tableName: string;
  /**
   * Lets an application find and read items, by the operations GetItem, BatchGetItem, TransactGetItems, Query and Scan.
   *
   * @throws Refusal for a table of another Region, to which no endpoint of the application's network leads
   */
  grantRead(grantee: IGrantee): void;
  /**
   * Lets an application write and delete items, by the operations PutItem, UpdateItem, DeleteItem, BatchWriteItem and
   * TransactWriteItems.
   *
   * @throws Refusal for a table of another Region, to which no endpoint of the application's network leads
   */
  grantWrite(grantee: IGrantee): void;
  /**
   * Both at once.
   *
   * @throws Refusal for a table of another Region, to which no endpoint of the application's network leads
   */
  grantReadWrite(grantee: IGrantee): void;
}

/** What is known of a table that this app does not make. */
export interface TableAttributes {
  readonly tableArn: string;
  /**
   * Whether it has secondary indexes, which those who read the table may read too.
   *
   * @default false
   */
  readonly indexes?: boolean;
  /**
   * ARN of the customer's KMS key that it is encrypted with.
   *
   * @default it is encrypted with a key of AWS, whose use needs no permission
   */
  readonly kmsKeyArn?: string;
}

/** Actions: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
const READ = {
  items: ["dynamodb:BatchGetItem", "dynamodb:GetItem"],
  indexes: ["dynamodb:Query", "dynamodb:Scan"],
  key: ["kms:Decrypt", "kms:DescribeKey"],
};
const WRITE = {
  items: [
    "dynamodb:BatchWriteItem",
    "dynamodb:ConditionCheckItem",
    "dynamodb:DeleteItem",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
  ],
  indexes: [],
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
  key: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
};

/** Who may do what with a table: the whole of one that exists already. */
export class TableAccess implements ITable {
  readonly tableArn: string;
  readonly tableName: string;
  private readonly hasIndexes: boolean;
  private readonly kmsKeyArn: string | undefined;

  /** @throws Refusal for an ARN that is no table's, or no key's */
  constructor({ tableArn, indexes = false, kmsKeyArn }: TableAttributes) {
    const inspection = new Inspection(description("Table.fromAttributes", tableArn));
    inspection.require("tableArn", tableArn, tableArnPattern);
    if (kmsKeyArn !== undefined) inspection.require("kmsKeyArn", kmsKeyArn, customerKeyArn);
    inspection.conclude();
    this.tableArn = tableArn;
    this.tableName = Token.isUnresolved(tableArn)
      ? Token.asString(Fn.element(Fn.split("/", tableArn), 1))
      : tableArn.replace(/^.*\//, "");
    this.hasIndexes = indexes;
    this.kmsKeyArn = kmsKeyArn;
  }

  grantRead(grantee: IGrantee): void {
    this.grant(grantee, READ);
  }

  grantWrite(grantee: IGrantee): void {
    this.grant(grantee, WRITE);
  }

  grantReadWrite(grantee: IGrantee): void {
    this.grant(grantee, {
      items: [...READ.items, ...WRITE.items],
      indexes: READ.indexes,
      key: WRITE.key,
    });
  }

  private grant(grantee: IGrantee, actions: Record<"items" | "indexes" | "key", readonly string[]>): void {
    const { region } = grantee.securityGroup.network;
    this.refuseOtherRegion(grantee, region);
    const { tableArn, kmsKeyArn } = this;
    const grant = (actions: readonly string[], resources: readonly string[]) =>
      grantee.grant({ service: AwsService.dynamodb, actions, resources });
    // Items are written and got by the table alone; only queries and scans name an index.
    if (this.hasIndexes && actions.indexes.length > 0) {
      grant(actions.items, [tableArn]);
      grant(actions.indexes, [tableArn, `${tableArn}/index/*`]);
    } else {
      grant([...actions.items, ...actions.indexes], [tableArn]);
    }
    if (kmsKeyArn === undefined) return;
    grantee.allow(keyUseThrough(AwsService.dynamodb, region, kmsKeyArn, actions.key));
  }

  private refuseOtherRegion(grantee: IGrantee, region: string): void {
    const tableRegion = readArn(this.tableArn)?.region;
    const inspection = new Inspection(grantee);
    inspection.refuseUnless(
      tableRegion === undefined || Token.isUnresolved(region) || tableRegion === region,
      {
        input: "table",
        told: `in ${tableRegion}`,
        allowed: `a table in ${region}, since an endpoint of DynamoDB leads to the tables of its own Region`,
        fix: "give it a replica there, and describe that",
      },
    );
    inspection.conclude();
  }
}

const tableArnPattern = matching("^arn:[a-z-]+:dynamodb:[a-z0-9-]+:[0-9]{12}:table/[A-Za-z0-9_.-]{3,255}$", {
  allowed: "the ARN of a DynamoDB table",
  fix: "copy it from: aws dynamodb describe-table",
});
