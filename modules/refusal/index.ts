export { claim } from "./claim";
export { type DecidedByTerraform, Inspection } from "./inspection";
export { describeFault, type Fault, Refusal } from "./refusal";
export { countBetween, matching, type Requirement } from "./requirement";
