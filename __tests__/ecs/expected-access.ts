import fc from "fast-check";
import { AwsService } from "../../aws/services";
import {
  Capacity,
  ContainerLogs,
  type ContainerProps,
  ContainerSecret,
  Ec2Capacity,
  EnvironmentFile,
  PrivateService,
  Volume,
} from "../../modules/ecs";
import type { Access } from "../../modules/iam";
import { LogGroup } from "../../modules/logs";
import { SecurityGroup } from "../../modules/security";
import { synthesize } from "../synthesis";
import { image, KEY, network, PARAMETER, REGION, repositoryArn, SECRET, setting } from "./fixtures";

/** A container as the generator draws it. */
interface ContainerSketch {
  readonly repository: "orders" | "shop/cache";
  readonly logs: "default" | "own" | "existing" | "created by ECS" | "routed" | "none";
  readonly secrets: readonly {
    readonly store: "Secrets Manager" | "Parameter Store";
    readonly key: boolean;
  }[];
  readonly environmentFiles: readonly ("plain" | "encrypted")[];
  readonly mounts: "nothing" | "scratch" | "files" | "files to read";
}

interface ServiceSketch {
  readonly containers: readonly ContainerSketch[];
  readonly capacity: "Fargate" | "Fargate Spot" | "EC2";
  readonly exec: boolean;
  readonly serviceConnect: boolean;
  readonly tracing: boolean;
  readonly grants: readonly (keyof typeof GRANTS)[];
}

/** Services of one network and cluster. */
export interface NetworkSketch {
  readonly services: readonly ServiceSketch[];
  readonly execKey: boolean;
}

const ARN = (service: string, resource: string) => `arn:aws:${service}:${REGION}:111122223333:${resource}`;
const GRANTS = {
  queue: { service: AwsService.sqs, actions: ["sqs:SendMessage"], resources: [ARN("sqs", "orders")] },
  table: {
    service: AwsService.dynamodb,
    actions: ["dynamodb:GetItem"],
    resources: [ARN("dynamodb", "table/t")],
  },
  bucket: { service: AwsService.s3, actions: ["s3:GetObject"], resources: ["arn:aws:s3:::invoices/*"] },
  secret: {
    service: AwsService.secretsmanager,
    actions: ["secretsmanager:GetSecretValue"],
    resources: [ARN("secretsmanager", "secret:app-AbCdEf")],
  },
  key: { service: AwsService.kms, actions: ["kms:Decrypt"], resources: [KEY] },
  shell: {
    service: AwsService.ssmmessages,
    actions: ["ssmmessages:OpenDataChannel"],
    resources: ["*"],
  },
} satisfies Record<string, Access>;
const BUCKETS = {
  plain: { bucketArn: "arn:aws:s3:::settings" },
  encrypted: { bucketArn: "arn:aws:s3:::encrypted-settings", kmsKeyArn: KEY },
};
const STREAM = ARN("firehose", "deliverystream/logs");
const FILE_SYSTEM = ARN("elasticfilesystem", "file-system/fs-0123456789abcdef0");
const EXISTING_GROUP = ARN("logs", "log-group:shared");

const container: fc.Arbitrary<ContainerSketch> = fc.record({
  repository: fc.constantFrom("orders", "shop/cache"),
  logs: fc.constantFrom("default", "own", "existing", "created by ECS", "routed", "none"),
  secrets: fc.array(
    fc.record({ store: fc.constantFrom("Secrets Manager", "Parameter Store"), key: fc.boolean() }),
    { maxLength: 2 },
  ),
  environmentFiles: fc.subarray(["plain", "encrypted"]),
  mounts: fc.constantFrom("nothing", "scratch", "files", "files to read"),
});

const service: fc.Arbitrary<ServiceSketch> = fc.record({
  containers: fc.array(container, { minLength: 1, maxLength: 3 }),
  capacity: fc.constantFrom("Fargate", "Fargate Spot", "EC2"),
  exec: fc.boolean(),
  serviceConnect: fc.boolean(),
  tracing: fc.boolean(),
  grants: fc.subarray(Object.keys(GRANTS) as (keyof typeof GRANTS)[]),
});

export const networkSketch: fc.Arbitrary<NetworkSketch> = fc.record({
  services: fc.array(service, { minLength: 1, maxLength: 2 }),
  execKey: fc.boolean(),
});

const BARE_CONTAINER: ContainerSketch = {
  repository: "orders",
  logs: "none",
  secrets: [],
  environmentFiles: [],
  mounts: "nothing",
};
const BARE_SERVICE: ServiceSketch = {
  containers: [BARE_CONTAINER],
  capacity: "Fargate",
  exec: false,
  serviceConnect: false,
  tracing: false,
  grants: [],
};

/** Each thing that a task can need alone, on Fargate and on EC2: in random sketches one hides the lack of another's rules. */
export const ONE_NEED_EACH: readonly NetworkSketch[] = (
  [
    {},
    { exec: true },
    { serviceConnect: true },
    { tracing: true },
    { grants: ["queue"] },
    { grants: ["table"] },
    { containers: [{ ...BARE_CONTAINER, logs: "own" }] },
    { containers: [{ ...BARE_CONTAINER, logs: "created by ECS" }] },
    { containers: [{ ...BARE_CONTAINER, logs: "routed" }] },
    { containers: [{ ...BARE_CONTAINER, secrets: [{ store: "Secrets Manager", key: true }] }] },
    { containers: [{ ...BARE_CONTAINER, secrets: [{ store: "Parameter Store", key: false }] }] },
    { containers: [{ ...BARE_CONTAINER, environmentFiles: ["plain"] }] },
    { containers: [{ ...BARE_CONTAINER, environmentFiles: ["encrypted"] }] },
    { containers: [{ ...BARE_CONTAINER, mounts: "files" }] },
  ] satisfies Partial<ServiceSketch>[]
).flatMap((need) =>
  (["Fargate", "EC2"] as const).map((capacity) => ({
    services: [{ ...BARE_SERVICE, ...need, capacity }],
    execKey: false,
  })),
);

const secretArn = (store: string, index: number) =>
  store === "Secrets Manager" ? SECRET.replace("orders", `orders${index}`) : `${PARAMETER}${index}`;

/** Synthesizes what a sketch says: services `service0` and `service1`. */
export function synthesizeSketch({ services, execKey }: NetworkSketch): string {
  return synthesize((stack) => {
    const there = setting(stack, { cluster: { execKmsKeyArn: execKey ? KEY : undefined } });
    const { cluster, endpoints } = there;
    const instances = services.some(({ capacity }) => capacity === "EC2")
      ? new Ec2Capacity(stack, "instances", {
          cluster,
          endpoints,
          subnets: there.network.subnetGroup("instance"),
          instanceType: "m7i.large",
          maximum: 2,
        })
      : undefined;
    const shared = LogGroup.fromAttributes({ logGroupArn: EXISTING_GROUP, logGroupName: "shared" });
    const fileSystem = {
      fileSystemId: "fs-0123456789abcdef0",
      fileSystemArn: FILE_SYSTEM,
      accessPointId: "fsap-0123456789abcdef0",
      securityGroup: SecurityGroup.fromAttributes(stack, "files", {
        securityGroupId: "sg-files",
        network: network(),
      }),
    };
    const logsOf: Record<ContainerSketch["logs"], ContainerLogs | undefined> = {
      default: undefined,
      own: ContainerLogs.cloudWatch(),
      existing: ContainerLogs.cloudWatchGroup(shared),
      "created by ECS": ContainerLogs.cloudWatchCreatingGroup("late"),
      routed: ContainerLogs.firelens({ Name: "kinesis_firehose" }, [
        { service: AwsService.kinesisFirehose, actions: ["firehose:PutRecordBatch"], resources: [STREAM] },
      ]),
      none: ContainerLogs.none(),
    };
    services.forEach((sketch, index) => {
      const volumes = {
        nothing: undefined,
        scratch: { "/data": Volume.ephemeral("scratch") },
        files: { "/data": Volume.efs("files", fileSystem) },
        "files to read": { "/data": Volume.efs("files-to-read", { ...fileSystem, readOnly: true }) },
      };
      const containers: Record<string, ContainerProps> = Object.fromEntries(
        sketch.containers.map(({ repository, logs, secrets, environmentFiles, mounts }, which) => [
          `container${which}`,
          {
            image: image(repository),
            port: 8000 + which,
            logs: logsOf[logs],
            secrets: Object.fromEntries(
              secrets.map(({ store, key }, position) => {
                const arn = secretArn(store, position);
                const options = { kmsKeyArn: key ? KEY : undefined };
                return [
                  `SECRET${position}`,
                  store === "Secrets Manager"
                    ? ContainerSecret.secretsManager(arn, options)
                    : ContainerSecret.parameterStore(arn, options),
                ];
              }),
            ),
            environmentFiles: environmentFiles.map((name) =>
              EnvironmentFile.inBucket(BUCKETS[name], `${name}.env`),
            ),
            mounts: volumes[mounts],
          },
        ]),
      );
      const routed = sketch.containers.some(({ logs }) => logs === "routed");
      const made = new PrivateService<string>(stack, `service${index}`, {
        name: `service${index}`,
        cluster,
        endpoints,
        subnets: there.network.subnetGroup("task"),
        capacity:
          sketch.capacity === "EC2" && instances
            ? Capacity.ec2(instances)
            : sketch.capacity === "Fargate Spot"
              ? Capacity.fargateSpot()
              : undefined,
        exec: sketch.exec,
        serviceConnect: sketch.serviceConnect ? { offers: { container0: {} } } : undefined,
        tracing: sketch.tracing ? { collector: image("collector") } : undefined,
        containers: routed
          ? { ...containers, router: { image: image("router"), firelens: "fluentbit" } }
          : containers,
      });
      for (const name of sketch.grants) made.grant(GRANTS[name]);
    });
  });
}

/** One thing that must be possible, as AWS documents it. */
export interface Flow {
  /** Suffix of the endpoint that it goes through; undefined if AWS does it itself, or it is no call of AWS's API. */
  readonly through?: string;
  /** Construct whose security group and subnets the connection comes from. */
  readonly from: string;
  /** Name of the role in its address; `anyone` where AWS cannot tell. */
  readonly role: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition?: object;
}

/** Everything that must be possible for a sketch to run in a network without internet, and nothing else. */
export function expectedFlows({ services, execKey }: NetworkSketch): Flow[] {
  const flows = services.flatMap((sketch, index) => flowsOf(sketch, `service${index}`, execKey));
  return services.some(({ capacity }) => capacity === "EC2") ? [...flows, ...AGENT] : flows;
}

// All three: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
const AGENT: Flow[] = ["ecs", "ecs-agent", "ecs-telemetry"].flatMap((through) => {
  const cluster = "aws_ecs_cluster.cluster.arn";
  const instances =
    "arn:aws:ecs:eu-central-1:${local.cluster_account}:container-instance/${aws_ecs_cluster.cluster.name}/*";
  const flow = { through, from: "instances", role: "instances_role" };
  return [
    { ...flow, actions: ["ecs:DiscoverPollEndpoint"], resources: ["*"] },
    {
      ...flow,
      // AmazonEC2ContainerServiceforEC2Role, without what it has for ECR, logs and making clusters.
      actions: [
        "ecs:DeregisterContainerInstance",
        "ecs:Poll",
        "ecs:RegisterContainerInstance",
        "ecs:StartTelemetrySession",
        "ecs:SubmitAttachmentStateChanges",
        "ecs:SubmitContainerStateChange",
        "ecs:SubmitTaskStateChange",
        "ecs:UpdateContainerInstancesState",
      ],
      resources: [`\${${cluster}}`, instances],
    },
  ];
});

function flowsOf(sketch: ServiceSketch, name: string, execKey: boolean): Flow[] {
  const { containers, capacity, exec, serviceConnect, tracing, grants } = sketch;
  const flows: Flow[] = [];
  // Fargate does all through the task's interface; on EC2 the agent and Docker use the instance's.
  const agent = (flow: Omit<Flow, "from" | "role">, role = `${name}_task_execution-role`) =>
    flows.push({ from: capacity === "EC2" ? "instances" : name, role, ...flow });
  const application = (flow: Omit<Flow, "from" | "role">, role = `${name}_task_role`) =>
    flows.push({ from: name, role, ...flow });
  const logging = (group: string) =>
    agent({
      through: "logs",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [`${group}:*`],
    });
  const ownGroup = `\${aws_cloudwatch_log_group.${name}_task_logs.arn}`;

  const routed = containers.some(({ logs }) => logs === "routed");
  const repositories = [
    ...containers.map(({ repository }) => repository),
    ...(routed ? ["router"] : []),
    ...(tracing ? ["collector"] : []),
  ].map(repositoryArn);
  for (const through of ["ecr.api", "ecr.dkr"]) {
    agent({ through, actions: ["ecr:GetAuthorizationToken"], resources: ["*"] });
    agent({
      through,
      actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      resources: repositories,
    });
  }
  // Layers are read by addresses that ECR signs.
  agent(
    {
      through: "s3",
      actions: ["s3:GetObject"],
      resources: [`arn:aws:s3:::prod-${REGION}-starport-layer-bucket/*`],
    },
    "anyone",
  );
  if (routed || tracing || serviceConnect) logging(ownGroup);
  for (const { logs, secrets, environmentFiles, mounts } of containers) {
    if (logs === "default" || logs === "own") logging(ownGroup);
    if (logs === "existing") logging(EXISTING_GROUP);
    if (logs === "created by ECS") {
      const group = `arn:aws:logs:${REGION}:\${local.cluster_account}:log-group:late`;
      logging(group);
      agent({ through: "logs", actions: ["logs:CreateLogGroup"], resources: [`${group}:*`] });
    }
    if (logs === "routed") {
      application({
        through: "kinesis-firehose",
        actions: ["firehose:PutRecordBatch"],
        resources: [STREAM],
      });
    }
    secrets.forEach(({ store, key }, position) => {
      const manager = store === "Secrets Manager";
      const through = manager ? "secretsmanager" : "ssm";
      const action = manager ? "secretsmanager:GetSecretValue" : "ssm:GetParameters";
      agent({ through, actions: [action], resources: [secretArn(store, position)] });
      const condition = { StringEquals: { "kms:ViaService": `${through}.${REGION}.amazonaws.com` } };
      if (key) agent({ actions: ["kms:Decrypt"], resources: [KEY], condition });
    });
    for (const file of environmentFiles) {
      const { bucketArn } = BUCKETS[file];
      agent({ through: "s3", actions: ["s3:GetObject"], resources: [`${bucketArn}/${file}.env`] });
      agent({ through: "s3", actions: ["s3:GetBucketLocation"], resources: [bucketArn] });
      const condition = { StringEquals: { "kms:ViaService": `s3.${REGION}.amazonaws.com` } };
      if (file === "encrypted") agent({ actions: ["kms:Decrypt"], resources: [KEY], condition });
    }
    if (mounts.startsWith("files")) {
      const writing = mounts === "files" ? ["elasticfilesystem:ClientWrite"] : [];
      application({
        actions: ["elasticfilesystem:ClientMount", ...writing],
        resources: [FILE_SYSTEM],
      });
    }
  }
  if (exec) {
    const channels = ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"];
    application({
      through: "ssmmessages",
      actions: channels.map((channel) => `ssmmessages:${channel}`),
      resources: ["*"],
    });
    application({ through: "logs", actions: ["logs:DescribeLogGroups"], resources: ["*"] });
    application({
      through: "logs",
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: ["${aws_cloudwatch_log_group.cluster_exec-log.arn}:*"],
    });
    if (execKey) application({ through: "kms", actions: ["kms:Decrypt"], resources: [KEY] });
  }
  // The proxy is configured through the agent's endpoint, with credentials that AWS does not document.
  if (serviceConnect) {
    application({ through: "ecs-agent", actions: ["ecs:*"], resources: ["*"] }, "anyone");
  }
  if (tracing) {
    // AWSXRayDaemonWriteAccess
    const calls = [
      "GetSamplingRules",
      "GetSamplingStatisticSummaries",
      "GetSamplingTargets",
      "PutTelemetryRecords",
      "PutTraceSegments",
    ];
    application({ through: "xray", actions: calls.map((call) => `xray:${call}`), resources: ["*"] });
  }
  for (const grant of grants) {
    const { service: granted, actions, resources } = GRANTS[grant];
    application({ through: granted.suffix, actions, resources });
  }
  return flows;
}

/** Services that are reached through a route; all others have network interfaces. */
export const GATEWAYS: readonly string[] = ["s3", "dynamodb"];

/** Services whose endpoints take no policy: https://github.com/awsdocs/amazon-ecs-developer-guide/issues/55 */
export const WITHOUT_POLICY: readonly string[] = ["ecs-agent", "ecs-telemetry"];

/** Who connects to the file systems for a service: its tasks, and on EC2 the instances, whose hosts do the mounting. */
export function mountingFor({ containers, capacity }: ServiceSketch, name: string): string[] {
  if (!containers.some(({ mounts }) => mounts.startsWith("files"))) return [];
  return capacity === "EC2" ? [name, "instances"] : [name];
}

/** The connections that a sketch takes, by the names of the two ends. */
export function expectedConnections(sketch: NetworkSketch): { out: string[]; into: string[] } {
  const files = sketch.services.flatMap((service, index) =>
    mountingFor(service, `service${index}`).map((from) => `${from}_security-group -> sg-files 2049`),
  );
  const flows = expectedFlows(sketch).filter(({ through }) => through !== undefined);
  const to = (target: (through: string) => string | undefined) =>
    flows.flatMap(({ from, through }) => {
      const reached = target(through as string);
      return reached === undefined ? [] : [`${from}_security-group -> ${reached} 443`];
    });
  const interfaces = to((through) => (GATEWAYS.includes(through) ? undefined : "endpoints_security-group"));
  const gateways = to((through) => (GATEWAYS.includes(through) ? `endpoints_${through}` : undefined));
  const once = (lines: string[]) => [...new Set(lines)].sort();
  return { out: once([...interfaces, ...gateways, ...files]), into: once([...interfaces, ...files]) };
}
