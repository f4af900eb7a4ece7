import { COLLECTION_PERMISSIONS, INDEX_PERMISSIONS } from "../../aws/opensearch";
import { isList, isObject, type Value } from "../graph/value";
import { settle } from "../read/expression/settle";
import { type Members, valuesOf } from "./serverless-policy";

/** Something for which AWS refuses a policy of OpenSearch Serverless, in words that follow its name. */
export interface ServerlessFault {
  readonly found: string;
  readonly needed: string;
  readonly fix: string;
  /** Whether AWS may have learned to take it since. */
  readonly maybe?: true;
}

/**
 * What is wrong with the shape of a policy. Only what is known counts.
 *
 * @param type `encryption`, `network` or `data`
 */
export function serverlessFaults(policy: Value, type: string): readonly ServerlessFault[] {
  const iam = [policy, ...(isList(policy) ? policy : [])]
    .map(settle)
    .find((one) => isObject(one) && "Statement" in one);
  if (iam) {
    return [
      {
        found: "is a policy of IAM, with Statement",
        needed: "Rules, as OpenSearch Serverless has them",
        fix: EXAMPLES[type] ?? EXAMPLES.data ?? "",
      },
    ];
  }
  if (type === "encryption") {
    if (isList(policy)) {
      return [
        { found: "is a list", needed: "one object for type encryption", fix: EXAMPLES.encryption ?? "" },
      ];
    }
    return isObject(policy) ? ofEncryption(policy) : [];
  }
  if (isObject(policy)) {
    return [
      { found: "is an object", needed: `a list of objects for type ${type}`, fix: EXAMPLES[type] ?? "" },
    ];
  }
  if (!isList(policy)) return [];
  return policy.map(settle).flatMap((entry) => {
    if (!isObject(entry)) return [];
    return type === "network" ? ofNetwork(entry) : ofData(entry);
  });
}

const EXAMPLES: Readonly<Record<string, string>> = {
  encryption:
    'jsonencode({ Rules = [{ ResourceType = "collection", Resource = ["collection/..."] }], AWSOwnedKey = true })',
  network:
    'jsonencode([{ Rules = [{ ResourceType = "collection", Resource = ["collection/..."] }], AllowFromPublic = false, SourceVPCEs = [...] }])',
  data: 'jsonencode([{ Rules = [{ ResourceType = "index", Resource = ["index/.../*"], Permission = ["aoss:ReadDocument"] }], Principal = [...] }])',
};

function ofEncryption(entry: Members): readonly ServerlessFault[] {
  const owned = entry.AWSOwnedKey === undefined ? undefined : settle(entry.AWSOwnedKey);
  const faults = [...ofRules(entry, ["collection"])];
  if (owned !== true && entry.KmsARN === undefined && (owned === undefined || owned === false)) {
    faults.push({
      found: "has neither AWSOwnedKey = true nor KmsARN",
      needed: "one of the two",
      fix: "AWSOwnedKey = true",
    });
  }
  if (owned === true && entry.KmsARN !== undefined && settle(entry.KmsARN) !== null) {
    faults.push({
      found: "has both AWSOwnedKey = true and KmsARN",
      needed: "one of the two",
      fix: "AWSOwnedKey = false",
    });
  }
  return faults;
}

function ofNetwork(entry: Members): readonly ServerlessFault[] {
  return ofRules(entry, ["collection", "dashboard"]);
}

function ofData(entry: Members): readonly ServerlessFault[] {
  const faults = [...ofRules(entry, ["collection", "index", "model"])];
  if (entry.Principal === undefined) {
    faults.push({
      found: "has no Principal",
      needed: "roles, users or SAML identities",
      fix: "Principal = [aws_iam_role.task.arn]",
    });
  }
  for (const rule of valuesOf(entry.Rules).map(settle).filter(isObject)) faults.push(...ofPermissions(rule));
  return faults;
}

function ofRules(entry: Members, types: readonly string[]): readonly ServerlessFault[] {
  if (entry.Rules === undefined) {
    return [
      {
        found: "has no Rules",
        needed: "Rules",
        fix: `Rules = [{ ResourceType = "${types[0]}", Resource = [...] }]`,
      },
    ];
  }
  return valuesOf(entry.Rules)
    .map(settle)
    .filter(isObject)
    .flatMap((rule) => {
      const type = settle(rule.ResourceType ?? null);
      if (typeof type === "string" && !types.includes(type)) {
        const maybe = KNOWN_TYPES.has(type) ? {} : { maybe: true as const };
        return [
          {
            found: `has ResourceType ${type}`,
            needed: types.join(" or "),
            fix: `ResourceType = "${types[0]}"`,
            ...maybe,
          },
        ];
      }
      return typeof type === "string" ? ofResources(rule, type) : [];
    });
}

const KNOWN_TYPES = new Set(["collection", "dashboard", "index"]);

/** `collection/<name>`, of dashboards too, and `index/<collection>/<index>`. */
function ofResources(rule: Members, type: string): readonly ServerlessFault[] {
  const isIndex = type === "index";
  const beginning = isIndex ? "index/" : "collection/";
  if (type === "model") return [];
  return valuesOf(rule.Resource)
    .map(settle)
    .flatMap((resource) => {
      if (typeof resource !== "string") return [];
      const fits = isIndex ? /^index\/[^/]+\/[^/]+$/.test(resource) : /^collection\/[^/]+$/.test(resource);
      if (fits) return [];
      const name = resource.replace(/^.*(collection|index)\//, "") || "...";
      return [
        {
          found: `has the resource ${resource} for ResourceType ${type}`,
          needed: isIndex ? "index/<collection>/<index>, where the index may be *" : "collection/<name>",
          fix: `Resource = ["${beginning}${name}${isIndex && !name.includes("/") ? "/*" : ""}"]`,
        },
      ];
    });
}

function ofPermissions(rule: Members): readonly ServerlessFault[] {
  const type = settle(rule.ResourceType ?? null);
  const allowed: readonly string[] = type === "collection" ? COLLECTION_PERMISSIONS : INDEX_PERMISSIONS;
  if (type !== "collection" && type !== "index") return [];
  if (rule.Permission === undefined) {
    return [
      {
        found: `has a rule of ResourceType ${type} without Permission`,
        needed: "Permission",
        fix: `Permission = ["${allowed[2]}"]`,
      },
    ];
  }
  return valuesOf(rule.Permission)
    .map(settle)
    .flatMap((permission) => {
      if (typeof permission !== "string" || permission === "aoss:*" || allowed.includes(permission))
        return [];
      const maybe = isSurelyNone(permission) ? {} : { maybe: true as const };
      return [
        {
          ...maybe,
          found: `has the Permission ${permission} for ResourceType ${type}`,
          needed: `aoss:* or some of ${allowed.join(", ")}`,
          fix: `Permission = ["${allowed[2]}"]`,
        },
      ];
    });
}

/** One of the other kind of resource, an action of IAM, or no permission of OpenSearch Serverless's at all. */
function isSurelyNone(permission: string): boolean {
  const known: readonly string[] = [...COLLECTION_PERMISSIONS, ...INDEX_PERMISSIONS, "aoss:APIAccessAll"];
  return known.includes(permission) || !permission.startsWith("aoss:");
}
