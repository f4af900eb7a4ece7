import { VpclatticeResourceConfiguration } from "@cdktf/provider-aws/lib/vpclattice-resource-configuration";
import type { IResolvable, ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type DecidedByTerraform, Inspection } from "../refusal";
import { type CustomDomain, type CustomDomainProps, inspectCustomDomain, isAdmitted } from "./custom-domain";
import { definitionArguments, inspectDefinition, unchangeablePart } from "./definition-block";
import {
  ExistingResourceConfiguration,
  type ResourceConfigurationAttributes,
} from "./existing-resource-configuration";
import type { PrivateDnsPreference } from "./private-dns-preference";
import { ReplaceableName } from "./replaceable-name";
import { replaceableName } from "./requirements";
import type { ResourceDefinition } from "./resource-definition";
import type { IResourceGateway } from "./resource-gateway";

/** What a resource configuration stands for; `unknown` for one that another account shares and does not say. */
export type ConfigurationKind = ResourceDefinition["kind"] | "group" | "unknown";

/**
 * Whether AWS makes private DNS for it: for databases by ARN, and for a custom domain name that clients admit.
 * https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-configuration.html
 *
 * @param preference which custom domain names clients admit; verified ones if left out
 */
export function hasPrivateDns(
  { kind, customDomain }: IResourceConfiguration,
  preference?: PrivateDnsPreference,
): boolean {
  if (customDomain) return isAdmitted(customDomain, preference);
  return kind === "arn" || kind === "unknown";
}

/** Something that an endpoint or a service network can lead to. */
export interface IResourceConfiguration {
  /** ARN of the resource configuration: what an endpoint and a share name. */
  readonly resourceConfigurationArn: string;
  /** Whether it names a resource by its ARN, one host or address, or is a group. */
  readonly kind: ConfigurationKind;
  /** The name that its owner has given it, if any. */
  readonly customDomain?: CustomDomain;
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
   * A name that clients use for a host name or an address. Not for an ARN, which has the database's own names. Needs bindings of
   * hashicorp/aws 6.22.0 or later.
   *
   * @default none: AWS makes no private DNS for a host name or an address
   */
  readonly customDomain?: CustomDomainProps;
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
  readonly customDomain: CustomDomain | undefined;
  readonly allowsServiceNetworks: boolean | IResolvable;
  readonly gateway: IResourceGateway;

  /**
   * @throws Refusal for a name AWS refuses, an ARN, host name, address or port that cannot be reached, and a custom domain name for an
   * ARN or with bindings that do not know it
   */
  constructor(scope: Construct, id: string, props: ResourceConfigurationProps) {
    super(scope, id);
    const { name, gateway, definition, customDomain, allowServiceNetworks = false, tags } = props;
    this.kind = definition.kind;
    this.customDomain = customDomain && {
      name: customDomain.name,
      verified: customDomain.domainVerificationId !== undefined,
    };
    this.gateway = gateway;
    this.allowsServiceNetworks = allowServiceNetworks;

    const inspection = new Inspection(this);
    inspection.require("name", name, replaceableName);
    inspectDefinition(inspection, definition, gateway);
    if (customDomain) inspectCustomDomain(inspection, customDomain, definition);
    inspection.adopt(props.decidedByTerraform);
    const decidedByTerraform = inspection.conclude();

    const { portRanges, resourceConfigurationDefinition } = definitionArguments(definition);
    const unique = new ReplaceableName(this, "name", name, {
      gateway: gateway.gatewayId,
      definition: unchangeablePart(definition),
      ...(customDomain && { customDomain }),
    });
    const configuration = new VpclatticeResourceConfiguration(this, "Resource", {
      name: unique.value,
      type: definition.kind === "arn" ? "ARN" : "SINGLE",
      resourceGatewayIdentifier: gateway.gatewayId,
      protocol: definition.kind === "arn" ? undefined : "TCP",
      portRanges,
      resourceConfigurationDefinition,
      ...(customDomain && {
        customDomainName: customDomain.name,
        domainVerificationId: customDomain.domainVerificationId,
      }),
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
