import { Fn, type ITerraformDependable, TerraformLocal } from "cdktf";
import { Construct } from "constructs";
import type { ILogGroup } from "../logs";
import { type DecidedByTerraform, type Fault, Inspection, matching, Refusal } from "../refusal";
import type { IPrivateCluster } from "./private-cluster";

/** What is known of a cluster that this app does not make. */
export interface PrivateClusterAttributes {
  /** ARN of the cluster. */
  readonly clusterArn: string;
  /** Its name, which ends the ARN. */
  readonly clusterName: string;
  /**
   * Whether Container Insights are on, `enabled` or `enhanced`.
   *
   * @default false: services cannot scale on requests
   */
  readonly containerInsights?: boolean;
  /**
   * Where it logs the sessions of ECS Exec.
   *
   * @default unknown: services cannot allow sessions
   */
  readonly execLog?: ILogGroup;
  /**
   * ARN of the KMS key that sessions are encrypted with.
   *
   * @default none
   */
  readonly execKmsKeyArn?: string;
  /**
   * ARN of the Service Connect namespace.
   *
   * @default unknown: services cannot take part in Service Connect
   */
  readonly namespaceArn?: string;
  /**
   * What only Terraform can decide about it.
   *
   * @default nothing
   */
  readonly decidedByTerraform?: DecidedByTerraform;
}

/** A described cluster. Made by `PrivateCluster.fromAttributes`. */
export class ExistingCluster extends Construct implements IPrivateCluster {
  readonly name: string;
  readonly clusterArn: string;
  readonly clusterName: string;
  readonly containerInsights: boolean;
  readonly execKmsKeyArn: string | undefined;
  readonly decidedByTerraform: DecidedByTerraform | undefined;
  private madeAccount: TerraformLocal | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly attributes: PrivateClusterAttributes,
  ) {
    super(scope, id);
    const inspection = new Inspection(this);
    inspection.require("clusterArn", attributes.clusterArn, clusterArn);
    inspection.adopt(attributes.decidedByTerraform);
    this.decidedByTerraform = inspection.conclude();
    this.name = attributes.clusterName;
    this.clusterArn = attributes.clusterArn;
    this.clusterName = attributes.clusterName;
    this.containerInsights = attributes.containerInsights ?? false;
    this.execKmsKeyArn = attributes.execKmsKeyArn;
  }

  get account(): string {
    this.madeAccount ??= accountIn(this, this.clusterArn);
    return this.madeAccount.asString;
  }

  get execLog(): ILogGroup {
    return (
      this.attributes.execLog ?? this.refuse(unknownOfCluster("execLog", "the log group of its sessions"))
    );
  }

  get namespaceArn(): string {
    const known = this.attributes.namespaceArn;
    return known ?? this.refuse(unknownOfCluster("namespaceArn", "its Service Connect namespace"));
  }

  /** @throws Refusal for a provider of one's own, which would have to be added to those that the cluster has */
  addCapacityProvider(name: string): readonly ITerraformDependable[] {
    if (name === "FARGATE" || name === "FARGATE_SPOT") return [];
    return this.refuse({
      input: "capacity",
      told: "instances for a cluster that exists already, whose capacity providers are set elsewhere",
      allowed: "Fargate or Fargate Spot",
      fix: "make a PrivateCluster for the instances, or use Fargate",
    });
  }

  private refuse(fault: Fault): never {
    throw new Refusal(this.node.path, [fault]);
  }
}

/** What a cluster that exists must be described with, for what is asked of it. */
export function unknownOfCluster(input: string, what: string): Fault {
  return { input, allowed: what, fix: `describe the cluster with ${input}` };
}

/** The account in an ARN; a local, since function calls in a policy's text would not be JSON to its readers. */
export function accountIn(scope: Construct, arn: string): TerraformLocal {
  return new TerraformLocal(scope, "account", Fn.element(Fn.split(":", arn), ACCOUNT_IN_ARN));
}

/** `arn:partition:service:region:account:resource` */
const ACCOUNT_IN_ARN = 4;

const clusterArn = matching("^arn:[a-z-]+:ecs:[a-z0-9-]+:[0-9]{12}:cluster/[A-Za-z0-9_-]{1,255}$", {
  allowed: "the ARN of an ECS cluster",
  fix: "give the arn of an aws_ecs_cluster",
});
