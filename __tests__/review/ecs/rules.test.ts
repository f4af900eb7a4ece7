import type { JsonObject } from "../../../review/read/json";
import { cacheIsFilled } from "../../../review/rules/ecs/cache-is-filled";
import { containerIsComplete } from "../../../review/rules/ecs/container-is-complete";
import { containerKeysAreKnown } from "../../../review/rules/ecs/container-keys-are-known";
import { deploymentProceeds } from "../../../review/rules/ecs/deployment-proceeds";
import { fargateSize } from "../../../review/rules/ecs/fargate-size";
import { hostPortFits } from "../../../review/rules/ecs/host-port-fits";
import { logOptionsAreComplete } from "../../../review/rules/ecs/log-options-are-complete";
import { networkModeFits } from "../../../review/rules/ecs/network-mode-fits";
import { platformIsRecent } from "../../../review/rules/ecs/platform-is-recent";
import { publicAddressServes } from "../../../review/rules/ecs/public-address-serves";
import { serviceFitsLaunch } from "../../../review/rules/ecs/service-fits-launch";
import { serviceWithinLimits } from "../../../review/rules/ecs/service-within-limits";
import { volumeIsDeclared } from "../../../review/rules/ecs/volume-is-declared";
import type { ResourceRule } from "../../../review/rules/rule";
import {
  and,
  container,
  definition,
  graphOf,
  IMAGE,
  ISOLATED,
  objectionsOf,
  type Resources,
  ref,
  service,
} from "./configuration";

const ofDefinition = (rule: ResourceRule, containers: readonly JsonObject[], more: JsonObject = {}) =>
  objectionsOf(
    rule,
    graphOf(and(ISOLATED, { aws_ecs_task_definition: { web: definition(containers, more) } })),
  );
const ofService = (rule: ResourceRule, more: JsonObject, base: Resources = ISOLATED) =>
  objectionsOf(rule, graphOf(and(base, { aws_ecs_service: { web: service(more) } })));
const BROKEN = [{ verdict: "BROKEN" }];
const WARNED = [{ verdict: "PROVEN", severity: "warning" }];

describe("ECS-01", () => {
  test.each([
    [256, 512],
    ["256", "2048"],
    [".25 vCPU", "1 GB"],
    ["1 vCPU", "8GB"],
    [8192, 16384],
    [32768, 65536],
    ["${var.given}", 512],
    [256, "${var.given}"],
  ])("takes %j and %j", (cpu, memory) => {
    expect(ofDefinition(fargateSize, [container()], { cpu, memory })).toEqual([]);
  });

  test.each([
    [300, 512, "cpu = 512"],
    [256, 8192, "memory = 2048"],
    [256, 256, "memory = 512"],
    ["8 vCPU", "17 GB", "memory = 20480"],
    [null, 512, "cpu = 256"],
    [null, null, "cpu = 256"],
  ])("refuses %j and %j", (cpu, memory, fix) => {
    const [objection] = ofDefinition(fargateSize, [container()], { cpu, memory });
    expect(objection).toMatchObject({ verdict: "BROKEN" });
    expect(objection?.fix).toContain(fix);
  });

  test("says nothing of tasks that are not for Fargate", () => {
    expect(ofDefinition(fargateSize, [container()], { cpu: 300, requires_compatibilities: ["EC2"] })).toEqual(
      [],
    );
    expect(ofDefinition(fargateSize, [container()], { cpu: 300, requires_compatibilities: null })).toEqual(
      [],
    );
  });

  test("holds Windows to its own sizes", () => {
    const windows = { runtime_platform: { operating_system_family: "WINDOWS_SERVER_2022_CORE" } };
    expect(ofDefinition(fargateSize, [container()], windows)).toMatchObject(BROKEN);
    expect(ofDefinition(fargateSize, [container()], { ...windows, cpu: 1024, memory: 2048 })).toEqual([]);
  });
});

test.each([
  ["awsvpc", []],
  ["${var.given}", []],
  ["bridge", BROKEN],
  [null, BROKEN],
])("ECS-02: network mode %j", (network_mode, expected) => {
  expect(ofDefinition(networkModeFits, [container()], { network_mode })).toMatchObject(expected);
});

test.each([
  ["complete", [container()], []],
  ["unknown name and image", [container({ name: "${var.given}", image: "${var.given}" })], []],
  ["no image", [container({ image: null })], BROKEN],
  ["no name", [container({ name: null })], BROKEN],
  ["one name twice", [container(), container()], BROKEN],
  ["none essential", [container({ essential: false })], BROKEN],
  ["one of two essential", [container({ essential: false }), container({ name: "b" })], []],
])("ECS-08: %s", (_, containers, expected) => {
  const said = ofDefinition(containerIsComplete, containers);
  expect(said).toHaveLength(expected.length);
  expect(said).toMatchObject(expected);
});

const ports = (mapping: JsonObject) => [container({ portMappings: [mapping] })];
test.each([
  [{ containerPort: 80 }, "awsvpc", []],
  [{ containerPort: 80, hostPort: 80 }, "awsvpc", []],
  [{ containerPort: 80, hostPort: 0 }, "awsvpc", []],
  [{ containerPort: 80, hostPort: "${var.given}" }, "awsvpc", []],
  [{ containerPort: 80, hostPort: 8080 }, "bridge", []],
  [{ containerPort: 80, hostPort: 8080 }, "awsvpc", BROKEN],
  [{ containerPort: 80, hostPort: "8080" }, "host", BROKEN],
])("ECS-09: %j in %s", (mapping, network_mode, expected) => {
  expect(ofDefinition(hostPortFits, ports(mapping as JsonObject), { network_mode })).toMatchObject(expected);
});

test.each([
  ["data", { name: "data" }, []],
  ["data", [{ name: "other" }, { name: "data" }], []],
  ["data", { name: "${var.given}" }, []],
  ["${var.given}", { name: "other" }, []],
  ["data", { name: "other" }, BROKEN],
  ["data", null, BROKEN],
])("ECS-10: %j mounted where there is %j", (sourceVolume, volume, expected) => {
  const mounts = [container({ mountPoints: [{ sourceVolume, containerPath: "/data" }] })];
  const said = ofDefinition(volumeIsDeclared, mounts, { volume });
  expect(said).toHaveLength(expected.length);
  expect(said).toMatchObject(expected);
});

test("ECS-11 warns of members that ECS does not know, and tells which was meant", () => {
  expect(
    ofDefinition(containerKeysAreKnown, [container({ PortMappings: [], versionConsistency: "disabled" })]),
  ).toEqual([]);
  const [objection] = ofDefinition(containerKeysAreKnown, [container({ portMapping: [] })]);
  expect(objection).toMatchObject({ ...WARNED[0], fix: "Write portMappings instead of portMapping." });
});

const logs = (options: unknown) => [
  container({ logConfiguration: { logDriver: "awslogs", options } as JsonObject }),
];
test.each([
  ["none is left out", { "awslogs-group": "g", "awslogs-region": "r", "awslogs-stream-prefix": "p" }, {}, []],
  ["the prefix is left out", { "awslogs-group": "g", "awslogs-region": "r" }, {}, BROKEN],
  [
    "the prefix is left out on EC2",
    { "awslogs-group": "g", "awslogs-region": "r" },
    { requires_compatibilities: ["EC2"] },
    [],
  ],
  ["the options are not known", "${var.given}", {}, []],
])("ECS-12: %s", (_, options, more, expected) => {
  expect(ofDefinition(logOptionsAreComplete, logs(options), more)).toMatchObject(expected);
});

test.each([
  [100, 200, []],
  [100, 100, WARNED],
  ["100", "100", WARNED],
  [50, 100, []],
  [null, 100, WARNED],
  [null, null, []],
  ["${var.given}", 200, []],
])("ECS-14: at least %j and at most %j percent", (minimum, maximum, expected) => {
  const more = { deployment_minimum_healthy_percent: minimum, deployment_maximum_percent: maximum };
  expect(ofService(deploymentProceeds, more)).toMatchObject(expected);
});

test.each([
  ["as it should be", {}, []],
  ["a daemon on Fargate", { scheduling_strategy: "DAEMON" }, BROKEN],
  ["a daemon on EC2", { scheduling_strategy: "DAEMON", launch_type: "EC2" }, []],
  ["both ways to say where", { capacity_provider_strategy: [{ capacity_provider: "FARGATE" }] }, BROKEN],
  ["no network", { network_configuration: null }, BROKEN],
  [
    "a public address on EC2",
    { launch_type: "EC2", network_configuration: { subnets: [], assign_public_ip: true } },
    BROKEN,
  ],
  ["a launch type without a value", { launch_type: "${var.given}", scheduling_strategy: "DAEMON" }, []],
])("ECS-15: %s", (_, more, expected) => {
  const said = ofService(serviceFitsLaunch, more as JsonObject);
  expect(said).toHaveLength(expected.length);
  expect(said).toMatchObject(expected);
});

test("ECS-16 counts subnets and security groups", () => {
  const network = (subnets: number, groups: number) => ({
    network_configuration: {
      subnets: Array(subnets).fill("subnet-1"),
      security_groups: Array(groups).fill("sg-1"),
    },
  });
  expect(ofService(serviceWithinLimits, network(16, 5))).toEqual([]);
  expect(ofService(serviceWithinLimits, network(17, 5))).toMatchObject(BROKEN);
  expect(ofService(serviceWithinLimits, network(16, 6))).toMatchObject(BROKEN);
  expect(ofService(serviceWithinLimits, { network_configuration: { subnets: "${var.given}" } })).toEqual([]);
});

test.each([
  ["LATEST", []],
  ["1.4.0", []],
  ["1.0.0", []],
  [null, []],
  ["${var.given}", []],
  ["1.3.0", WARNED],
])("ECS-17: platform version %j", (platform_version, expected) => {
  expect(ofService(platformIsRecent, { platform_version })).toMatchObject(expected);
});

test("ECS-07 warns of a public address that is of no use", () => {
  const given = (assign_public_ip: unknown) =>
    ({
      network_configuration: { ...(service().network_configuration as object), assign_public_ip },
    }) as JsonObject;
  expect(ofService(publicAddressServes, given(true))).toMatchObject(WARNED);
  expect(ofService(publicAddressServes, given(false))).toEqual([]);
  expect(ofService(publicAddressServes, given("${var.given}"))).toEqual([]);
});

test("ECS-18 warns of the first pull through a cache without internet", () => {
  const image = IMAGE.replace("/web", "/hub/library/nginx");
  const cached = (prefix: string) =>
    objectionsOf(
      cacheIsFilled,
      graphOf(
        and(ISOLATED, {
          aws_ecr_pull_through_cache_rule: {
            hub: { ecr_repository_prefix: prefix, upstream_registry_url: "registry-1.docker.io" },
          },
          aws_ecs_task_definition: { web: definition([container({ image })]) },
        }),
      ),
    );
  expect(cached("hub")).toMatchObject(WARNED);
  expect(cached("other")).toEqual([]);
});

test("a working configuration has nothing to object to", () => {
  expect(ref("aws_vpc.main")).toBe("${aws_vpc.main.id}");
  for (const rule of [fargateSize, networkModeFits, containerIsComplete, serviceFitsLaunch]) {
    expect(objectionsOf(rule, graphOf(ISOLATED))).toEqual([]);
  }
});
