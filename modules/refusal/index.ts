export { claim } from "./claim";
export { type DecidedByTerraform, description, Inspection } from "./inspection";
export { describeFault, type Fault, Refusal } from "./refusal";
export { countBetween, matching, type Requirement } from "./requirement";
