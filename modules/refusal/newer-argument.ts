import type { Inspection } from "./inspection";

/** An argument of Terraform that only newer bindings of the AWS provider know. */
export interface NewerArgument {
  /** Like `aws_vpclattice_resource_gateway`. */
  readonly block: string;
  /** Like `ipv4_addresses_per_eni`. */
  readonly argument: string;
  /** The class of the bindings that has it, if they know it. */
  readonly binding: { readonly prototype: object };
  /** A version of hashicorp/aws that has it, the first one known to, like `6.20.0`. */
  readonly since: string;
}

/** Whether the installed bindings know an argument. They are asked, since their own versions say nothing of the provider's. */
export function isKnownToBindings({ argument, binding }: NewerArgument): boolean {
  return inCamelCase(argument) in binding.prototype;
}

/**
 * Tells that the installed bindings do not know the argument that an input is written to. They would leave it out of the
 * configuration without a word.
 *
 * @param input the name of the property, as the user wrote it
 * @param otherwise what else to do about it, in words that complete "Fix: install such bindings, or ..."
 */
export function requireNewerArgument(
  inspection: Inspection,
  input: string,
  newer: NewerArgument,
  otherwise: string,
): void {
  inspection.refuseUnless(isKnownToBindings(newer), {
    input,
    told: "set, and the installed bindings of the AWS provider have no argument for it",
    allowed: `bindings of hashicorp/aws ${newer.since} or later, whose ${newer.block} has ${newer.argument}`,
    fix: `install such bindings (docs/compatibility.md says which), or ${otherwise}`,
  });
}

function inCamelCase(argument: string): string {
  return argument.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}
