import type { Configuration } from "../configuration";

/** Another way to write the same configuration. */
export interface Rewritten {
  /** Configurations by folder: `.` is the root, others are modules within it. */
  readonly folders: Readonly<Record<string, Configuration>>;
  /** What an address, or a text with addresses in it, is called afterwards. */
  renamed(text: string): string;
}

/** Writes a configuration in another way, which may change addresses and never what Terraform makes of it. */
export type Transformation = (configuration: Configuration, random: Random) => Rewritten;

/** Numbers that look random and are the same for the same seed (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, and without, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  shuffled<Item>(items: readonly Item[]): Item[] {
    return items
      .map((item) => ({ item, place: this.next() }))
      .sort((a, b) => a.place - b.place)
      .map(({ item }) => item);
  }
}

/** Every text within a value, changed; keys stay. */
export function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapTexts(each, change)]));
}

/** Matches any of these addresses as a whole. */
export function anyOf(addresses: Iterable<string>): RegExp {
  const parts = [...addresses].map((address) => address.replace(/[.[\]"]/g, "\\$&"));
  return new RegExp(`(?<![\\w.-])(?:${parts.sort((a, b) => b.length - a.length).join("|")})(?![\\w-])`, "g");
}

/** The addresses of all managed resources. */
export function managedAddresses({ resource }: Configuration): string[] {
  return Object.entries(resource).flatMap(([type, named]) =>
    Object.keys(named).map((name) => `${type}.${name}`),
  );
}
