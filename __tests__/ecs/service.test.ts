import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { EcsCapacityProvider } from "@cdktf/provider-aws/lib/ecs-capacity-provider";
import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { SecurityGroup as SecurityGroupResource } from "@cdktf/provider-aws/lib/security-group";
import { ServiceDiscoveryHttpNamespace } from "@cdktf/provider-aws/lib/service-discovery-http-namespace";
import { conditional, Fn, TerraformVariable, Token } from "cdktf";
import { AwsService } from "../../aws/services";
import { Repository } from "../../modules/ecr";
import {
  Capacity,
  ContainerImage,
  ContainerLogs,
  type ContainerProps,
  ContainerSecret,
  Ec2Capacity,
  type Ec2CapacityProps,
  EnvironmentFile,
  PrivateCluster,
  type PrivateClusterProps,
  PrivateService,
  type PrivateServiceProps,
  ScalingTarget,
  Volume,
} from "../../modules/ecs";
import { Role } from "../../modules/iam";
import { NetworkLoadBalancer, NetworkProtocol } from "../../modules/load-balancer";
import { LogGroup } from "../../modules/logs";
import { SecurityGroup } from "../../modules/security";
import { type Arguments, count, resource, resources, synthesize, type TestStack } from "../synthesis";
import {
  allowance,
  allowedIn,
  connectionsIn,
  ec2,
  endpointsIn,
  GROUP_ARN,
  image,
  KEY,
  network,
  PARAMETER,
  REGISTRY,
  SECRET,
  SETTINGS,
  service,
  serviceWith,
  setting,
  statements,
  unique,
} from "./fixtures";

const shared = LogGroup.fromAttributes({ logGroupArn: GROUP_ARN, logGroupName: "shared" });

const withCluster = (props: Partial<PrivateClusterProps> = {}) =>
  synthesize((stack) => void new PrivateCluster(stack, "cluster", { name: "app", ...props }));

describe("a cluster", () => {
  it("is counted by Container Insights, and has nothing that no service needs", () => {
    const json = withCluster({ tags: { team: "shop" } });
    expect(resource(json, EcsCluster, "cluster")).toEqual({
      name: "app",
      setting: [{ name: "containerInsights", value: "enabled" }],
      tags: { team: "shop", Name: "app" },
    });
    expect(Object.keys(JSON.parse(json).resource)).toEqual(["aws_ecs_cluster"]);
  });

  it.each(["enhanced", "disabled"] as const)("has Container Insights as %s", (containerInsights) => {
    expect(withCluster({ containerInsights })).toHaveResourceWithProperties(EcsCluster, {
      setting: [{ name: "containerInsights", value: containerInsights }],
    });
  });

  it("logs sessions of ECS Exec in one group of its own, whoever allows them", () => {
    const json = synthesize((stack) => {
      const there = setting(stack);
      service(stack, { exec: true }, there);
      new PrivateService(stack, "batch", { ...batch(there), exec: true });
    });
    expect(resource(json, EcsCluster, "cluster").configuration).toEqual({
      execute_command_configuration: {
        logging: "OVERRIDE",
        log_configuration: {
          cloud_watch_log_group_name: "${aws_cloudwatch_log_group.cluster_exec-log.name}",
          cloud_watch_encryption_enabled: false,
        },
      },
    });
    expect(resource(json, CloudwatchLogGroup, "cluster_exec-log")).toEqual({
      name: "/ecs/exec/app",
      retention_in_days: 30,
      tags: { Name: "/ecs/exec/app" },
    });
    expect(resource(json, EcsService, "orders").enable_execute_command).toBe(true);
  });

  it("encrypts sessions and their log with the key that there is", () => {
    const json = synthesize((stack) => {
      service(stack, { exec: true }, setting(stack, { cluster: { execKmsKeyArn: KEY } }));
    });
    expect(resource(json, CloudwatchLogGroup, "cluster_exec-log").kms_key_id).toBe(KEY);
    expect(resource(json, EcsCluster, "cluster").configuration.execute_command_configuration).toMatchObject({
      kms_key_id: KEY,
      log_configuration: { cloud_watch_encryption_enabled: true },
    });
  });

  it("names every capacity provider once, in one resource", () => {
    const json = synthesize((stack) => {
      const there = setting(stack);
      service(stack, { capacity: Capacity.fargateSpot({ onDemand: 1 }) }, there);
      new PrivateService(stack, "batch", { ...batch(there), capacity: Capacity.fargateSpot() });
      new Ec2Capacity(stack, "instances", ec2(there));
    });
    expect(resource(json, EcsClusterCapacityProviders, "cluster_capacity")).toEqual({
      cluster_name: "${aws_ecs_cluster.cluster.name}",
      capacity_providers: ["FARGATE", "FARGATE_SPOT", "${aws_ecs_capacity_provider.instances_provider.name}"],
    });
    expect(count(json, EcsClusterCapacityProviders)).toBe(1);
  });
});

const batch = ({
  cluster,
  endpoints,
  network: of,
}: ReturnType<typeof setting>): PrivateServiceProps<"main"> => ({
  name: "batch",
  cluster,
  endpoints,
  subnets: of.subnetGroup("task"),
  containers: { main: { image: image("batch") } },
});

const mounting = (stack: TestStack): ContainerProps<"web"> => {
  const files = Volume.efs("files", {
    fileSystemId: "fs-0123456789abcdef0",
    fileSystemArn: "arn:aws:elasticfilesystem:eu-central-1:111122223333:file-system/fs-0123456789abcdef0",
    accessPointId: "fsap-0123456789abcdef0",
    securityGroup: SecurityGroup.fromAttributes(stack, "files", {
      securityGroupId: "sg-files",
      network: network(),
    }),
  });
  return { image: image(), mounts: { "/files": files } };
};

const serviceArguments = (json: string) => resource(json, EcsService, "orders");
const plain = synthesize((stack) => void service(stack));

describe("a service", () => {
  it("runs on Fargate, without public addresses, and rolls back what does not start", () => {
    const { depends_on, lifecycle = {}, ...made } = serviceArguments(plain);
    expect(lifecycle).toEqual({});
    expect(made).toEqual({
      wait_for_steady_state: false,
      name: "orders",
      cluster: "${aws_ecs_cluster.cluster.arn}",
      task_definition: "${aws_ecs_task_definition.orders_task.arn}",
      launch_type: "FARGATE",
      platform_version: "LATEST",
      network_configuration: {
        subnets: ["subnet-task-euc1-az1", "subnet-task-euc1-az3"],
        security_groups: ["${aws_security_group.orders_security-group.id}"],
        assign_public_ip: false,
      },
      desired_count: 2,
      deployment_minimum_healthy_percent: 100,
      deployment_maximum_percent: 200,
      deployment_circuit_breaker: { enable: true, rollback: true },
      availability_zone_rebalancing: "ENABLED",
      enable_execute_command: false,
      enable_ecs_managed_tags: true,
      propagate_tags: "SERVICE",
      tags: { Name: "orders" },
    });
    expect(resource(plain, SecurityGroupResource, "orders_security-group")).toMatchObject({
      vpc_id: "vpc-app",
      description: "Tasks of orders",
    });
    expect(plain).not.toHaveResource(AppautoscalingTarget);
    expect(plain).not.toHaveResource(ServiceDiscoveryHttpNamespace);
  });

  it("waits for what it is told to", () => {
    const json = synthesize((stack) => {
      const queue = new Repository(stack, "later", { name: "later" });
      service(stack).waitFor([queue.node.defaultChild as EcrRepository]);
    });
    expect(serviceArguments(json).depends_on).toEqual([
      ...serviceArguments(plain).depends_on,
      "aws_ecr_repository.later",
    ]);
  });

  it("names each of what it waits for once", () => {
    const { depends_on } = serviceArguments(plain);
    expect([...depends_on].sort()).toEqual(unique(depends_on));
  });

  // Else the first tasks find no file system, and the circuit breaker counts them.
  it("waits for the rules that lead to its file systems", () => {
    const json = synthesize((stack) => void serviceWith(stack, mounting(stack)));
    expect(serviceArguments(json).depends_on).toEqual(
      expect.arrayContaining([
        "aws_vpc_security_group_egress_rule.orders_security-group_to_files_2049",
        "aws_vpc_security_group_ingress_rule.files_from_orders_security-group_2049",
      ]),
    );
  });

  it("on EC2 waits for the rules that lead the instances to its file systems too", () => {
    const json = synthesize((stack) => {
      const there = setting(stack);
      const capacity = Capacity.ec2(new Ec2Capacity(stack, "instances", ec2(there)));
      service(stack, { capacity, containers: { web: mounting(stack) } }, there);
    });
    const both = ["instances", "orders"].map((from) => `${from}_security-group -> sg-files 2049`);
    const { out, into } = connectionsIn(json);
    expect(out.filter((line) => line.endsWith(" 2049"))).toEqual(both);
    expect(into.filter((line) => line.endsWith(" 2049"))).toEqual(both);
    const waited = serviceArguments(json).depends_on.filter((address: string) => address.endsWith("_2049"));
    expect(waited.sort()).toEqual([
      "aws_vpc_security_group_egress_rule.instances_security-group_to_files_2049",
      "aws_vpc_security_group_egress_rule.orders_security-group_to_files_2049",
      "aws_vpc_security_group_ingress_rule.files_from_instances_security-group_2049",
      "aws_vpc_security_group_ingress_rule.files_from_orders_security-group_2049",
    ]);
  });

  it("may stop before it starts where two versions must not run at once", () => {
    const json = synthesize(
      (stack) => void service(stack, { deployment: { minimumPercent: 0, maximumPercent: 100 } }),
    );
    expect(serviceArguments(json)).toMatchObject({
      deployment_minimum_healthy_percent: 0,
      deployment_maximum_percent: 100,
      // AWS refuses it where no task more may be started.
      availability_zone_rebalancing: "DISABLED",
    });
  });

  it("keeps some tasks on Fargate beside those on Spot, once the cluster has both", () => {
    const json = synthesize(
      (stack) => void service(stack, { capacity: Capacity.fargateSpot({ onDemand: 2 }) }),
    );
    const made = serviceArguments(json);
    // Else the provider replaces the service where the strategy changes.
    expect(made.force_new_deployment).toBe(true);
    expect(made.capacity_provider_strategy).toEqual([
      { capacity_provider: "FARGATE", base: 2, weight: 0 },
      { capacity_provider: "FARGATE_SPOT", weight: 1 },
    ]);
    expect(made).not.toHaveProperty("launch_type");
    expect(made.platform_version).toBe("LATEST");
    expect(made.depends_on).toContain("aws_ecs_cluster_capacity_providers.cluster_capacity");
    expect(resource(json, EcsClusterCapacityProviders, "cluster_capacity").capacity_providers).toEqual([
      "FARGATE",
      "FARGATE_SPOT",
    ]);
    expect(resource(json, EcsTaskDefinition, "orders_task").requires_compatibilities).toEqual(["FARGATE"]);
  });

  it("runs on instances of their own architecture", () => {
    const json = synthesize((stack) => {
      const there = setting(stack);
      const instances = new Ec2Capacity(stack, "instances", {
        ...ec2(there),
        instanceType: "m7g.large",
        architecture: "arm64",
      });
      service(stack, { capacity: Capacity.ec2(instances), cpu: 300, memory: 700 }, there);
    });
    const made = serviceArguments(json);
    expect(made.capacity_provider_strategy).toEqual([
      { capacity_provider: "${aws_ecs_capacity_provider.instances_provider.name}", weight: 1 },
    ]);
    expect(made.force_new_deployment).toBe(true);
    expect(made).not.toHaveProperty("launch_type");
    expect(made).not.toHaveProperty("platform_version");
    expect(made.depends_on).toContain("aws_ecs_cluster_capacity_providers.cluster_capacity");
    expect(resource(json, EcsTaskDefinition, "orders_task")).toMatchObject({
      requires_compatibilities: ["EC2"],
      network_mode: "awsvpc",
      cpu: "300",
      memory: "700",
      runtime_platform: { operating_system_family: "LINUX", cpu_architecture: "ARM64" },
    });
  });

  it("registers the container that a load balancer leads to, once the listener is there", () => {
    const json = synthesize((stack) => {
      const there = setting(stack);
      const orders = service<"web" | "admin">(
        stack,
        {
          containers: { web: { image: image(), port: 8000 }, admin: { image: image(), port: 9000 } },
          healthCheckGracePeriodInSeconds: 90,
        },
        there,
      );
      const balancer = new NetworkLoadBalancer(stack, "balancer", {
        name: "orders",
        subnets: there.network.subnetGroup("endpoint"),
      });
      balancer.listen("web", { target: orders.container("web") });
      balancer.listen("admin", {
        protocol: NetworkProtocol.tcp(8080),
        target: orders.container("admin"),
      });
    });
    const made = serviceArguments(json);
    const groups = resources(json, { tfResourceType: "aws_lb_target_group" });
    expect(made.load_balancer).toEqual(
      [
        ["web", 8000],
        ["admin", 9000],
      ].map(([name, port]) => ({
        target_group_arn: `\${aws_lb_target_group.${Object.keys(groups).find((key) => groups[key]?.port === port)}.arn}`,
        container_name: name,
        container_port: port,
      })),
    );
    expect(made.health_check_grace_period_seconds).toBe(90);
    const listeners = Object.keys(resources(json, { tfResourceType: "aws_lb_listener" }));
    expect(listeners).toHaveLength(2);
    expect(made.depends_on).toEqual(
      expect.arrayContaining(listeners.map((listener) => `aws_lb_listener.${listener}`)),
    );
    const { out, into } = connectionsIn(json);
    const admitted = [8000, 9000].map((port) => `balancer_security-group -> orders_security-group ${port}`);
    expect(out).toEqual(expect.arrayContaining(admitted));
    expect(into).toEqual(expect.arrayContaining(admitted));
  });

  it("waits 60 seconds for the load balancer's health check, and without one says nothing of it", () => {
    const json = synthesize((stack) => {
      service(stack)
        .container("web")
        .registerIn({ targetGroupArn: "arn:group", listeners: ["aws_lb_listener.one"] });
    });
    expect(serviceArguments(json)).toMatchObject({
      load_balancer: [{ target_group_arn: "arn:group", container_name: "web", container_port: 8000 }],
      health_check_grace_period_seconds: 60,
      depends_on: expect.arrayContaining(["aws_lb_listener.one", "aws_vpc_endpoint.endpoints_s3"]),
    });
    expect(serviceArguments(plain)).not.toHaveProperty("health_check_grace_period_seconds");
    expect(serviceArguments(plain)).not.toHaveProperty("load_balancer");
  });

  it("tells a load balancer where its tasks are", () => {
    synthesize((stack) => {
      const orders = service(stack);
      const { registerIn, ...target } = orders.container("web");
      expect(target).toEqual({
        name: "orders-web",
        port: 8000,
        subnets: orders.subnets,
        securityGroup: orders.securityGroup,
      });
    });
  });

  it("finds others in the cluster's namespace, and is found under a host name and port", () => {
    const json = synthesize((stack) => {
      const there = setting(stack, { cluster: { namespace: "shop" } });
      service<"web" | "admin">(
        stack,
        {
          containers: { web: { image: image(), port: 8000 }, admin: { image: image(), port: 9000 } },
          serviceConnect: { offers: { web: {}, admin: { host: "orders-admin", port: 80 } } },
        },
        there,
      );
      new PrivateService(stack, "batch", { ...batch(there), serviceConnect: {} });
    });
    expect(resource(json, ServiceDiscoveryHttpNamespace, "cluster_namespace").name).toBe("shop");
    expect(serviceArguments(json).service_connect_configuration).toEqual({
      enabled: true,
      namespace: "${aws_service_discovery_http_namespace.cluster_namespace.arn}",
      service: [
        {
          port_name: "web",
          discovery_name: "orders-web",
          client_alias: { dns_name: "orders", port: 8000 },
        },
        {
          port_name: "admin",
          discovery_name: "orders-admin",
          client_alias: { dns_name: "orders-admin", port: 80 },
        },
      ],
      log_configuration: {
        log_driver: "awslogs",
        options: {
          "awslogs-group": "${aws_cloudwatch_log_group.orders_task_logs.name}",
          "awslogs-region": "eu-central-1",
          "awslogs-stream-prefix": "service-connect",
        },
      },
    });
    expect(resource(json, EcsService, "batch").service_connect_configuration).toMatchObject({
      enabled: true,
      service: [],
    });
    expect(definitions(json).map(({ portMappings: [{ name }] }) => name)).toEqual(["web", "admin"]);
    expect(count(json, ServiceDiscoveryHttpNamespace)).toBe(1);
  });

  it("takes a name that only Terraform knows, which Terraform then holds against the rule", () => {
    const json = synthesize((stack) => {
      service(stack, { name: new TerraformVariable(stack, "name", { type: "string" }).stringValue });
    });
    expect(serviceArguments(json).name).toBe("${var.name}");
    // On the task definition, which the provider holds first.
    const { lifecycle } = resource(json, EcsTaskDefinition, "orders_task");
    expect(lifecycle.precondition[0].error_message).toContain(
      'stack/orders is refused: name is "${var.name}". Allowed: 1 to 200 letters',
    );
    expect(resource(json, CloudwatchLogGroup, "orders_task_logs").name).toBe("/ecs/app/${var.name}");
  });
});

const localsOf = (json: string): Record<string, string> => JSON.parse(json).locals ?? {};
const definitions = (json: string, task = "orders_task"): Arguments[] =>
  JSON.parse(resource(json, EcsTaskDefinition, task).container_definitions);
const definition = (props: Partial<ContainerProps>): Arguments =>
  definitions(synthesize((stack) => void serviceWith(stack, props)))[0] as Arguments;
const logsOf = (logs: ContainerLogs) => definition({ logs }).logConfiguration;

describe("a task", () => {
  it("has both roles, the size that Fargate takes, and its log group in place before it", () => {
    expect(resource(plain, EcsTaskDefinition, "orders_task")).toMatchObject({
      family: "app-orders",
      requires_compatibilities: ["FARGATE"],
      network_mode: "awsvpc",
      cpu: "256",
      memory: "512",
      runtime_platform: { operating_system_family: "LINUX", cpu_architecture: "X86_64" },
      execution_role_arn: "${aws_iam_role.orders_task_execution-role.arn}",
      task_role_arn: "${aws_iam_role.orders_task_role.arn}",
      tags: { Name: "orders" },
    });
    expect(resource(plain, EcsTaskDefinition, "orders_task")).not.toHaveProperty("ephemeral_storage");
    expect(resource(plain, CloudwatchLogGroup, "orders_task_logs")).toEqual({
      name: "/ecs/app/orders",
      retention_in_days: 30,
      tags: { Name: "/ecs/app/orders" },
    });
    expect(definitions(plain)).toEqual([
      {
        name: "web",
        image: `${REGISTRY}/orders:1.4.2`,
        essential: true,
        readonlyRootFilesystem: false,
        portMappings: [{ containerPort: 8000, hostPort: 8000, protocol: "tcp" }],
        logConfiguration: {
          logDriver: "awslogs",
          options: {
            "awslogs-group": "${aws_cloudwatch_log_group.orders_task_logs.name}",
            "awslogs-region": "eu-central-1",
            "awslogs-stream-prefix": "orders",
          },
        },
      },
    ]);
  });

  it("is as large, of the architecture, with the storage and the log that are asked for", () => {
    const json = synthesize(
      (stack) =>
        void service(stack, {
          cpu: 1024,
          memory: 4096,
          architecture: "arm64",
          ephemeralStorageInGib: 40,
          logGroup: { retentionInDays: 365, kmsKeyArn: KEY },
          tags: { team: "shop" },
        }),
    );
    expect(resource(json, EcsTaskDefinition, "orders_task")).toMatchObject({
      cpu: "1024",
      memory: "4096",
      runtime_platform: { cpu_architecture: "ARM64" },
      ephemeral_storage: { size_in_gib: 40 },
      tags: { team: "shop", Name: "orders" },
    });
    expect(resource(json, CloudwatchLogGroup, "orders_task_logs")).toMatchObject({
      retention_in_days: 365,
      kms_key_id: KEY,
    });
  });

  it("has no log group if nothing is logged there", () => {
    const json = synthesize(
      (stack) => void serviceWith(stack, { logs: ContainerLogs.cloudWatchGroup(shared) }),
    );
    expect(count(json, CloudwatchLogGroup)).toBe(0);
    expect(definitions(json)[0]?.logConfiguration.options["awslogs-group"]).toBe("shared");
  });

  it("writes environment and secrets sorted, so that their order is no change", () => {
    const { environment, secrets } = definition({
      environment: { ZONE: "1", API: "2" },
      secrets: {
        TOKEN: ContainerSecret.parameterStore(PARAMETER),
        PASSWORD: ContainerSecret.secretsManager(SECRET),
        USER: ContainerSecret.secretsManager(SECRET, { key: "user" }),
        OLD: ContainerSecret.secretsManager(SECRET, { versionStage: "AWSPREVIOUS" }),
        BOTH: ContainerSecret.secretsManager(SECRET, { key: "user", versionStage: "AWSPREVIOUS" }),
      },
    });
    expect(environment).toEqual([
      { name: "API", value: "2" },
      { name: "ZONE", value: "1" },
    ]);
    expect(secrets).toEqual([
      { name: "BOTH", valueFrom: `${SECRET}:user:AWSPREVIOUS:` },
      { name: "OLD", valueFrom: `${SECRET}::AWSPREVIOUS:` },
      { name: "PASSWORD", valueFrom: SECRET },
      { name: "TOKEN", valueFrom: PARAMETER },
      { name: "USER", valueFrom: `${SECRET}:user::` },
    ]);
  });

  it("passes on what a container is given", () => {
    expect(
      definition({
        entryPoint: ["/bin/sh"],
        command: ["-c", "serve"],
        cpu: 128,
        memory: 256,
        user: "1000:1000",
        stopTimeoutInSeconds: 60,
        readonlyRootFilesystem: true,
        environmentFiles: [EnvironmentFile.inBucket(SETTINGS, "a/one.env")],
        healthCheck: { command: "curl -f localhost" },
        mounts: { "/data": Volume.ephemeral("scratch") },
      }),
    ).toMatchObject({
      entryPoint: ["/bin/sh"],
      command: ["-c", "serve"],
      cpu: 128,
      memory: 256,
      user: "1000:1000",
      stopTimeout: 60,
      readonlyRootFilesystem: true,
      environmentFiles: [{ type: "s3", value: "arn:aws:s3:::settings/a/one.env" }],
      healthCheck: { command: ["CMD-SHELL", "curl -f localhost"], interval: 30, timeout: 5, retries: 3 },
      mountPoints: [{ containerPath: "/data", sourceVolume: "scratch", readOnly: false }],
    });
    const healthCheck = {
      command: "true",
      intervalInSeconds: 5,
      timeoutInSeconds: 2,
      retries: 10,
      startPeriodInSeconds: 300,
    };
    expect(definition({ healthCheck }).healthCheck).toEqual({
      command: ["CMD-SHELL", "true"],
      interval: 5,
      timeout: 2,
      retries: 10,
      startPeriod: 300,
    });
  });

  it("starts containers in the order that is asked for, and ends only with essential ones", () => {
    const json = synthesize(
      (stack) =>
        void service<"web" | "migration" | "cache">(stack, {
          containers: {
            web: { image: image(), startsAfter: { migration: "SUCCESS", cache: "HEALTHY" } },
            migration: { image: image(), essential: false, startsAfter: { cache: "START" } },
            cache: { image: image(), healthCheck: { command: "true" } },
          },
        }),
    );
    expect(definitions(json).map(({ name, essential, dependsOn }) => [name, essential, dependsOn])).toEqual([
      [
        "web",
        true,
        [
          { containerName: "migration", condition: "SUCCESS" },
          { containerName: "cache", condition: "HEALTHY" },
        ],
      ],
      ["migration", false, [{ containerName: "cache", condition: "START" }]],
      ["cache", true, undefined],
    ]);
  });

  it("mounts a volume in several containers, EFS with TLS, its access point and the task's role", () => {
    const json = synthesize((stack) => {
      const files = (name: string, readOnly?: boolean) =>
        Volume.efs(name, {
          fileSystemId: "fs-0123456789abcdef0",
          fileSystemArn:
            "arn:aws:elasticfilesystem:eu-central-1:111122223333:file-system/fs-0123456789abcdef0",
          accessPointId: "fsap-0123456789abcdef0",
          securityGroup: SecurityGroup.fromAttributes(stack, name, {
            securityGroupId: `sg-${name}`,
            network: network(),
          }),
          readOnly,
        });
      const scratch = Volume.ephemeral("scratch");
      service<"web" | "other">(stack, {
        containers: {
          web: { image: image(), mounts: { "/scratch": scratch, "/files": files("files") } },
          other: { image: image(), mounts: { "/tmp/it": scratch, "/books": files("books", true) } },
        },
      });
    });
    const efs = {
      file_system_id: "fs-0123456789abcdef0",
      transit_encryption: "ENABLED",
      authorization_config: { access_point_id: "fsap-0123456789abcdef0", iam: "ENABLED" },
    };
    expect(resource(json, EcsTaskDefinition, "orders_task").volume).toEqual([
      { name: "scratch" },
      { name: "files", efs_volume_configuration: efs },
      { name: "books", efs_volume_configuration: efs },
    ]);
    expect(definitions(json).map(({ mountPoints }) => mountPoints)).toEqual([
      [
        { containerPath: "/scratch", sourceVolume: "scratch", readOnly: false },
        { containerPath: "/files", sourceVolume: "files", readOnly: false },
      ],
      [
        { containerPath: "/tmp/it", sourceVolume: "scratch", readOnly: false },
        { containerPath: "/books", sourceVolume: "books", readOnly: true },
      ],
    ]);
    const { out, into } = connectionsIn(json);
    const nfs = ["books", "files"].map((name) => `orders_security-group -> sg-${name} 2049`);
    expect(out.filter((line) => line.endsWith(" 2049"))).toEqual(nfs);
    expect(into.filter((line) => line.endsWith(" 2049"))).toEqual(nfs);
  });

  it("sends logs where they are told to go", () => {
    const options = { streamPrefix: "app", mode: "non-blocking", maxBufferSizeInMib: 25 } as const;
    expect(logsOf(ContainerLogs.cloudWatch({ ...options, recordBegins: { pattern: "^INFO" } }))).toEqual({
      logDriver: "awslogs",
      options: {
        "awslogs-group": "${aws_cloudwatch_log_group.orders_task_logs.name}",
        "awslogs-region": "eu-central-1",
        "awslogs-stream-prefix": "app",
        mode: "non-blocking",
        "max-buffer-size": "25m",
        "awslogs-multiline-pattern": "^INFO",
      },
    });
    expect(
      logsOf(ContainerLogs.cloudWatch({ recordBegins: { datetimeFormat: "%Y" } })).options,
    ).toMatchObject({
      "awslogs-datetime-format": "%Y",
      "awslogs-stream-prefix": "orders",
    });
    expect(logsOf(ContainerLogs.cloudWatchCreatingGroup("late")).options).toMatchObject({
      "awslogs-group": "late",
      "awslogs-create-group": "true",
    });
    expect(logsOf(ContainerLogs.cloudWatchGroup(shared)).options).not.toHaveProperty("awslogs-create-group");
    expect(logsOf(ContainerLogs.none())).toBeUndefined();
  });

  it("routes logs through a container of its own", () => {
    const json = synthesize(
      (stack) =>
        void service<"web" | "router">(stack, {
          containers: {
            web: { image: image(), logs: ContainerLogs.firelens({ Name: "cloudwatch_logs" }) },
            router: { image: image(), firelens: "fluentbit", logs: ContainerLogs.none() },
          },
        }),
    );
    const [web, router] = definitions(json);
    expect(web?.logConfiguration).toEqual({
      logDriver: "awsfirelens",
      options: { Name: "cloudwatch_logs" },
    });
    expect(web).not.toHaveProperty("firelensConfiguration");
    expect(router?.firelensConfiguration).toEqual({ type: "fluentbit" });
    expect(count(json, CloudwatchLogGroup)).toBe(0);
  });

  it("keeps a quote in a log router's option from ending the text", () => {
    const json = synthesize((stack) => {
      const { stringValue } = new TerraformVariable(stack, "template", { type: "string" });
      service<"web" | "router">(stack, {
        containers: {
          web: { image: image(), logs: ContainerLogs.firelens({ Name: "http", Header: stringValue }) },
          router: { image: image(), firelens: "fluentbit" },
        },
      });
    });
    const options = definitions(json)[0]?.logConfiguration.options;
    expect(options.Name).toBe("http");
    const local = /^\$\{local\.(.+)\}$/.exec(options.Header)?.[1] as string;
    expect(JSON.parse(json).locals[local]).toMatch(/^\$\{substr\(jsonencode\(.*var\.template/);
  });

  it("collects what a shell of ECS Exec leaves behind", () => {
    const json = synthesize((stack) => void service(stack, { exec: true }));
    expect(definitions(json)[0]?.linuxParameters).toEqual({ initProcessEnabled: true });
    expect(definitions(plain)[0]).not.toHaveProperty("linuxParameters");
  });

  it("has a collector of traces beside its containers that may fail alone", () => {
    const json = synthesize((stack) => void service(stack, { tracing: { collector: image("collector") } }));
    expect(definitions(json)).toHaveLength(2);
    expect(definitions(json)[1]).toMatchObject({
      name: "aws-otel-collector",
      image: `${REGISTRY}/collector:1.4.2`,
      essential: false,
      command: ["--config=/etc/ecs/ecs-xray.yaml"],
    });
  });

  it.each([
    ["1.4.2", ":1.4.2"],
    [`sha256:${"a".repeat(64)}`, `@sha256:${"a".repeat(64)}`],
  ])("names version %s of a repository", (version, ending) => {
    const json = synthesize((stack) => {
      const repository = new Repository(stack, "images", { name: "orders" });
      serviceWith(stack, { image: ContainerImage.ofRepository(repository, version) });
    });
    expect(definitions(json)[0]?.image).toBe(`\${aws_ecr_repository.images.repository_url}${ending}`);
    expect(allowedIn(json)).toContain(
      allowance("orders_task_execution-role", "ecr:BatchGetImage", "${aws_ecr_repository.images.arn}"),
    );
  });

  describe("of texts that Terraform makes", () => {
    const texts = (stack: TestStack) => {
      const of = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
      const size = new TerraformVariable(stack, "size", { type: "number" }).numberValue;
      const [greeting, stage, version] = [of("greeting"), of("stage"), of("version")];
      const repository = new Repository(stack, "images", { name: "orders" });
      serviceWith(stack, {
        image: ContainerImage.ofRepository(repository, version),
        entryPoint: ["sh", greeting],
        command: ["-c", `echo "${greeting}" $\${HOME}`],
        healthCheck: { command: `test "${stage}"` },
        environment: {
          BOTH: `${greeting} \\ ${stage}`,
          JSON: Fn.jsonencode({ greeting }),
          REPOSITORY: `"${repository.repositoryUri}"`,
          SIZE: Token.asString(size),
          "a.b": greeting,
          a_b: greeting,
        },
      });
    };
    const json = synthesize(texts);
    const [web] = definitions(json);
    const local = (name: string) => `\${local.orders_task_web_${name}}`;

    it("puts what may have quotes into locals, so that the whole stays JSON", () => {
      expect(web).toMatchObject({
        image: local("image"),
        entryPoint: ["sh", local("entry-point_1")],
        command: ["-c", `echo "${local("command_1")}" $\${HOME}`],
        healthCheck: { command: ["CMD-SHELL", `test "${local("health-check")}"`] },
        environment: [
          { name: "BOTH", value: `${local("environment_BOTH")} \\ ${local("environment_BOTH_2")}` },
          { name: "JSON", value: local("environment_JSON") },
          { name: "REPOSITORY", value: '"${aws_ecr_repository.images.repository_url}"' },
          { name: "SIZE", value: local("environment_SIZE") },
          { name: "a.b", value: local("environment_a_b") },
          { name: "a_b", value: local("environment_a_b_2") },
        ],
      });
    });

    it("escapes them in the locals", () => {
      const escaped = (expression: string) => {
        const text = `jsonencode(join("", [${expression}]))`;
        return `\${substr(${text}, 1, (length(${text}) - 2))}`;
      };
      const of = (name: string) => localsOf(json)[`orders_task_web_${name}`];
      expect(of("environment_BOTH")).toBe(escaped("var.greeting"));
      expect(of("environment_BOTH_2")).toBe(escaped("var.stage"));
      expect(of("environment_JSON")).toBe(escaped('jsonencode({"greeting" = var.greeting})'));
      expect(of("environment_SIZE")).toBe(escaped("var.size"));
      expect(of("command_1")).toBe(escaped("var.greeting"));
      // An image's name has nothing to escape, but its expression has quotes.
      expect(of("image")).toMatch(
        /^\$\{join\(.*aws_ecr_repository\.images\.repository_url.*var\.version\]\)\}$/,
      );
    });

    it("has none for texts that are known", () => {
      const { environment } = definition({ environment: { SHELL: '$${HOME} %%{x} "quoted"' } });
      expect(environment).toEqual([{ name: "SHELL", value: '$${HOME} %%{x} "quoted"' }]);
      expect(Object.keys(localsOf(plain))).toEqual(["cluster_account"]);
    });
  });

  it("writes ports and sizes that only Terraform knows", () => {
    const json = synthesize((stack) => {
      const port = new TerraformVariable(stack, "port", { type: "number" }).numberValue;
      const memory = new TerraformVariable(stack, "memory", { type: "number" }).numberValue;
      service(stack, { containers: { web: { image: image(), port } }, memory });
    });
    const task = resource(json, EcsTaskDefinition, "orders_task");
    expect(task.container_definitions).toContain('"containerPort":${var.port},"hostPort":${var.port}');
    expect(task.memory).toBe("${var.memory}");
    const messages = task.lifecycle.precondition.map(
      ({ error_message }: Arguments) => error_message.split(" is ", 2)[1],
    );
    expect(messages).toEqual(["refused: containers.web.port", "refused: memory"]);
  });

  it.each(["command", "entryPoint"] as const)(
    "lets Terraform write a list that it alone knows as %s",
    (which) => {
      const json = synthesize((stack) => {
        const words = new TerraformVariable(stack, "words", { type: "list(string)" }).listValue;
        service(stack, { containers: { web: { image: image(), port: 8000, [which]: words } } });
      });
      const written = resource(json, EcsTaskDefinition, "orders_task").container_definitions;
      expect(written).toMatch(/^\$\{jsonencode\(\[\{.*\}\]\)\}$/);
      expect(written).toContain(`"${which}" = var.words`);
      expect(written).toContain('"containerPort" = 8000');
      expect(written).not.toContain("undefined");
    },
  );

  // Twice a token is no number: cdktf makes memory of "-3.77e+289" of it.
  it("has twice the CPU units as memory where only Terraform knows them", () => {
    const json = synthesize((stack) => {
      service(stack, { cpu: new TerraformVariable(stack, "cpu", { type: "number" }).numberValue });
    });
    expect(resource(json, EcsTaskDefinition, "orders_task").memory).toContain("var.cpu");
  });
});

describe("the roles of a task", () => {
  it("are taken by ECS alone, the application's only for tasks of this account", () => {
    expect(statements(resource(plain, IamRole, "orders_task_execution-role").assume_role_policy)).toEqual([
      { Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: ["sts:AssumeRole"] },
    ]);
    expect(statements(resource(plain, IamRole, "orders_task_role").assume_role_policy)).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Action: ["sts:AssumeRole"],
        Condition: {
          ArnLike: {
            "aws:SourceArn": "arn:aws:ecs:eu-central-1:${local.cluster_account}:*",
          },
        },
      },
    ]);
    expect(localsOf(plain)).toEqual({
      cluster_account: '${element(split(":", aws_ecs_cluster.cluster.arn), 4)}',
    });
  });

  it("are bounded by the policy that is given, and leave room for the end of their names", () => {
    const permissionsBoundaryArn = "arn:aws:iam::111122223333:policy/boundary";
    const json = synthesize((stack) => void service(stack, { permissionsBoundaryArn }));
    const roles = Object.values(resources(json, IamRole));
    expect(roles.map(({ permissions_boundary }) => permissions_boundary)).toEqual([
      permissionsBoundaryArn,
      permissionsBoundaryArn,
    ]);
    for (const { name_prefix } of roles) expect(name_prefix.length).toBeLessThanOrEqual(38);
  });

  it("have a prefix of 38 characters at most, however long their path is", () => {
    const json = synthesize((stack) => {
      new Role(stack, "a".repeat(60), { assumedBy: "lambda.amazonaws.com", description: "Long" });
    });
    expect(Object.values(resources(json, IamRole))[0]?.name_prefix).toBe(`${"a".repeat(37)}-`);
  });

  it("allow nothing more for an application that is granted nothing", () => {
    expect(count(plain, IamRolePolicy)).toBe(1);
    expect(allowedIn(plain).every((line) => line.startsWith("orders_task_execution-role: "))).toBe(true);
  });

  it("allow in the role alone what has a way of its own", () => {
    const json = synthesize((stack) => {
      service(stack).allow({ actions: ["aoss:APIAccessAll"], resources: ["arn:collection"] });
    });
    expect(allowedIn(json)).toContain(allowance("orders_task_role", "aoss:APIAccessAll", "arn:collection"));
    expect(Object.keys(endpointsIn(json)).sort()).toEqual(Object.keys(endpointsIn(plain)).sort());
    expect(serviceArguments(json).depends_on).toContain("aws_iam_role_policy.orders_task_role_policy");
  });

  it("allow nothing for what is reached without them: the endpoint lets whoever comes do it", () => {
    const json = synthesize((stack) => {
      service(stack).reach({
        service: AwsService.sqs,
        actions: ["sqs:SendMessage"],
        resources: ["arn:queue"],
      });
    });
    expect(allowedIn(json)).toEqual(allowedIn(plain));
    expect(statements(endpointsIn(json).sqs?.policy)).toEqual([
      { Effect: "Allow", Principal: "*", Action: ["sqs:SendMessage"], Resource: ["arn:queue"] },
    ]);
    expect(serviceArguments(json).depends_on).toContain("aws_vpc_endpoint.endpoints_sqs");
  });

  it("use the key of the bucket of environment files through S3 alone", () => {
    const json = synthesize((stack) => {
      const environmentFiles = [EnvironmentFile.inBucket({ ...SETTINGS, kmsKeyArn: KEY }, "a.env")];
      serviceWith(stack, { environmentFiles });
    });
    const viaS3 = { StringEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" } };
    const decryption = allowance("orders_task_execution-role", "kms:Decrypt", KEY, viaS3);
    expect(allowedIn(json).filter((line) => line.includes("kms:"))).toEqual([decryption]);
    expect(endpointsIn(json)).not.toHaveProperty("kms");
  });

  it("are in the partition of their Region, in China too", () => {
    const zones = ["cnn1-az1", "cnn1-az2"].map((zone) => ({
      subnetId: `subnet-${zone}`,
      zone,
      routeTableId: "rtb-1",
    }));
    const china = network("china", {
      region: "cn-north-1",
      subnetGroups: { task: zones, endpoint: zones, instance: zones },
    });
    const uri = "111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/orders:1";
    const CHINA_KEY = KEY.replace("aws:", "aws-cn:").replace("eu-central-1", "cn-north-1");
    const secret = SECRET.replace("aws:", "aws-cn:").replace("eu-central-1", "cn-north-1");
    const json = synthesize((stack) => {
      const there = setting(stack, { of: china });
      new Ec2Capacity(stack, "instances", ec2(there));
      service(
        stack,
        {
          containers: {
            web: {
              image: ContainerImage.uri(uri),
              secrets: { PASSWORD: ContainerSecret.secretsManager(secret, { kmsKeyArn: CHINA_KEY }) },
            },
          },
        },
        there,
      );
    });
    const role = "orders_task_execution-role";
    const viaService = { StringEquals: { "kms:ViaService": "secretsmanager.cn-north-1.amazonaws.com.cn" } };
    expect(allowedIn(json)).toEqual(
      expect.arrayContaining([
        allowance(role, "ecr:BatchGetImage", "arn:aws-cn:ecr:cn-north-1:111122223333:repository/orders"),
        allowance(role, "kms:Decrypt", CHINA_KEY, viaService),
      ]),
    );
    expect(statements(endpointsIn(json, "cn-north-1").s3?.policy)[0]?.Resource).toEqual([
      "arn:aws-cn:s3:::prod-cn-north-1-starport-layer-bucket/*",
    ]);
    const principal = (name: string) =>
      statements(resource(json, IamRole, name).assume_role_policy)[0]?.Principal;
    expect(principal("instances_role")).toEqual({ Service: "ec2.amazonaws.com.cn" });
    expect(principal("orders_task_role")).toEqual({ Service: "ecs-tasks.amazonaws.com" });
  });

  it("are in the partition that Terraform finds, where only it knows the Region", () => {
    const json = synthesize((stack) => {
      const region = new TerraformVariable(stack, "region", { type: "string" }).stringValue;
      service(stack, {}, setting(stack, { of: network("app", { region }) }));
    });
    expect(resource(json, IamRole, "orders_task_role").assume_role_policy).toMatch(
      /arn:\$\{\(?startswith\(var\.region, "cn-"\) \? "aws-cn" : .*\}:ecs:\$\{var\.region\}:/,
    );
    expect(definitions(json)[0]?.logConfiguration.options["awslogs-region"]).toBe("${var.region}");
  });
});

describe("the number of tasks", () => {
  // As `a ? 2 : 0 > -1` Terraform would read another condition.
  it("is decided by Terraform as a whole, where it follows from a condition", () => {
    const json = synthesize((stack) => {
      const wanted = new TerraformVariable(stack, "wanted", { type: "bool" }).booleanValue;
      service(stack, { tasks: Token.asNumber(conditional(wanted, 2, 0)) });
    });
    const [{ condition }] = resource(json, EcsTaskDefinition, "orders_task").lifecycle.precondition;
    const tasks = "tonumber(var.wanted ? 2 : 0)";
    expect(condition).toBe(`\${(((${tasks} > -1) && (${tasks} <= ${tasks})) && (${tasks} <= 5000))}`);
  });

  const scaled = (props: Partial<PrivateServiceProps<"web">>, cluster: Partial<PrivateClusterProps> = {}) =>
    synthesize((stack) => void service(stack, props, setting(stack, { cluster })));
  const requests = {
    namespace: "AWS/ApiGateway",
    metricName: "Count",
    dimensions: { ApiName: "orders", Stage: "live" },
    statistic: "Sum",
  } as const;

  it("is fixed where it is a number", () => {
    expect(serviceArguments(scaled({ tasks: 0 })).desired_count).toBe(0);
    expect(serviceArguments(scaled({ tasks: 7 })).desired_count).toBe(7);
    expect(scaled({ tasks: 7 })).not.toHaveResource(AppautoscalingTarget);
    expect(serviceArguments(scaled({ tasks: 7 })).lifecycle ?? {}).toEqual({});
  });

  it("follows the CPU in a range, and is not fought over", () => {
    const json = scaled({ tasks: { minimum: 2, maximum: 10 } });
    expect(serviceArguments(json)).toMatchObject({
      desired_count: 2,
      lifecycle: { ignore_changes: ["desired_count"] },
    });
    expect(resource(json, AppautoscalingTarget, "orders_scaling")).toEqual({
      service_namespace: "ecs",
      scalable_dimension: "ecs:service:DesiredCount",
      resource_id: "service/${aws_ecs_cluster.cluster.name}/${aws_ecs_service.orders.name}",
      min_capacity: 2,
      max_capacity: 10,
    });
    expect(resource(json, AppautoscalingPolicy, "orders_scaling_cpu")).toEqual({
      name: "cpu",
      policy_type: "TargetTrackingScaling",
      service_namespace: "${aws_appautoscaling_target.orders_scaling.service_namespace}",
      scalable_dimension: "${aws_appautoscaling_target.orders_scaling.scalable_dimension}",
      resource_id: "${aws_appautoscaling_target.orders_scaling.resource_id}",
      target_tracking_scaling_policy_configuration: {
        target_value: 60,
        predefined_metric_specification: { predefined_metric_type: "ECSServiceAverageCPUUtilization" },
      },
    });
    expect(count(json, AppautoscalingPolicy)).toBe(1);
  });

  it("keeps both what Terraform ignores and what it decides", () => {
    const json = synthesize((stack) => {
      const name = new TerraformVariable(stack, "name", { type: "string" }).stringValue;
      service(stack, { name, tasks: { minimum: 1, maximum: 2 } });
    });
    expect(serviceArguments(json).lifecycle).toEqual({ ignore_changes: ["desired_count"] });
    const { lifecycle } = resource(json, EcsTaskDefinition, "orders_task");
    expect(lifecycle).toEqual({ precondition: [expect.anything()] });
  });

  it("follows memory, and the requests of each running task", () => {
    const json = scaled({
      tasks: {
        minimum: 1,
        maximum: 3,
        follow: [ScalingTarget.memory(75), ScalingTarget.requests(requests, 1000)],
      },
    });
    const configuration = (name: string) =>
      resource(json, AppautoscalingPolicy, `orders_scaling_${name}`)
        .target_tracking_scaling_policy_configuration;
    expect(configuration("memory")).toEqual({
      target_value: 75,
      predefined_metric_specification: { predefined_metric_type: "ECSServiceAverageMemoryUtilization" },
    });
    expect(configuration("requests")).toEqual({
      target_value: 1000,
      customized_metric_specification: {
        metrics: [
          {
            id: "requests",
            return_data: false,
            metric_stat: {
              metric: {
                namespace: "AWS/ApiGateway",
                metric_name: "Count",
                dimensions: [
                  { name: "ApiName", value: "orders" },
                  { name: "Stage", value: "live" },
                ],
              },
              stat: "Sum",
            },
          },
          {
            id: "tasks",
            return_data: false,
            metric_stat: {
              metric: {
                namespace: "ECS/ContainerInsights",
                metric_name: "RunningTaskCount",
                dimensions: [
                  { name: "ClusterName", value: "${aws_ecs_cluster.cluster.name}" },
                  { name: "ServiceName", value: "${aws_ecs_service.orders.name}" },
                ],
              },
              stat: "Average",
            },
          },
          {
            id: "each",
            expression: "FILL(requests, 0) / tasks",
            label: "Requests per task",
            return_data: true,
          },
        ],
      },
    });
    expect(count(json, AppautoscalingPolicy)).toBe(2);
  });

  it("can follow one thing more later on", () => {
    const json = synthesize((stack) => {
      service(stack, { tasks: { minimum: 1, maximum: 3 } }).scaleOn(ScalingTarget.requests(requests, 10));
    });
    expect(Object.keys(resources(json, AppautoscalingPolicy)).sort()).toEqual([
      "orders_scaling_cpu",
      "orders_scaling_requests",
    ]);
  });
});

describe("EC2 capacity", () => {
  const capacity = (props: Partial<Ec2CapacityProps> = {}) =>
    synthesize((stack) => void new Ec2Capacity(stack, "instances", { ...ec2(setting(stack)), ...props }));
  const json = capacity({ tags: { team: "shop" } });
  const template = resource(json, LaunchTemplate, "instances_template");

  it("is of the newest ECS-optimised image of its architecture, or of one of one's own", () => {
    const parameter = (variant: string) =>
      `resolve:ssm:/aws/service/ecs/optimized-ami/${variant}/recommended/image_id`;
    const imageOf = (props: Partial<Ec2CapacityProps>) =>
      resource(capacity(props), LaunchTemplate, "instances_template").image_id;
    expect(template).toMatchObject({ image_id: parameter("amazon-linux-2023"), instance_type: "m7i.large" });
    expect(imageOf({ architecture: "arm64" })).toBe(parameter("amazon-linux-2023/arm64"));
    expect(imageOf({ imageId: "ami-1" })).toBe("ami-1");
  });

  it("gives its credentials only for a token, not to containers, and writes to an encrypted volume", () => {
    expect(template).toMatchObject({
      metadata_options: { http_endpoint: "enabled", http_tokens: "required", http_put_response_hop_limit: 1 },
      block_device_mappings: [
        {
          device_name: "/dev/xvda",
          ebs: { encrypted: "true", volume_size: 30, volume_type: "gp3", delete_on_termination: "true" },
        },
      ],
      network_interfaces: [
        {
          associate_public_ip_address: "false",
          delete_on_termination: "true",
          security_groups: ["${aws_security_group.instances_security-group.id}"],
        },
      ],
      iam_instance_profile: { arn: "${aws_iam_instance_profile.instances_profile.arn}" },
      update_default_version: true,
    });
    expect(template).not.toHaveProperty("key_name");
    expect(resource(json, IamInstanceProfile, "instances_profile").role).toBe(
      "${aws_iam_role.instances_role.name}",
    );
    const large = resource(capacity({ volumeSizeInGib: 100 }), LaunchTemplate, "instances_template");
    expect(large.block_device_mappings[0].ebs.volume_size).toBe(100);
  });

  // Without a network interface in the template the subnet decides, and a described one may give public addresses.
  it("has no public address even in a subnet that gives them", () => {
    expect(template.network_interfaces?.[0]?.associate_public_ip_address).toBe("false");
  });

  it("joins the cluster, and keeps its credentials from tasks", () => {
    const script = /^\$\{base64encode\("(.*)"\)\}$/.exec(template.user_data)?.[1]?.split("\\n");
    expect(script).toEqual([
      "#!/bin/bash",
      "cat >> /etc/ecs/ecs.config <<'END'",
      "ECS_CLUSTER=${aws_ecs_cluster.cluster.name}",
      "ECS_AWSVPC_BLOCK_IMDS=true",
      "ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE=true",
      "END",
      "",
    ]);
  });

  it("is a group whose instances are not taken from under their tasks, once the ways to ECS are there", () => {
    const { depends_on, ...group } = resource(json, AutoscalingGroup, "instances");
    expect(group).toEqual({
      force_delete: true,
      name_prefix: "instances-",
      min_size: 0,
      max_size: 4,
      vpc_zone_identifier: ["subnet-instance-euc1-az1", "subnet-instance-euc1-az3"],
      launch_template: {
        id: "${aws_launch_template.instances_template.id}",
        version: "${aws_launch_template.instances_template.latest_version}",
      },
      health_check_type: "EC2",
      protect_from_scale_in: true,
      tag: [
        { key: "AmazonECSManaged", value: "true", propagate_at_launch: true },
        { key: "team", value: "shop", propagate_at_launch: true },
        { key: "Name", value: "instances", propagate_at_launch: true },
      ],
      lifecycle: { ignore_changes: ["desired_capacity"] },
    });
    expect(depends_on.sort()).toEqual([
      "aws_iam_role_policy.instances_role_policy",
      "aws_vpc_endpoint.endpoints_ecs",
      "aws_vpc_endpoint.endpoints_ecs-agent",
      "aws_vpc_endpoint.endpoints_ecs-telemetry",
      "aws_vpc_security_group_egress_rule.instances_security-group_to_endpoints_security-group_443",
      "aws_vpc_security_group_ingress_rule.endpoints_security-group_from_instances_security-group_443",
    ]);
    expect(resource(json, EcsCapacityProvider, "instances_provider")).toMatchObject({
      name: "app-instances",
      auto_scaling_group_provider: {
        auto_scaling_group_arn: "${aws_autoscaling_group.instances.arn}",
        managed_termination_protection: "ENABLED",
        managed_draining: "ENABLED",
        managed_scaling: { status: "ENABLED", target_capacity: 100 },
      },
    });
    expect(resource(capacity({ minimum: 2 }), AutoscalingGroup, "instances").min_size).toBe(2);
  });

  it("needs the agent's three endpoints, and no others by itself", () => {
    expect(Object.keys(endpointsIn(json)).sort()).toEqual(["ecs", "ecs-agent", "ecs-telemetry"]);
    expect(connectionsIn(json).into).toEqual(["instances_security-group -> endpoints_security-group 443"]);
  });

  it.each(["aws-one", "ecs-one", "Fargate-one"])("has a name that ECS takes in the cluster %s", (name) => {
    const named = synthesize((stack) => {
      const { cluster: _, ...there } = setting(stack);
      const cluster = new PrivateCluster(stack, "named", { name });
      new Ec2Capacity(stack, "instances", ec2({ ...there, cluster }));
    });
    expect(Object.values(resources(named, EcsCapacityProvider))[0]?.name).toBe(`own-${name}-instances`);
  });
});

/** What is refused, by a title: how it is built, and the fault with its cure. */
