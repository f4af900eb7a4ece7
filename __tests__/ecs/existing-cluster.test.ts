import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { TerraformVariable } from "cdktf";
import { Capacity, Ec2Capacity, PrivateCluster, type PrivateClusterAttributes } from "../../modules/ecs";
import { type Arguments, refusalOf, resource, resources, synthesize, type TestStack } from "../synthesis";
import { image, REGION, service, setting } from "./fixtures";

const CLUSTER = `arn:aws:ecs:${REGION}:111122223333:cluster/shop`;
const SESSIONS = `arn:aws:logs:${REGION}:111122223333:log-group:/ecs/exec/shop`;

function existing(stack: TestStack, more: Partial<PrivateClusterAttributes> = {}) {
  return PrivateCluster.fromAttributes(stack, "shop", {
    clusterArn: CLUSTER,
    clusterName: "shop",
    ...more,
  });
}

const statements = (policy: Arguments) => JSON.parse(policy.policy).Statement;

describe("a cluster that exists", () => {
  it("gets services, and nothing of its own", () => {
    const json = synthesize((stack) => void service(stack, { cluster: existing(stack) }));
    expect(resource(json, EcsService, "orders").cluster).toBe(CLUSTER);
    expect(resource(json, EcsTaskDefinition, "orders_task").family).toBe("shop-orders");
    // That of the other tests' setting, which nothing here is in.
    expect(Object.keys(resources(json, EcsCluster))).toEqual(["cluster"]);
  });

  it("runs services on Fargate Spot if it has it", () => {
    const json = synthesize((stack) => {
      service(stack, { cluster: existing(stack), capacity: Capacity.fargateSpot() });
    });
    expect(resource(json, EcsService, "orders").capacity_provider_strategy).toEqual([
      { capacity_provider: "FARGATE_SPOT", weight: 1 },
    ]);
    expect(JSON.parse(json).resource.aws_ecs_cluster_capacity_providers).toBeUndefined();
  });

  it("lets sessions be logged where it says", () => {
    const execLog = { logGroupArn: SESSIONS, logGroupName: "/ecs/exec/shop" };
    const json = synthesize((stack) => {
      service(stack, { cluster: existing(stack, { execLog }), exec: true });
    });
    const resourcesNamed = statements(resource(json, IamRolePolicy, "orders_task_role_policy")).flatMap(
      ({ Resource }: { Resource: string[] }) => Resource,
    );
    expect(resourcesNamed).toContain(`${SESSIONS}:*`);
  });

  it.each<[string, (stack: TestStack) => void, string]>([
    [
      "for sessions of which the log is not known",
      (s) => service(s, { cluster: existing(s), exec: true }),
      "execLog",
    ],
    [
      "for Service Connect in a namespace that is not known",
      (s) => service(s, { cluster: existing(s), serviceConnect: {} }),
      "namespaceArn",
    ],
    ["by an ARN that is no cluster's", (s) => existing(s, { clusterArn: SESSIONS }), "clusterArn"],
    [
      "for instances, whose provider it would have to take in",
      (s) => {
        const { network, endpoints } = setting(s);
        new Ec2Capacity(s, "instances", {
          cluster: existing(s),
          subnets: network.subnetGroup("instance"),
          endpoints,
          instanceType: "m7g.large",
          maximum: 2,
        });
      },
      "capacity",
    ],
  ])("is refused %s", (_, build, input) => {
    const { faults } = refusalOf((stack) => void build(stack));
    expect(faults.map((fault) => fault.input)).toEqual([input]);
  });

  it("leaves an ARN that only Terraform knows to the service's precondition", () => {
    const json = synthesize((stack) => {
      const clusterArn = new TerraformVariable(stack, "arn", { type: "string" }).stringValue;
      service(stack, { cluster: existing(stack, { clusterArn }) });
    });
    const { precondition } = resource(json, EcsTaskDefinition, "orders_task").lifecycle;
    expect(precondition).toHaveLength(1);
    expect(precondition[0].condition).toContain("var.arn");
  });
});

describe("what only Terraform knows of sessions", () => {
  const json = synthesize((stack) => {
    const exec = new TerraformVariable(stack, "exec", { type: "bool" }).booleanValue;
    service(stack, { exec, containers: { web: { image: image(), port: 8000 } } });
  });

  it("is in the service, the container and the role's policy, each on that condition", () => {
    expect(resource(json, EcsService, "orders").enable_execute_command).toBe("${var.exec}");
    expect(resource(json, EcsTaskDefinition, "orders_task").container_definitions).toContain(
      '"linuxParameters" = var.exec ? {"initProcessEnabled" = true} : null',
    );
    const { policy } = resource(json, IamRolePolicy, "orders_task_role_policy");
    expect(policy).toMatch(
      /^\$\{jsonencode\(.*concat\(var\.exec \? \[\{.*ssmmessages:OpenDataChannel.*\}\] : \[\]/,
    );
  });
});
