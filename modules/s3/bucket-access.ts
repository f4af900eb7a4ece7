import { Fn, Token } from "cdktf";
import { AwsService } from "../../aws/services";
import { customerKeyArn, type IGrantee, keyUseThrough } from "../iam";
import { description, Inspection } from "../refusal";
import { bucketArn, keyPrefix } from "./names";

/** Which objects of a bucket a grant is for. */
export interface ObjectSelection {
  /**
   * What their keys begin with, like `invoices/`.
   *
   * @default every object
   */
  readonly prefix?: string;
}

/** A bucket of S3, made here (`Bucket`) or described (`Bucket.fromAttributes`). */
export interface IBucket {
  /** ARN of the bucket. */
  readonly bucketArn: string;
  /** The bucket's name. */
  readonly bucketName: string;
  /** ARN of the customer's KMS key that objects are encrypted with; undefined if their keys are those of S3. */
  readonly kmsKeyArn: string | undefined;
  /**
   * Lets an application list and read objects.
   *
   * @throws Refusal for a prefix that would mean something else in a policy
   */
  grantRead(grantee: IGrantee, selection?: ObjectSelection): void;
  /**
   * Lets an application write objects, in parts too, and delete them: what it overwrites or deletes stays as an older version.
   *
   * @throws Refusal for a prefix that would mean something else in a policy
   */
  grantWrite(grantee: IGrantee, selection?: ObjectSelection): void;
  /**
   * Both at once.
   *
   * @throws Refusal for a prefix that would mean something else in a policy
   */
  grantReadWrite(grantee: IGrantee, selection?: ObjectSelection): void;
}

/** What is known of a bucket that this app does not make. */
export interface BucketAttributes {
  /** ARN of the bucket; the name follows from it. */
  readonly bucketArn: string;
  /**
   * ARN of the customer's KMS key that objects are encrypted with.
   *
   * @default they are encrypted with keys of S3, whose use needs no permission
   */
  readonly kmsKeyArn?: string;
}

/** Actions on objects, and on their key: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html */
interface Actions {
  readonly objects: readonly string[];
  readonly list: boolean;
  readonly key: readonly string[];
}
const READ: Actions = { objects: ["s3:GetObject"], list: true, key: ["kms:Decrypt"] };
const WRITE: Actions = {
  objects: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:PutObject"],
  list: false,
  // An upload in parts reads the key that its first part was encrypted with.
  key: ["kms:Decrypt", "kms:GenerateDataKey"],
};

/** Who may do what with a bucket: the whole of one that exists already. */
export class BucketAccess implements IBucket {
  readonly bucketArn: string;
  readonly bucketName: string;
  readonly kmsKeyArn: string | undefined;

  /** @throws Refusal for an ARN that is no bucket's, or no key's */
  constructor(attributes: BucketAttributes) {
    const { kmsKeyArn } = attributes;
    this.bucketArn = attributes.bucketArn;
    this.kmsKeyArn = kmsKeyArn;
    const inspection = new Inspection(description("Bucket.fromAttributes", this.bucketArn));
    inspection.require("bucketArn", this.bucketArn, bucketArn);
    if (kmsKeyArn !== undefined) inspection.require("kmsKeyArn", kmsKeyArn, customerKeyArn);
    inspection.conclude();
    this.bucketName = Token.isUnresolved(this.bucketArn)
      ? Token.asString(Fn.element(Fn.split(":::", this.bucketArn), 1))
      : this.bucketArn.replace(/^.*:/, "");
  }

  grantRead(grantee: IGrantee, selection?: ObjectSelection): void {
    this.grant(grantee, READ, selection);
  }

  grantWrite(grantee: IGrantee, selection?: ObjectSelection): void {
    this.grant(grantee, WRITE, selection);
  }

  grantReadWrite(grantee: IGrantee, selection?: ObjectSelection): void {
    this.grant(
      grantee,
      { objects: [...READ.objects, ...WRITE.objects], list: READ.list, key: WRITE.key },
      selection,
    );
  }

  private grant(grantee: IGrantee, { objects, list, key }: Actions, { prefix }: ObjectSelection = {}): void {
    const inspection = new Inspection(grantee);
    if (prefix !== undefined) inspection.require("prefix", prefix, keyPrefix);
    inspection.conclude();
    const service = AwsService.s3;
    grantee.grant({ service, actions: objects, resources: [`${this.bucketArn}/${prefix ?? ""}*`] });
    if (list) {
      grantee.grant({
        service,
        actions: ["s3:ListBucket"],
        resources: [this.bucketArn],
        conditions: prefix === undefined ? undefined : { StringLike: { "s3:prefix": [`${prefix}*`] } },
      });
    }
    if (this.kmsKeyArn === undefined) return;
    const { region } = grantee.securityGroup.network;
    grantee.allow(keyUseThrough(service, region, [this.kmsKeyArn], key));
  }
}
