/** What stands before the code blocks of a page that leave out what the page has said already. */
export const PREAMBLES: Readonly<Record<string, string>> = {
  "CONTRIBUTING.md": `
    import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
    import { Construct } from "constructs";
    import { describeService as service } from "../../../aws/service-description";
    import { claimName, Inspection, type Requirement } from "../../../modules/refusal";
    import { textArgument } from "../../../review/load-balancer/argument";
    import { TARGET_GROUPS } from "../../../review/load-balancer/types";
    import type { ResourceRule } from "../../../review/rules/rule";
    import { broken } from "../../../review/verdict";
    interface QueueProps { readonly name: string }
    declare const queueName: Requirement<string>;`,
  "docs/compatibility.md": `
    import type { TerraformStack } from "cdktf";
    import { DatabaseTarget } from "private-paths/database";
    import { PrivateDnsPreference, ResourceGatewayChain } from "private-paths/lattice";
    import type { INetwork } from "private-paths/network";
    import type { ISecurityGroup } from "private-paths/security";
    declare const proxyEndpoint: string, proxyGroup: ISecurityGroup, application: ISecurityGroup;
    declare const databaseVpc: INetwork, clientVpc: INetwork, stack: TerraformStack;`,
  "docs/private-ecs.md": `
    import type { Table } from "private-paths/dynamodb";
    import type { PrivateService } from "private-paths/ecs";
    import { AwsService } from "private-paths/endpoints";
    import type { Collection } from "private-paths/opensearch";
    import type { Bucket } from "private-paths/s3";
    declare const table: Table, documents: Bucket, search: Collection, orders: PrivateService, queueArn: string;`,
  "docs/versioning.md": `
    import type { TerraformStack } from "cdktf";
    declare const stack: TerraformStack;`,
  "docs/review.md": `
    import type { TerraformStack } from "cdktf";
    declare const stack: TerraformStack;`,
};
