import { VpclatticeResourceConfiguration } from "@cdktf/provider-aws/lib/vpclattice-resource-configuration";
import { Construct } from "constructs";
import { MAXIMUM_GROUP_CHILDREN } from "../../aws/lattice";
import { Inspection } from "../refusal";
import { type Addresses, allowConnection, type ISecurityGroup } from "../security";
import { definitionArguments, inspectDefinition, unchangeablePart } from "./definition-block";
import { ReplaceableName } from "./replaceable-name";
import { replaceableName } from "./requirements";
import type { IAssociableConfiguration } from "./resource-configuration";
import { portsOf, type ResourceDefinition } from "./resource-definition";
import type { IResourceGateway } from "./resource-gateway";

export interface ResourceConfigurationGroupProps {
  /** 3 to 31 lower-case letters, digits and single hyphens; an end is added that changes with each replacement. */
  readonly name: string;
  /** The gateway of every child. */
  readonly gateway: IResourceGateway;
  /**
   * Lets service networks that may be shared take this in.
   *
   * @default false
   */
  readonly allowServiceNetworks?: boolean;
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

export interface GroupChildProps {
  /** 3 to 31 lower-case letters, digits and single hyphens; an end is added that changes with each replacement. */
  readonly name: string;
  /** A host name or an address, with its ports. */
  readonly definition: ResourceDefinition;
  /** Where the gateway's connections arrive: the resource's security group, or its addresses if it has none of this app's. */
  readonly reachedAt: ISecurityGroup | Addresses;
}

/**
 * Several resources behind one endpoint or one association, like the nodes of a cluster: who may use the group may use every
 * child, also one added later.
 */
export class ResourceConfigurationGroup extends Construct implements IAssociableConfiguration {
  readonly resourceConfigurationId: string;
  readonly resourceConfigurationArn: string;
  readonly kind = "group";
  readonly allowsServiceNetworks: boolean;
  readonly gateway: IResourceGateway;
  private readonly tags: Readonly<Record<string, string>> | undefined;
  private children = 0;

  /** @throws Refusal for a name AWS refuses */
  constructor(scope: Construct, id: string, props: ResourceConfigurationGroupProps) {
    super(scope, id);
    const { name, gateway, allowServiceNetworks = false, tags } = props;
    this.gateway = gateway;
    this.allowsServiceNetworks = allowServiceNetworks;
    this.tags = tags;

    const inspection = new Inspection(this);
    inspection.require("name", name, replaceableName);
    const decidedByTerraform = inspection.conclude();

    const unique = new ReplaceableName(this, "name", name, { gateway: gateway.gatewayId });
    const group = new VpclatticeResourceConfiguration(this, "Resource", {
      name: unique.value,
      type: "GROUP",
      resourceGatewayIdentifier: gateway.gatewayId,
      // The provider refuses a group without it (measured on 5.100).
      protocol: "TCP",
      allowAssociationToShareableServiceNetwork: allowServiceNetworks,
      tags: { ...tags, Name: name },
      lifecycle: { createBeforeDestroy: true, ...decidedByTerraform },
    });
    this.resourceConfigurationId = group.id;
    this.resourceConfigurationArn = group.arn;
  }

  /**
   * Adds a resource and opens the gateway's way to it. AWS takes at most 60 in a group.
   *
   * @param id construct id of the child
   * @throws Refusal for a name AWS refuses, an ARN (which stands alone), and the 61st child
   */
  addChild(id: string, { name, definition, reachedAt }: GroupChildProps): void {
    const scope = new Construct(this, id);
    const inspection = new Inspection(scope);
    inspection.require("name", name, replaceableName);
    inspectDefinition(inspection, definition, this.gateway);
    inspection.refuseUnless(definition.kind !== "arn", {
      input: "definition",
      given: definition.kind,
      allowed: "a host name or an address with its ports",
      fix: "make a ResourceConfiguration of its own for an ARN: AWS keeps the children of a database itself",
    });
    inspection.refuseUnless(this.children < MAXIMUM_GROUP_CHILDREN, {
      input: "children",
      given: this.children + 1,
      allowed: `at most ${MAXIMUM_GROUP_CHILDREN} in a group`,
      fix: "make a second group",
    });
    const decidedByTerraform = inspection.conclude();
    this.children += 1;
    const { portRanges, resourceConfigurationDefinition } = definitionArguments(definition);
    const unique = new ReplaceableName(scope, "name", name, {
      group: this.resourceConfigurationId,
      definition: unchangeablePart(definition),
    });
    // A child has neither gateway nor protocol: it inherits both, and the provider refuses them.
    new VpclatticeResourceConfiguration(scope, "Resource", {
      name: unique.value,
      type: "CHILD",
      resourceConfigurationGroupId: this.resourceConfigurationId,
      portRanges,
      resourceConfigurationDefinition,
      tags: { ...this.tags, Name: name },
      lifecycle: { createBeforeDestroy: true, ...decidedByTerraform },
    });
    for (const from of this.gateway.securityGroups) {
      for (const port of portsOf(definition)) allowConnection({ from, to: reachedAt, port });
    }
  }
}
