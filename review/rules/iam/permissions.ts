import type { Value } from "../../graph/value";
import type { Barrier, Permission } from "../../iam/permission";
import type { PermissionNeed } from "../../iam/permission-need";
import type { PolicyDocument } from "../../iam/policy-document";
import { knowsNoResource } from "../../iam/request";
import { resourceForPolicy } from "../../iam/resource-forms";
import { inTerraform, inWords } from "../../iam/value-words";
import { together } from "../../iam/wording";

/** The actions of a need by what was found out about each. */
export interface Sorted {
  readonly yes: readonly Asked[];
  readonly no: readonly Asked[];
  readonly unknown: readonly Asked[];
}

export interface Asked {
  readonly action: string;
  readonly permission: Permission;
}

/** Asks about each action of a need. */
export function sorted(need: PermissionNeed, ask: (action: string) => Permission): Sorted {
  const asked = need.actions.map((action) => ({ action, permission: ask(action) }));
  const of = (verdict: Permission["verdict"]) =>
    asked.filter(({ permission }) => permission.verdict === verdict);
  return { yes: of("yes"), no: of("no"), unknown: of("unknown") };
}

/** Those in whose way something stands, by what that is. */
export function barred(
  no: readonly Asked[],
): readonly { readonly barrier: Barrier; readonly asked: readonly Asked[] }[] {
  const found: { readonly barrier: Barrier; readonly asked: Asked[] }[] = [];
  for (const one of no) {
    const { barrier } = one.permission;
    if (!barrier) continue;
    const same = found.find(
      (other) => other.barrier.kind === barrier.kind && other.barrier.document === barrier.document,
    );
    if (same) same.asked.push(one);
    else found.push({ barrier, asked: [one] });
  }
  return found;
}

/** What to do about a statement that denies. */
export function denialCure({ name }: PolicyDocument, asked: readonly Asked[]): string {
  return `Take ${actionsOf(asked)} out of what ${name} denies, or let the statement with Effect = "Deny" be about others.`;
}

export function actionsOf(asked: readonly Asked[]): string {
  return asked.map(({ action }) => action).join(", ");
}

/** What was found, with the actions of which it is true together. */
export function evidenceOf(asked: readonly Asked[]): string {
  return together(asked.map(({ action, permission: { wording } }) => ({ action, wording })));
}

/** Like `ecr:BatchGetImage on aws_ecr_repository.orders.arn`. */
export function neededOf(need: PermissionNeed, asked: readonly Asked[]): string {
  const resource = resourceOf(need, asked);
  return `${actionsOf(asked)}${resource === undefined || resource === "*" ? "" : ` on ${inWords(resource)}`}`;
}

/** A statement that allows the actions, as one writes it within `jsonencode`. */
export function statementFor(need: PermissionNeed, asked: readonly Asked[]): string {
  const actions = asked.map(({ action }) => `"${action}"`).join(", ");
  return `{ Effect = "Allow", Action = [${actions}], Resource = ${inTerraform(resourceOf(need, asked))} }`;
}

function resourceOf({ resource }: PermissionNeed, asked: readonly Asked[]): Value | undefined {
  const actions = asked.map(({ action }) => action);
  return actions.every(knowsNoResource) ? "*" : resourceForPolicy(actions, resource);
}

/** Who works with the role, as sentences call it. */
export function userOf({ service }: PermissionNeed): string {
  if (service === "lambda.amazonaws.com") return "the function";
  return service === "ec2.amazonaws.com" ? "the instance" : "the task";
}
