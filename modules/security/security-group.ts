import { SecurityGroup as SecurityGroupResource } from "@cdktf/provider-aws/lib/security-group";
import { Fn, Op } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import type { INetwork } from "../network";
import { Inspection, matching, type Requirement } from "../refusal";

/** A security group, made here (`SecurityGroup`) or described (`SecurityGroup.fromAttributes`). */
export interface ISecurityGroup extends IConstruct {
  readonly securityGroupId: string;
  readonly network: INetwork;
}

export interface SecurityGroupProps {
  /** The VPC it belongs to. */
  readonly network: INetwork;
  /**
   * What carries it, like `resource gateway of orders`: the description shown in AWS, 1 to 255 of its characters (no accents, no
   * apostrophes). Changing it replaces the group.
   */
  readonly description: string;
  /**
   * Beginning of the name, to which the provider adds a unique end so that a replacement can stand beside it: 1 to 229
   * characters, not beginning with `sg-`.
   *
   * @default the construct path below the stack
   */
  readonly namePrefix?: string;
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Names and descriptions: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html */
const CHARACTER = "([a-zA-Z0-9 ._:/()#,@+=&;{}!$*[-]|])";
const description = matching(`^${CHARACTER}{1,255}$`, {
  allowed: "1 to 255 letters from a to z, digits, spaces and ._-:/()#,@[]+=&;{}!$*",
  fix: "leave out apostrophes, quotes and accents, or shorten it",
});
const namePrefixCharacters = matching(`^${CHARACTER}{1,229}$`, {
  allowed: "1 to 229 letters from a to z, digits, spaces and ._-:/()#,@[]+=&;{}!$*",
  fix: "give another namePrefix",
});
const notReserved: Requirement<string> = {
  allowed: "a beginning other than sg-, which AWS keeps for the ids of security groups",
  fix: "give another namePrefix, or the construct another id",
  isMet: (prefix) => !prefix.toLowerCase().startsWith("sg-"),
  condition: (prefix) => Op.not(Fn.startswith(Fn.lower(prefix), "sg-")),
};

/** A security group that admits nothing and lets nothing out, until `allowConnection` says so. */
export class SecurityGroup extends Construct implements ISecurityGroup {
  readonly securityGroupId: string;
  readonly network: INetwork;

  /** @throws Refusal for a description or a name that AWS refuses */
  constructor(scope: Construct, id: string, props: SecurityGroupProps) {
    super(scope, id);
    this.network = props.network;
    const namePrefix = props.namePrefix ?? `${this.node.path.split("/").slice(1).join("-")}-`;
    const inspection = new Inspection(this);
    inspection.require("description", props.description, description);
    inspection.require("namePrefix", namePrefix, namePrefixCharacters);
    inspection.require("namePrefix", namePrefix, notReserved);
    const decidedByTerraform = inspection.conclude();
    // No inline rules: they would make a cycle of two groups that name each other, and drop the standalone ones.
    const group = new SecurityGroupResource(this, "Resource", {
      vpcId: props.network.vpcId,
      namePrefix,
      description: props.description,
      tags: { ...props.tags, Name: namePrefix.replace(/-$/, "") },
      // The name is unique in the VPC, and what uses the group must let go of it before it can be deleted.
      lifecycle: { createBeforeDestroy: true, ...decidedByTerraform },
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
