import { OpensearchserverlessCollection } from "@cdktf/provider-aws/lib/opensearchserverless-collection";
import { OpensearchserverlessSecurityPolicy } from "@cdktf/provider-aws/lib/opensearchserverless-security-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { COLLECTION_PORT, COLLECTION_TYPES, type IndexPermission } from "../../aws/opensearch";
import type { IGrantee } from "../iam";
import { allowConnection } from "../security";
import type { ICollectionEndpoint } from "./collection-endpoint";
import { DataAccess } from "./data-access";
import { inspectCollection, inspectGrant } from "./inspect-collection";
import { encryptionPolicy, networkPolicy } from "./security-policies";

/** What a collection is made for. */
export type CollectionKind = keyof typeof COLLECTION_TYPES;

/** Which indexes of a collection a grant is for. */
export interface IndexSelection {
  /**
   * Names of indexes, or beginnings of names with an asterisk, like `orders-*`.
   *
   * @default every index
   */
  readonly indexes?: readonly string[];
}

export interface CollectionProps {
  /**
   * 3 to 32 lower-case letters, digits and hyphens, beginning with a letter; unique in account and Region. Its policies have the same
   * name.
   */
  readonly name: string;
  /** Cannot be changed: another kind replaces the collection, and its data is gone. */
  readonly kind: CollectionKind;
  /** The only way to the collection. */
  readonly endpoint: ICollectionEndpoint;
  /**
   * Whether OpenSearch Dashboards can be reached through the endpoint too.
   *
   * @default false
   */
  readonly dashboards?: boolean;
  /**
   * Whether there are replicas in another zone. Without them the collection costs half, and is gone for as long as its zone is.
   * Changing it replaces the collection.
   *
   * @default true
   */
  readonly standbyReplicas?: boolean;
  /**
   * ARN of a customer's KMS key that the collection is encrypted with. One that exists keeps the key that it was made with.
   *
   * @default a key that AWS owns
   */
  readonly kmsKeyArn?: string;
  /**
   * Shown in AWS, up to 1000 characters.
   *
   * @default none
   */
  readonly description?: string;
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

const READ: readonly IndexPermission[] = ["aoss:DescribeIndex", "aoss:ReadDocument"];
// The first document of an index creates it.
const WRITE: readonly IndexPermission[] = ["aoss:CreateIndex", "aoss:DescribeIndex", "aoss:WriteDocument"];

/**
 * A collection of OpenSearch Serverless that nobody reaches but through one endpoint, and nobody uses but whom a grant admits.
 *
 * It is of the classic generation, which is all that provider 5.100 can make: one of generation NEXTGEN takes a collection group, and
 * is reached through the EC2 endpoint `aoss-data` in place of a `CollectionEndpoint`.
 */
export class Collection extends Construct {
  /** ARN of the collection. */
  readonly collectionArn: string;
  /** The name, which policies are about. */
  readonly collectionName: string;
  /** Where requests go, like `https://<id>.eu-central-1.aoss.amazonaws.com`; they are signed for the service `aoss`. */
  readonly collectionEndpoint: string;
  /** Where OpenSearch Dashboards are; undefined if they are not wanted. */
  readonly dashboardEndpoint: string | undefined;
  /** The endpoint through which alone the collection is reached. */
  readonly endpoint: ICollectionEndpoint;
  private readonly networkPolicy: ITerraformDependable;
  private readonly dataAccess: DataAccess;

  /** @throws Refusal for a name that OpenSearch Serverless does not take or that another collection of the stack has, and for an ARN that is no key's */
  constructor(scope: Construct, id: string, props: CollectionProps) {
    super(scope, id);
    const { name, kind, endpoint, dashboards = false, standbyReplicas = true, kmsKeyArn, tags } = props;
    this.endpoint = endpoint;
    this.collectionName = name;
    const decidedByTerraform = inspectCollection(this, props);
    const encryption = new OpensearchserverlessSecurityPolicy(this, "encryption", {
      name,
      type: "encryption",
      policy: encryptionPolicy(name, kmsKeyArn),
    });
    this.networkPolicy = new OpensearchserverlessSecurityPolicy(this, "network", {
      name,
      type: "network",
      policy: networkPolicy(name, { vpcEndpointId: endpoint.vpcEndpointId, dashboards }),
    });
    const collection = new OpensearchserverlessCollection(this, "Resource", {
      name,
      // Both written out: the provider's defaults are TIMESERIES, and whatever AWS chooses.
      type: COLLECTION_TYPES[kind],
      standbyReplicas: standbyReplicas ? "ENABLED" : "DISABLED",
      description: props.description,
      tags: { ...tags, Name: name },
      // AWS refuses a collection whose name no encryption policy has.
      dependsOn: [encryption],
      lifecycle: decidedByTerraform,
    });
    this.collectionArn = collection.arn;
    this.collectionEndpoint = collection.collectionEndpoint;
    this.dashboardEndpoint = dashboards ? collection.dashboardEndpoint : undefined;
    this.dataAccess = new DataAccess(this, "data-access", name);
  }

  /**
   * Lets an application search and read documents: in its role, in the data access policy, and through the endpoint.
   *
   * @throws Refusal for an application in another VPC than the endpoint, and names that no index can have
   */
  grantRead(grantee: IGrantee, selection: IndexSelection = {}): void {
    this.grant(grantee, selection, READ);
  }

  /**
   * Lets an application write and delete documents, and create the indexes that they are in: in its role, in the data access policy,
   * and through the endpoint. It can neither change nor delete an index.
   *
   * @throws Refusal for an application in another VPC than the endpoint, and names that no index can have
   */
  grantWrite(grantee: IGrantee, selection: IndexSelection = {}): void {
    this.grant(grantee, selection, WRITE);
  }

  /**
   * Both at once.
   *
   * @throws Refusal for an application in another VPC than the endpoint, and names that no index can have
   */
  grantReadWrite(grantee: IGrantee, selection: IndexSelection = {}): void {
    this.grant(grantee, selection, [...new Set([...READ, ...WRITE])]);
  }

  private grant(
    grantee: IGrantee,
    { indexes = ["*"] }: IndexSelection,
    permissions: readonly IndexPermission[],
  ): void {
    const decidedByTerraform = inspectGrant(this, grantee, indexes);
    // Both are needed: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-data-access.html
    grantee.allow({ actions: ["aoss:APIAccessAll"], resources: [this.collectionArn] });
    const { roleArn, securityGroup: from } = grantee;
    const admission = this.dataAccess.admit({ roleArn, indexes, permissions, decidedByTerraform });
    const rules = allowConnection({ from, to: this.endpoint.securityGroup, port: COLLECTION_PORT });
    // Nothing that an application refers to leads to them, and it would be refused until they are there.
    grantee.waitFor([this.networkPolicy, admission, ...rules]);
  }
}
