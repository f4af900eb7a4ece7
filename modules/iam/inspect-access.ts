import { Token } from "cdktf";
import type { Inspection } from "../refusal";
import type { Access } from "./grantee";
import type { Statement } from "./statement";

/** Tells whether a statement says anything: IAM refuses empty ones. */
export function inspectStatement(inspection: Inspection, { actions, resources }: Statement): void {
  for (const [input, list, fix] of [
    ["actions", actions, "name the actions, like s3:GetObject"],
    ["resources", resources, 'name the ARNs, or "*" for actions that know none'],
  ] as const) {
    inspection.refuseUnless(Token.isUnresolved(list) || list.length > 0, {
      input,
      given: [],
      allowed: "at least one",
      fix,
    });
  }
}

/** Tells which actions are not of the service that they are said to be of: the network would not lead to theirs. */
export function inspectAccess(inspection: Inspection, input: string, { service, actions }: Access): void {
  const { suffix, actionPrefixes } = service;
  for (const action of actions) {
    inspection.refuseUnless(actionPrefixes.includes(action.split(":", 1).join()), {
      input,
      given: action,
      allowed: `actions of ${suffix}: ${actionPrefixes.map((prefix) => `${prefix}:...`).join(", ")}`,
      fix: "grant each service's actions with that service, so that the network leads there",
    });
  }
}
