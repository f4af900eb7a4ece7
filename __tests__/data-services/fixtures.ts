import { DefaultTokenResolver, type ITerraformDependable, StringConcat, Tokenization } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { type Access, type IGrantee, Role, type Statement } from "../../modules/iam";
import type { INetwork } from "../../modules/network";
import { type ISecurityGroup, SecurityGroup } from "../../modules/security";
import { network } from "../lattice/fixtures";
import { synthesize, type TestStack } from "../synthesis";

/** A value as Terraform reads it, with references in place of tokens. */
export function resolved<T>(scope: IConstruct, value: T): T {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(value, { scope, resolver, preparing: false });
}

/** Something that runs, and remembers what it was granted as Terraform reads it. */
export class Application extends Construct implements IGrantee {
  readonly roleArn: string;
  readonly securityGroup: ISecurityGroup;
  /** What it does over an endpoint. */
  readonly granted: Access[] = [];
  /** What it may do without one. */
  readonly allowed: Statement[] = [];
  /** What it reaches over an endpoint without its credentials. */
  readonly reached: Access[] = [];
  /** What must be there before it starts. */
  readonly awaited: ITerraformDependable[] = [];
  private readonly role: Role;

  constructor(scope: Construct, id: string, of: INetwork = network("applications")) {
    super(scope, id);
    this.role = new Role(this, "role", { assumedBy: "ecs-tasks.amazonaws.com", description: id });
    this.roleArn = this.role.roleArn;
    this.securityGroup = new SecurityGroup(this, "security-group", { network: of, description: id });
  }

  grant(access: Access): void {
    this.granted.push(resolved(this, access));
    const { service, ...statement } = access;
    this.role.allow(statement);
  }

  allow(statement: Statement): void {
    this.allowed.push(resolved(this, statement));
    this.role.allow(statement);
  }

  reach(access: Access): void {
    this.reached.push(resolved(this, access));
  }

  waitFor(resources: readonly ITerraformDependable[]): void {
    this.awaited.push(...resources);
  }
}

/** An application after it was granted something. */
export function applicationWith(grant: (application: Application, stack: TestStack) => void): Application {
  const applications: Application[] = [];
  synthesize((stack) => {
    const application = new Application(stack, "application");
    applications.push(application);
    grant(application, stack);
  });
  return applications[0] as Application;
}
