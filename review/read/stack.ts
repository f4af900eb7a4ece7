import type { Value } from "../graph/value";
import { evaluateBody } from "./evaluate-body";
import { settle } from "./expression";
import { items, member } from "./json";
import type { ModuleConfiguration } from "./module-configuration";
import { ModuleInstance } from "./module-instance";
import type { ShownPlan } from "./plan";
import type { PlannedInstance } from "./planned-instance";
import { ReadResource } from "./read-resource";
import type { Reading } from "./reading";
import type { UnreadModule } from "./unread-module";

/** One root module and what is known of it, before its expressions are evaluated. */
export interface StackInput {
  /** undefined where it is the only one. */
  readonly name: string | undefined;
  readonly configuration?: ModuleConfiguration;
  readonly shown?: ShownPlan;
  readonly variables: ReadonlyMap<string, Value>;
}

/** A stack's resources, and what others may ask of it. */
export interface ReadStack {
  readonly name: string | undefined;
  readonly resources: readonly ReadResource[];
  /** undefined if it has no such output. */
  output(name: string): Value | undefined;
  readonly configuration: ModuleConfiguration | undefined;
  /** Modules that are called and not read. A plan has what they make all the same. */
  readonly unreadModules: readonly UnreadModule[];
}

/** Where a stack's reader tells what does not belong to a single resource. */
export type Tellings = Pick<Reading, "remoteOutput" | "notices" | "markSensitive">;

export function readStack(input: StackInput, tellings: Tellings): ReadStack {
  const { name, shown } = input;
  const configuration = input.configuration ?? shown?.configuration;
  let root: ModuleInstance | undefined;
  const regionOfProvider = (key: string) => plannedRegion(shown, key, root);
  const reading: Reading = {
    stack: name,
    regionOfProvider,
    ...(shown ? { planned: shown.instances, keys: shown.keys } : {}),
    ...tellings,
  };
  const values = new Map([...input.variables, ...(shown?.variables ?? [])]);
  if (configuration)
    root = new ModuleInstance(configuration, "", reading, (variable) => values.get(variable));
  const configured = root ? [...root.all()] : [];
  const unread = root && !shown ? [...root.unread()] : [];
  for (const { address, missing } of unread) tellings.notices.lack(address, missing);
  const wanted = shown ? configured.filter((resource) => isShown(resource, shown)) : configured;
  const seen = new Set(wanted.map(({ address }) => address));
  const others = [...(shown?.instances.values() ?? [])].filter(({ address }) => !seen.has(address));
  return {
    name,
    resources: [...wanted, ...others.map((planned) => withoutConfiguration(planned, name, regionOfProvider))],
    output: (output) => (configuration?.outputs.has(output) ? root?.output(output) : undefined),
    configuration,
    unreadModules: unread,
  };
}

/** Data sources that a plan has not read are there all the same: the plan says so only if they wait for something. */
function isShown(resource: ReadResource, shown: ShownPlan): boolean {
  return resource.mode === "data" || shown.instances.has(resource.address);
}

function withoutConfiguration(
  planned: PlannedInstance,
  stack: string | undefined,
  regionOfProvider: (key: string) => string | undefined,
): ReadResource {
  const { address, mode, type, name, key, module } = planned;
  const region = () => regionFromArn(planned) ?? regionOfProvider(type.split("_", 1).join());
  return new ReadResource({ address, stack, mode, type, name, key, module, planned, region });
}

/** A state does not say of which provider a resource is, but its ARN tells where it is. */
function regionFromArn(planned: PlannedInstance): string | undefined {
  const arn = member(planned.after, "arn");
  return typeof arn === "string" ? arn.split(":")[3] || undefined : undefined;
}

function plannedRegion(
  shown: ShownPlan | undefined,
  key: string,
  root: ModuleInstance | undefined,
): string | undefined {
  const expression = member(member(shown?.providers.get(key), "expressions"), "region");
  const constant = member(expression, "constant_value");
  if (!root) return typeof constant === "string" ? constant : undefined;
  const [reference] = items(member(expression, "references"));
  const written = constant ?? (typeof reference === "string" ? `\${${reference}}` : null);
  const region = settle(evaluateBody(written, "region", root));
  return typeof region === "string" && region !== "" ? region : undefined;
}
