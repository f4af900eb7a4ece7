import { isKnown, Unknown, type Value } from "../graph/value";

/** What a review has to tell of itself; what has the same reason is told in one sentence. */
export class Notices {
  readonly #told: Set<string>;
  /** Addresses by argument and reason: blocks of which the number of instances is not known. */
  readonly #assumed = new Map<string, { readonly argument: string; readonly addresses: Set<string> }>();
  /** Addresses of modules by why they are not read. */
  readonly #unread = new Map<string, Set<string>>();

  constructor(told: readonly string[]) {
    this.#told = new Set(told);
  }

  /** @param argument `count` or `for_each`, whose value is not known */
  assume(address: string, argument: string, value: Value): void {
    const reason = value instanceof Unknown ? `: ${value.reason}` : isKnown(value) ? "" : " before an apply";
    const key = `${argument}${reason}`;
    const known = this.#assumed.get(key) ?? { argument, addresses: new Set() };
    known.addresses.add(address);
    this.#assumed.set(key, known);
  }

  /** @param missing why, like `it comes from x, which is not among the files` */
  lack(module: string, missing: string): void {
    const modules = this.#unread.get(missing) ?? new Set();
    modules.add(module);
    this.#unread.set(missing, modules);
  }

  get sentences(): readonly string[] {
    const assumed = [...this.#assumed].map(([key, { argument, addresses }]) => {
      const each = addresses.size > 1 ? "Each is" : "It is";
      return `${argument} of ${enumerated([...addresses])} is not known${key.slice(argument.length)}. ${each} reviewed as if there were one.`;
    });
    const unread = [...this.#unread].map(([missing, modules]) => {
      const [what, whose] =
        modules.size > 1 ? ["are not read", "what they make is"] : ["is not read", "what it makes is"];
      return `${enumerated([...modules])} ${what}, and so ${whose} not known: ${missing}.`;
    });
    return [...this.#told, ...unread, ...assumed];
  }
}

/** More addresses than these help nobody. */
const SHOWN = 3;

function enumerated(addresses: readonly string[]): string {
  if (addresses.length <= SHOWN) {
    const last = addresses.at(-1) ?? "";
    return addresses.length > 1 ? `${addresses.slice(0, -1).join(", ")} and ${last}` : last;
  }
  return `${addresses.slice(0, SHOWN).join(", ")} and ${addresses.length - SHOWN} more`;
}
