export { claim } from "./claim";
export { type ClaimedName, claimName } from "./claim-name";
export { type DecidedByTerraform, description, Inspection } from "./inspection";
export { isKnownToBindings, type NewerArgument, requireNewerArgument } from "./newer-argument";
export { describeFault, type Fault, Refusal } from "./refusal";
export {
  allOf,
  countBetween,
  matching,
  type Requirement,
  regionPattern,
  wholeNumber,
} from "./requirement";
