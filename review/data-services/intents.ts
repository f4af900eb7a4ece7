import type { Graph } from "../graph/graph";
import { referencesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import type { Value } from "../graph/value";
import { mayDo } from "../iam/permission";
import { isResource } from "../network/look-up";
import { settle } from "../read/expression/settle";
import { actionsBehind, DATA_KINDS, suffixFor, wantedOf } from "./data-kind";
import { eventDestinationsOf } from "./event-destinations";
import { dataNamed, type Grant, grantsOf } from "./grants";
import type { DataRequest, Intent } from "./intent";
import { OF_POLLERS } from "./pollers";
import { masterSecrets, wholeServices } from "./whole-service-intents";
import { sharesRole, type Workload } from "./workload";

/** From what the role is granted and what the application is told. */
export function intentsOf(graph: Graph, workload: Workload): readonly Intent[] {
  const grants = grantsOf(graph, workload.role);
  const told = toldOf(graph, workload);
  const unread = new Set<Resource>();
  const onTargets = new Map<string, { suffix: string; target: Resource; requests: DataRequest[] }>();
  for (const grant of grants) {
    const { target } = grant;
    if (!target || target === workload.resource) continue;
    if (!told.has(target) && (isForAws(workload, grant) || isForLambda(graph, workload, target))) continue;
    if (grant.actions === undefined) unread.add(target);
    for (const { suffix, request } of requestsOf(graph, workload, grant, target)) {
      const key = `${suffix} ${target.stack} ${target.address}`;
      const same = onTargets.get(key) ?? { suffix, target, requests: [] };
      onTargets.set(key, same);
      same.requests.push(request);
    }
  }
  const intents = [...onTargets.values()].map(({ suffix, target, requests }): Intent => {
    const doubt = told.has(target) ? undefined : doubtOfGrant(graph, workload, target);
    const streams = DATA_KINDS[target.type]?.suffix !== suffix;
    return { suffix, target, requests, granted: true, doubt, ...(streams ? { via: suffix } : {}) };
  });
  const granted = new Set(intents.map(({ target }) => target));
  for (const target of unread) {
    const doubt = told.has(target) ? undefined : doubtOfGrant(graph, workload, target);
    const intent = granted.has(target) ? undefined : usualIntent(target, doubt);
    if (intent) intents.push(intent);
  }
  for (const [target, isByName] of told) {
    const intent =
      granted.has(target) || unread.has(target) ? undefined : ofTold(graph, workload, target, isByName);
    if (intent) intents.push(intent);
  }
  intents.push(...masterSecrets(workload, grants));
  return [...intents, ...wholeServices(workload, grants, intents)];
}

/** What is asked of a resource by whom nothing is granted on it alone. */
export function usualIntent(target: Resource, doubt: string | undefined): Intent | undefined {
  const kind = DATA_KINDS[target.type];
  if (!kind) return undefined;
  const requests = kind.actions.map((action) => ({ action, resource: wantedOf(target, action) }));
  return { suffix: kind.suffix, target, requests, granted: false, doubt };
}

/** Resources that the application is told of; true for those that only a name tells, as if by chance. */
function toldOf(graph: Graph, { environment, resource: workload }: Workload): ReadonlyMap<Resource, boolean> {
  const told = new Map<Resource, boolean>();
  for (const { name, value } of environment.variables) {
    for (const { resource } of referencesIn(value)) {
      if (DATA_KINDS[resource.type] && resource !== workload) told.set(resource, false);
    }
    const text = value === undefined ? undefined : settle(value);
    const named = typeof text === "string" ? dataNamed(graph, text) : undefined;
    if (named && named !== workload && !told.has(named)) told.set(named, !speaksOf(name, named));
  }
  return told;
}

/** Whether the name of a variable says what its value is the name of, like `ORDERS_TABLE` and `QUEUE_NAME`. */
function speaksOf(name: Value | undefined, { type }: Resource): boolean {
  const { kind, suffix } = DATA_KINDS[type] ?? { kind: "", suffix: "" };
  const words = [...kind.toLowerCase().split(" "), suffix];
  return (
    typeof name === "string" &&
    words.some((word) =>
      name
        .toLowerCase()
        .split(/[^a-z0-9]/)
        .includes(word),
    )
  );
}

function ofTold(graph: Graph, workload: Workload, target: Resource, isByName: boolean): Intent | undefined {
  const usual = usualIntent(target, undefined);
  if (!usual) return undefined;
  const { role, onFargate } = workload;
  const verdicts = usual.requests.map(
    ({ action, resource }) => mayDo(graph, role, action, resource, { onFargate }).verdict,
  );
  if (verdicts.includes("yes")) return usual;
  if (isByName) return undefined;
  if (verdicts.includes("unknown")) return usual;
  return {
    ...usual,
    doubt: `The application is told of ${target.address}, but its role is allowed nothing there that is known: it may hand the name on, or use other credentials.`,
  };
}

function requestsOf(
  graph: Graph,
  { resource: workload }: Workload,
  { actions = [], resource }: Grant,
  target: Resource,
): readonly { readonly suffix: string; readonly request: DataRequest }[] {
  const kind = DATA_KINDS[target.type];
  if (!kind) return [];
  const all = actions.flatMap((pattern) => actionsBehind(settle(pattern), kind));
  const isPolled =
    workload.type === "aws_lambda_function" &&
    graph.referring("aws_lambda_event_source_mapping", "function_name", workload).resources.length > 0;
  return [...new Set(all)]
    .filter((action) => !(isPolled && OF_POLLERS.test(action)))
    .map((action) => ({ suffix: suffixFor(kind, action), request: { action, resource } }));
}

/** Where one role is both, what ECS gets for a task and what the application gets look the same. */
function isForAws({ role, executionRole }: Workload, { target }: Grant): boolean {
  if (role !== executionRole || !isResource(role)) return false;
  return target?.type === "aws_secretsmanager_secret" || target?.type === "aws_ssm_parameter";
}

function isForLambda(graph: Graph, { resource }: Workload, target: Resource): boolean {
  return resource.type === "aws_lambda_function" && eventDestinationsOf(graph, resource).has(target);
}

/** Destinations of failed events, which Lambda itself sends there in the name of a function. */
const OF_LAMBDA = new Set([
  "aws_sqs_queue",
  "aws_sns_topic",
  "aws_cloudwatch_event_bus",
  "aws_lambda_function",
]);

function doubtOfGrant(graph: Graph, workload: Workload, target: Resource): string | undefined {
  if (sharesRole(graph, workload)) {
    return "Others have the same role, and what it is granted may be meant for them.";
  }
  if (workload.resource.type === "aws_lambda_function" && OF_LAMBDA.has(target.type)) {
    return "The role may be granted it for Lambda itself, which sends failed events there.";
  }
  return undefined;
}
