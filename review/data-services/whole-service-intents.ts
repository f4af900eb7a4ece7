import { referencesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import type { Value } from "../graph/value";
import { isResource } from "../network/look-up";
import { settle } from "../read/expression/settle";
import { actionsBehind, DATA_KINDS } from "./data-kind";
import type { Grant } from "./grants";
import type { DataRequest, Intent } from "./intent";
import { OF_POLLERS } from "./pollers";
import { serviceCalledWith } from "./whole-services";
import type { Workload } from "./workload";

/** Secrets that RDS makes for a database: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html */
export function masterSecrets(workload: Workload, grants: readonly Grant[]): readonly Intent[] {
  const kind = DATA_KINDS.aws_secretsmanager_secret;
  if (!kind || (workload.role === workload.executionRole && isResource(workload.role))) return [];
  const intents = new Map<Resource, Intent>();
  for (const { actions = [], resource } of grants) {
    const [database] = databasesOfSecrets(resource);
    const all = actions.flatMap((pattern) => actionsBehind(settle(pattern), kind));
    const requests = [...new Set(all)].map((action) => ({ action, resource }));
    if (database && requests.length > 0) intents.set(database, masterSecretIntent(database, requests, true));
  }
  for (const { value } of workload.environment.variables) {
    for (const database of databasesOfSecrets(value)) {
      const request = { action: "secretsmanager:GetSecretValue", resource: value };
      if (!intents.has(database)) intents.set(database, masterSecretIntent(database, [request], false));
    }
  }
  return [...intents.values()];
}

function databasesOfSecrets(value: Value | undefined): readonly Resource[] {
  return referencesIn(value)
    .filter(({ path }) => path[0] === "master_user_secret")
    .map(({ resource }) => resource);
}

function masterSecretIntent(database: Resource, requests: readonly DataRequest[], granted: boolean): Intent {
  const doubt = `The application is told of the master secret of ${database.address}, but its role is granted nothing there alone: it may hand the name on, or use other credentials.`;
  return {
    suffix: "secretsmanager",
    target: undefined,
    requests,
    granted,
    doubt: granted ? undefined : doubt,
    via: `master secret of ${database.address}`,
  };
}

/** AWS services whose actions a role is granted, on nothing that is in the files given. */
export function wholeServices(
  workload: Workload,
  grants: readonly Grant[],
  intents: readonly Intent[],
): readonly Intent[] {
  const sameRole = workload.role === workload.executionRole && isResource(workload.role);
  const bySuffix = new Map<string, DataRequest[]>();
  for (const { actions = [], resource, target } of grants) {
    if (target) continue;
    for (const pattern of actions) {
      const action = settle(pattern);
      const suffix = typeof action === "string" ? serviceCalledWith(action) : undefined;
      if (typeof action !== "string" || suffix === undefined) continue;
      if (intents.some((intent) => intent.suffix === suffix)) continue;
      if (sameRole && ["s3", "secretsmanager", "ssm"].includes(suffix)) continue;
      if (workload.resource.type === "aws_lambda_function" && (OF_POLLERS.test(action) || suffix === "xray"))
        continue;
      bySuffix.set(suffix, [...(bySuffix.get(suffix) ?? []), { action, resource: anyIfAll(resource) }]);
    }
  }
  const via = isResource(workload.role) ? workload.role.address : workload.roleName;
  return [...bySuffix].map(([suffix, requests]) => ({
    suffix,
    target: undefined,
    requests,
    granted: true,
    doubt: "That its role is granted it does not prove that the application calls it.",
    via,
  }));
}

/** Who may ask for everything will ask for something, which is not known. */
function anyIfAll(resource: Value): Value | undefined {
  return settle(resource) === "*" ? undefined : resource;
}
