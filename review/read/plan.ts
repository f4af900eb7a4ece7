import type { Value } from "../graph/value";
import { isJsonObject, items, type Json, type JsonObject, member, members, text } from "./json";
import type { ModuleConfiguration } from "./module-configuration";
import { planConfiguration } from "./plan-configuration";
import { PlannedInstance } from "./planned-instance";

/** A plan or a state, as `terraform show -json` prints it. */
export interface ShownPlan {
  /** In words, like `Terraform 1.11.4, format 1.2`. */
  readonly version: string;
  readonly instances: ReadonlyMap<string, PlannedInstance>;
  /** The keys of the instances of each block and module call, by the block's address. */
  readonly keys: ReadonlyMap<string, readonly (string | number | undefined)[]>;
  /** Absent from a state. */
  readonly configuration?: ModuleConfiguration;
  readonly variables: ReadonlyMap<string, Value>;
  /** Regions of providers, by the key that a plan gives them. */
  readonly providers: ReadonlyMap<string, Json>;
  /** The state before the plan, if something was there and the plan changes something. */
  readonly prior?: ShownPlan;
  /** Values that the plan marks as sensitive. */
  sensitiveValues(): Iterable<Json>;
}

export function readPlan(plan: JsonObject): ShownPlan {
  const changes = items(plan.resource_changes);
  const instances = new Map<string, PlannedInstance>();
  for (const change of changes) {
    const instance = new PlannedInstance(change);
    if (!isTakenAway(instance)) instances.set(instance.address, instance);
  }
  // Data sources that were read are in the state before; and a plan of nothing has no changes at all.
  const before = member(member(plan.prior_state, "values"), "root_module");
  addInstances(instances, before, "data");
  if (changes.length === 0) addInstances(instances, member(plan.planned_values, "root_module"), "managed");
  const { configuration, variables } = plan;
  const root = member(configuration, "root_module");
  const prior =
    isJsonObject(plan.prior_state) && changesSomething(changes) ? readState(plan.prior_state) : undefined;
  return {
    version: versionOf(plan),
    instances,
    keys: keysOf(instances.values()),
    ...(root === undefined ? {} : { configuration: planConfiguration(root) }),
    variables: new Map(
      members(variables).map(([name, variable]) => [name, member(variable, "value") ?? null]),
    ),
    providers: new Map(members(member(configuration, "provider_config"))),
    ...(prior && hasManaged(prior) ? { prior } : {}),
    sensitiveValues: () => sensitiveOf(changes, variables, member(root, "variables")),
  };
}

function isTakenAway({ change }: PlannedInstance): boolean {
  return change?.actions.every((action) => action === "delete" || action === "forget") ?? false;
}

function changesSomething(changes: readonly Json[]): boolean {
  return changes.some((json) => {
    const { mode, change } = new PlannedInstance(json);
    return mode === "managed" && !change?.actions.includes("no-op");
  });
}

function hasManaged({ instances }: ShownPlan): boolean {
  return [...instances.values()].some(({ mode }) => mode === "managed");
}

function addInstances(
  instances: Map<string, PlannedInstance>,
  module: Json | undefined,
  mode: PlannedInstance["mode"],
): void {
  for (const instance of ofModule(module)) {
    if (instance.mode === mode && !instances.has(instance.address)) instances.set(instance.address, instance);
  }
}

export function readState(state: JsonObject): ShownPlan {
  const root = member(state.values, "root_module");
  const instances = new Map<string, PlannedInstance>();
  for (const instance of ofModule(root)) instances.set(instance.address, instance);
  return {
    version: versionOf(state),
    instances,
    keys: keysOf(instances.values()),
    variables: new Map(),
    providers: new Map(),
    sensitiveValues: function* () {
      for (const { resource } of shownResources(root)) {
        yield* marked(member(resource, "values"), member(resource, "sensitive_values"));
      }
    },
  };
}

function versionOf(shown: JsonObject): string {
  const version = text(shown.terraform_version);
  const format = `format ${String(shown.format_version)}`;
  return version ? `Terraform ${version}, ${format}` : format;
}

function* ofModule(module: Json | undefined): Generator<PlannedInstance> {
  for (const { resource, address } of shownResources(module)) yield new PlannedInstance(resource, address);
}

function* shownResources(
  module: Json | undefined,
): Generator<{ resource: Json; address: string | undefined }> {
  const modules = module === undefined ? [] : [module];
  for (let next = modules.pop(); next !== undefined; next = modules.pop()) {
    const address = text(member(next, "address"));
    for (const resource of items(member(next, "resources"))) yield { resource, address };
    modules.push(...items(member(next, "child_modules")));
  }
}

/** Most blocks have one instance without a key. */
const ONE = [undefined];

function keysOf(instances: Iterable<PlannedInstance>): Map<string, readonly (string | number | undefined)[]> {
  const several = new Map<string, Set<string | number | undefined>>();
  const keys = new Map<string, readonly (string | number | undefined)[]>();
  const add = (block: string, key: string | number | undefined) => {
    if (key === undefined) keys.set(block, ONE);
    else if (several.get(block)?.add(key) === undefined) several.set(block, new Set([key]));
  };
  const modules = new Set<string>();
  for (const instance of instances) {
    const { module, key } = instance;
    if (key === undefined) keys.set(instance.address, ONE);
    else {
      const { mode, type, name } = instance;
      add(`${module === "" ? "" : `${module}.`}${mode === "data" ? "data." : ""}${type}.${name}`, key);
    }
    modules.add(module);
  }
  for (const module of modules) for (const { block, key } of moduleSteps(module)) add(block, key);
  for (const [block, of] of several) keys.set(block, [...of]);
  return keys;
}

/**
 * The module calls on the way to a module: `module.a["x"].module.b` gives `module.a` with key x, and `module.a["x"].module.b` without.
 * Keys may hold any text, so that the address is read from the left, and not divided at its dots.
 */
export function moduleSteps(
  module: string,
): { readonly block: string; readonly key: string | number | undefined }[] {
  const step = /\.?module\.([^.[\]"]+)(?:\[(?:(\d+)|("(?:[^"\\]|\\.)*"))\])?/y;
  const steps: { block: string; key: string | number | undefined }[] = [];
  for (let start = 0; start < module.length; start = step.lastIndex) {
    step.lastIndex = start;
    const match = step.exec(module);
    if (!match) break;
    const [whole, , index, quoted] = match;
    const written = index === undefined ? quoted : index;
    const end = start + whole.length - (written === undefined ? 0 : written.length + 2);
    const key = index !== undefined ? Number(index) : quoted === undefined ? undefined : unquoted(quoted);
    steps.push({ block: module.slice(0, end), key });
  }
  return steps;
}

function unquoted(quoted: string): string {
  try {
    return JSON.parse(quoted);
  } catch {
    return quoted.slice(1, -1);
  }
}

function* sensitiveOf(
  changes: readonly Json[],
  variables: Json | undefined,
  declared: Json | undefined,
): Generator<Json> {
  for (const resource of changes) {
    const change = member(resource, "change");
    yield* marked(member(change, "after"), member(change, "after_sensitive"));
    yield* marked(member(change, "before"), member(change, "before_sensitive"));
  }
  for (const [name, variable] of members(declared)) {
    const value = member(member(variables, name), "value");
    if (member(variable, "sensitive") === true && value !== undefined) yield value;
  }
}

/** The parts of a value under a mark, which is true or a tree of the same shape. */
function* marked(value: Json | undefined, mark: Json | undefined): Generator<Json> {
  if (value === undefined || value === null || mark === undefined || mark === false || mark === null) return;
  if (mark === true) yield value;
  else if (Array.isArray(mark))
    for (const [index, part] of mark.entries()) yield* marked(items(value)[index], part);
  else for (const [name, part] of members(mark)) yield* marked(member(value, name), part);
}
