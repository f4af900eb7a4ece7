import type { PlannedChange, Resource, SourceLocation } from "../graph/resource";
import type { Value } from "../graph/value";
import { dependenciesOf } from "./dependencies";
import { withDynamicBlocks } from "./dynamic-blocks";
import { evaluateBody } from "./evaluate-body";
import type { Scope } from "./expression";
import { type JsonObject, member } from "./json";
import { knownWithConfiguration } from "./known-with-configuration";
import type { ResourceBlock } from "./module-configuration";
import type { PlannedInstance } from "./planned-instance";
import { wellKnownData } from "./well-known-data";

/** What an instance is read from: a body to evaluate, what a plan or state knows, or both. */
export interface ReadFrom {
  readonly address: string;
  readonly stack: string | undefined;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly key: string | number | undefined;
  readonly module: string;
  readonly block?: ResourceBlock;
  readonly scope?: Scope;
  readonly planned?: PlannedInstance;
  region(resource: ReadFrom): string | undefined;
  /** What the calls of its module, and of those above, name in their `depends_on`. */
  dependenciesOfCalls?(): readonly Resource[];
}

/** An instance that evaluates each of its arguments when it is first asked for. */
export class ReadResource implements Resource {
  readonly address: string;
  readonly stack: string | undefined;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly key: string | number | undefined;
  readonly module: string;
  #values: Map<string, Value | undefined> | undefined;
  #dependencies: readonly Resource[] | undefined;
  readonly #from: ReadFrom;

  constructor(from: ReadFrom) {
    this.#from = from;
    this.address = from.address;
    this.stack = from.stack;
    this.mode = from.mode;
    this.type = from.type;
    this.name = from.name;
    this.key = from.key;
    this.module = from.module;
  }

  get source(): SourceLocation | undefined {
    return this.#from.block?.source;
  }

  get exists(): boolean {
    const { planned } = this.#from;
    return planned !== undefined && (planned.change?.actions.every((action) => action === "no-op") ?? true);
  }

  get change(): PlannedChange | undefined {
    return this.#from.planned?.change;
  }

  get constructPath(): string | undefined {
    const path = member(member(this.#from.block?.body["//"], "metadata"), "path");
    return typeof path === "string" ? path : undefined;
  }

  get region(): string | undefined {
    return this.#from.region(this.#from);
  }

  get(attribute: string): Value | undefined {
    this.#values ??= new Map();
    if (this.#values.has(attribute)) return this.#values.get(attribute);
    this.#values.set(attribute, undefined); // An argument that leads to itself is not set by anybody.
    const value = this.#evaluate(attribute) ?? undefined;
    this.#values.set(attribute, value);
    return value;
  }

  dependencies(): readonly Resource[] | undefined {
    const { block, scope } = this.#from;
    if (!block || !scope) return undefined;
    this.#dependencies ??= [
      ...dependenciesOf(block.body, scope),
      ...(this.#from.dependenciesOfCalls?.() ?? []),
    ];
    return this.#dependencies;
  }

  #evaluate(attribute: string): Value | undefined {
    const { planned } = this.#from;
    const value = planned ? this.#planned(planned, attribute) : this.#configured(attribute);
    return value ?? (this.mode === "data" ? wellKnownData(this, attribute) : undefined);
  }

  #planned(planned: PlannedInstance, attribute: string): Value | undefined {
    const { block } = this.#from;
    const { unknown } = planned;
    // What is new has nothing yet but what is written, be it in a `dynamic` block, of which a plan tells nothing else.
    const isNew = planned.change?.actions.includes("create") === true;
    if (
      block &&
      !isNew &&
      WRITTEN_ELSEWHERE[this.type]?.includes(attribute) &&
      !isWritten(block.body, attribute)
    ) {
      return undefined;
    }
    const isUnknown = unknown === true ? true : member(unknown, attribute);
    return knownWithConfiguration(member(planned.after, attribute), isUnknown, () =>
      this.#configured(attribute),
    );
  }

  #configured(attribute: string): Value | undefined {
    const { block, scope } = this.#from;
    if (!block || !scope || META_ARGUMENTS.has(attribute)) return undefined;
    const { body } = block;
    const written = withDynamicBlocks(body, attribute, scope, this.key);
    return written ?? evaluateBody(body[attribute], attribute, scope, this.key);
  }
}

/**
 * Arguments that the provider fills with what other resources wrote: to have them there does not mean to have written them here.
 * `aws_security_group` without any `ingress` block leaves rules to resources of their own, and the like.
 */
const WRITTEN_ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  aws_security_group: ["ingress", "egress"],
  aws_default_security_group: ["ingress", "egress"],
  aws_default_route_table: ["route"],
  aws_network_acl: ["ingress", "egress"],
  aws_route_table: ["route"],
  aws_iam_role: ["inline_policy", "managed_policy_arns"],
};

const META_ARGUMENTS: ReadonlySet<string> = new Set([
  "//",
  "count",
  "depends_on",
  "dynamic",
  "for_each",
  "lifecycle",
  "provider",
  "provisioner",
]);

function isWritten(body: JsonObject, attribute: string): boolean {
  const dynamic = body.dynamic;
  const inDynamic = Array.isArray(dynamic)
    ? dynamic.some((part) => member(part, attribute) !== undefined)
    : member(dynamic, attribute) !== undefined;
  return Object.hasOwn(body, attribute) || inDynamic;
}
