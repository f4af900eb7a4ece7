/**
 * How a construct tells all that is wrong with its input at once. Others are made with it.
 *
 * @module private-paths/refusal
 */
export { claim } from "./claim";
export { type ClaimedName, claimName } from "./claim-name";
export { type DecidedByTerraform, description, Inspection } from "./inspection";
export { isKnownToBindings, type NewerArgument, requireNewerArgument } from "./newer-argument";
export { describeFault, type Fault, Refusal } from "./refusal";
export {
  allOf,
  anyOf,
  countBetween,
  matches,
  matching,
  type Requirement,
  unless,
  wholeNumber,
} from "./requirement";
