import type { IConstruct } from "constructs";

const claims = new WeakMap<IConstruct, Map<string, string>>();

/**
 * Says that a construct has what only one construct in a scope can have, like the association of a VPC.
 *
 * @returns the path of the construct that has it already, if any
 */
export function claim(scope: IConstruct, what: string, claimant: IConstruct): string | undefined {
  const made = claims.get(scope) ?? new Map<string, string>();
  claims.set(scope, made);
  const other = made.get(what);
  if (other === undefined) made.set(what, claimant.node.path);
  return other;
}
