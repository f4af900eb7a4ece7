import type { Operator } from "../operator";
import { CONFIGURATION_FAULTS } from "./configurations";
import { DATABASE_FAULTS } from "./databases";
import { ENDPOINT_FAULTS } from "./endpoints";
import { GATEWAY_FAULTS } from "./gateways";
import { NETWORK_FAULTS } from "./networks";

export const LATTICE_FAULTS: readonly Operator[] = [
  ...CONFIGURATION_FAULTS,
  ...GATEWAY_FAULTS,
  ...ENDPOINT_FAULTS,
  ...NETWORK_FAULTS,
  ...DATABASE_FAULTS,
];
