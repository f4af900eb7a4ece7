import { Token } from "cdktf";

/** One thing that is wrong with the input of a construct. */
export interface Fault {
  /** Which input, like `name` or `subnets`. */
  readonly input: string;
  /** The value given. */
  readonly given?: unknown;
  /**
   * What is wrong, in words that complete "<input> is ...", where the value alone would not tell.
   *
   * @default the value
   */
  readonly told?: string;
  /** What is allowed, in words. */
  readonly allowed: string;
  /** The likely cure, in words. */
  readonly fix: string;
}

/** Why a construct was not built: all of its faults at once. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  /**
   * @param path the construct's path
   * @param faults at least one
   */
  constructor(
    readonly path: string,
    readonly faults: readonly Fault[],
  ) {
    const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
    super(
      [`${path} is refused, ${count}:`, ...faults.map((fault) => `- ${describeFault(fault)}`)].join("\n"),
    );
  }
}

/** A fault in the words that synthesis and Terraform share. */
export function describeFault({ input, given, told, allowed, fix }: Fault): string {
  return wording(input, told ?? inWords(given), allowed, fix);
}

/** The words of a fault whose value only Terraform knows; a text or a number is put in by Terraform. */
export function describeUnknown(
  input: string,
  value: unknown,
  { allowed, fix }: Pick<Fault, "allowed" | "fix">,
): string {
  const known =
    typeof value === "string" ? `"${value}"` : typeof value === "number" ? Token.asString(value) : undefined;
  return wording(input, known ?? "something else", allowed, fix);
}

function wording(input: string, given: string, allowed: string, fix: string): string {
  return `${input} is ${given}. Allowed: ${allowed}. Fix: ${fix}.`;
}

function inWords(given: unknown): string {
  if (given === undefined) return "missing";
  if (Array.isArray(given) && given.length === 0) return "an empty list";
  if (typeof given === "string") return `"${given}"`;
  // JSON has no NaN and no Infinity, and would write null.
  return typeof given === "number" ? String(given) : JSON.stringify(given);
}
