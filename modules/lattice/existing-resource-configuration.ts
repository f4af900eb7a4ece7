import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { RESOURCE_CONFIGURATION_ARN_PATTERN } from "../../aws/lattice";
import { type DecidedByTerraform, Inspection } from "../refusal";
import type { CustomDomain } from "./custom-domain";
import { arnOf, inRegion } from "./requirements";
import type { ConfigurationKind, IResourceConfiguration } from "./resource-configuration";

/** What is known of a resource configuration that this app does not make. */
export interface ResourceConfigurationAttributes {
  /** ARN of the resource configuration, also one that another account shares. */
  readonly resourceConfigurationArn: string;
  /** AWS Region of the network that wants to reach it, like `eu-central-1`. */
  readonly region: string;
  /**
   * What it stands for, which decides about private DNS.
   *
   * @default "unknown", taken for a database by its ARN
   */
  readonly kind?: ConfigurationKind;
  /**
   * The name that its owner has given it, and whether AWS has verified that: `aws vpc-lattice get-resource-configuration` tells both.
   *
   * @default none
   */
  readonly customDomain?: CustomDomain;
  /**
   * What must be there before an endpoint can lead to it.
   *
   * @default nothing
   */
  readonly dependsOn?: ITerraformDependable[];
}

/** Made by `ResourceConfiguration.fromAttributes`. */
export class ExistingResourceConfiguration extends Construct implements IResourceConfiguration {
  readonly resourceConfigurationArn: string;
  readonly kind: ConfigurationKind;
  readonly customDomain: CustomDomain | undefined;
  readonly decidedByTerraform: DecidedByTerraform | undefined;
  readonly dependsOn: ITerraformDependable[] | undefined;

  constructor(scope: Construct, id: string, attributes: ResourceConfigurationAttributes) {
    super(scope, id);
    const { resourceConfigurationArn: arn, region, kind = "unknown", dependsOn } = attributes;
    const inspection = new Inspection(this);
    inspection.require(
      "resourceConfigurationArn",
      arn,
      arnOf(RESOURCE_CONFIGURATION_ARN_PATTERN, "a resource configuration"),
    );
    inspection.require("resourceConfigurationArn", arn, inRegion(region));
    this.decidedByTerraform = inspection.conclude();
    this.resourceConfigurationArn = arn;
    this.kind = kind;
    this.customDomain = attributes.customDomain;
    this.dependsOn = dependsOn;
  }
}
