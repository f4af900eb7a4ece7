import type { Arguments, Configuration } from "../configuration";
import { at, type Written, written } from "../configuration";

/** One small fault, put into a configuration wherever it can be put. */
export interface Operator {
  /** What it does, like `security-group rule dropped`. */
  readonly name: string;
  /** Ids of the rules any of which may name the fault; the first is the one that is about it. */
  readonly rules: readonly string[];
  /** What the rules are documented to say of it. @default BROKEN */
  readonly says?: Saying;
  mutants(stack: Configuration): readonly Mutant[];
}

/** A finding with this verdict, or a warning. */
export type Saying = "BROKEN" | "UNKNOWN" | "warning";

/** A configuration with one fault. */
export interface Mutant {
  /** What was changed where. */
  readonly description: string;
  /** Addresses at any of which the fault may be reported. */
  readonly at: readonly string[];
  /** Instead of the operator's. */
  readonly rules?: readonly string[];
  /** Instead of the operator's. */
  readonly says?: Saying;
  /** Puts the fault into a copy of the stack. */
  apply(copy: Configuration): void;
}

/** A mutant in which the arguments of one resource are changed, reported at that resource unless said otherwise. */
export function changed(
  address: string,
  what: string,
  change: (values: Arguments) => void,
  where: readonly string[] = [address],
): Mutant {
  return {
    description: `${address}: ${what}`,
    at: where,
    apply: (copy) => change(at(copy, address)),
  };
}

/** A mutant without a resource, and without what names it where Terraform would refuse that: lists and `depends_on`. */
export function dropped(address: string, where: readonly string[]): Mutant {
  return { description: `without ${address}`, at: where, apply: (copy) => drop(copy, address) };
}

/** Takes a resource out, and its mention in every list and `depends_on`. */
export function drop(copy: Configuration, address: string): void {
  const [type = "", name = ""] = address.split(".");
  delete copy.resource[type]?.[name];
  copy.resource = withoutMentions(copy.resource, address) as Configuration["resource"];
}

function withoutMentions(value: unknown, address: string): unknown {
  if (Array.isArray(value)) {
    return value.filter((each) => !mentions(each, address)).map((each) => withoutMentions(each, address));
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, withoutMentions(each, address)]),
  );
}

function mentions(value: unknown, address: string): boolean {
  return typeof value === "string" && (value === address || value.startsWith(`\${${address}.`));
}

/** Adds a resource. */
export function add(copy: Configuration, address: string, values: Arguments): void {
  const [type = "", name = ""] = address.split(".");
  copy.resource[type] = { ...copy.resource[type], [name]: values };
}

/** An operator that is applied to every resource of some types. */
export function each(
  name: string,
  rules: readonly string[],
  types: string | readonly string[],
  mutants: (one: Written, stack: Configuration) => readonly Mutant[],
  says: Saying = "BROKEN",
): Operator {
  const ofTypes = typeof types === "string" ? [types] : types;
  return {
    name,
    rules,
    says,
    mutants: (stack) => written(stack, ...ofTypes).flatMap((one) => mutants(one, stack)),
  };
}

/** Gives an argument a value. */
export function set(name: string, value: unknown): (values: Arguments) => void {
  return (values) => {
    values[name] = value;
  };
}

/** Takes arguments away. */
export function unset(...names: readonly string[]): (values: Arguments) => void {
  return (values) => {
    for (const name of names) delete values[name];
  };
}

/** A reference to the id of a resource. */
export const id = (address: string) => `\${${address}.id}`;

/** A reference to the ARN of a resource. */
export const arn = (address: string) => `\${${address}.arn}`;
