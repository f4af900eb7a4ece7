import { SecurityGroup as SecurityGroupResource } from "@cdktf/provider-aws/lib/security-group";
import { Fn, Op } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { nameFromPath } from "../addresses";
import type { INetwork } from "../network";
import { allOf, Inspection, matching } from "../refusal";

/** A security group, made here (`SecurityGroup`) or described (`SecurityGroup.fromAttributes`). */
export interface ISecurityGroup extends IConstruct {
  /** Id of the security group. */
  readonly securityGroupId: string;
  /** The VPC that it belongs to. */
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
const CHARACTER = "([a-zA-Z0-9 ._:/()#,@[+=&;{}!$*-]|])";
const CHARACTERS_IN_WORDS = "letters from a to z, digits, spaces and ._-:/()#,@[]+=&;{}!$*";
const description = matching(`^${CHARACTER}{1,255}$`, {
  allowed: `1 to 255 ${CHARACTERS_IN_WORDS}`,
  fix: "leave out apostrophes, quotes and accents, or shorten it",
});
const namePrefixWords = {
  allowed: `1 to 229 ${CHARACTERS_IN_WORDS}, not beginning with sg-, which AWS keeps for ids`,
  fix: "give another namePrefix, or the construct another id",
};
/** AWS takes 255 characters, of which the provider adds 26. */
const namePrefix = allOf(
  [
    matching(`^${CHARACTER}{1,229}$`, namePrefixWords),
    {
      ...namePrefixWords,
      isMet: (text) => !text.toLowerCase().startsWith("sg-"),
      condition: (text) => Op.not(Fn.startswith(Fn.lower(text), "sg-")),
    },
  ],
  namePrefixWords,
);

/** A security group that admits nothing and lets nothing out, until `allowConnection` says so. */
export class SecurityGroup extends Construct implements ISecurityGroup {
  readonly securityGroupId: string;
  readonly network: INetwork;

  /** @throws Refusal for a description or a name that AWS refuses */
  constructor(scope: Construct, id: string, props: SecurityGroupProps) {
    super(scope, id);
    this.network = props.network;
    const beginning = props.namePrefix ?? `${nameFromPath(this)}-`;
    const inspection = new Inspection(this);
    inspection.require("description", props.description, description);
    inspection.require("namePrefix", beginning, namePrefix);
    const decidedByTerraform = inspection.conclude();
    // No inline rules: they would make a cycle of two groups that name each other, and drop the standalone ones.
    const group = new SecurityGroupResource(this, "Resource", {
      vpcId: props.network.vpcId,
      namePrefix: beginning,
      description: props.description,
      tags: { ...props.tags, Name: beginning.replace(/-$/, "") },
      // The name is unique in the VPC, and what uses the group must let go of it before it can be deleted.
      lifecycle: { createBeforeDestroy: true, ...decidedByTerraform },
    });
    this.securityGroupId = group.id;
  }

  /**
   * A security group that exists already. Rules that this app adds to it stand beside its own; but a configuration elsewhere that
   * writes rules inline (`ingress`, `egress` of aws_security_group) takes them away again at its next apply.
   */
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
