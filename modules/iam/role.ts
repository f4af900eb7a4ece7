import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { type IResolvable, Lazy } from "cdktf";
import { Construct } from "constructs";
import { nameFromPath } from "../addresses";
import { Inspection, matching, type Requirement } from "../refusal";
import { beginningOf } from "../tokens";
import { inspectStatement } from "./inspect-access";
import { type Conditions, policyDocument, policyJson, type Statement } from "./statement";

export interface RoleProps {
  /** The AWS service that takes the role, like `ecs-tasks.amazonaws.com`. */
  readonly assumedBy: string;
  /** On what condition it may, like `aws:SourceArn`. */
  readonly onlyIf?: Conditions;
  /** What it is for, shown in AWS: up to 1000 characters. */
  readonly description: string;
  /**
   * ARN of a policy that bounds what the role can ever do.
   *
   * @default none
   */
  readonly permissionsBoundaryArn?: string;
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

/** An IAM role that may do nothing until `allow` says so. */
export class Role extends Construct {
  readonly roleArn: string;
  readonly roleName: string;
  private readonly role: IamRole;
  private readonly statements: Statement[] = [];
  private readonly listed: IResolvable[] = [];
  private madePolicy: IamRolePolicy | undefined;

  /** @throws Refusal for an ARN that is no policy's */
  constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id);
    const { assumedBy, onlyIf, description, permissionsBoundaryArn, tags } = props;
    const inspection = new Inspection(this);
    if (permissionsBoundaryArn !== undefined) {
      inspection.require("permissionsBoundaryArn", permissionsBoundaryArn, policyArn);
    }
    inspection.require("description", description, roleDescription);
    const decidedByTerraform = inspection.conclude();
    const name = nameFromPath(this);
    this.role = new IamRole(this, "Resource", {
      namePrefix: `${beginningOf(name, NAME_PREFIX_LENGTH - 1)}-`,
      description,
      assumeRolePolicy: policyJson([
        {
          Effect: "Allow",
          Principal: { Service: assumedBy },
          Action: ["sts:AssumeRole"],
          Condition: onlyIf,
        },
      ]),
      permissionsBoundary: permissionsBoundaryArn,
      tags: { ...tags, Name: name },
      lifecycle: decidedByTerraform,
    });
    this.roleArn = this.role.arn;
    this.roleName = this.role.name;
  }

  /**
   * Allows what a statement says, beside all that is allowed already.
   *
   * @returns the policy, without which whatever takes the role should not start
   * @throws Refusal for a statement without actions or resources
   */
  allow(statement: Statement): IamRolePolicy {
    const inspection = new Inspection(this);
    inspectStatement(inspection, statement);
    inspection.conclude();
    this.statements.push(statement);
    return this.policy;
  }

  /**
   * Allows what a list of statements says that only Terraform knows, in the words of IAM: Effect, Action, Resource.
   *
   * @returns the policy, as of `allow`
   */
  allowListed(statements: IResolvable): IamRolePolicy {
    this.listed.push(statements);
    return this.policy;
  }

  /** Made with the first statement. */
  private get policy(): IamRolePolicy {
    this.madePolicy ??= new IamRolePolicy(this, "policy", {
      name: "access",
      role: this.roleName,
      policy: Lazy.stringValue({ produce: () => policyDocument(this.statements, this.listed) }),
    });
    return this.madePolicy;
  }
}

/** AWS takes names of 64 characters, of which the provider adds 26. */
const NAME_PREFIX_LENGTH = 38;

const roleDescription: Requirement<string> = {
  allowed: "up to 1000 characters",
  fix: "shorten it",
  isMet: (text) => text.length <= 1000,
};

const policyArn = matching("^arn:[a-z-]+:iam::([0-9]{12}|aws):policy/.+$", {
  allowed: "the ARN of an IAM policy",
  fix: "copy it from: aws iam list-policies",
});
