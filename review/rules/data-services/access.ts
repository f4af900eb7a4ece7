import type { DataRequest } from "../../data-services/intent";
import type { Workload } from "../../data-services/workload";
import type { Resource } from "../../graph/resource";
import type { Permission } from "../../iam/permission";
import type { PermissionNeed } from "../../iam/permission-need";

/** What an application asks of an AWS service, of which at least one has to be allowed: the subject of the rules on permissions. */
export interface DataAccess {
  readonly workload: Workload;
  /** What it asks of, like `aws_dynamodb_table.orders`. */
  readonly target: string;
  readonly requests: readonly DataRequest[];
  /** Whether these are what its role is granted, or only what one usually asks. */
  readonly granted: boolean;
  /** As in `PermissionNeed`. */
  readonly endpoint: Resource | "none" | undefined;
}

/** A request with what was found out about it. */
export interface AskedFor {
  readonly request: DataRequest;
  readonly permission: Permission;
}

/** At most this many actions are named in a sentence. */
const NAMED = 4;

export function actionsIn(asked: readonly AskedFor[]): string {
  const actions = [...new Set(asked.map(({ request }) => request.action))];
  const more = actions.length - NAMED;
  return `${actions.slice(0, NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** What is said of several together, each sentence once, with the actions of which it is true. */
export function saidOf(asked: readonly AskedFor[]): string {
  const bySentence = new Map<string, AskedFor[]>();
  for (const one of asked) {
    const key = one.permission.wording("");
    bySentence.set(key, [...(bySentence.get(key) ?? []), one]);
  }
  return [...bySentence.values()]
    .map((same) => same[0]?.permission.wording(actionsIn(same)) ?? "")
    .join("; ");
}

/** The need of the rules on roles that are not about single actions. */
export function roleNeed({ workload, target, endpoint }: DataAccess): PermissionNeed {
  const { role, roleName, roleArgument, definition, takenBy, onFargate } = workload;
  return {
    role,
    roleName,
    roleArgument,
    at: definition,
    actions: [],
    resource: undefined,
    purpose: `use ${target}`,
    service: takenBy,
    endpoint,
    onFargate,
  };
}
