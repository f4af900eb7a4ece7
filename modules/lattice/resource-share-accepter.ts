import { RamResourceShareAccepter } from "@cdktf/provider-aws/lib/ram-resource-share-accepter";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Inspection } from "../refusal";
import { arnOf, inRegion } from "./requirements";

export interface ResourceShareAccepterProps {
  /** ARN of the other account's share. */
  readonly resourceShareArn: string;
  /** Region of the share, like `eu-central-1`. */
  readonly region: string;
}

/**
 * Accepts a share of an account outside the organization. What uses a shared resource must wait for it: pass `dependable` in
 * its `dependsOn`. Within an organization with RAM sharing on there is no invitation, and accepting fails.
 */
export class ResourceShareAccepter extends Construct {
  /** For `dependsOn`. */
  readonly dependable: ITerraformDependable;

  /** @throws Refusal for a text that is not the ARN of a share, or of a share in another Region */
  constructor(scope: Construct, id: string, { resourceShareArn, region }: ResourceShareAccepterProps) {
    super(scope, id);
    const inspection = new Inspection(this);
    const pattern = "^arn:[a-z-]+:ram:[a-z0-9-]+:[0-9]{12}:resource-share/[0-9a-f-]+$";
    inspection.require("resourceShareArn", resourceShareArn, arnOf(pattern, "a resource share"));
    inspection.require("resourceShareArn", resourceShareArn, inRegion(region));
    const decidedByTerraform = inspection.conclude();
    this.dependable = new RamResourceShareAccepter(this, "Resource", {
      shareArn: resourceShareArn,
      lifecycle: decidedByTerraform,
    });
  }
}
