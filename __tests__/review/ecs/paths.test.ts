import { join } from "node:path";
import { ecsServicePaths } from "../../../review/paths/ecs";
import { readInputs } from "../../../review/read/inputs";
import type { JsonObject } from "../../../review/read/json";
import {
  and,
  at,
  container,
  definition,
  egress,
  findings,
  graphOf,
  IMAGE,
  ISOLATED,
  interfaceEndpoint,
  pathsIn,
  policy,
  type Resources,
  ref,
  service,
  trust,
  verdicts,
  WITH_INTERNET_GATEWAY,
  WITH_NAT,
} from "./configuration";

const ALL_PROVEN = { "ecr.api": "PROVEN", "ecr.dkr": "PROVEN", s3: "PROVEN", logs: "PROVEN" };
const isolated = (more: Resources) => graphOf(and(ISOLATED, more));
const withContainer = (more: JsonObject, task: JsonObject = {}) => ({
  aws_ecs_task_definition: { web: definition([container(more)], task) },
});

describe("what a task needs", () => {
  test("an image of ECR and logs, through endpoints", () => {
    const graph = graphOf(ISOLATED);
    expect(verdicts(graph)).toEqual(ALL_PROVEN);
    expect(findings(graph)).toEqual([]);
  });

  test("the same over a NAT gateway", () => {
    const graph = graphOf(WITH_NAT);
    expect(verdicts(graph)).toEqual(ALL_PROVEN);
    expect(pathsIn(graph)[0]?.elements.map(({ kind }) => kind)).toEqual([
      "ECS service",
      "NAT gateway",
      "AWS service",
    ]);
  });

  test.each([
    ["secretsmanager", { secrets: [{ name: "A", valueFrom: ref("aws_secretsmanager_secret.a", "arn") }] }],
    [
      "secretsmanager",
      { secrets: [{ name: "A", valueFrom: `${ref("aws_secretsmanager_secret.a", "arn")}:password::` }] },
    ],
    [
      "secretsmanager",
      {
        secrets: [
          { name: "A", valueFrom: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:a-AbCdEf" },
        ],
      },
    ],
    [
      "secretsmanager",
      { repositoryCredentials: { credentialsParameter: ref("aws_secretsmanager_secret.a", "arn") } },
    ],
    [
      "secretsmanager",
      { secrets: [{ name: "A", valueFrom: "${aws_db_instance.db.master_user_secret[0].secret_arn}" }] },
    ],
    ["ssm", { secrets: [{ name: "A", valueFrom: ref("aws_ssm_parameter.a", "arn") }] }],
    ["ssm", { secrets: [{ name: "A", valueFrom: ref("aws_ssm_parameter.a", "name") }] }],
    ["ssm", { secrets: [{ name: "A", valueFrom: "/web/${var.given}/a" }] }],
    ["ssm", { secrets: [{ name: "A", valueFrom: "arn:aws:ssm:eu-central-1:111122223333:parameter/a" }] }],
  ])("%s for %j", (suffix, more) => {
    const graph = isolated({
      ...withContainer(more as JsonObject),
      aws_secretsmanager_secret: { a: { name: "a" } },
      aws_ssm_parameter: { a: { name: "/a", type: "SecureString" } },
      aws_db_instance: { db: { manage_master_user_password: true } },
    });
    const [finding] = findings(graph, suffix).filter(({ rule }) => rule === "EP-01");
    expect(finding).toMatchObject({
      verdict: "BROKEN",
      address: "aws_ecs_task_definition.web",
      found: `aws_vpc.main has no endpoint for com.amazonaws.eu-central-1.${suffix}, and aws_route_table.private has no default route`,
    });
    expect(finding?.fix).toContain(`service_name = "com.amazonaws.eu-central-1.${suffix}"`);
    expect(finding?.fix).toContain("security_group_ids = [aws_security_group.endpoints.id]");
  });

  test("a secret that the execution role may not get", () => {
    const graph = isolated({
      ...withContainer({ secrets: [{ name: "A", valueFrom: ref("aws_secretsmanager_secret.a", "arn") }] }),
      aws_secretsmanager_secret: { a: { name: "a" } },
      aws_vpc_endpoint: { secrets: interfaceEndpoint("secretsmanager") },
    });
    expect(findings(graph, "secretsmanager")).toMatchObject([
      { rule: "IAM-01", verdict: "BROKEN", address: "aws_iam_role.execution" },
    ]);
  });

  test("two keys of one secret lack one permission", () => {
    const secret = ref("aws_secretsmanager_secret.a", "arn");
    const graph = isolated({
      ...withContainer({
        secrets: [
          { name: "A", valueFrom: `${secret}:user::` },
          { name: "B", valueFrom: `${secret}:password::` },
        ],
      }),
      aws_secretsmanager_secret: { a: { name: "a" } },
      aws_vpc_endpoint: { secrets: interfaceEndpoint("secretsmanager") },
    });
    expect(findings(graph, "secretsmanager")).toHaveLength(1);
  });

  test("an ARN in a fix has the partition of its Region, as IAM takes none with *", () => {
    const graph = isolated({
      ...withContainer({ secrets: [{ name: "A", valueFrom: "/web/a" }] }),
      aws_vpc_endpoint: { ssm: interfaceEndpoint("ssm") },
    });
    const [finding] = findings(graph, "ssm");
    expect(finding?.fix).toContain("arn:aws:ssm:eu-central-1:*:parameter/web/a");
  });

  test("a key of one's own for a secret", () => {
    const more = {
      ...withContainer({ secrets: [{ name: "A", valueFrom: ref("aws_secretsmanager_secret.a", "arn") }] }),
      aws_kms_key: { own: {} },
      aws_secretsmanager_secret: { a: { name: "a", kms_key_id: ref("aws_kms_key.own", "arn") } },
      aws_vpc_endpoint: { secrets: interfaceEndpoint("secretsmanager") },
    };
    const allow = (action: string, Resource: string) => ({
      aws_iam_role_policy: {
        [action.replace(":", "_")]: {
          role: ref("aws_iam_role.execution", "name"),
          policy: policy({ Effect: "Allow", Action: action, Resource }),
        },
      },
    });
    const secret = allow("secretsmanager:GetSecretValue", ref("aws_secretsmanager_secret.a", "arn"));
    expect(findings(isolated(and(more, secret)), "secretsmanager")).toMatchObject([
      { rule: "IAM-01", found: expect.stringContaining("kms:Decrypt") },
    ]);
    const both = and(and(more, secret), allow("kms:Decrypt", ref("aws_kms_key.own", "arn")));
    expect(verdicts(isolated(both)).secretsmanager).toBe("PROVEN");
  });

  test("files of environment variables", () => {
    const graph = isolated({
      ...withContainer({
        environmentFiles: [{ type: "s3", value: `${ref("aws_s3_bucket.files", "arn")}/web.env` }],
      }),
      aws_s3_bucket: { files: { bucket: "files" } },
    });
    expect(findings(graph, "s3")).toMatchObject([
      { rule: "IAM-01", found: expect.stringContaining("s3:GetObject") },
    ]);
  });

  test("logs through Fluent Bit, with the task's own role", () => {
    const fluent = {
      logDriver: "awsfirelens",
      options: { Name: "cloudwatch_logs", region: "eu-central-1", log_group_name: "/web" },
    };
    const graph = isolated(withContainer({ logConfiguration: fluent }));
    expect(findings(graph, "logs")).toMatchObject([
      {
        rule: "ECS-05",
        address: "aws_ecs_task_definition.web",
        found: expect.stringContaining("task_role_arn"),
      },
    ]);
  });
});

describe("images from elsewhere", () => {
  const hub = withContainer({ image: "nginx:1.27" });

  test("are not pulled without internet", () => {
    expect(findings(isolated(hub), "docker.io")).toMatchObject([
      {
        rule: "ECS-03",
        verdict: "BROKEN",
        address: "aws_ecs_task_definition.web",
        found: expect.stringContaining("docker.io"),
      },
    ]);
  });

  test("are pulled over a NAT gateway", () => {
    expect(verdicts(graphOf(and(WITH_NAT, hub)))["docker.io"]).toBe("PROVEN");
  });

  test("and it is told at once if the tasks' group lets nothing out either", () => {
    const shut = {
      aws_vpc_security_group_egress_rule: { endpoints: undefined, s3: undefined },
      aws_vpc_endpoint: { logs: undefined },
    };
    const graph = isolated(and(hub, shut));
    const expected = [{ rule: "SG-01", verdict: "BROKEN", address: "aws_security_group.tasks" }];
    expect(findings(graph, "docker.io")).toMatchObject([{ rule: "ECS-03" }, ...expected]);
    expect(findings(graph, "logs")).toMatchObject([{ rule: "EP-01" }, ...expected]);
    // With a rule to the endpoints, it depends on the cure.
    const toEndpoints = and(hub, { aws_vpc_endpoint: { logs: undefined } });
    expect(findings(isolated(toEndpoints), "logs")).toMatchObject([{ rule: "EP-01" }]);
  });

  test("a registry of one's own may stand in a network that is connected", () => {
    expect(
      verdicts(isolated(withContainer({ image: "registry.acme.internal/web:1" })))["registry.acme.internal"],
    ).toBe("UNKNOWN");
  });

  test("are not pulled if the tasks' group lets nothing out", () => {
    const shut = { aws_vpc_security_group_egress_rule: { s3: egress({ cidr_ipv4: "10.0.0.0/16" }) } };
    expect(findings(graphOf(and(and(WITH_NAT, hub), shut)), "docker.io")).toMatchObject([
      { rule: "SG-01", verdict: "BROKEN", address: "aws_security_group.tasks" },
    ]);
  });

  test("an internet gateway serves tasks with a public address alone", () => {
    const without = graphOf(and(WITH_INTERNET_GATEWAY, hub));
    expect(findings(without, "docker.io")).toMatchObject([
      {
        rule: "ECS-03",
        verdict: "BROKEN",
        address: "aws_ecs_service.web",
        fix: expect.stringContaining("assign_public_ip = true"),
      },
    ]);
    const configuration = { ...(service().network_configuration as JsonObject), assign_public_ip: true };
    const given = { aws_ecs_service: { web: service({ network_configuration: configuration }) } };
    expect(verdicts(graphOf(and(and(WITH_INTERNET_GATEWAY, hub), given)))).toEqual({
      "docker.io": "PROVEN",
      logs: "PROVEN",
    });
    const unclear = { ...configuration, assign_public_ip: "${var.given}" };
    const maybe = { aws_ecs_service: { web: service({ network_configuration: unclear }) } };
    expect(verdicts(graphOf(and(and(WITH_INTERNET_GATEWAY, hub), maybe)))["docker.io"]).toBe("UNKNOWN");
  });

  test("an image that is not known leaves the path unknown, unless nothing at all can be pulled", () => {
    const unknown = withContainer({ image: "${var.given}" });
    const name = "image of the container web";
    expect(verdicts(isolated(unknown))[name]).toBe("UNKNOWN");
    expect(verdicts(graphOf(and(WITH_NAT, unknown)))[name]).toBe("UNKNOWN");
    const none = { aws_vpc_endpoint: { ecr_dkr: undefined, ecr_api: undefined } };
    expect(verdicts(isolated(and(unknown, none)))[name]).toBe("BROKEN");
  });

  test("an image of another Region has no endpoint", () => {
    const far = withContainer({ image: IMAGE.replace("eu-central-1", "us-east-1") });
    const [finding] = findings(isolated(far), "ecr.dkr");
    expect(finding).toMatchObject({
      rule: "EP-01",
      verdict: "BROKEN",
      found: expect.stringContaining("another Region"),
    });
    expect(verdicts(graphOf(and(WITH_NAT, far)))["ecr.dkr"]).toBe("PROVEN");
  });
});

describe("permissions", () => {
  test("no execution role", () => {
    const graph = isolated(withContainer({}, { execution_role_arn: null }));
    expect(findings(graph, "logs")).toMatchObject([
      { rule: "ECS-05", verdict: "BROKEN", address: "aws_ecs_task_definition.web" },
    ]);
  });

  test("a role that ECS may not take", () => {
    const graph = isolated({
      aws_iam_role: {
        execution: { name: "execution", assume_role_policy: trust.replace("ecs-tasks", "ecs") },
      },
    });
    expect(findings(graph, "ecr.dkr")).toMatchObject([{ rule: "IAM-03", verdict: "BROKEN" }]);
  });

  const log = (options: JsonObject) => ({
    logDriver: "awslogs",
    options: {
      "awslogs-group": "/ecs/web",
      "awslogs-region": "eu-central-1",
      "awslogs-stream-prefix": "web",
      ...options,
    },
  });

  test("logs:CreateLogGroup is wanted only where the driver is to make the group", () => {
    const creates = {
      ...withContainer({ logConfiguration: log({ "awslogs-create-group": "true" }) }),
      aws_cloudwatch_log_group: { web: undefined },
    };
    expect(findings(isolated(creates), "logs")).toMatchObject([
      {
        rule: "IAM-01",
        verdict: "BROKEN",
        address: "aws_iam_role.execution",
        found: expect.stringContaining("logs:CreateLogGroup"),
      },
    ]);
    // With the group there, the driver never asks for it.
    const both = withContainer({ logConfiguration: log({ "awslogs-create-group": "true" }) });
    expect(findings(isolated(both), "logs")).toMatchObject([{ rule: "ECS-13", severity: "warning" }]);
    const leaves = withContainer({ logConfiguration: log({ "awslogs-create-group": "false" }) });
    expect(verdicts(isolated(leaves)).logs).toBe("PROVEN");
  });

  test("a log group that nobody makes may be there", () => {
    const graph = isolated({
      ...withContainer({ logConfiguration: log({}) }),
      aws_cloudwatch_log_group: { web: undefined },
    });
    expect(findings(graph, "logs")).toMatchObject([{ rule: "ECS-13", verdict: "UNKNOWN" }]);
    expect(verdicts(graph)).toMatchObject({ "ecr.api": "PROVEN", logs: "UNKNOWN" });
  });

  test("AWS's own policy for pulls names two actions, and they suffice", () => {
    const own = policy(
      { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
      {
        Effect: "Allow",
        Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        Resource: "arn:aws:ecr:eu-central-1:111122223333:repository/web",
      },
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `${ref("aws_cloudwatch_log_group.web", "arn")}:*`,
      },
    );
    const graph = isolated({
      aws_iam_role_policy_attachment: { execution: undefined },
      aws_iam_role_policy: { own: { role: ref("aws_iam_role.execution"), policy: own } },
    });
    expect(verdicts(graph)).toEqual(ALL_PROVEN);
  });

  test("the layers' bucket in the policy of S3's endpoint", () => {
    const withPolicy = (bucket: string) =>
      isolated({
        aws_vpc_endpoint: {
          s3: {
            ...ISOLATED.aws_vpc_endpoint?.s3,
            policy: policy({
              Effect: "Allow",
              Principal: "*",
              Action: "s3:GetObject",
              Resource: `arn:aws:s3:::${bucket}/*`,
            }),
          },
        },
      });
    expect(verdicts(withPolicy("prod-eu-central-1-starport-layer-bucket")).s3).toBe("PROVEN");
    expect(findings(withPolicy("shop"), "s3")).toMatchObject([
      { rule: "EP-06", verdict: "BROKEN", address: "aws_vpc_endpoint.s3" },
    ]);
  });
});

describe("ECS Exec", () => {
  const CHANNELS = ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"].map(
    (one) => `ssmmessages:${one}`,
  );
  const exec: Resources = {
    aws_ecs_service: { web: service({ enable_execute_command: true }) },
    aws_ecs_task_definition: {
      web: definition([container()], { task_role_arn: ref("aws_iam_role.task", "arn") }),
    },
    aws_iam_role: { task: { name: "task", assume_role_policy: trust } },
    aws_iam_role_policy: {
      task: {
        role: ref("aws_iam_role.task"),
        policy: policy({ Effect: "Allow", Action: CHANNELS, Resource: "*" }),
      },
    },
    aws_vpc_endpoint: { ssmmessages: interfaceEndpoint("ssmmessages") },
  };

  test("works with its endpoint and the task's role", () => {
    expect(verdicts(isolated(exec))).toEqual({ ...ALL_PROVEN, ssmmessages: "PROVEN" });
  });

  test("without its endpoint", () => {
    const graph = isolated(and(exec, { aws_vpc_endpoint: { ssmmessages: undefined } }));
    expect(findings(graph, "ssmmessages")).toMatchObject([
      { rule: "EP-01", verdict: "BROKEN", address: "aws_ecs_service.web" },
    ]);
    expect(verdicts(graph)).toMatchObject(ALL_PROVEN);
  });

  test("without a task role, and without one of four actions", () => {
    const none = isolated(and(exec, { aws_ecs_task_definition: { web: definition([container()]) } }));
    expect(findings(none, "ssmmessages")).toMatchObject([{ rule: "ECS-05", verdict: "BROKEN" }]);
    const three = {
      task: {
        role: ref("aws_iam_role.task"),
        policy: policy({ Effect: "Allow", Action: CHANNELS.slice(1), Resource: "*" }),
      },
    };
    const graph = isolated(and(exec, { aws_iam_role_policy: three }));
    expect(findings(graph, "ssmmessages")).toMatchObject([
      { rule: "IAM-02", found: expect.stringContaining("CreateControlChannel") },
    ]);
  });

  test("in containers that cannot be written to", () => {
    const task = { task_role_arn: ref("aws_iam_role.task", "arn") };
    const shut = container({ readonlyRootFilesystem: true });
    const all = isolated(and(exec, { aws_ecs_task_definition: { web: definition([shut], task) } }));
    expect(findings(all, "ssmmessages")).toMatchObject([{ rule: "ECS-06", verdict: "BROKEN" }]);
    const open = container({ name: "other", readonlyRootFilesystem: false });
    const one = isolated(and(exec, { aws_ecs_task_definition: { web: definition([shut, open], task) } }));
    expect(findings(one, "ssmmessages")).toMatchObject([
      { rule: "ECS-06", verdict: "PROVEN", severity: "warning" },
    ]);
    const mounts = { ...shut, mountPoints: [{ sourceVolume: "ssm", containerPath: "/var/lib/amazon" }] };
    const mounted = isolated(
      and(exec, {
        aws_ecs_task_definition: { web: definition([mounts], { ...task, volume: { name: "ssm" } }) },
      }),
    );
    expect(verdicts(mounted).ssmmessages).toBe("PROVEN");
  });

  test("with a key and a log group of the cluster's own", () => {
    const configuration = {
      execute_command_configuration: {
        kms_key_id: ref("aws_kms_key.exec", "arn"),
        logging: "OVERRIDE",
        log_configuration: { cloud_watch_log_group_name: ref("aws_cloudwatch_log_group.exec", "name") },
      },
    };
    const sessions = and(exec, {
      aws_kms_key: { exec: {} },
      aws_cloudwatch_log_group: { exec: { name: "/exec" } },
      aws_ecs_cluster: { main: { name: "main", configuration } },
    });
    const graph = isolated(sessions);
    expect(findings(graph, "kms").map(({ rule }) => rule)).toEqual(["EP-01", "IAM-02"]);
    expect(findings(graph, "logs").every(({ rule, found }) => rule === "IAM-02" && /logs:/.test(found))).toBe(
      true,
    );
    // The containers' own logs are written by another role: what is broken is not their path.
    const ofLogs = pathsIn(graph).filter(({ to }) => to.endsWith(".logs"));
    expect(ofLogs.map(({ verdict }) => verdict)).toEqual(["PROVEN", "BROKEN"]);
    const drafts = ecsServicePaths.infer(graph).filter(({ to }) => to.endsWith(".logs"));
    expect(drafts.map(({ via }) => via)).toEqual([undefined, "ECS Exec"]);
    const silent = and(sessions, {
      aws_ecs_task_definition: {
        web: definition([container({ logConfiguration: null })], {
          task_role_arn: ref("aws_iam_role.task", "arn"),
        }),
      },
    });
    const only = ecsServicePaths.infer(isolated(silent)).filter(({ to }) => to.endsWith(".logs"));
    expect(only.map(({ via }) => via)).toEqual([undefined]);
  });

  test.each([
    ["arn:aws:s3:::sessions/*", "PROVEN"],
    ["arn:aws:s3:::sessions/exec/*", "PROVEN"],
    ["arn:aws:s3:::sessions/other/*", "BROKEN"],
    ["arn:aws:s3:::others/*", "BROKEN"],
    ["*", "PROVEN"],
  ])("with sessions logged to a bucket, and the role allowed to put %s", (allowed, verdict) => {
    const configuration = {
      execute_command_configuration: {
        logging: "OVERRIDE",
        log_configuration: { s3_bucket_name: ref("aws_s3_bucket.sessions", "bucket"), s3_key_prefix: "exec" },
      },
    };
    const put = policy({ Effect: "Allow", Action: "s3:PutObject", Resource: allowed });
    const graph = isolated(
      and(exec, {
        aws_s3_bucket: { sessions: { bucket: "sessions" } },
        aws_ecs_cluster: { main: { name: "main", configuration } },
        aws_iam_role_policy: { put: { role: ref("aws_iam_role.task"), policy: put } },
      }),
    );
    const hops = pathsIn(graph)
      .filter(({ to }) => to.endsWith("s3"))
      .flatMap((path) => path.hops)
      .filter(({ title }) => title === "task role");
    expect(hops.map((hop) => hop.verdict)).toEqual([verdict]);
    const said = hops.flatMap((hop) => [...hop.findings, ...hop.evidence]);
    expect(JSON.stringify(said.filter(({ rule }) => rule === "IAM-02"))).toContain("s3:PutObject");
  });
});

describe("tasks on EC2", () => {
  const instances: Resources = {
    aws_autoscaling_group: {
      main: {
        vpc_zone_identifier: [ref("aws_subnet.a"), ref("aws_subnet.b")],
        launch_template: { id: ref("aws_launch_template.main") },
      },
    },
    aws_launch_template: { main: { vpc_security_group_ids: [ref("aws_security_group.tasks")] } },
    aws_ecs_capacity_provider: {
      main: {
        name: "main",
        auto_scaling_group_provider: { auto_scaling_group_arn: ref("aws_autoscaling_group.main", "arn") },
      },
    },
    aws_ecs_service: {
      web: service({
        launch_type: null,
        capacity_provider_strategy: [{ capacity_provider: ref("aws_ecs_capacity_provider.main", "name") }],
      }),
    },
    aws_ecs_task_definition: { web: definition([container()], { requires_compatibilities: ["EC2"] }) },
  };

  test("want three endpoints for the agent of their instances", () => {
    expect(verdicts(isolated(instances))).toEqual({
      ...ALL_PROVEN,
      ecs: "BROKEN",
      "ecs-agent": "BROKEN",
      "ecs-telemetry": "BROKEN",
    });
    const endpoints = {
      ecs: interfaceEndpoint("ecs"),
      agent: interfaceEndpoint("ecs-agent"),
      telemetry: interfaceEndpoint("ecs-telemetry"),
    };
    const all = Object.values(verdicts(isolated(and(instances, { aws_vpc_endpoint: endpoints }))));
    expect(all).toEqual(Array(7).fill("PROVEN"));
  });

  test("pull images with the role of their instances where they have no execution role", () => {
    const withProfile = (policy_arn: string | undefined) =>
      and(instances, {
        aws_ecs_task_definition: {
          web: definition([container()], { requires_compatibilities: ["EC2"], execution_role_arn: null }),
        },
        aws_launch_template: {
          main: {
            vpc_security_group_ids: [ref("aws_security_group.tasks")],
            iam_instance_profile: [{ arn: ref("aws_iam_instance_profile.host", "arn") }],
          },
        },
        aws_iam_instance_profile: { host: { role: ref("aws_iam_role.host", "name") } },
        aws_iam_role: { host: { assume_role_policy: trust.replace("ecs-tasks", "ec2") } },
        aws_iam_role_policy_attachment: {
          host: policy_arn === undefined ? undefined : { role: ref("aws_iam_role.host", "name"), policy_arn },
        },
      });
    const allowed = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role";
    expect(verdicts(isolated(withProfile(allowed)))).toMatchObject(ALL_PROVEN);
    expect(findings(isolated(withProfile(undefined)), "logs")).toMatchObject([
      { rule: "IAM-01", verdict: "BROKEN", address: "aws_iam_role.host" },
    ]);
  });

  test("have nothing said of their images where the instances are not in the files", () => {
    const elsewhere = { aws_ecs_service: { web: service({ launch_type: "EC2" }) } };
    expect(verdicts(isolated(and(instances, elsewhere)))).toEqual({});
  });
});

test("Service Connect may do without ecs-agent, as far as is known", () => {
  const connected = {
    aws_ecs_service: { web: service({ service_connect_configuration: { enabled: true } }) },
  };
  expect(findings(isolated(connected), "ecs-agent")).toMatchObject([{ rule: "EP-01", verdict: "UNKNOWN" }]);
  const there = and(connected, { aws_vpc_endpoint: { agent: interfaceEndpoint("ecs-agent") } });
  expect(verdicts(isolated(there))["ecs-agent"]).toBe("PROVEN");
  expect(verdicts(graphOf(and(WITH_NAT, connected)))["ecs-agent"]).toBe("PROVEN");
});

test("a service whose definition is elsewhere has one path, of which nothing is known", () => {
  const graph = isolated({
    aws_ecs_service: {
      web: service({ task_definition: "arn:aws:ecs:eu-central-1:111122223333:task-definition/else:3" }),
    },
  });
  expect(pathsIn(graph)).toMatchObject([{ verdict: "UNKNOWN", to: "what its tasks need" }]);
});

describe("containers that cannot be read", () => {
  const refers = (to: string): Resources => ({
    aws_ecs_task_definition: { web: definition([], { container_definitions: `\${file(${to})}` }) },
    aws_secretsmanager_secret: { a: { name: "a" } },
    aws_ecr_repository: { web: { name: "web" } },
  });

  test("need what they refer to, whatever they do with it", () => {
    expect(verdicts(isolated(refers("aws_secretsmanager_secret.a.arn")))).toEqual({
      secretsmanager: "BROKEN",
      "other containers": "UNKNOWN",
    });
    const image = isolated(refers("aws_ecr_repository.web.repository_url"));
    expect(verdicts(image)).toEqual({
      "ecr.api": "UNKNOWN",
      "ecr.dkr": "UNKNOWN",
      s3: "UNKNOWN",
      "other containers": "UNKNOWN",
    });
    expect(new Set(findings(image).map(({ rule }) => rule))).toEqual(new Set(["ECS-04", "ECS-19"]));
  });

  test("need nothing more of what is handed to them", () => {
    expect(verdicts(isolated(refers("aws_secretsmanager_secret.a.name")))).toEqual({
      "other containers": "UNKNOWN",
    });
  });
});

describe("paths that a person asks for", () => {
  const graph = graphOf(ISOLATED);

  test("to a service that the task needs", () => {
    const [draft] = ecsServicePaths.toService?.(graph, at(graph, "aws_ecs_service.web"), "logs") ?? [];
    expect(draft).toMatchObject({ to: "com.amazonaws.eu-central-1.logs", port: 443 });
    expect(draft?.gates.map(({ title }) => title)).toContain("execution role");
  });

  test("to a service that nothing tells it needs", () => {
    const [draft] = ecsServicePaths.toService?.(graph, at(graph, "aws_ecs_service.web"), "sqs") ?? [];
    expect(draft?.to).toBe("com.amazonaws.eu-central-1.sqs");
    const said = draft?.gates.flatMap(({ checks }) => checks.flatMap((check) => check.run(graph)));
    expect(said).toMatchObject([{ verdict: "BROKEN", at: { address: "aws_ecs_service.web" } }]);
  });

  test("to what it uses of a service", () => {
    const from = at(graph, "aws_ecs_service.web");
    const paths = ecsServicePaths.between(graph, from, at(graph, "aws_cloudwatch_log_group.web"), undefined);
    expect(paths.map(({ to }) => to)).toEqual(["com.amazonaws.eu-central-1.logs"]);
    expect(ecsServicePaths.between(graph, from, at(graph, "aws_vpc.main"), undefined)).toEqual([]);
  });
});

describe("the traps of this kind", () => {
  const TRAPS: readonly (readonly [trap: string, suffix: string, rule: string, address: string])[] = [
    ["missing-logs-route", "logs", "EP-01", "aws_ecs_task_definition.orders"],
    ["create-log-group", "logs", "IAM-01", "aws_iam_role.execution"],
    ["image-from-docker-hub", "docker.io", "ECS-03", "aws_ecs_task_definition.orders"],
    ["missing-s3-gateway", "s3", "EP-01", "aws_ecs_task_definition.orders"],
    ["s3-gateway-not-routed", "s3", "EP-05", "aws_vpc_endpoint.s3"],
    ["missing-secrets-endpoint", "secretsmanager", "EP-01", "aws_ecs_task_definition.orders"],
    ["exec-without-ssmmessages", "ssmmessages", "EP-01", "aws_ecs_service.orders"],
    ["endpoint-security-group", "ecr.dkr", "SG-01", "aws_security_group.endpoints"],
    ["task-egress-missing", "ecr.dkr", "SG-01", "aws_security_group.tasks"],
    ["dns-hostnames-off", "ecr.api", "DNS-01", "aws_vpc.main"],
  ];

  test.each(TRAPS)(
    "%s breaks the path to %s by %s at %s, and no other by anything else",
    async (trap, suffix, rule, address) => {
      const { graph } = await readInputs([join(__dirname, "../../../examples/traps", trap)]);
      expect(findings(graph, suffix)).toMatchObject([{ rule, address, verdict: "BROKEN" }]);
      expect(new Set(findings(graph).map((one) => `${one.rule} ${one.address}`))).toEqual(
        new Set([`${rule} ${address}`]),
      );
    },
  );
});
