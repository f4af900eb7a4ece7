import type { Construct } from "constructs";
import type { Environment } from "../../environments";
import { Bucket } from "../../modules/s3";
import { ServiceStack } from "./service-stack";

/** A bucket of which one service reads a part. */
export class S3Example extends ServiceStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    const documents = new Bucket(this, "documents", { name: "shop-documents" });
    const orders = this.service("orders", {
      web: { image: this.image, port: 8000, environment: { DOCUMENTS: documents.bucketName } },
    });
    documents.grantRead(orders, { prefix: "invoices/" });
  }
}
