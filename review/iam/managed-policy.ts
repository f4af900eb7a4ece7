import { managedPolicy } from "../../aws/managed-policies";
import type { Resource } from "../graph/resource";
import { Template, Unknown, type Value } from "../graph/value";
import { settle } from "../read/expression/settle";
import type { PolicyDocument } from "./policy-document";

/** The name of a policy of AWS's own, from its ARN, whose partition may be a hole. */
export function nameOfManagedPolicy(arn: Value): string | undefined {
  const settled = settle(arn);
  const text =
    settled instanceof Template
      ? settled.parts.map((part) => (typeof part === "string" ? part : "?")).join("")
      : settled;
  if (typeof text !== "string") return undefined;
  return /^(?:arn:[^:]+|\?):iam::aws:policy\/(?:[^?]*\/)?([^/?]+)$/.exec(text)?.[1];
}

/** A policy of AWS's own as a document. It only ever allows. */
export function managedPolicyDocument(policyName: string, at: Resource | undefined): PolicyDocument {
  const name = `the AWS managed policy ${policyName}`;
  const policy = managedPolicy(policyName);
  const statements = (policy?.statements ?? []).map(({ actions, notActions, resources, conditional }) => ({
    sid: undefined,
    effect: "Allow" as const,
    action: { except: actions === undefined, values: actions ?? notActions ?? [] },
    resource: { except: false, values: resources },
    principal: undefined,
    conditions: conditional
      ? [
          {
            operator: new Unknown("its condition is not known here"),
            key: "something that is not listed here",
            values: [],
          },
        ]
      : [],
  }));
  const complete = policy?.complete
    ? true
    : new Unknown(policy ? "only a part of its actions is known here" : "its statements are not known here");
  return { at, name, statements, complete, source: {} };
}
