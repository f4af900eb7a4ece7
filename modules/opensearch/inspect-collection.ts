import { Op } from "cdktf";
import type { IGrantee } from "../iam";
import { sameVpc } from "../network";
import { claimName, type DecidedByTerraform, Inspection } from "../refusal";
import type { Collection, CollectionProps } from "./collection";
import { indexPattern, keyArnIn, serverlessName } from "./requirements";

/** Tells what is wrong with a collection: its name, its key, its description. */
export function inspectCollection(
  collection: Collection,
  { name, endpoint, kmsKeyArn, description = "" }: CollectionProps,
): DecidedByTerraform | undefined {
  const inspection = new Inspection(collection);
  inspection.require("name", name, serverlessName);
  if (kmsKeyArn !== undefined) inspection.require("kmsKeyArn", kmsKeyArn, keyArnIn(endpoint.network.region));
  inspection.require("description", description, {
    allowed: "up to 1000 characters",
    fix: "shorten it",
    isMet: (text) => text.length <= 1000,
  });
  claimName(inspection, collection, { kind: "OpenSearch Serverless collection", name });
  return inspection.conclude();
}

/** Tells why an application cannot be granted a collection: indexes that cannot be, or another VPC than the endpoint's. */
export function inspectGrant(
  collection: Collection,
  grantee: IGrantee,
  indexes: readonly string[],
): DecidedByTerraform | undefined {
  const inspection = new Inspection(collection);
  for (const index of indexes) inspection.require("indexes", index, indexPattern);
  inspection.refuseUnless(indexes.length > 0, {
    input: "indexes",
    given: indexes,
    allowed: "at least one index",
    fix: "leave it out for every index",
  });
  const apart = {
    input: "grantee",
    told: `${grantee.node.path}, in another VPC than the endpoint`,
    allowed: "an application in the VPC of the endpoint, where the collection's name resolves",
    fix: "make a CollectionEndpoint in the application's VPC, and give that to the collection",
  };
  const [theirs, ours] = [grantee.securityGroup.network, collection.endpoint.network];
  const same = sameVpc(theirs, ours);
  if (same === "different") inspection.refuse(apart);
  if (same === "unknown") inspection.leaveToTerraform(Op.eq(theirs.vpcId, ours.vpcId), apart);
  return inspection.conclude();
}
