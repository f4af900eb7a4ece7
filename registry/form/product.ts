import type { Module } from "./module";

/** A module of the registry. */
export interface Product {
  /** Its name in the registry, without `terraform-aws-`. */
  readonly name: string;
  /** One sentence, without a full stop. */
  readonly summary: string;
  /** The name part of each resource's address, by the path of its construct below the module. */
  readonly addresses: Readonly<Record<string, string>>;
  /** Declares the variables, gives them to constructs, and declares the outputs. */
  build(module: Module): void;
}
