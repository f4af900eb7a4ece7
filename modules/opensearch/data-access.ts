import { OpensearchserverlessAccessPolicy } from "@cdktf/provider-aws/lib/opensearchserverless-access-policy";
import { Lazy } from "cdktf";
import { Construct } from "constructs";
import type { CollectionPermission, IndexPermission } from "../../aws/opensearch";
import type { DecidedByTerraform } from "../refusal";

/** What a role may do with the indexes of a collection. */
export interface DataAccessProps {
  readonly roleArn: string;
  /** Names of indexes, or beginnings of names with an asterisk. */
  readonly indexes: readonly string[];
  readonly permissions: readonly IndexPermission[];
  /** Whether the role can be admitted, where only Terraform can tell. */
  readonly decidedByTerraform: DecidedByTerraform | undefined;
}

/** Aliases and templates, which clients ask for: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-genref.html */
const WITH_THE_COLLECTION: readonly CollectionPermission[] = ["aoss:DescribeCollectionItems"];

/**
 * The data access policy of a collection, made when the first role is admitted: AWS takes none that admits nobody. What several
 * of its entries permit adds up, and nothing is ever denied.
 */
export class DataAccess extends Construct {
  private readonly entries = new Map<string, { rules: object[]; roles: Set<string> }>();
  private policy: OpensearchserverlessAccessPolicy | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly collectionName: string,
  ) {
    super(scope, id);
  }

  /** @returns the policy, without which the role is not admitted */
  admit({
    roleArn,
    indexes,
    permissions,
    decidedByTerraform,
  }: DataAccessProps): OpensearchserverlessAccessPolicy {
    const collection = this.collectionName;
    const rules = [
      { ResourceType: "collection", Resource: [`collection/${collection}`], Permission: WITH_THE_COLLECTION },
      {
        ResourceType: "index",
        Resource: indexes.map((index) => `index/${collection}/${index}`),
        Permission: permissions,
      },
    ];
    const key = JSON.stringify(rules);
    const entry = this.entries.get(key) ?? { rules, roles: new Set() };
    this.entries.set(key, entry);
    entry.roles.add(roleArn);

    this.policy ??= new OpensearchserverlessAccessPolicy(this, "Resource", {
      name: collection,
      type: "data",
      policy: Lazy.stringValue({ produce: () => this.policyText() }),
    });
    if (decidedByTerraform) {
      const { precondition = [] } = this.policy.lifecycle ?? {};
      this.policy.lifecycle = { precondition: [...precondition, ...decidedByTerraform.precondition] };
    }
    return this.policy;
  }

  private policyText(): string {
    return JSON.stringify(
      [...this.entries.values()].map(({ rules, roles }) => ({ Rules: rules, Principal: [...roles] })),
    );
  }
}
