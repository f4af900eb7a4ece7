import { Bucket } from "../../../modules/s3";
import { type Mistakes, service } from "./mistake";

export const S3_MISTAKES: Mistakes = {
  "A name and a period that S3 does not take": (stack) =>
    new Bucket(stack, "documents", { name: "Shop_Documents", noncurrentVersionRetentionInDays: 0 }),
  "A prefix that is none": (stack) =>
    Bucket.fromAttributes({ bucketArn: "arn:aws:s3:::shop-documents" }).grantRead(service(stack), {
      prefix: "invoices/*",
    }),
};
