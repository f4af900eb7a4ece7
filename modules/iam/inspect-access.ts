import type { Inspection } from "../refusal";
import type { Access } from "./grantee";

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
