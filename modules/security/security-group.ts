import { SecurityGroup as SecurityGroupResource } from "@cdktf/provider-aws/lib/security-group";
import { Construct, type IConstruct } from "constructs";
import type { INetwork } from "../network";

/** A security group, made here (`SecurityGroup`) or described (`SecurityGroup.fromAttributes`). */
export interface ISecurityGroup extends IConstruct {
  readonly securityGroupId: string;
  readonly network: INetwork;
}

export interface SecurityGroupProps {
  /** The VPC it belongs to. */
  readonly network: INetwork;
  /** What carries it, like `resource gateway of orders`: the description shown in AWS. Changing it replaces the group. */
  readonly description: string;
  /**
   * Beginning of the name, to which the provider adds a unique end so that a replacement can stand beside it.
   *
   * @default the construct path below the stack
   */
  readonly namePrefix?: string;
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A security group that admits nothing and lets nothing out, until `allowConnection` says so. */
export class SecurityGroup extends Construct implements ISecurityGroup {
  readonly securityGroupId: string;
  readonly network: INetwork;

  constructor(scope: Construct, id: string, props: SecurityGroupProps) {
    super(scope, id);
    this.network = props.network;
    const namePrefix = props.namePrefix ?? `${this.node.path.split("/").slice(1).join("-")}-`;
    // No inline rules: they would make a cycle of two groups that name each other, and drop the standalone ones.
    const group = new SecurityGroupResource(this, "Resource", {
      vpcId: props.network.vpcId,
      namePrefix,
      description: props.description,
      tags: { ...props.tags, Name: namePrefix.replace(/-$/, "") },
      // The name is unique in the VPC, and what uses the group must let go of it before it can be deleted.
      lifecycle: { createBeforeDestroy: true },
    });
    this.securityGroupId = group.id;
  }

  /** A security group that exists already. Rules that this app adds to it stand beside its own. */
  static fromAttributes(
    scope: Construct,
    id: string,
    attributes: { readonly securityGroupId: string; readonly network: INetwork },
  ): ISecurityGroup {
    return new ExistingSecurityGroup(scope, id, attributes);
  }
}

class ExistingSecurityGroup extends Construct implements ISecurityGroup {
  readonly securityGroupId: string;
  readonly network: INetwork;

  constructor(
    scope: Construct,
    id: string,
    { securityGroupId, network }: { readonly securityGroupId: string; readonly network: INetwork },
  ) {
    super(scope, id);
    this.securityGroupId = securityGroupId;
    this.network = network;
  }
}
