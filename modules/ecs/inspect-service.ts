import { type Expression, Op, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { inspectZones, sameVpc } from "../network";
import {
  claim,
  countBetween,
  type DecidedByTerraform,
  Inspection,
  matching,
  type Requirement,
  wholeNumber,
} from "../refusal";
import { operandOf } from "../tokens";
import type { Capacity } from "./capacity";
import type { ContainerProps } from "./container";
import { inspectContainers } from "./inspect-containers";
import type { PrivateServiceProps } from "./private-service-props";
import { inspectServiceConnect } from "./service-connect";
import { inspectFargateSize, inspectShares } from "./task-size";
import { COLLECTOR_PORTS, takesCollectorsPlace } from "./tracing";
import { volumesOf } from "./volume";

type Inspected = Omit<PrivateServiceProps, "containers" | "capacity" | "cpu" | "memory" | "tasks"> &
  Required<Pick<PrivateServiceProps, "cpu" | "memory" | "tasks">> & {
    /** With those that the service adds. */
    readonly containers: Readonly<Record<string, ContainerProps>>;
    readonly own: Readonly<Record<string, ContainerProps>>;
    readonly capacity: Capacity;
  };

/** Looks at everything that a service is given. */
export function inspectService(service: IConstruct, props: Inspected): DecidedByTerraform | undefined {
  const { name, subnets, endpoints, containers, cpu, memory, exec = false } = props;
  const inspection = new Inspection(service);
  inspection.adopt(props.cluster.decidedByTerraform);
  inspection.require("name", name, serviceName);
  const other = claim(props.cluster, `service ${name}`, service);
  inspection.refuseUnless(other === undefined, {
    input: "name",
    given: name,
    allowed: `a name that ${other} does not have in the same cluster`,
    fix: "rename one of the two",
  });
  inspectZones(inspection, "subnets", subnets);
  inspection.require("subnets", subnets.subnetIds, taskSubnets);
  inspection.refuseUnless(sameVpc(subnets.network, endpoints.network) !== "different", {
    input: "endpoints",
    told: `those of another VPC, ${endpoints.node.path}`,
    allowed: "the endpoints of the VPC that the tasks are in",
    fix: "make VpcEndpoints for the network of the subnets",
  });
  inspection.refuseUnless(!(props.tracing && takesCollectorsPlace(props.own)), {
    input: "containers",
    told: "with a container that has the collector's name, or one of its ports",
    allowed: `other names and ports beside tracing than aws-otel-collector and ${COLLECTOR_PORTS.join(", ")}`,
    fix: "rename the container or move its port, or leave tracing out",
  });
  inspectContainers(inspection, containers, { region: subnets.network.region, exec });
  inspectShares(inspection, { cpu, memory }, containers);
  inspectCapacity(inspection, props);
  inspectNumbers(inspection, props);
  inspectVolumes(inspection, containers);
  if (props.serviceConnect) inspectServiceConnect(inspection, props.serviceConnect, { name, containers });
  return inspection.conclude();
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html */
const taskSubnets = countBetween([1, 16], {
  allowed: "at most 16 subnets, which is what tasks take",
  fix: "leave some of them out",
});

const serviceName = matching("^[A-Za-z0-9_-]{1,200}$", {
  allowed: "1 to 200 letters, digits, underscores and hyphens",
  fix: "choose a name like orders",
});

/** `RegisterTaskDefinition` of the ECS API; 20 GiB is what every task on Fargate has. */
const cpuOnEc2 = wholeNumber([128, 196_608], "CPU units", "give what the containers need together");
const memoryOnEc2 = wholeNumber([6, 2 ** 31], "MiB", "give what the containers need together");
const ephemeralStorage = wholeNumber([21, 200], "GiB", "leave it out to have 20, or correct it");

function inspectCapacity(
  inspection: Inspection,
  { cluster, capacity, cpu, memory, ephemeralStorageInGib, architecture }: Inspected,
): void {
  if (capacity.kind === "EC2") {
    const { instances } = capacity;
    inspection.refuseUnless(instances.cluster === cluster, {
      input: "capacity",
      told: `instances of another cluster, ${instances.cluster.node.path}`,
      allowed: "instances of the service's own cluster",
      fix: "make Ec2Capacity for the cluster of the service",
    });
    inspection.require("cpu", cpu, cpuOnEc2);
    inspection.require("memory", memory, memoryOnEc2);
    inspection.refuseUnless(ephemeralStorageInGib === undefined, {
      input: "ephemeralStorageInGib",
      given: ephemeralStorageInGib,
      allowed: "nothing on EC2, where tasks have the instance's storage",
      fix: "leave it out, and set volumeSizeInGib of Ec2Capacity",
    });
    inspection.refuseUnless(architecture === undefined || architecture === instances.architecture, {
      input: "architecture",
      given: architecture,
      allowed: `${instances.architecture}, which the instances have`,
      fix: "leave it out",
    });
    return;
  }
  if (capacity.kind === "Fargate Spot") {
    inspection.refuseUnless(Number.isInteger(capacity.onDemand) && capacity.onDemand >= 0, {
      input: "capacity.onDemand",
      given: capacity.onDemand,
      allowed: "a whole number from 0",
      fix: "give how many tasks are kept on plain Fargate",
    });
  }
  inspectFargateSize(inspection, cpu, memory);
  if (ephemeralStorageInGib !== undefined) {
    inspection.require("ephemeralStorageInGib", ephemeralStorageInGib, ephemeralStorage);
  }
}

function inspectNumbers(
  inspection: Inspection,
  {
    tasks,
    deployment = { minimumPercent: 100, maximumPercent: 200 },
    healthCheckGracePeriodInSeconds = 60,
  }: Inspected,
): void {
  const { minimum, maximum } = typeof tasks === "number" ? { minimum: tasks, maximum: tasks } : tasks;
  const known = ![minimum, maximum].some((number) => Token.isUnresolved(number));
  const isCount = (number: number) => Number.isInteger(number) && number >= 0 && number <= 5000;
  const fault = {
    input: "tasks",
    given: tasks,
    allowed: "a whole number from 0 to 5000, or a range whose minimum is not above its maximum",
    fix: "write tasks: 2, or tasks: { minimum: 2, maximum: 10 }",
  };
  if (known) inspection.refuseUnless(isCount(minimum) && isCount(maximum) && minimum <= maximum, fault);
  else inspection.leaveToTerraform(isRange(minimum, maximum), { ...fault, told: "something else" });
  const { minimumPercent, maximumPercent } = deployment;
  inspection.refuseUnless(
    minimumPercent >= 0 && minimumPercent < maximumPercent && maximumPercent <= 1000 && maximumPercent >= 100,
    {
      input: "deployment",
      given: deployment,
      allowed:
        "minimumPercent below maximumPercent, and that from 100: else no task could be stopped or started",
      fix: "write 100 and 200, or 0 and 100 where two versions must not run at once",
    },
  );
  inspection.require("healthCheckGracePeriodInSeconds", healthCheckGracePeriodInSeconds, gracePeriod);
}

function isRange(minimum: number, maximum: number): Expression {
  const [least, most] = [operandOf(minimum), operandOf(maximum)];
  return Op.and(Op.and(Op.gt(least, -1), Op.lte(least, most)), Op.lte(most, 5000));
}

export const gracePeriod: Requirement<number> = {
  allowed: "seconds, from 0",
  fix: "give the time that a task takes until it answers",
  isMet: (seconds) => seconds >= 0 && seconds <= 2147483647,
  condition: (seconds) => Op.gt(seconds, -1),
};

function inspectVolumes(inspection: Inspection, containers: Readonly<Record<string, ContainerProps>>): void {
  const names = volumesOf(containers).map(({ name }) => name);
  for (const name of new Set(names)) {
    inspection.refuseUnless(/^[A-Za-z0-9_-]{1,255}$/.test(name), {
      input: "mounts",
      given: name,
      allowed: "names of volumes of 1 to 255 letters, digits, hyphens and underscores",
      fix: "rename the volume",
    });
    inspection.refuseUnless(names.indexOf(name) === names.lastIndexOf(name), {
      input: "mounts",
      told: `two volumes named ${name}`,
      allowed: "one volume of each name",
      fix: "mount the same Volume object in both containers, or rename one",
    });
  }
}
