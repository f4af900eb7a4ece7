import { TerraformStack, Token } from "cdktf";
import type { Construct } from "constructs";
import type { DATABASE_ENGINES } from "../../aws/database-engines";
import { IDLE_TIMEOUT_SECONDS } from "../../aws/lattice";
import { claim, countBetween, type DecidedByTerraform, Inspection } from "../refusal";
import type { DatabaseProps } from "./protection";
import {
  backupRetention,
  clusterIdentifier,
  databaseIdentifier,
  databaseName,
  databasePort,
  engineVersion,
  instanceClass,
  username,
} from "./requirements";

/**
 * Looks at the input that every database has.
 *
 * @param more looks at the rest, so that all faults are told at once
 */
export function inspectDatabase(
  construct: Construct,
  props: DatabaseProps & { readonly engine: keyof typeof DATABASE_ENGINES },
  more: (inspection: Inspection) => void,
): DecidedByTerraform | undefined {
  const inspection = new Inspection(construct);
  const isCluster = props.engine.startsWith("aurora-");
  inspection.require("name", props.name, isCluster ? clusterIdentifier : databaseIdentifier);
  const { zones, subnetIds } = props.subnets;
  // Instances and clusters do not share their names.
  const kind = props.engine.startsWith("aurora") ? "cluster" : "instance";
  const other = claim(TerraformStack.of(construct), `${kind} ${props.name}`, construct);
  inspection.refuseUnless(other === undefined, {
    input: "name",
    given: props.name,
    allowed: `a name that ${other} does not have, since it is unique in the account and Region`,
    fix: "rename one of the two",
  });
  inspection.require("subnets", zones ? [...new Set(zones)] : subnetIds, twoZones);
  inspection.refuseUnless(!Token.isUnresolved(props.engineVersion), {
    input: "engineVersion",
    told: "a value that only Terraform knows",
    allowed: "a version known at synthesis, which chooses the parameter group family",
    fix: "write the version",
  });
  inspection.require("engineVersion", props.engineVersion, engineVersion(props.engine));
  inspection.require("instanceClass", props.instanceClass, instanceClass);
  if (props.databaseName !== undefined) inspection.require("databaseName", props.databaseName, databaseName);
  if (props.port !== undefined) inspection.require("port", props.port, databasePort);
  if (props.username !== undefined) inspection.require("username", props.username, username(props.engine));
  if (props.backupRetentionInDays !== undefined) {
    inspection.require("backupRetentionInDays", props.backupRetentionInDays, backupRetention);
  }
  const keepalive = Number(props.parameters?.tcp_keepalives_idle);
  inspection.refuseUnless(!(keepalive === 0 || keepalive >= IDLE_TIMEOUT_SECONDS), {
    input: "parameters.tcp_keepalives_idle",
    given: props.parameters?.tcp_keepalives_idle,
    allowed: `1 to ${IDLE_TIMEOUT_SECONDS - 1} seconds, since a path through a resource gateway is dropped after ${IDLE_TIMEOUT_SECONDS} without traffic`,
    fix: "leave it out to take 300",
  });
  more(inspection);
  return inspection.conclude();
}

const twoZones = countBetween([2, 200], {
  allowed: "subnets in at least two Availability Zones",
  fix: "add a subnet in another zone: RDS refuses a subnet group in one",
});
