import { Op } from "cdktf";
import type { Inspection, Requirement } from "../refusal";

/** Units a second: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/provisioned-capacity-mode.html */
export interface ProvisionedCapacity {
  /** Strongly consistent reads of up to 4 KB a second, at least 1. */
  readonly readUnits: number;
  /** Writes of up to 1 KB a second, at least 1. */
  readonly writeUnits: number;
}

/** How much a table can do, and what is paid for. */
export type TableCapacity =
  | { readonly kind: "on demand" }
  | ({ readonly kind: "provisioned" } & ProvisionedCapacity);

export const TableCapacity = {
  /** Whatever is asked for, paid by the request. */
  onDemand(): TableCapacity {
    return { kind: "on demand" };
  },
  /** So much a second and no more, paid by the hour. */
  provisioned(units: ProvisionedCapacity): TableCapacity {
    return { kind: "provisioned", ...units };
  },
};

const units: Requirement<number> = {
  allowed: "a whole number of units from 1",
  fix: "give what the busiest second needs, or TableCapacity.onDemand()",
  isMet: (number) => Number.isInteger(number) && number >= 1,
  condition: (number) => Op.gte(number, 1),
};

export function inspectCapacity(
  inspection: Inspection,
  { readUnits, writeUnits }: ProvisionedCapacity,
): void {
  inspection.require("capacity.readUnits", readUnits, units);
  inspection.require("capacity.writeUnits", writeUnits, units);
}
