import { Fn, Token } from "cdktf";
import { readArn } from "../../aws/arn";
import { AwsService } from "../../aws/services";
import { customerKeyArn, type IGrantee, keyUseThrough } from "../iam";
import { description, Inspection } from "../refusal";
import { type Actions, READ, READ_STREAM, READ_WRITE, WRITE } from "./actions";
import { streamArnOf, tableArnPattern } from "./requirements";

/** A table of DynamoDB, made here (`Table`) or described (`Table.fromAttributes`). */
export interface ITable {
  /** ARN of the table, without its indexes. */
  readonly tableArn: string;
  /** The name by which an application asks for the table. */
  readonly tableName: string;
  /** ARN of the stream of changes; undefined if there is none. */
  readonly streamArn: string | undefined;
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
  /**
   * Lets an application read the stream of changes, by the operations ListStreams, DescribeStream, GetShardIterator and GetRecords.
   *
   * DynamoDB Streams has an endpoint of its own, without private DNS. It must be there before the grant, as
   * `endpoints.interface(AwsService.dynamodbStreams, { privateDns: "none" })`, and the application must be given its URL,
   * `https://` and the endpoint's `dnsName`: the gateway endpoint of DynamoDB does not lead there.
   * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/privatelink-streams.html
   *
   * @throws Refusal for a table without a stream, a table of another Region, and VpcEndpoints that have no endpoint of
   * DynamoDB Streams yet
   */
  grantStreamRead(grantee: IGrantee): void;
}

/** What is known of a table that this app does not make. */
export interface TableAttributes {
  /** ARN of the table, without its indexes; the name follows from it. */
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
  /**
   * ARN of its stream of changes, like `arn:aws:dynamodb:eu-central-1:111122223333:table/orders/stream/2026-01-31T08:00:00.000`.
   *
   * @default nobody can be granted a stream
   */
  readonly streamArn?: string;
}

/** Who may do what with a table: the whole of one that exists already. */
export class TableAccess implements ITable {
  readonly tableArn: string;
  readonly tableName: string;
  readonly streamArn: string | undefined;
  private readonly hasIndexes: boolean;
  private readonly kmsKeyArn: string | undefined;

  /** @throws Refusal for an ARN that is no table's, no key's, or no stream's of the table */
  constructor({ tableArn, indexes = false, kmsKeyArn, streamArn }: TableAttributes) {
    const inspection = new Inspection(description("Table.fromAttributes", tableArn));
    inspection.require("tableArn", tableArn, tableArnPattern);
    if (kmsKeyArn !== undefined) inspection.require("kmsKeyArn", kmsKeyArn, customerKeyArn);
    if (streamArn !== undefined) inspection.require("streamArn", streamArn, streamArnOf(tableArn));
    inspection.conclude();
    this.tableArn = tableArn;
    this.tableName = Token.isUnresolved(tableArn)
      ? Token.asString(Fn.element(Fn.split("/", tableArn), 1))
      : tableArn.replace(/^.*\//, "");
    this.streamArn = streamArn;
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
    this.grant(grantee, READ_WRITE);
  }

  grantStreamRead(grantee: IGrantee): void {
    const inspection = new Inspection(grantee);
    this.inspectRegion(inspection, grantee);
    const { streamArn = "" } = this;
    inspection.refuseUnless(streamArn !== "", {
      input: "table",
      told: "without a stream",
      allowed: "a table whose changes go into a stream",
      fix: 'set stream of the Table, like "new image", or name the streamArn where it is described',
    });
    inspection.conclude();
    const grant = (actions: readonly string[], resources: readonly string[]) =>
      grantee.grant({ service: AwsService.dynamodbStreams, actions, resources });
    grant(READ_STREAM.stream, [streamArn]);
    grant(READ_STREAM.everywhere, ["*"]);
    this.allowKey(grantee, READ_STREAM.key);
  }

  private grant(grantee: IGrantee, actions: Actions): void {
    const inspection = new Inspection(grantee);
    this.inspectRegion(inspection, grantee);
    inspection.conclude();
    const { tableArn } = this;
    const grant = (actions: readonly string[], resources: readonly string[]) =>
      grantee.grant({ service: AwsService.dynamodb, actions, resources });
    // Items are written and got by the table alone; only queries and scans name an index.
    if (this.hasIndexes && actions.indexes.length > 0) {
      grant(actions.items, [tableArn]);
      grant(actions.indexes, [tableArn, `${tableArn}/index/*`]);
    } else {
      grant([...actions.items, ...actions.indexes], [tableArn]);
    }
    this.allowKey(grantee, actions.key);
  }

  /** The table's key is the stream's too, and DynamoDB uses it in both: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html */
  private allowKey(grantee: IGrantee, actions: readonly string[]): void {
    if (this.kmsKeyArn === undefined) return;
    const { region } = grantee.securityGroup.network;
    grantee.allow(keyUseThrough(AwsService.dynamodb, region, [this.kmsKeyArn], actions));
  }

  private inspectRegion(inspection: Inspection, grantee: IGrantee): void {
    const { region } = grantee.securityGroup.network;
    const tableRegion = readArn(this.tableArn)?.region;
    inspection.refuseUnless(
      tableRegion === undefined || Token.isUnresolved(region) || tableRegion === region,
      {
        input: "table",
        told: `in ${tableRegion}`,
        allowed: `a table in ${region}, since an endpoint of DynamoDB leads to the tables of its own Region`,
        fix: "give it a replica there, and describe that",
      },
    );
  }
}
