import { isList, isObject, Unknown, type Value } from "../graph/value";
import { evaluateBody } from "./evaluate-body";
import { type Scope, settle } from "./expression";
import { asAssumed } from "./expression/access";
import type { JsonObject } from "./json";
import type { Reading } from "./reading";

/**
 * What `count` or `for_each` makes of a block: one instance without a key, or instances by number or by name. Assumed are they where
 * it is not known how many there are: one stands for all.
 */
export type Instances<T> =
  | { readonly kind: "one"; readonly one: T }
  | { readonly kind: "numbered"; readonly list: readonly T[]; readonly assumed?: boolean }
  | { readonly kind: "named"; readonly byName: ReadonlyMap<string, T>; readonly assumed?: boolean };

/** A block that may be repeated, where it stands. */
export interface RepeatedBlock {
  /** Its address without a key. */
  readonly address: string;
  /** `count` or `for_each`, if it has one. */
  readonly repetition: JsonObject;
  readonly scope: Scope;
  readonly reading: Reading;
}

type Make<T> = (address: string, each: EachScope) => T;
type Keys = readonly (string | number | undefined)[];

/** Makes the instances of a block: those that a plan has, or as many as its `count` or `for_each` says. */
export function expand<T>(block: RepeatedBlock, make: Make<T>): Instances<T> {
  const { address, repetition, scope, reading } = block;
  const { count, for_each: forEach } = repetition;
  const planned = reading.keys?.get(address);
  const isRepeated = count !== undefined || forEach !== undefined;
  // A plan has no instance of a block whose count is 0.
  if (isRepeated && reading.keys && !planned) return { kind: "numbered", list: [] };
  if (!isRepeated && !planned?.some((key) => key !== undefined)) {
    return { kind: "one", one: make(address, ONCE) };
  }
  if (forEach !== undefined || typeof planned?.[0] === "string") return named(block, planned, make);
  const value = settle(evaluateBody(count, "count", scope));
  const number = planned?.length ?? wholeNumber(value);
  if (number === undefined) reading.notices.assume(address, "count", value);
  const list = Array.from({ length: number ?? 1 }, (_, index) =>
    make(`${address}[${index}]`, new EachScope(index, undefined)),
  );
  return { kind: "numbered", list, assumed: number === undefined };
}

/** Whether `count` or `for_each` says that there is none. */
export function isRepeatedZeroTimes({ count, for_each: forEach }: JsonObject, scope: Scope): boolean {
  if (count !== undefined) return wholeNumber(settle(evaluateBody(count, "count", scope))) === 0;
  if (forEach === undefined) return false;
  const set = settle(evaluateBody(forEach, "for_each", scope));
  return (isList(set) || isObject(set)) && Object.keys(set).length === 0;
}

function wholeNumber(value: Value): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && number >= 0 && number <= MANY ? Math.floor(number) : undefined;
}

function named<T>(block: RepeatedBlock, planned: Keys | undefined, make: Make<T>): Instances<T> {
  const { address, repetition, scope, reading } = block;
  const given = settle(evaluateBody(repetition.for_each, "for_each", scope));
  const set = isList(given) ? given.map(settle) : given;
  const values = new Map<string, Value>();
  if (isObject(set)) for (const [key, value] of Object.entries(set)) values.set(key, value);
  if (isList(set)) for (const key of set) if (typeof key === "string") values.set(key, key);
  const unclear = !isObject(set) && !(isList(set) && set.every((key) => typeof key === "string"));
  if (unclear && !planned) {
    reading.notices.assume(address, "for_each", set);
    const each = new EachScope("?", new Unknown(`for_each of ${address} is not known`));
    return { kind: "named", byName: new Map([["?", make(`${address}["?"]`, each)]]), assumed: true };
  }
  const made = (planned?.map(String) ?? [...values.keys()]).map((key): [string, T] => {
    const value = values.get(key) ?? new Unknown(`each.value of ${address} is not part of a plan`);
    return [key, make(`${address}[${JSON.stringify(key)}]`, new EachScope(key, value))];
  });
  return { kind: "named", byName: new Map(made) };
}

/** What `each` and `count` mean in one instance of a block. */
export class EachScope {
  constructor(
    readonly key: string | number | undefined,
    readonly value: Value | undefined,
  ) {}

  within(module: Scope): Scope {
    const { key, value } = this;
    if (key === undefined) return module;
    return {
      ...(module.files ? { files: module.files } : {}),
      written: (steps) => module.written?.(steps),
      resolve: (steps) => {
        const [head, second] = steps;
        if (head === "count" && second === "index" && typeof key === "number") return { value: key, used: 2 };
        if (head === "each" && typeof key === "string") {
          if (second === "key")
            return { value: value instanceof Unknown && key === "?" ? value : key, used: 2 };
          if (second === "value" && value !== undefined) return { value, used: 2 };
        }
        return module.resolve(steps);
      },
    };
  }
}

const ONCE = new EachScope(undefined, undefined);

/** More instances than any configuration has: a count of a billion would never end. */
const MANY = 100_000;

/** What an expression sees of the instances: one value, a list, or an object. */
export function shaped<T>(instances: Instances<T>, value: (instance: T) => Value): Value {
  if (instances.kind === "one") return value(instances.one);
  if (instances.kind === "numbered") {
    const list = instances.list.map(value);
    return instances.assumed ? asAssumed(list) : list;
  }
  const object: { [name: string]: Value } = {};
  for (const [name, instance] of instances.byName) {
    Object.defineProperty(object, name, { enumerable: true, value: value(instance) });
  }
  return instances.assumed ? asAssumed(object) : object;
}

export function listed<T>(instances: Instances<T>): readonly T[] {
  if (instances.kind === "one") return [instances.one];
  return instances.kind === "numbered" ? instances.list : [...instances.byName.values()];
}
