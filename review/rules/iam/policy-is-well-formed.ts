import type { Resource } from "../../graph/resource";
import { isList, isObject, type Value } from "../../graph/value";
import { structureOf } from "../../iam/policy-document";
import { faultsOf, type PolicyKind } from "../../iam/policy-faults";
import { settle } from "../../read/expression/settle";
import { broken, type Judgement } from "../../verdict";
import type { ResourceRule } from "../rule";

/** The arguments that hold policies, by type of resource. */
const ARGUMENTS: Readonly<Record<string, Readonly<Record<string, PolicyKind>>>> = {
  aws_iam_group_policy: { policy: "identity" },
  aws_iam_policy: { policy: "identity" },
  aws_iam_role: { assume_role_policy: "trust" },
  aws_iam_role_policy: { policy: "identity" },
  aws_iam_user_policy: { policy: "identity" },
  aws_vpc_endpoint: { policy: "endpoint" },
  aws_vpc_endpoint_policy: { policy: "endpoint" },
};

export const policyIsWellFormed: ResourceRule = {
  id: "IAM-04",
  title: "Policies are well-formed",
  types: Object.keys(ARGUMENTS),
  check,
};

function check(resource: Resource): readonly Judgement[] {
  const judgements: Judgement[] = [];
  for (const [argument, kind] of Object.entries(ARGUMENTS[resource.type] ?? {})) {
    judgements.push(...inspect(resource, argument, resource.get(argument), kind));
  }
  if (resource.type === "aws_iam_role") {
    const blocks = settle(resource.get("inline_policy") ?? []);
    for (const block of (isList(blocks) ? blocks : [blocks]).map(settle)) {
      if (isObject(block)) judgements.push(...inspect(resource, "inline_policy", block.policy, "identity"));
    }
  }
  return judgements;
}

function inspect(
  resource: Resource,
  argument: string,
  value: Value | undefined,
  kind: PolicyKind,
): readonly Judgement[] {
  if (value === undefined || value === null || value === "") return [];
  const error = kind === "endpoint" ? "" : " (MalformedPolicyDocument)";
  const why = `AWS refuses the policy${error}, and the apply ends there; Terraform looks no further than that it is JSON.`;
  return faultsOf(structureOf(value), kind).map(({ found, needed, fix }) =>
    broken({ at: resource, found: `${argument} of ${resource.address} has ${found}`, needed, why, fix }),
  );
}
