import { launchOf } from "../../../review/ecs/launch";
import { taskDefinitionOf } from "../../../review/ecs/task-definition";
import { Unknown } from "../../../review/graph/value";
import type { JsonObject } from "../../../review/read/json";
import { at, definition, graphOf, type Resources, ref, service } from "./configuration";

const launch = (more: JsonObject, resources: Resources = {}) => {
  const graph = graphOf({
    aws_ecs_cluster: { main: { name: "main" } },
    ...resources,
    aws_ecs_service: { web: service(more) },
  });
  return launchOf(graph, at(graph, "aws_ecs_service.web"));
};
const provider = {
  aws_autoscaling_group: { main: { name: "main" } },
  aws_ecs_capacity_provider: {
    main: {
      name: "main",
      auto_scaling_group_provider: { auto_scaling_group_arn: ref("aws_autoscaling_group.main", "arn") },
    },
    managed: { name: "managed", managed_instances_provider: { propagate_tags: "NONE" } },
  },
};
const strategy = (capacity_provider: string) => ({
  launch_type: null,
  capacity_provider_strategy: [{ capacity_provider }],
});

test.each([
  ["its launch type", { launch_type: "FARGATE" }, "FARGATE"],
  ["Fargate's own providers", strategy("FARGATE_SPOT"), "FARGATE"],
  ["a provider with a scaling group", strategy(ref("aws_ecs_capacity_provider.main", "name")), "EC2"],
  ["a provider named by a text", strategy("main"), "EC2"],
  ["a provider with instances that ECS makes", strategy("managed"), "MANAGED_INSTANCES"],
  ["nothing at all", { launch_type: null }, "EC2"],
])("by %s", (_, more, kind) => {
  expect(launch(more as JsonObject, provider)).toMatchObject({ kind });
});

test("finds the scaling group of a provider", () => {
  expect(launch(strategy("main"), provider)).toMatchObject({
    hosts: [{ address: "aws_autoscaling_group.main" }],
    all: true,
  });
});

const script = (name: string) => `#!/bin/bash\necho ECS_CLUSTER=${name} >> /etc/ecs/ecs.config\n`;
const started = (user_data: string) => ({
  aws_launch_template: { main: { user_data } },
  aws_autoscaling_group: { main: { launch_template: { id: ref("aws_launch_template.main") } } },
});
const MADE_LATER = { aws_ecs_cluster: { main: { name: "${var.given}" } } };

test.each([
  ["in base64", started(Buffer.from(script("main")).toString("base64"))],
  ["in base64, written here", started(`\${base64encode("ECS_CLUSTER=\${aws_ecs_cluster.main.name}")}`)],
  [
    "with a name that is not known yet",
    { ...started(`\${base64encode("x=\${aws_ecs_cluster.main.name}")}`), ...MADE_LATER },
  ],
])("finds the instances that join the cluster as they start, by user data %s", (_, resources) => {
  expect(launch({ launch_type: "EC2" }, resources)).toMatchObject({
    kind: "EC2",
    hosts: [{ address: "aws_autoscaling_group.main" }],
    all: true,
  });
});

test("does not take instances of another cluster", () => {
  const others = started(Buffer.from(script("main-2")).toString("base64"));
  expect(launch({ launch_type: "EC2" }, others)).toEqual({ kind: "EC2", hosts: [], all: false });
});

test("takes what the cluster has for all", () => {
  const defaults = {
    aws_ecs_cluster_capacity_providers: {
      main: {
        cluster_name: ref("aws_ecs_cluster.main", "name"),
        capacity_providers: ["FARGATE"],
        default_capacity_provider_strategy: [{ capacity_provider: "FARGATE" }],
      },
    },
  };
  expect(launch({ launch_type: null }, defaults)).toEqual({ kind: "FARGATE" });
});

test.each([
  ["a launch type without a value", { launch_type: "${var.given}" }],
  ["a provider that exists elsewhere", strategy("elsewhere")],
  ["a cluster that exists elsewhere", { launch_type: null, cluster: "elsewhere" }],
])("%s leaves it unknown", (_, more) => {
  expect(launch(more as JsonObject)).toBeInstanceOf(Unknown);
});

test.each([
  ["its ARN", ref("aws_ecs_task_definition.web", "arn")],
  [
    "its family and revision",
    "${aws_ecs_task_definition.web.family}:${aws_ecs_task_definition.web.revision}",
  ],
  [
    "the later of two revisions",
    "${aws_ecs_task_definition.web.family}:${max(aws_ecs_task_definition.web.revision, data.aws_ecs_task_definition.web.revision)}",
  ],
  ["a data source that looks its family up", ref("data.aws_ecs_task_definition.web", "arn")],
  ["its family", "web"],
])("the task definition is found by %s", (_, task_definition) => {
  const graph = graphOf(
    {
      aws_ecs_task_definition: { web: definition([]) },
      aws_ecs_service: { web: service({ task_definition }) },
    },
    { aws_ecs_task_definition: { web: { task_definition: ref("aws_ecs_task_definition.web", "family") } } },
  );
  expect(taskDefinitionOf(graph, at(graph, "aws_ecs_service.web"))).toMatchObject({
    address: "aws_ecs_task_definition.web",
  });
});
