import { ApiGatewayApiKey } from "@cdktf/provider-aws/lib/api-gateway-api-key";
import { ApiGatewayUsagePlan } from "@cdktf/provider-aws/lib/api-gateway-usage-plan";
import { ApiGatewayUsagePlanKey } from "@cdktf/provider-aws/lib/api-gateway-usage-plan-key";
import { Construct } from "constructs";
import type { Inspection } from "../refusal";
import { atLeastOne } from "./requirements";
import { inspectThrottling, type Throttling } from "./throttling";

export interface UsagePlanOptions {
  /** For each key. */
  readonly throttling: Throttling;
  /**
   * How many requests each key has in a day (from midnight UTC), a week (from Sunday) or a month (from the first).
   *
   * @default any number
   */
  readonly quota?: { readonly requests: number; readonly per: "DAY" | "WEEK" | "MONTH" };
  /** Names of the keys, one for each client: lower-case letters, digits and hyphens. AWS makes the values. */
  readonly keys: readonly string[];
}

export interface UsagePlanProps extends UsagePlanOptions {
  readonly name: string;
  readonly api: { readonly apiId: string; readonly stageName: string };
  readonly tags?: Readonly<Record<string, string>>;
}

/** Tells what is wrong with a usage plan. */
export function inspectUsagePlan(
  inspection: Inspection,
  { throttling, quota, keys }: UsagePlanOptions,
): void {
  inspectThrottling(inspection, "usagePlan.throttling", throttling);
  if (quota) inspection.require("usagePlan.quota.requests", quota.requests, atLeastOne);
  inspection.refuseUnless(keys.length > 0 && new Set(keys).size === keys.length, {
    input: "usagePlan.keys",
    given: keys,
    allowed: "at least one key, each name once",
    fix: "name one key for each client",
  });
  for (const key of keys) {
    inspection.require("usagePlan.keys", key, {
      allowed: "lower-case letters, digits and hyphens, beginning with a letter, known at synthesis",
      fix: "rename the key",
      isMet: (name) => /^[a-z][a-z0-9-]*$/.test(name),
    });
  }
}

/** API keys, and how much they may use a stage. */
export class UsagePlan extends Construct {
  /** Ids of the keys, by name. */
  readonly keyIds: ReadonlyMap<string, string>;

  constructor(scope: Construct, id: string, props: UsagePlanProps) {
    super(scope, id);
    const { name, api, throttling, quota, keys, tags } = props;
    const plan = new ApiGatewayUsagePlan(this, "Resource", {
      name,
      apiStages: [{ apiId: api.apiId, stage: api.stageName }],
      throttleSettings: { rateLimit: throttling.requestsPerSecond, burstLimit: throttling.burst },
      ...(quota && { quotaSettings: { limit: quota.requests, period: quota.per } }),
      tags: { ...tags, Name: name },
    });
    this.keyIds = new Map(
      keys.map((key) => {
        const keyName = `${name}-${key}`;
        const keyTags = { ...tags, Name: keyName };
        const apiKey = new ApiGatewayApiKey(this, `key-${key}`, { name: keyName, tags: keyTags });
        new ApiGatewayUsagePlanKey(this, `key-${key}-in-plan`, {
          keyId: apiKey.id,
          keyType: "API_KEY",
          usagePlanId: plan.id,
        });
        return [key, apiKey.id];
      }),
    );
  }
}
