import { RamResourceShareAccepter } from "@cdktf/provider-aws/lib/ram-resource-share-accepter";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Inspection } from "../refusal";
import { arnOf, inRegion } from "./requirements";
import {
  type ConfigurationKind,
  type IResourceConfiguration,
  ResourceConfiguration,
} from "./resource-configuration";

export interface ResourceShareAccepterProps {
  /** ARN of the other account's share. */
  readonly resourceShareArn: string;
  /** Region of the share, like `eu-central-1`. */
  readonly region: string;
}

/**
 * Accepts a share of an account outside the organization. What uses a shared resource must wait for it: take the resource from
 * `resourceConfiguration`, or pass `dependable` in a `dependsOn`. Within an organization with RAM sharing on there is no invitation, and accepting fails.
 */
export class ResourceShareAccepter extends Construct {
  /** For `dependsOn`. */
  readonly dependable: ITerraformDependable;
  private readonly region: string;

  /** @throws Refusal for a text that is not the ARN of a share, or of a share in another Region */
  constructor(scope: Construct, id: string, { resourceShareArn, region }: ResourceShareAccepterProps) {
    super(scope, id);
    this.region = region;
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

  /**
   * A resource configuration of the share. Its endpoints wait for the acceptance.
   *
   * @param id construct id of the description
   * @param kind what it stands for; if left out, a database by its ARN
   * @throws Refusal if the ARN is known and not that of a resource configuration in the Region
   */
  resourceConfiguration(
    id: string,
    resourceConfigurationArn: string,
    kind?: ConfigurationKind,
  ): IResourceConfiguration {
    const { region } = this;
    const dependsOn = [this.dependable];
    return ResourceConfiguration.fromAttributes(this, id, {
      resourceConfigurationArn,
      region,
      kind,
      dependsOn,
    });
  }
}
