import type { Value } from "../graph/value";
import type { Notices } from "./notices";
import type { PlannedInstance } from "./planned-instance";

/** One stack while it is read: what its parts need to know of the whole, and what they have to tell. */
export interface Reading {
  readonly stack: string | undefined;
  /** What a plan or state says of each instance, by address; absent if only a configuration is read. */
  readonly planned?: ReadonlyMap<string, PlannedInstance>;
  /** The keys of the instances that a plan has of each block, by the block's address. */
  readonly keys?: ReadonlyMap<string, readonly (string | number | undefined)[]>;
  /** The Region of a provider, by the key that a plan gives it. */
  regionOfProvider(key: string): string | undefined;
  /** What other stacks put out, for `terraform_remote_state`. */
  remoteOutput(dataName: string, output: string): Value | undefined;
  readonly notices: Notices;
  /** Keeps a value out of every report. */
  markSensitive(value: Value): void;
}
