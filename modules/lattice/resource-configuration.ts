import { VpclatticeResourceConfiguration } from "@cdktf/provider-aws/lib/vpclattice-resource-configuration";
import type { IResolvable, ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { RESOURCE_CONFIGURATION_ARN_PATTERN } from "../../aws/lattice";
import { type DecidedByTerraform, Inspection } from "../refusal";
import { definitionArguments, inspectDefinition, unchangeablePart } from "./definition-block";
import { ReplaceableName } from "./replaceable-name";
import { arnOf, inRegion, replaceableName } from "./requirements";
import type { ResourceDefinition } from "./resource-definition";
import type { IResourceGateway } from "./resource-gateway";

/** What a resource configuration stands for; `unknown` for one that another account shares and does not say. */
export type ConfigurationKind = ResourceDefinition["kind"] | "group" | "unknown";

/**
 * Whether AWS makes private DNS for it: for databases by ARN only, as long as there is no custom domain name, which provider 5.100
 * cannot give. https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-configuration.html
 */
export function hasPrivateDns({ kind }: IResourceConfiguration): boolean {
  return kind === "arn" || kind === "unknown";
}

/** Something that an endpoint or a service network can lead to. */
export interface IResourceConfiguration {
  /** ARN of the resource configuration: what an endpoint and a share name. */
  readonly resourceConfigurationArn: string;
  /** Whether it names a resource by its ARN, one host or address, or is a group. */
  readonly kind: ConfigurationKind;
  /** The gateway it goes through, if this app makes it. */
  readonly gateway?: IResourceGateway;
  /** What only Terraform can decide about it; for the lifecycle of what uses it. */
  readonly decidedByTerraform?: DecidedByTerraform;
  /** What must be there before an endpoint can lead to it, like the acceptance of a share. */
  readonly dependsOn?: ITerraformDependable[];
}

/** A configuration that a service network of this account can take in. */
export interface IAssociableConfiguration extends IResourceConfiguration {
  /** Id of the resource configuration: what associations name. */
  readonly resourceConfigurationId: string;
  /** Whether service networks that may be shared can take it in. */
  readonly allowsServiceNetworks: boolean | IResolvable;
}

export interface ResourceConfigurationProps {
  /** 3 to 31 lower-case letters, digits and single hyphens; an end is added that changes with each replacement. */
  readonly name: string;
  /** The gateway that VPC Lattice reaches the resource through, in the resource's VPC. */
  readonly gateway: IResourceGateway;
  /** What it leads to: an ARN, a host name or an address. */
  readonly definition: ResourceDefinition;
  /**
   * Lets service networks that may be shared take this in: their owners could then pass it on to accounts that you did
   * not share it with. A `ServiceNetwork` needs it.
   *
   * @default false, written out since AWS's own default is observed to be true and documented to be false
   */
  readonly allowServiceNetworks?: boolean | IResolvable;
  /**
   * What only Terraform can decide about the resource.
   *
   * @default nothing
   */
  readonly decidedByTerraform?: DecidedByTerraform;
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

/** What a resource endpoint or a service network leads to: one database, host name or address. */
export class ResourceConfiguration extends Construct implements IAssociableConfiguration {
  readonly resourceConfigurationId: string;
  readonly resourceConfigurationArn: string;
  readonly kind: ResourceDefinition["kind"];
  readonly allowsServiceNetworks: boolean | IResolvable;
  readonly gateway: IResourceGateway;

  /** @throws Refusal for a name AWS refuses, and an ARN, host name, address or port that cannot be reached */
  constructor(scope: Construct, id: string, props: ResourceConfigurationProps) {
    super(scope, id);
    const { name, gateway, definition, allowServiceNetworks = false, tags } = props;
    this.kind = definition.kind;
    this.gateway = gateway;
    this.allowsServiceNetworks = allowServiceNetworks;

    const inspection = new Inspection(this);
    inspection.require("name", name, replaceableName);
    inspectDefinition(inspection, definition, gateway);
    inspection.adopt(props.decidedByTerraform);
    const decidedByTerraform = inspection.conclude();

    const { portRanges, resourceConfigurationDefinition } = definitionArguments(definition);
    const unique = new ReplaceableName(this, "name", name, {
      gateway: gateway.gatewayId,
      definition: unchangeablePart(definition),
    });
    const configuration = new VpclatticeResourceConfiguration(this, "Resource", {
      name: unique.value,
      type: definition.kind === "arn" ? "ARN" : "SINGLE",
      resourceGatewayIdentifier: gateway.gatewayId,
      protocol: definition.kind === "arn" ? undefined : "TCP",
      portRanges,
      resourceConfigurationDefinition,
      allowAssociationToShareableServiceNetwork: allowServiceNetworks,
      tags: { ...tags, Name: name },
      lifecycle: { createBeforeDestroy: true, ...decidedByTerraform },
    });
    this.resourceConfigurationId = configuration.id;
    this.resourceConfigurationArn = configuration.arn;
  }

  /**
   * A configuration that exists already, in this account or shared by another. For one whose share must be accepted here, see
   * `ResourceShareAccepter.resourceConfiguration`.
   *
   * @throws Refusal if the ARN is known and not that of a resource configuration in the Region
   */
  static fromAttributes(
    scope: Construct,
    id: string,
    attributes: ResourceConfigurationAttributes,
  ): IResourceConfiguration {
    return new ExistingResourceConfiguration(scope, id, attributes);
  }
}

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
   * What must be there before an endpoint can lead to it.
   *
   * @default nothing
   */
  readonly dependsOn?: ITerraformDependable[];
}

class ExistingResourceConfiguration extends Construct implements IResourceConfiguration {
  readonly resourceConfigurationArn: string;
  readonly kind: ConfigurationKind;
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
    this.dependsOn = dependsOn;
  }
}
