import type { Resource } from "../graph/resource";
import { Reference, Unknown, type Value } from "../graph/value";
import { dependenciesOf } from "./dependencies";
import { evaluateBody } from "./evaluate-body";
import type { ModuleFiles, Scope, WrittenValue } from "./expression";
import { type EachScope, expand, type Instances, isRepeatedZeroTimes, listed, shaped } from "./instances";
import type { Json, JsonObject } from "./json";
import type { ModuleCall, ModuleConfiguration, ResourceBlock } from "./module-configuration";
import { configuredRegion } from "./provider-region";
import { type ReadFrom, ReadResource } from "./read-resource";
import type { Reading } from "./reading";
import { type UnreadModule, unreadModule } from "./unread-module";
import { withType } from "./variable-type";

/** A module as it is called once, with the values of its variables. The root is called by nobody. */
export class ModuleInstance implements Scope {
  readonly #locals = new Map<string, Value>();
  readonly #variables = new Map<string, Value>();
  readonly #resources = new Map<string, Instances<ReadResource>>();
  readonly #calls = new Map<string, Instances<ModuleInstance>>();
  readonly #running = new Set<string>();

  /**
   * @param address empty for the root
   * @param given the value that a variable is called with; undefined if its default holds
   */
  constructor(
    readonly configuration: ModuleConfiguration,
    readonly address: string,
    readonly reading: Reading,
    private readonly given: (name: string) => Value | undefined,
    private readonly call?: { readonly by: ModuleInstance; readonly body: JsonObject },
  ) {}

  get files(): ModuleFiles | undefined {
    return this.configuration.folder?.files;
  }

  /** All resources of this module and of those that it calls, in the order in which they are written. */
  *all(): Generator<ReadResource> {
    for (const key of this.configuration.resources.keys()) yield* listed(this.instances(key));
    for (const name of this.configuration.calls.keys()) {
      for (const called of listed(this.called(name))) yield* called.all();
    }
  }

  resolve(steps: readonly string[]): { readonly value: Value; readonly used: number } | undefined {
    const [head = "", second = "", third = ""] = steps;
    switch (head) {
      case "var":
        return { value: this.variable(second), used: 2 };
      case "local":
        return { value: this.local(second), used: 2 };
      case "module":
        return this.#module(second, steps);
      case "data":
        return this.#remote(second, steps) ?? this.#resource(`data.${second}.${third}`, 3);
      case "path":
        return { value: this.#path(second), used: 2 };
      case "terraform":
        return { value: second === "workspace" ? "default" : new Unknown(`terraform.${second}`), used: 2 };
      case "each":
      case "count":
      case "self":
        return undefined; // Known only in an instance: see EachScope.
      default:
        return this.#resource(`${head}.${second}`, 2);
    }
  }

  written(steps: readonly string[]): readonly WrittenValue[] | undefined {
    const [head = "", name = "", output] = steps;
    const { locals, calls } = this.configuration;
    if (head === "local") return writtenValue(locals.get(name), this);
    if (head === "var") return this.call ? writtenValue(this.call.body[name], this.call.by) : [];
    if (head !== "module" || !calls.get(name)?.configuration) return undefined;
    return listed(this.called(name)).flatMap((called) => {
      const { outputs } = called.configuration;
      const wanted = output === undefined ? [...outputs.values()] : [outputs.get(output)];
      return wanted.flatMap((one) => writtenValue(one?.value, called));
    });
  }

  variable(name: string): Value {
    return this.#once(this.#variables, `var.${name}`, name, () => {
      const declared = this.configuration.variables.get(name);
      const given = this.given(name);
      const sensitive = declared?.sensitive === true;
      const value =
        given === undefined || (given === null && declared?.nullable === false) ? undefined : given;
      const read = withType(value ?? (declared?.default as Value | undefined), declared?.type);
      if (read === undefined) {
        return new Unknown(`variable ${name} has no value${this.address ? ` in ${this.address}` : ""}`);
      }
      if (sensitive) this.reading.markSensitive(read);
      return read;
    });
  }

  local(name: string): Value {
    return this.#once(this.#locals, `local.${name}`, name, () => {
      const { locals, localsMissing } = this.configuration;
      const json = locals.get(name);
      if (json !== undefined) return evaluateBody(json, name, this);
      return new Unknown(localsMissing ? `local.${name}: ${localsMissing}` : `local.${name} is not declared`);
    });
  }

  output(name: string): Value {
    const output = this.configuration.outputs.get(name);
    if (!output) return new Unknown(`${this.address} has no output ${name}`);
    const key = `output.${name}`;
    return this.#once(this.#locals, key, key, () => evaluateBody(output.value, name, this));
  }

  /** @param key like `aws_vpc.main` or `data.aws_vpc.main` */
  instances(key: string): Instances<ReadResource> {
    const known = this.#resources.get(key);
    if (known) return known;
    const block = this.configuration.resources.get(key);
    if (!block) return { kind: "numbered", list: [] };
    const local = `${block.mode === "data" ? "data." : ""}${block.type}.${block.name}`;
    const prefix = this.address === "" ? local : `${this.address}.${local}`;
    this.#running.add(key);
    const repeated = { address: prefix, repetition: block.repetition, scope: this, reading: this.reading };
    const made = expand(repeated, (address, each) => this.#instance(block, address, each));
    this.#running.delete(key);
    this.#resources.set(key, made);
    return made;
  }

  called(name: string): Instances<ModuleInstance> {
    const known = this.#calls.get(name);
    if (known) return known;
    const call = this.configuration.calls.get(name);
    if (!call?.configuration) return { kind: "numbered", list: [] };
    const prefix = `${this.address === "" ? "" : `${this.address}.`}module.${name}`;
    this.#running.add(prefix);
    const repeated = { address: prefix, repetition: call.body, scope: this, reading: this.reading };
    const made = expand(repeated, (address, each) => this.#call(call, address, each));
    this.#running.delete(prefix);
    this.#calls.set(name, made);
    return made;
  }

  /** @param provider as a block names it, like `aws.europe`; the one named after the type's first word if not */
  regionOf(provider: string): string | undefined {
    const own = this.configuration.providers.get(provider);
    if (own) return configuredRegion(own, this);
    if (!this.call) return undefined;
    const { providers } = this.call.body;
    const passed =
      providers && typeof providers === "object" ? (providers as JsonObject)[provider] : undefined;
    if (typeof passed === "string") return this.call.by.regionOf(providerName(passed));
    return this.call.by.regionOf(provider);
  }

  #instance(block: ResourceBlock, address: string, each: EachScope): ReadResource {
    const scope = each.within(this);
    const planned = this.reading.planned?.get(address);
    return new ReadResource({
      address,
      stack: this.reading.stack,
      mode: block.mode,
      type: block.type,
      name: block.name,
      key: each.key,
      module: this.address,
      block,
      scope,
      planned,
      region: this.#regionOfResource,
      dependenciesOfCalls: this.#dependenciesOfCalls,
    });
  }

  readonly #dependenciesOfCalls = (): readonly Resource[] => {
    if (!this.call) return [];
    const { depends_on = [] } = this.call.body;
    const above = this.call.by.#dependenciesOfCalls();
    return [...dependenciesOf({ depends_on }, this.call.by), ...above];
  };

  readonly #regionOfResource = ({ block, type }: ReadFrom): string | undefined => {
    const provider = providerName(block?.body.provider ?? type.split("_", 1).join());
    return this.regionOf(provider) ?? this.reading.regionOfProvider(provider);
  };

  #call(call: ModuleCall, address: string, each: EachScope): ModuleInstance {
    const scope = each.within(this);
    const given = (name: string) => {
      const json = call.body[name];
      return json === undefined ? undefined : evaluateBody(json, name, scope, each.key);
    };
    const { configuration } = call;
    if (!configuration) throw new Error(`${address} has no configuration`);
    return new ModuleInstance(configuration, address, this.reading, given, { by: this, body: call.body });
  }

  #resource(key: string, used: number): { value: Value; used: number } | undefined {
    if (!this.configuration.resources.has(key)) return undefined;
    if (this.#running.has(key)) return { value: new Unknown(`${key} is repeated over itself`), used };
    return { value: shaped(this.instances(key), (resource) => new Reference(resource, [])), used };
  }

  /** `data.terraform_remote_state.x.outputs.y`, where the stack that puts it out is reviewed too. */
  #remote(type: string, steps: readonly string[]): { value: Value; used: number } | undefined {
    const [, , name, outputs, output] = steps;
    if (type !== "terraform_remote_state" || !name || outputs !== "outputs" || !output) return undefined;
    const value = this.reading.remoteOutput(name, output);
    return value === undefined ? undefined : { value, used: 5 };
  }

  #module(name: string, steps: readonly string[]): { value: Value; used: number } {
    const call = this.configuration.calls.get(name);
    if (!call?.configuration) {
      const why = call ? (call.missing ?? "it is not read") : "it is not declared";
      return { value: new Unknown(`module.${name}: ${why}`), used: steps.length };
    }
    if (this.#running.has(`${this.address === "" ? "" : `${this.address}.`}module.${name}`)) {
      return { value: new Unknown(`module.${name} is repeated over itself`), used: steps.length };
    }
    const called = this.called(name);
    const [, , output] = steps;
    if (called.kind === "one" && output !== undefined) return { value: called.one.output(output), used: 3 };
    return { value: shaped(called, (module) => module.outputs()), used: 2 };
  }

  /** All outputs, each evaluated when it is asked for: one may need a module that needs another one. */
  outputs(): { readonly [name: string]: Value } {
    const outputs: { [name: string]: Value } = {};
    for (const name of this.configuration.outputs.keys()) {
      Object.defineProperty(outputs, name, { enumerable: true, get: () => this.output(name) });
    }
    return outputs;
  }

  #path(name: string): Value {
    if (name === "root") return ".";
    const { folder } = this.configuration;
    if (name === "cwd" && folder) return folder.root;
    if (name === "module" && folder) return folder.path;
    return new Unknown(`path.${name} is not known`);
  }

  /** Modules that are called and not read. */
  *unread(): Generator<UnreadModule> {
    for (const [name, call] of this.configuration.calls) {
      const address = `${this.address === "" ? "" : `${this.address}.`}module.${name}`;
      if (!call.configuration) {
        if (!isRepeatedZeroTimes(call.body, this))
          yield unreadModule(call, address, this.reading.stack, this);
        continue;
      }
      for (const called of listed(this.called(name))) yield* called.unread();
    }
  }

  #once(values: Map<string, Value>, shown: string, key: string, evaluate: () => Value): Value {
    const known = values.get(key);
    if (known !== undefined) return known;
    if (this.#running.has(shown)) return new Unknown(`${shown} refers to itself`);
    this.#running.add(shown);
    const value = evaluate();
    this.#running.delete(shown);
    values.set(key, value);
    return value;
  }
}

/** `aws.europe`, however the syntax at hand writes it. */
function providerName(written: unknown): string {
  return typeof written === "string" ? written.replace(/^\$\{(.*)\}$/, "$1") : "";
}

function writtenValue(json: Json | undefined, scope: Scope): readonly WrittenValue[] {
  return json === undefined ? [] : [{ json, scope }];
}
