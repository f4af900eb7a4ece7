import { TerraformVariable } from "cdktf";
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
  PrivateService,
  type PrivateServiceProps,
  ScalingTarget,
  Volume,
} from "../../modules/ecs";
import { Role } from "../../modules/iam";
import { LogGroup } from "../../modules/logs";
import { SubnetGroup } from "../../modules/network";
import { refusalOf, synthesize, type TestStack } from "../synthesis";
import {
  ec2,
  GROUP_ARN,
  image,
  KEY,
  network,
  PARAMETER,
  SECRET,
  SETTINGS,
  service,
  serviceWith,
  setting,
} from "./fixtures";

type Refused = readonly [(stack: TestStack) => void, { input: string; [words: string]: unknown }];

const container =
  (props: Partial<ContainerProps>, more: Partial<PrivateServiceProps<"web">> = {}) =>
  (stack: TestStack) =>
    void service(stack, {
      ...more,
      containers: { web: { image: image(), ...props } as ContainerProps<"web"> },
    });
const containers =
  (all: Readonly<Record<string, Partial<ContainerProps>>>, more: Partial<PrivateServiceProps<string>> = {}) =>
  (stack: TestStack) =>
    void service<string>(stack, {
      ...more,
      containers: Object.fromEntries(
        Object.entries(all).map(([name, props]) => [name, { image: image(), ...props }]),
      ),
    });
const orders =
  (props: Partial<PrivateServiceProps<"web">>) =>
  (stack: TestStack): void =>
    void service(stack, props);
const instances =
  (props: Partial<Ec2CapacityProps>) =>
  (stack: TestStack): void =>
    void new Ec2Capacity(stack, "instances", { ...ec2(setting(stack)), ...props });
const onEc2 =
  (props: Partial<PrivateServiceProps<"web">>) =>
  (stack: TestStack): void => {
    const there = setting(stack);
    const capacity = Capacity.ec2(new Ec2Capacity(stack, "instances", ec2(there)));
    service(stack, { ...props, capacity }, there);
  };
const followed =
  (...follow: ScalingTarget[]) =>
  (stack: TestStack): void =>
    void service(stack, { tasks: { minimum: 1, maximum: 2, follow } });
const oneZone = () =>
  network("one", { subnetGroups: { task: [{ subnetId: "subnet-1", zone: "euc1-az1" }] } });
const MIRROR =
  "mirror it into an ECR repository of this Region, by a pull-through cache (whose first pull of an image needs a way to the internet) or " +
  "with docker pull, tag and push, and name it with ContainerImage.ofRepository";
const requests = { namespace: "n", metricName: "m", dimensions: {}, statistic: "Sum" } as const;
const limit = (fault: { input: string; given: unknown; allowed: string }) => ({
  ...fault,
  fix: "correct it, or leave it out",
});

const REFUSED: Record<string, Refused> = {
  ...Object.fromEntries(
    [
      ["nginx", "docker.io"],
      ["library/nginx:1.27", "docker.io"],
      ["docker.io/library/nginx:1.27", "docker.io"],
      ["public.ecr.aws/nginx/nginx:1.27", "public.ecr.aws"],
      ["ghcr.io/open-telemetry/demo:1", "ghcr.io"],
      ["quay.io/prometheus/prometheus:v2", "quay.io"],
      ["mcr.microsoft.com/dotnet/aspnet:8.0", "mcr.microsoft.com"],
      ["localhost:5000/app", "localhost:5000"],
      ["111122223333.dkr.ecr.eu-central-1.amazonaws.com", "docker.io"],
    ].map(([uri = "", registry]): [string, Refused] => [
      `the image ${uri}`,
      [
        container({ image: ContainerImage.uri(uri) }),
        { input: "containers.web.image", told: `"${uri}", from ${registry}`, fix: MIRROR },
      ],
    ]),
  ),
  "an image of another Region": [
    container({ image: ContainerImage.uri("111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders:1") }),
    {
      input: "containers.web.image",
      told: '"111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders:1", from eu-west-1',
      fix: "replicate the repository to eu-central-1",
    },
  ],
  "a repository of another Region": [
    container({
      image: ContainerImage.ofRepository(
        Repository.fromAttributes({
          repositoryArn: "arn:aws:ecr:us-east-1:111122223333:repository/orders",
        }),
        "1",
      ),
    }),
    {
      input: "containers.web.image",
      told: '"111122223333.dkr.ecr.us-east-1.amazonaws.com/orders:1", from us-east-1',
      fix: "replicate the repository to eu-central-1",
    },
  ],
  "an image by its dual-stack name": [
    container({ image: ContainerImage.uri("111122223333.dkr-ecr.eu-central-1.on.aws/orders:1") }),
    {
      input: "containers.web.image",
      given: "111122223333.dkr-ecr.eu-central-1.on.aws/orders:1",
      fix: "write 111122223333.dkr.ecr.eu-central-1.amazonaws.com/orders",
    },
  ],
  "an image by its FIPS name": [
    container({ image: ContainerImage.uri("111122223333.dkr.ecr-fips.us-east-1.amazonaws.com/orders") }),
    {
      input: "containers.web.image",
      given: "111122223333.dkr.ecr-fips.us-east-1.amazonaws.com/orders",
      fix: "write 111122223333.dkr.ecr.us-east-1.amazonaws.com/orders",
    },
  ],
  "an image whose whole name only Terraform knows": [
    (stack) => {
      const uri = new TerraformVariable(stack, "image", { type: "string" }).stringValue;
      serviceWith(stack, { image: ContainerImage.uri(uri) });
    },
    {
      input: "containers.web.image",
      told: "a whole name that only Terraform knows, so that its repository is not known",
      fix: "name it with ContainerImage.ofRepository, whose version may be a Terraform variable",
    },
  ],
  "a collector that cannot be pulled": [
    orders({
      tracing: { collector: ContainerImage.uri("public.ecr.aws/aws-observability/aws-otel-collector") },
    }),
    { input: "containers.aws-otel-collector.image", fix: MIRROR },
  ],
  "a container with the collector's name": [
    containers({ web: {}, "aws-otel-collector": {} }, { tracing: { collector: image() } }),
    { input: "containers", fix: "rename the container or move its port, or leave tracing out" },
  ],
  "a secret of another Region": [
    container({
      secrets: { A: ContainerSecret.secretsManager(SECRET.replace("eu-central-1", "eu-west-1")) },
    }),
    { input: "containers.web.secrets.A", fix: "replicate the secret to eu-central-1" },
  ],
  "a parameter of another Region": [
    container({ secrets: { A: ContainerSecret.parameterStore(PARAMETER.replace("central", "west")) } }),
    { input: "containers.web.secrets.A", fix: "replicate the secret to eu-central-1" },
  ],
  "a part of a secret's ARN": [
    container({ secrets: { A: ContainerSecret.secretsManager(SECRET.replace(/-\w{6}$/, "")) } }),
    {
      input: "containers.web.secrets.A",
      given: SECRET.replace(/-\w{6}$/, ""),
      fix: "copy it from: aws secretsmanager describe-secret",
    },
  ],
  "a secret's ARN with a key in it": [
    container({ secrets: { A: ContainerSecret.secretsManager(`${SECRET}:user::`) } }),
    { input: "containers.web.secrets.A", fix: "copy it from: aws secretsmanager describe-secret" },
  ],
  "a secret by its name": [
    container({ secrets: { A: ContainerSecret.secretsManager("orders") } }),
    { input: "containers.web.secrets.A", given: "orders" },
  ],
  "a parameter by its name": [
    container({ secrets: { A: ContainerSecret.parameterStore("/orders/password") } }),
    {
      input: "containers.web.secrets.A",
      given: "/orders/password",
      fix: "copy it from: aws ssm get-parameter",
    },
  ],
  "a parameter as a secret": [
    container({ secrets: { A: ContainerSecret.secretsManager(PARAMETER) } }),
    { input: "containers.web.secrets.A", given: PARAMETER },
  ],
  "a variable that is a secret too": [
    container({ environment: { A: "1" }, secrets: { A: ContainerSecret.secretsManager(SECRET) } }),
    { input: "containers.web.environment.A", fix: "keep the secret" },
  ],
  "tasks in seventeen subnets": [
    orders({
      subnets: SubnetGroup.ofIds(
        network(),
        Array.from({ length: 17 }, (_, index) => `subnet-${index}`),
      ),
    }),
    { input: "subnets", fix: "leave some of them out" },
  ],
  "eleven environment files": [
    container({ environmentFiles: Array(11).fill(EnvironmentFile.inBucket(SETTINGS, "a.env")) }),
    { input: "containers.web.environmentFiles", told: "11 files", fix: "join some of them" },
  ],
  "an environment file of another ending": [
    container({ environmentFiles: [EnvironmentFile.inBucket(SETTINGS, "a.txt")] }),
    { input: "containers.web.environmentFiles", given: "a.txt", fix: "rename the object" },
  ],
  "an environment file's key by an alias": [
    container({
      environmentFiles: [
        EnvironmentFile.inBucket(
          { ...SETTINGS, kmsKeyArn: KEY.replace(/key\/.*/, "alias/settings") },
          "a.env",
        ),
      ],
    }),
    { input: "containers.web.environmentFiles.kmsKeyArn", fix: "copy it from: aws kms describe-key" },
  ],
  ...Object.fromEntries(
    (
      [
        ["environment", "${HOME}/bin", (text) => ({ environment: { PATH: text } })],
        ["a command", "echo ${HOME}", (text) => ({ command: ["-c", text] })],
        ["an entry point", "%{if}", (text) => ({ entryPoint: [text] })],
        ["a health check", "$ ${HOME}", (text) => ({ healthCheck: { command: text } })],
      ] satisfies [string, string, (text: string) => Partial<ContainerProps>][]
    ).map(([where, text, props]): [string, Refused] => [
      `${text} in ${where}, which Terraform would read`,
      [
        container(props(text)),
        {
          input: "containers.web",
          told: `with the text "${text}"`,
          fix: "write $${...} for the shell's own, and a token for a value of Terraform's",
        },
      ],
    ]),
  ),
  "${...} beside a token": [
    (stack) => {
      const stage = new TerraformVariable(stack, "stage", { type: "string" }).stringValue;
      serviceWith(stack, { environment: { PATH: `${stage} $\{HOME}` } });
    },
    { input: "containers.web", allowed: "no ${...} and no %{...}, which Terraform would read as its own" },
  ],
  "a container's name with a dot": [
    containers({ "web.one": {} }),
    { input: "containers.web.one", fix: "rename it" },
  ],
  "a container's name of 65 letters": [
    containers({ ["w".repeat(65)]: {} }),
    { input: `containers.${"w".repeat(65)}`, fix: "rename it" },
  ],
  "a port that is none": [
    container({ port: 65536 }),
    { input: "containers.web.port", given: 65536, fix: "give the port that the destination listens on" },
  ],
  "a port twice": [
    containers({ web: { port: 80 }, proxy: { port: 80 } }),
    {
      input: "containers.proxy.port",
      given: 80,
      allowed: "a port that web does not listen on, since the containers of a task share one network",
      fix: "let one of the two listen on another port",
    },
  ],
  ...Object.fromEntries(
    (
      [
        ["cpu", { cpu: 0 }, 0, "CPU units from 1 to 196608"],
        ["memory", { memory: 5 }, 5, "MiB from 6 to 2147483648"],
        ["stopTimeoutInSeconds", { stopTimeoutInSeconds: 121 }, 121, "seconds from 2 to 120"],
        ["stopTimeoutInSeconds", { stopTimeoutInSeconds: 1 }, 1, "seconds from 2 to 120"],
        [
          "healthCheck.intervalInSeconds",
          { healthCheck: { command: "true", intervalInSeconds: 4 } },
          4,
          "seconds from 5 to 300",
        ],
        [
          "healthCheck.timeoutInSeconds",
          { healthCheck: { command: "true", timeoutInSeconds: 61 } },
          61,
          "seconds from 2 to 60",
        ],
        ["healthCheck.retries", { healthCheck: { command: "true", retries: 11 } }, 11, "times from 1 to 10"],
        [
          "healthCheck.startPeriodInSeconds",
          { healthCheck: { command: "true", startPeriodInSeconds: 301 } },
          301,
          "seconds from 0 to 300",
        ],
        [
          "healthCheck.retries",
          { healthCheck: { command: "true", retries: 1.5 } },
          1.5,
          "times from 1 to 10",
        ],
      ] as const
    ).map(([which, props, given, range]): [string, Refused] => [
      `${which} of ${given}`,
      [
        container(props),
        limit({ input: `containers.web.${which}`, given, allowed: `a whole number of ${range}` }),
      ],
    ]),
  ),
  "a read-only file system with ECS Exec": [
    container({ readonlyRootFilesystem: true }, { exec: true }),
    {
      input: "containers.web.readonlyRootFilesystem",
      fix: "leave exec out, or let the container write to its file system",
    },
  ],
  "no container at all": [
    containers({}),
    { input: "containers", fix: "leave essential out for the main container" },
  ],
  "no essential container": [
    container({ essential: false }),
    {
      input: "containers",
      told: "without one that is essential",
      fix: "leave essential out for the main container",
    },
  ],
  "no essential container but the collector": [
    container({ essential: false }, { tracing: { collector: image() } }),
    { input: "containers", told: "without one that is essential" },
  ],
  "waiting for the health of a container without a health check": [
    containers({ web: { startsAfter: { cache: "HEALTHY" } }, cache: {} }),
    {
      input: "containers.web.startsAfter.cache",
      given: "HEALTHY",
      fix: 'give cache a healthCheck, or wait for "START"',
    },
  ],
  ...Object.fromEntries(
    (["COMPLETE", "SUCCESS"] as const).map((given): [string, Refused] => [
      `waiting for ${given} of an essential container`,
      [
        containers({ web: { startsAfter: { cache: given } }, cache: {} }),
        { input: "containers.web.startsAfter.cache", given, fix: "set essential to false in cache" },
      ],
    ]),
  ),
  "a container that waits for itself": [
    container({ startsAfter: { web: "START" } }),
    {
      input: "containers.web.startsAfter",
      told: "a circle: web after web",
      fix: "remove one of them",
    },
  ],
  "logs to a router that there is not": [
    container({ logs: ContainerLogs.firelens({}) }),
    {
      input: "containers.web.logs",
      fix: 'add a container with firelens: "fluentbit", or use ContainerLogs.cloudWatch()',
    },
  ],
  "a router that sends to itself": [
    container({ firelens: "fluentbit", logs: ContainerLogs.firelens({}) }),
    { input: "containers.web.logs", told: "sent to itself", fix: "use ContainerLogs.cloudWatch() for it" },
  ],
  "two log routers": [
    containers({ web: { firelens: "fluentbit" }, other: { firelens: "fluentd" } }),
    { input: "containers", told: "two log routers: web, other", fix: "leave it out of the others" },
  ],
  "a name with a space": [
    orders({ name: "my orders" }),
    { input: "name", given: "my orders", fix: "choose a name like orders" },
  ],
  "tasks in one zone": [
    (stack) =>
      void service(stack, { subnets: oneZone().subnetGroup("task") }, setting(stack, { of: network("one") })),
    { input: "subnets", given: ["subnet-1"], allowed: "subnets in at least two Availability Zones" },
  ],
  "endpoints of another VPC": [
    (stack) => void service(stack, { subnets: network("other").subnetGroup("task") }),
    {
      input: "endpoints",
      told: "those of another VPC, stack/endpoints",
      fix: "make VpcEndpoints for the network of the subnets",
    },
  ],
  "CPU that Fargate does not have": [
    orders({ cpu: 300, memory: 1024 }),
    {
      input: "cpu",
      given: 300,
      allowed: "one of 256, 512, 1024, 2048, 4096, 8192, 16384",
      fix: "choose the next larger one",
    },
  ],
  "memory that does not go with the CPU": [
    orders({ cpu: 256, memory: 8192 }),
    {
      input: "memory",
      given: 8192,
      allowed: "with 256 CPU units 512, 1024, 2048 MiB",
      fix: "choose the next larger one, or more CPU units",
    },
  ],
  "memory between two steps": [
    orders({ cpu: 8192, memory: 17000 }),
    { input: "memory", given: 17000, allowed: "with 8192 CPU units 16384 to 61440 in steps of 4096 MiB" },
  ],
  "containers with more CPU than their task": [
    containers({ web: { cpu: 200 }, other: { cpu: 100 } }),
    {
      input: "cpu",
      given: 256,
      allowed: "at least 300, which the containers have together",
      fix: "raise the task's cpu, or lower the containers'",
    },
  ],
  "a container with more memory than its task": [
    container({ memory: 513 }),
    {
      input: "memory",
      given: 512,
      allowed: "at least 513, which the containers have together",
      fix: "raise the task's memory, or lower the containers'",
    },
  ],
  "20 GiB of storage, which every task has": [
    orders({ ephemeralStorageInGib: 20 }),
    { input: "ephemeralStorageInGib", given: 20, fix: "leave it out to have 20, or correct it" },
  ],
  "more storage than there is": [
    orders({ ephemeralStorageInGib: 201 }),
    { input: "ephemeralStorageInGib", given: 201 },
  ],
  "storage of its own on EC2": [
    onEc2({ ephemeralStorageInGib: 40 }),
    { input: "ephemeralStorageInGib", fix: "leave it out, and set volumeSizeInGib of Ec2Capacity" },
  ],
  "another architecture than the instances'": [
    onEc2({ architecture: "arm64" }),
    {
      input: "architecture",
      given: "arm64",
      allowed: "x86_64, which the instances have",
      fix: "leave it out",
    },
  ],
  ...Object.fromEntries(
    [-1, 1.5, 5001, { minimum: 3, maximum: 2 }, { minimum: -1, maximum: 2 }].map(
      (tasks): [string, Refused] => [
        `tasks of ${JSON.stringify(tasks)}`,
        [
          orders({ tasks }),
          { input: "tasks", given: tasks, fix: "write tasks: 2, or tasks: { minimum: 2, maximum: 10 }" },
        ],
      ],
    ),
  ),
  ...Object.fromEntries(
    (
      [
        [100, 100],
        [-1, 200],
        [0, 99],
        [0, 1001],
        [150, 120],
      ] as const
    ).map(([minimumPercent, maximumPercent]): [string, Refused] => [
      `a deployment of ${minimumPercent} to ${maximumPercent} percent`,
      [
        orders({ deployment: { minimumPercent, maximumPercent } }),
        {
          input: "deployment",
          given: { minimumPercent, maximumPercent },
          fix: "write 100 and 200, or 0 and 100 where two versions must not run at once",
        },
      ],
    ]),
  ),
  "a grace period below zero": [
    orders({ healthCheckGracePeriodInSeconds: -1 }),
    { input: "healthCheckGracePeriodInSeconds", fix: "give the time that a task takes until it answers" },
  ],
  "a volume's name with a slash": [
    container({ mounts: { "/a": Volume.ephemeral("a/b") } }),
    { input: "mounts", given: "a/b", fix: "rename the volume" },
  ],
  "two volumes of one name": [
    container({ mounts: { "/a": Volume.ephemeral("data"), "/b": Volume.ephemeral("data") } }),
    {
      input: "mounts",
      told: "two volumes named data",
      fix: "mount the same Volume object in both containers, or rename one",
    },
  ],
  "an offer of a container without a port": [
    container({}, { serviceConnect: { offers: { web: {} } } }),
    { input: "serviceConnect.offers.web", fix: "give containers.web its port" },
  ],
  "a target without a port": [
    (stack) => void serviceWith(stack, {}).container("web"),
    { input: "containers.web.port", fix: "give the port that the container listens on" },
  ],
  "a grant of another service's action": [
    (stack) =>
      void service(stack).grant({ service: AwsService.sqs, actions: ["sns:Publish"], resources: ["*"] }),
    {
      input: "actions",
      given: "sns:Publish",
      allowed: "actions of sqs: sqs:...",
      fix: "grant each service's actions with that service, so that the network leads there",
    },
  ],
  "a grant of everything": [
    (stack) => void service(stack).grant({ service: AwsService.sqs, actions: ["*"], resources: ["*"] }),
    { input: "actions", given: "*" },
  ],
  ...Object.fromEntries(
    (["grant", "reach"] as const).flatMap((how) =>
      (
        [
          ["actions", { actions: [], resources: ["*"] }, "name the actions, like s3:GetObject"],
          [
            "resources",
            { actions: ["sqs:SendMessage"], resources: [] },
            'name the ARNs, or "*" for actions that know none',
          ],
        ] as const
      ).map(([input, statement, fix]): [string, Refused] => [
        `${how} without ${input}`,
        [
          (stack) => void service(stack)[how]({ service: AwsService.sqs, ...statement }),
          { input, given: [], allowed: "at least one", fix },
        ],
      ]),
    ),
  ),
  "a statement without resources": [
    (stack) => void service(stack).allow({ actions: ["sqs:SendMessage"], resources: [] }),
    { input: "resources", given: [], fix: 'name the ARNs, or "*" for actions that know none' },
  ],
  "reaching another service's action": [
    (stack) =>
      void service(stack).reach({ service: AwsService.sqs, actions: ["sns:Publish"], resources: ["*"] }),
    { input: "actions", given: "sns:Publish" },
  ],
  "scaling of a fixed number": [
    (stack) => void service(stack).scaleOn(ScalingTarget.cpu(50)),
    { input: "tasks", given: 2, fix: "write tasks: { minimum: 2, maximum: 10 }" },
  ],
  "following one thing twice": [
    followed(ScalingTarget.cpu(50), ScalingTarget.cpu(60)),
    { input: "target", told: "a second one for cpu", fix: "remove one of the two" },
  ],
  "following 0 percent": [followed(ScalingTarget.memory(0)), { input: "percent", given: 0 }],
  "following 101 percent": [followed(ScalingTarget.cpu(101)), { input: "percent", given: 101 }],
  "following no requests": [
    followed(ScalingTarget.requests(requests, 0)),
    { input: "perTask", given: 0, fix: "give the requests in a minute that one task serves well" },
  ],
  "following requests where nobody counts tasks": [
    (stack) => {
      const follow = [ScalingTarget.requests(requests, 10)];
      const there = setting(stack, { cluster: { containerInsights: "disabled" } });
      service(stack, { tasks: { minimum: 1, maximum: 2, follow } }, there);
    },
    { input: "target", fix: 'set containerInsights of the cluster to "enabled"' },
  ],
  "a cluster's name with a dot": [
    (stack) => void new PrivateCluster(stack, "cluster", { name: "my.cluster" }),
    { input: "name", given: "my.cluster", fix: "choose a name like orders" },
  ],
  "an instance type that is none": [
    instances({ instanceType: "large" }),
    { input: "instanceType", given: "large", fix: "list them with: aws ec2 describe-instance-types" },
  ],
  "no instance at most": [
    instances({ maximum: 0 }),
    { input: "minimum and maximum", given: [0, 0], fix: "correct them" },
  ],
  "more instances at least than at most": [
    instances({ minimum: 3, maximum: 2 }),
    { input: "minimum and maximum", given: [3, 2] },
  ],
  "a volume smaller than the image": [
    instances({ volumeSizeInGib: 29 }),
    { input: "volumeSizeInGib", given: 29, fix: "raise it" },
  ],
  "instances in one zone": [
    instances({ subnets: oneZone().subnetGroup("task") }),
    { input: "subnets", given: ["subnet-1"] },
  ],
  "instances in another VPC than the endpoints": [
    instances({ subnets: network("other").subnetGroup("instance") }),
    { input: "endpoints", fix: "make VpcEndpoints for its own network" },
  ],
  "a boundary that is no policy": [
    (stack) =>
      void new Role(stack, "role", {
        assumedBy: "lambda.amazonaws.com",
        description: "Reads",
        permissionsBoundaryArn: "arn:aws:iam::111122223333:role/boundary",
      }),
    { input: "permissionsBoundaryArn", fix: "copy it from: aws iam list-policies" },
  ],
  "a role's description of 1001 characters": [
    (stack) =>
      void new Role(stack, "role", { assumedBy: "lambda.amazonaws.com", description: "a".repeat(1001) }),
    { input: "description", fix: "shorten it" },
  ],
};

describe("refused is", () => {
  it.each(Object.entries(REFUSED))("%s", (_, [build, fault]) => {
    expect(refusalOf(build).faults).toEqual([expect.objectContaining(fault)]);
  });

  it("a circle of containers, told of each of them", () => {
    const { faults } = refusalOf(
      containers({
        web: { startsAfter: { cache: "START" } },
        cache: { startsAfter: { proxy: "START" } },
        proxy: { startsAfter: { web: "START" } },
        other: { startsAfter: { web: "START" } },
      }),
    );
    expect(faults.map(({ input, told }) => [input, told])).toEqual([
      ["containers.web.startsAfter", "a circle: web after cache after proxy after web"],
      ["containers.cache.startsAfter", "a circle: cache after proxy after web after cache"],
      ["containers.proxy.startsAfter", "a circle: proxy after web after cache after proxy"],
    ]);
  });

  it("everything that is wrong, at once", () => {
    const { faults } = refusalOf(
      container({ image: ContainerImage.uri("nginx"), port: 0 }, { name: "", cpu: 1, tasks: -1 }),
    );
    expect(faults.map(({ input }) => input).sort()).toEqual([
      "containers.web.image",
      "containers.web.port",
      "cpu",
      "name",
      "tasks",
    ]);
  });

  // Found by reading, and not refused yet.
  // By the inputs that are at fault.
  const ALSO_REFUSED: Record<string, [build: (stack: TestStack) => void, ...inputs: string[]]> = {
    // `name` of PortMapping in the ECS API: lower-case letters, digits, underscores and hyphens, beginning with no hyphen.
    "an offer of a container with a capital letter in its name": [
      containers({ Web: { port: 80 } }, { serviceConnect: { offers: { Web: {} } } }),
      "serviceConnect.offers.Web",
      "serviceConnect.offers.Web and name",
    ],
    "two offers under one host name and port": [
      containers(
        { web: { port: 80 }, admin: { port: 81 } },
        { serviceConnect: { offers: { web: {}, admin: { port: 80 } } } },
      ),
      "serviceConnect.offers.admin",
    ],
    "an offer on a port that is none": [
      container({ port: 80 }, { serviceConnect: { offers: { web: { port: 70000 } } } }),
      "serviceConnect.offers.web.port",
    ],
    "a negative number of tasks on plain Fargate": [
      orders({ capacity: Capacity.fargateSpot({ onDemand: -1 }) }),
      "capacity.onDemand",
    ],
    "a part of a task on plain Fargate": [
      orders({ capacity: Capacity.fargateSpot({ onDemand: 1.5 }) }),
      "capacity.onDemand",
    ],
    "instances of another cluster": [
      (stack) => {
        const there = setting(stack);
        const cluster = new PrivateCluster(stack, "other", { name: "other" });
        const capacity = Capacity.ec2(new Ec2Capacity(stack, "instances", { ...ec2(there), cluster }));
        service(stack, { capacity }, there);
      },
      "capacity",
    ],
    // awslogs-region must be where the group is.
    "a log group of another Region": [
      container({
        logs: ContainerLogs.cloudWatchGroup(
          LogGroup.fromAttributes({
            logGroupArn: GROUP_ARN.replace("eu-central-1", "eu-west-1"),
            logGroupName: "shared",
          }),
        ),
      }),
      "containers.web.logs",
    ],
    "a log buffer of nothing": [
      container({ logs: ContainerLogs.cloudWatch({ maxBufferSizeInMib: 0 }) }),
      "containers.web.logs.maxBufferSizeInMib",
    ],
    // Docker starts no container with max-buffer-size in the blocking mode.
    "a log buffer of a container that waits": [
      container({ logs: ContainerLogs.cloudWatch({ mode: "blocking", maxBufferSizeInMib: 5 }) }),
      "containers.web.logs.maxBufferSizeInMib",
    ],
    "no beginning of log streams": [
      container({ logs: ContainerLogs.cloudWatch({ streamPrefix: "" }) }),
      "containers.web.logs.streamPrefix",
    ],
    "another service's action in a log router's use": [
      containers({
        web: {
          logs: ContainerLogs.firelens({}, [
            { service: AwsService.sqs, actions: ["s3:PutObject"], resources: ["*"] },
          ]),
        },
        router: { firelens: "fluentbit" },
      }),
      "containers.web.logs",
    ],
    // Containers of a task share one network.
    ...Object.fromEntries(
      [4317, 4318, 13133].map((port) => [
        `a container on the collector's port ${port}`,
        [container({ port }, { tracing: { collector: image() } }), "containers"] as const,
      ]),
    ),
    // ECS quota: containers in a task definition.
    "eleven containers": [
      containers(Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`web${index}`, {}]))),
      "containers",
    ],
    // The memory is twice the CPU, and so nothing too.
    "CPU of nothing on EC2": [onEc2({ cpu: 0 }), "cpu", "memory"],
  };
  it.each(Object.entries(ALSO_REFUSED))("%s", (_, [build, ...inputs]) => {
    expect(refusalOf(build).faults.map(({ input }) => input)).toEqual(inputs);
  });

  // Neither a service nor Ec2Capacity has such a property.
  it.each([
    ["tasks", REFUSED["tasks in one zone"]],
    ["instances", REFUSED["instances in one zone"]],
  ])("%s in one zone, with a cure that there is", (_, refused) => {
    expect(refusalOf((refused as Refused)[0]).message).not.toContain("set allowSingleZone");
  });
});

describe("what a type shows to be wrong", () => {
  const of = (stack: TestStack) => {
    const { cluster, endpoints, network: there } = setting(stack);
    return { name: "orders", cluster, endpoints, subnets: there.subnetGroup("task") };
  };

  it("does not compile, and is mostly refused too where types are not looked at", () => {
    refusalOf((stack) => {
      const orders = new PrivateService(stack, "orders", {
        ...of(stack),
        containers: { web: { image: image(), port: 80 } },
      });
      // @ts-expect-error it is called web
      orders.container("wbe");
    });
    refusalOf((stack) => {
      new PrivateService(stack, "orders", {
        ...of(stack),
        // @ts-expect-error there is no cache
        containers: { web: { image: image(), startsAfter: { cache: "HEALTHY" } } },
      });
    });
    refusalOf((stack) => {
      new PrivateService(stack, "orders", {
        ...of(stack),
        containers: { web: { image: image(), port: 80 } },
        // @ts-expect-error there is no admin
        serviceConnect: { offers: { admin: {} } },
      });
    });
    refusalOf((stack) => {
      new PrivateService(stack, "orders", {
        ...of(stack),
        containers: {
          web: { image: image(), startsAfter: { cache: "SUCCESS" } },
          // @ts-expect-error HEALTHY is written in capitals
          cache: { image: image(), startsAfter: { web: "healthy", cache: "START" } },
        },
      });
    });
    synthesize((stack) => {
      const orders = new PrivateService(stack, "orders", {
        ...of(stack),
        containers: { web: { image: image(), port: 80 } },
        // @ts-expect-error a number or a range
        architecture: "arm",
      });
      expect(orders.container("web").port).toBe(80);
    });
  });
});
