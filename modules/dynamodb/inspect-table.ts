import { Op } from "cdktf";
import type { Construct } from "constructs";
import { customerKeyArn } from "../iam";
import { claimName, type DecidedByTerraform, Inspection } from "../refusal";
import { attributeName, type GlobalSecondaryIndex, inspectKeys } from "./keys";
import { tableName } from "./requirements";
import type { TableProps } from "./table";
import { inspectCapacity } from "./table-capacity";

/** What is inspected of a table, with the defaults filled in. */
type Inspected = TableProps &
  Required<Pick<TableProps, "capacity" | "indexes" | "encryption" | "recoveryPeriodInDays">>;

/** Tells what is wrong with a table: names, keys, units and periods that DynamoDB does not take. */
export function inspectTable(table: Construct, props: Inspected): DecidedByTerraform | undefined {
  const { name, capacity, indexes, encryption, timeToLiveAttribute, recoveryPeriodInDays } = props;
  const inspection = new Inspection(table);
  inspection.require("name", name, tableName);
  inspectKeys(
    inspection,
    new Map([
      ["", props],
      ...Object.entries(indexes).map(([index, keys]) => [`indexes.${index}.`, keys] as const),
    ]),
  );
  for (const [index, { projection }] of Object.entries(indexes)) {
    inspection.require("indexes", index, tableName);
    inspectProjection(inspection, `indexes.${index}.projection`, projection);
  }
  if (capacity.kind === "provisioned") inspectCapacity(inspection, capacity);
  if (timeToLiveAttribute !== undefined) {
    inspection.require("timeToLiveAttribute", timeToLiveAttribute, attributeName);
  }
  if (encryption.kind === "customer key") {
    inspection.require("encryption.kmsKeyArn", encryption.kmsKeyArn, customerKeyArn);
  }
  inspection.require("recoveryPeriodInDays", recoveryPeriodInDays, {
    allowed: "a whole number of days from 1 to 35",
    fix: "give 35, the most that there is",
    isMet: (days) => Number.isInteger(days) && days >= 1 && days <= 35,
    condition: (days) => Op.and(Op.gte(days, 1), Op.lte(days, 35)),
  });
  claimName(inspection, table, { kind: "DynamoDB table", name });
  return inspection.conclude();
}

function inspectProjection(
  inspection: Inspection,
  input: string,
  projection: GlobalSecondaryIndex["projection"],
): void {
  if (typeof projection !== "object") return;
  const { include } = projection;
  for (const attribute of include) inspection.require(input, attribute, attributeName);
  inspection.refuseUnless(include.length >= 1 && include.length <= 20, {
    input,
    given: include,
    allowed: "1 to 20 attributes",
    fix: 'take "keys only" or "all"',
  });
}
