import { Fn, TerraformVariable, Token } from "cdktf";
import { AwsService } from "../../aws/services";
import { Repository } from "../../modules/ecr";
import {
  Capacity,
  ContainerImage,
  ContainerLogs,
  ContainerSecret,
  Ec2Capacity,
  EnvironmentFile,
  PrivateCluster,
  PrivateService,
  ScalingTarget,
  Volume,
} from "../../modules/ecs";
import { VpcEndpoints } from "../../modules/endpoints";
import { NetworkLoadBalancer } from "../../modules/load-balancer";
import { PrivateNetwork } from "../../modules/network";
import { Addresses, allowConnection, SecurityGroup } from "../../modules/security";
import { KEY, PARAMETER, REGION, REGISTRY, SECRET } from "../ecs/fixtures";
import { synthesize } from "../synthesis";
import { describeWithTerraform, type PlanJson, planDirectory } from "./available";
import { folderWith } from "./folder";

/** A network without a way out, with a service on Fargate that uses everything there is, and one on EC2. */
const json = () =>
  synthesize((stack) => {
    const network = new PrivateNetwork(stack, "network", {
      name: "app",
      region: REGION,
      zones: ["euc1-az1", "euc1-az3"],
      cidrBlock: "10.0.0.0/20",
      subnetGroups: ["task", "instance", "endpoint"].map((name) => ({ name, prefixLength: 26 })),
    });
    const endpoints = new VpcEndpoints(stack, "endpoints", {
      name: "app",
      subnets: network.subnetGroup("endpoint"),
    });
    const cluster = new PrivateCluster(stack, "cluster", { name: "app", execKmsKeyArn: KEY });
    const repository = new Repository(stack, "images", { name: "orders" });
    const files = new SecurityGroup(stack, "files", { network, description: "Mount targets" });
    const subnets = network.subnetGroup("task");
    const orders = new PrivateService(stack, "orders", {
      name: "orders",
      cluster,
      endpoints,
      subnets,
      cpu: 1024,
      architecture: "arm64",
      capacity: Capacity.fargateSpot({ onDemand: 1 }),
      tasks: { minimum: 2, maximum: 6, follow: [ScalingTarget.cpu(60), ScalingTarget.memory(70)] },
      ephemeralStorageInGib: 40,
      exec: true,
      serviceConnect: { offers: { web: { port: 80 } } },
      tracing: { collector: ContainerImage.uri(`${REGISTRY}/collector:1`) },
      logGroup: { retentionInDays: 90, kmsKeyArn: KEY },
      permissionsBoundaryArn: "arn:aws:iam::111122223333:policy/boundary",
      tags: { team: "shop" },
      containers: {
        web: {
          image: ContainerImage.ofRepository(repository, "1.4.2"),
          port: 8000,
          environment: { STAGE: "live" },
          secrets: {
            PASSWORD: ContainerSecret.secretsManager(SECRET, { key: "password", kmsKeyArn: KEY }),
            TOKEN: ContainerSecret.parameterStore(PARAMETER),
          },
          environmentFiles: [
            EnvironmentFile.inBucket({ bucketArn: "arn:aws:s3:::settings", kmsKeyArn: KEY }, "web.env"),
          ],
          healthCheck: { command: "curl -f http://localhost:8000/" },
          logs: ContainerLogs.firelens({ Name: "kinesis_firehose", delivery_stream: "logs" }, [
            {
              service: AwsService.kinesisFirehose,
              actions: ["firehose:PutRecordBatch"],
              resources: [`arn:aws:firehose:${REGION}:111122223333:deliverystream/logs`],
            },
          ]),
          startsAfter: { router: "START", migration: "SUCCESS" },
          mounts: {
            "/scratch": Volume.ephemeral("scratch"),
            "/files": Volume.efs("files", {
              fileSystemId: "fs-0123456789abcdef0",
              fileSystemArn: `arn:aws:elasticfilesystem:${REGION}:111122223333:file-system/fs-0123456789abcdef0`,
              accessPointId: "fsap-0123456789abcdef0",
              securityGroup: files,
            }),
          },
        },
        migration: {
          image: ContainerImage.ofRepository(repository, "1.4.2"),
          essential: false,
          logs: ContainerLogs.cloudWatchCreatingGroup("/late/migration", { mode: "blocking" }),
        },
        router: { image: ContainerImage.uri(`${REGISTRY}/router:1`), firelens: "fluentbit" },
      },
    });
    const arn = (service: string, resource: string) =>
      `arn:aws:${service}:${REGION}:111122223333:${resource}`;
    const { sqs, dynamodb, s3 } = AwsService;
    orders.grant({ service: sqs, actions: ["sqs:SendMessage"], resources: [arn("sqs", "orders")] });
    orders.grant({
      service: dynamodb,
      actions: ["dynamodb:GetItem"],
      resources: [arn("dynamodb", "table/t")],
    });
    orders.grant({ service: s3, actions: ["s3:PutObject"], resources: ["arn:aws:s3:::invoices/*"] });
    const apiRequests = {
      namespace: "AWS/ApiGateway",
      metricName: "Count",
      dimensions: { ApiName: "orders" },
      statistic: "Sum",
    } as const;
    orders.scaleOn(ScalingTarget.requests(apiRequests, 1000));
    new NetworkLoadBalancer(stack, "balancer", {
      name: "orders",
      subnets: network.subnetGroup("endpoint"),
    }).listen("web", { target: orders.container("web") });
    // For hosts on premises, which ask an inbound resolver.
    const forOthers = endpoints.interface(s3);
    allowConnection({ from: Addresses.cidrs("192.168.0.0/24"), to: forOthers.securityGroup, port: 443 });

    const instances = new Ec2Capacity(stack, "instances", {
      cluster,
      endpoints,
      subnets: network.subnetGroup("instance"),
      instanceType: "m7i.large",
      minimum: 1,
      maximum: 4,
      tags: { team: "shop" },
    });
    const greeting = new TerraformVariable(stack, "greeting", { type: "string" }).stringValue;
    const level = new TerraformVariable(stack, "level", { type: "number" }).numberValue;
    const batch = new PrivateService(stack, "batch", {
      name: "batch",
      cluster,
      endpoints,
      subnets,
      capacity: Capacity.ec2(instances),
      cpu: 300,
      memory: 700,
      serviceConnect: {},
      containers: {
        main: {
          image: ContainerImage.uri(`${REGISTRY}/batch:7`),
          entryPoint: ["sh"],
          command: ["-c", `greet "${greeting}" $\${HOME}`],
          healthCheck: { command: `test '${greeting}'` },
          environment: {
            QUEUE: "orders",
            GREETING: greeting,
            LEVEL: `level ${Token.asString(level)}`,
            SETTINGS: Fn.jsonencode({ greeting, level }),
          },
          secrets: { TOKEN: ContainerSecret.parameterStore(PARAMETER) },
        },
      },
    });
    batch.grant({ service: sqs, actions: ["sqs:ReceiveMessage"], resources: [arn("sqs", "orders")] });
  });

/** All that could end a text in JSON, or be read by Terraform again. */
const GREETING = 'say "hi",\n\tback\\slash, <é> ${x} %{y}';

// biome-ignore lint/suspicious/noExplicitAny: of any type
type Written = Record<string, any>;

describeWithTerraform("the plan of a service on Fargate that uses everything, and of one on EC2", () => {
  let plan: PlanJson;
  beforeAll(async () => {
    plan = await planDirectory(folderWith(json()), { variables: { greeting: GREETING, level: 5 } });
  });

  const planned = (type: string): Written[] =>
    (plan.resource_changes ?? []).filter((each) => each.type === type).map(({ change }) => change.after);
  const plannedAt = (address: string): Written =>
    plan.resource_changes?.find((each) => each.address === address)?.change.after;
  /** What rules and endpoints were written as: references of a plan made from JSON keep their text. */
  const written = (type: string): Map<string, Written> =>
    new Map(
      (plan.configuration.root_module?.resources ?? [])
        .filter((each) => each.type === type)
        .map(({ address, expressions }) => [address, constants(expressions) as Written]),
    );
  const idOf = (address: string) => `\${${address}.id}`;

  it("only creates", () => {
    const changes = plan.resource_changes ?? [];
    expect(changes.length).toBeGreaterThan(60);
    expect(changes.filter(({ change }) => change.actions.join() !== "create")).toEqual([]);
  });

  it("opens nothing to all addresses, and has no route to the internet", () => {
    const text = JSON.stringify([plan.planned_values, plan.configuration]);
    expect(text).not.toContain("0.0.0.0/0");
    expect(text).not.toContain("::/0");
    for (const type of [
      "aws_internet_gateway",
      "aws_nat_gateway",
      "aws_egress_only_internet_gateway",
      "aws_route",
      "aws_eip",
    ]) {
      expect(planned(type)).toEqual([]);
    }
    expect(planned("aws_route_table").length).toBe(3);
    expect(written("aws_route_table").size).toBe(3);
    for (const { route = [] } of written("aws_route_table").values()) expect(route).toEqual([]);
    for (const { network_configuration } of planned("aws_ecs_service")) {
      expect(network_configuration).toEqual([expect.objectContaining({ assign_public_ip: false })]);
    }
    for (const { map_public_ip_on_launch } of planned("aws_subnet"))
      expect(map_public_ip_on_launch).toBe(false);
  });

  it("has the endpoints that the two need", () => {
    const names = planned("aws_vpc_endpoint").map(
      ({ service_name, vpc_endpoint_type }) => `${vpc_endpoint_type} ${service_name.split(`.${REGION}.`)[1]}`,
    );
    const interfaces = [
      "ecr.api",
      "ecr.dkr",
      "ecs",
      "ecs-agent",
      "ecs-telemetry",
      "kinesis-firehose",
      "kms",
      "logs",
      "s3",
      "secretsmanager",
      "sqs",
      "ssm",
      "ssmmessages",
      "xray",
    ];
    expect(names.sort()).toEqual([
      "Gateway dynamodb",
      "Gateway s3",
      ...interfaces.map((suffix) => `Interface ${suffix}`),
    ]);
    for (const { vpc_endpoint_type, private_dns_enabled } of planned("aws_vpc_endpoint")) {
      if (vpc_endpoint_type === "Interface") expect(private_dns_enabled).toBe(true);
    }
  });

  it("admits tasks and instances into the group of every interface endpoint, and lets them out to it", () => {
    const ingress = [...written("aws_vpc_security_group_ingress_rule").values()];
    const egress = [...written("aws_vpc_security_group_egress_rule").values()];
    const between = (from: string, to: string) => ({
      in: ingress.some(
        (rule) =>
          rule.security_group_id === to &&
          rule.referenced_security_group_id === from &&
          rule.from_port === 443 &&
          rule.to_port === 443,
      ),
      out: egress.some(
        (rule) =>
          rule.security_group_id === from &&
          rule.referenced_security_group_id === to &&
          rule.from_port === 443 &&
          rule.to_port === 443,
      ),
    });
    const endpoints = [...written("aws_vpc_endpoint").values()].filter(
      ({ vpc_endpoint_type }) => vpc_endpoint_type === "Interface",
    );
    expect(endpoints.length).toBe(14);
    for (const { security_group_ids } of endpoints) {
      expect(security_group_ids).toHaveLength(1);
      for (const caller of ["orders", "batch", "instances"]) {
        const from = idOf(`aws_security_group.${caller}_security-group`);
        expect(between(from, security_group_ids[0])).toEqual({ in: true, out: true });
      }
    }
  });

  it("leads the subnets of tasks and instances to S3, and lets them out to it", () => {
    const { route_table_ids } = written("aws_vpc_endpoint").get("aws_vpc_endpoint.endpoints_s3") as Written;
    expect([...route_table_ids].sort()).toEqual(
      ["instance", "task"].map((group) => idOf(`aws_route_table.network_${group}_routes`)),
    );
    const toS3 = [...written("aws_vpc_security_group_egress_rule").values()].filter(
      ({ prefix_list_id }) => prefix_list_id === "${aws_vpc_endpoint.endpoints_s3.prefix_list_id}",
    );
    expect(toS3.map(({ security_group_id }) => security_group_id).sort()).toEqual(
      ["instances", "orders"].map((of) => idOf(`aws_security_group.${of}_security-group`)),
    );
  });

  it("writes container definitions that the provider reads", () => {
    const { container_definitions } = plannedAt("aws_ecs_task_definition.batch_task");
    expect(JSON.parse(container_definitions)).toEqual([
      expect.objectContaining({
        name: "main",
        image: `${REGISTRY}/batch:7`,
        environment: [
          { name: "GREETING", value: GREETING },
          { name: "LEVEL", value: "level 5" },
          { name: "QUEUE", value: "orders" },
          { name: "SETTINGS", value: expect.anything() },
        ],
        command: ["-c", `greet "${GREETING}" \${HOME}`],
        healthCheck: expect.objectContaining({ command: ["CMD-SHELL", `test '${GREETING}'`] }),
        secrets: [{ name: "TOKEN", valueFrom: PARAMETER }],
        logConfiguration: {
          logDriver: "awslogs",
          options: {
            "awslogs-group": "/ecs/app/batch",
            "awslogs-region": REGION,
            "awslogs-stream-prefix": "batch",
          },
        },
      }),
    ]);
  });

  it("keeps JSON that Terraform encodes within the JSON of container definitions", () => {
    const { container_definitions } = plannedAt("aws_ecs_task_definition.batch_task");
    const [{ environment }] = JSON.parse(container_definitions);
    const { value } = environment.find(({ name }: { name: string }) => name === "SETTINGS");
    expect(JSON.parse(value)).toEqual({ greeting: GREETING, level: 5 });
  });

  it("lets instances join the cluster with the very text that the agent reads", () => {
    const { user_data } = plannedAt("aws_launch_template.instances_template");
    expect(Buffer.from(user_data, "base64").toString("utf8")).toBe(
      [
        "#!/bin/bash",
        "cat >> /etc/ecs/ecs.config <<'END'",
        "ECS_CLUSTER=app",
        "ECS_AWSVPC_BLOCK_IMDS=true",
        "ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE=true",
        "END",
        "",
      ].join("\n"),
    );
  });
});

function constants(expressions: unknown): unknown {
  if (Array.isArray(expressions)) return expressions.map(constants);
  if (expressions === null || typeof expressions !== "object") return expressions;
  if ("constant_value" in expressions) return expressions.constant_value;
  return Object.fromEntries(Object.entries(expressions).map(([key, value]) => [key, constants(value)]));
}
