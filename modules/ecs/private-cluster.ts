import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import { ServiceDiscoveryHttpNamespace } from "@cdktf/provider-aws/lib/service-discovery-http-namespace";
import { type ITerraformDependable, Lazy, type TerraformLocal, TerraformStack } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { customerKeyArn } from "../iam";
import { type ILogGroup, LogGroup } from "../logs";
import { claim, type DecidedByTerraform, Inspection, matching } from "../refusal";
import { accountIn, ExistingCluster, type PrivateClusterAttributes } from "./existing-cluster";

export interface PrivateClusterProps {
  /** 1 to 255 letters, digits, underscores and hyphens, unique in the account and Region. Changing it replaces the cluster. */
  readonly name: string;
  /**
   * Whether CloudWatch gets metrics of tasks and services, and with `enhanced` of containers too. Each is charged; scaling on requests
   * needs them.
   *
   * @default "enabled"
   */
  readonly containerInsights?: "enhanced" | "enabled" | "disabled";
  /**
   * ARN of the KMS key that sessions of ECS Exec and their log are encrypted with; its policy must admit CloudWatch Logs.
   *
   * @default sessions are encrypted with TLS alone
   */
  readonly execKmsKeyArn?: string;
  /**
   * Name of the Service Connect namespace, in which services find each other.
   *
   * @default the cluster's name
   */
  readonly namespace?: string;
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

/** An ECS cluster, made here (`PrivateCluster`) or described (`PrivateCluster.fromAttributes`). */
export interface IPrivateCluster extends IConstruct {
  /** What is made for it is named after it. */
  readonly name: string;
  readonly clusterArn: string;
  readonly clusterName: string;
  /** Whether CloudWatch counts its tasks, which scaling on requests needs. */
  readonly containerInsights: boolean;
  readonly execKmsKeyArn: string | undefined;
  /** What only Terraform can decide about it; for what uses it. */
  readonly decidedByTerraform?: DecidedByTerraform;
  /** Id of the account that the cluster is in. */
  readonly account: string;
  /** Where sessions of ECS Exec are logged. */
  readonly execLog: ILogGroup;
  /** ARN of the Service Connect namespace. */
  readonly namespaceArn: string;
  /**
   * Lets services run on a capacity provider.
   *
   * @param name of a provider of one's own, or `FARGATE` or `FARGATE_SPOT`
   * @returns what must be there before they can
   */
  addCapacityProvider(name: string): readonly ITerraformDependable[];
}

/** An ECS cluster: where services run, what is known of them, and who sees the sessions of ECS Exec. */
export class PrivateCluster extends Construct implements IPrivateCluster {
  /** The name as it was given. */
  readonly name: string;
  /** ARN of the cluster. */
  readonly clusterArn: string;
  /** The name, by a reference that waits for the cluster. */
  readonly clusterName: string;
  /** Whether CloudWatch gets metrics of its tasks. */
  readonly containerInsights: boolean;
  /** ARN of the key that sessions of ECS Exec are encrypted with, if there is one. */
  readonly execKmsKeyArn: string | undefined;
  private readonly cluster: EcsCluster;
  private readonly capacityProviders = new Set<string>();
  private madeCapacity: EcsClusterCapacityProviders | undefined;
  private madeAccount: TerraformLocal | undefined;
  private madeExecLog: LogGroup | undefined;
  private madeNamespace: ServiceDiscoveryHttpNamespace | undefined;

  /** @throws Refusal for a name that ECS does not take */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: PrivateClusterProps,
  ) {
    super(scope, id);
    const { name, containerInsights = "enabled", execKmsKeyArn, tags } = props;
    const inspection = new Inspection(this);
    inspection.require("name", name, clusterName);
    if (execKmsKeyArn !== undefined) inspection.require("execKmsKeyArn", execKmsKeyArn, customerKeyArn);
    const other = claim(TerraformStack.of(this), `ECS cluster ${name}`, this);
    inspection.refuseUnless(other === undefined, {
      input: "name",
      given: name,
      allowed: `a name that ${other} does not have`,
      fix: "let the services share one cluster, or rename one of the two",
    });
    const decidedByTerraform = inspection.conclude();
    this.name = name;
    this.containerInsights = containerInsights !== "disabled";
    this.execKmsKeyArn = execKmsKeyArn;
    this.cluster = new EcsCluster(this, "Resource", {
      name,
      setting: [{ name: "containerInsights", value: containerInsights }],
      tags: { ...tags, Name: name },
      lifecycle: decidedByTerraform,
    });
    this.clusterArn = this.cluster.arn;
    this.clusterName = this.cluster.name;
  }

  /**
   * A cluster that exists already, of which nothing is changed.
   *
   * @throws Refusal for an ARN that is no cluster's
   */
  static fromAttributes(scope: Construct, id: string, attributes: PrivateClusterAttributes): IPrivateCluster {
    return new ExistingCluster(scope, id, attributes);
  }

  get account(): string {
    this.madeAccount ??= accountIn(this, this.clusterArn);
    return this.madeAccount.asString;
  }

  /** Made for the first service that allows sessions. */
  get execLog(): ILogGroup {
    this.madeExecLog ??= this.makeExecLog();
    return this.madeExecLog;
  }

  /** Made for the first service that is in it. */
  get namespaceArn(): string {
    const { name, namespace = name, tags } = this.props;
    this.madeNamespace ??= new ServiceDiscoveryHttpNamespace(this, "namespace", {
      name: namespace,
      tags: { ...tags, Name: namespace },
    });
    return this.madeNamespace.arn;
  }

  addCapacityProvider(name: string): readonly ITerraformDependable[] {
    this.capacityProviders.add(name);
    this.madeCapacity ??= new EcsClusterCapacityProviders(this, "capacity", {
      clusterName: this.clusterName,
      capacityProviders: Lazy.listValue({ produce: () => [...this.capacityProviders] }),
    });
    return [this.madeCapacity];
  }

  private makeExecLog(): LogGroup {
    const { name, tags } = this.props;
    const kmsKeyArn = this.execKmsKeyArn;
    const log = new LogGroup(this, "exec-log", { name, path: "/ecs/exec/", kmsKeyArn, tags });
    this.cluster.putConfiguration({
      executeCommandConfiguration: {
        kmsKeyId: kmsKeyArn,
        logging: "OVERRIDE",
        logConfiguration: {
          cloudWatchLogGroupName: log.logGroupName,
          cloudWatchEncryptionEnabled: kmsKeyArn !== undefined,
        },
      },
    });
    return log;
  }
}

const clusterName = matching("^[A-Za-z0-9_-]{1,255}$", {
  allowed: "1 to 255 letters, digits, underscores and hyphens",
  fix: "choose a name like orders",
});
