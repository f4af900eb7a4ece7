/** What stands before the code blocks of a page that leave out what the page has said already. */
export const PREAMBLES: Readonly<Record<string, string>> = {
  "docs/private-ecs.md": `
    import type { Table } from "private-paths/dynamodb";
    import type { PrivateService } from "private-paths/ecs";
    import { AwsService } from "private-paths/endpoints";
    import type { Collection } from "private-paths/opensearch";
    import type { Bucket } from "private-paths/s3";
    declare const table: Table, documents: Bucket, search: Collection, orders: PrivateService, queueArn: string;`,
  "docs/review.md": `
    import type { TerraformStack } from "cdktf";
    declare const stack: TerraformStack;`,
};
