import {
  Capacity,
  ContainerSecret,
  Ec2Capacity,
  type Ec2CapacityProps,
  EnvironmentFile,
  PrivateCluster,
  type PrivateClusterProps,
  PrivateService,
  type PrivateServiceProps,
} from "../../../modules/ecs";
import { AwsService, ExistingEndpoint, VpcEndpoints } from "../../../modules/endpoints";
import { Role } from "../../../modules/iam";
import { SubnetGroup } from "../../../modules/network";

import { image, KEY, network, SECRET } from "../../ecs/fixtures";
import type { TestStack } from "../../synthesis";
import type { RuleCase } from "./rule-case";

const OTHER_THAN_A_KEY = KEY.replace("key/", "alias/");

/** What a service stands in, in a network of the case's own. */
function settingOf(stack: TestStack, id: string, cluster: Partial<PrivateClusterProps> = {}) {
  const of = network(id);
  return {
    subnets: of.subnetGroup("task"),
    endpoints: new VpcEndpoints(stack, `${id}-endpoints`, {
      name: id,
      subnets: of.subnetGroup("endpoint"),
      alsoAdmit: [],
    }),
    cluster: new PrivateCluster(stack, `${id}-cluster`, { name: id, ...cluster }),
  };
}

function service(stack: TestStack, id: string, props: Partial<PrivateServiceProps>): void {
  new PrivateService(stack, id, {
    name: id,
    ...settingOf(stack, id),
    containers: { web: { image: image(), port: 8000 } },
    ...props,
  });
}

function instances(stack: TestStack, id: string, props: Partial<Ec2CapacityProps>): void {
  new Ec2Capacity(stack, id, {
    ...settingOf(stack, id),
    instanceType: "m7g.large",
    maximum: 2,
    ...props,
  });
}

/** The rules of clusters, services, instances, endpoints and roles. */
export const ECS_RULES: Record<string, RuleCase> = {
  "cluster-name": {
    type: "string",
    good: "shop",
    bad: "shop.one",
    build: (stack, id, name) => void new PrivateCluster(stack, id, { name }),
  },
  "cluster-exec-key": {
    type: "string",
    good: KEY,
    bad: OTHER_THAN_A_KEY,
    build: (stack, id, execKmsKeyArn) => void new PrivateCluster(stack, id, { name: id, execKmsKeyArn }),
  },
  "service-name": {
    type: "string",
    good: "orders_1",
    // Other characters are refused before, by the log group that is named after the service.
    bad: "o".repeat(201),
    build: (stack, id, name) => service(stack, id, { name }),
  },
  "service-subnets": {
    type: "list(string)",
    good: ["subnet-1", "subnet-2"],
    bad: ["subnet-1", "subnet-1", "subnet-2"],
    build: (stack, id, ids) => {
      const subnets = SubnetGroup.ofIds(network(id), ids);
      // Else its route tables would have to be known.
      const endpoints = new VpcEndpoints(stack, `${id}-existing`, {
        name: id,
        subnets: subnets.network.subnetGroup("endpoint"),
        existing: [ExistingEndpoint.gateway(AwsService.s3, "pl-6ea54007")],
        alsoAdmit: [],
      });
      const cluster = new PrivateCluster(stack, `${id}-cluster`, { name: id });
      new PrivateService(stack, id, {
        name: id,
        cluster,
        endpoints,
        subnets,
        containers: { web: { image: image() } },
      });
    },
  },
  "container-port": {
    type: "number",
    good: 8000,
    bad: 70000,
    build: (stack, id, port) => service(stack, id, { containers: { web: { image: image(), port } } }),
  },
  "container-stop-timeout": {
    type: "number",
    good: 2,
    bad: 121,
    build: (stack, id, stopTimeoutInSeconds) =>
      service(stack, id, { containers: { web: { image: image(), stopTimeoutInSeconds } } }),
  },
  "container-start-period": {
    type: "number",
    good: 0,
    bad: 301,
    build: (stack, id, startPeriodInSeconds) => {
      const healthCheck = { command: "true", startPeriodInSeconds };
      service(stack, id, { containers: { web: { image: image(), healthCheck } } });
    },
  },
  "task-cpu": {
    type: "number",
    good: 1024,
    bad: 300,
    build: (stack, id, cpu) => service(stack, id, { cpu, memory: 2048 }),
  },
  "task-memory": {
    type: "number",
    good: 4096,
    bad: 1024,
    build: (stack, id, memory) => service(stack, id, { cpu: 1024, memory }),
  },
  "task-storage": {
    type: "number",
    good: 21,
    bad: 20,
    build: (stack, id, ephemeralStorageInGib) => service(stack, id, { ephemeralStorageInGib }),
  },
  "task-cpu-on-ec2": {
    type: "number",
    good: 128,
    bad: 127,
    build: (stack, id, cpu) => {
      const setting = settingOf(stack, id);
      const of = { ...setting, instanceType: "m7g.large", maximum: 2 };
      const capacity = Capacity.ec2(new Ec2Capacity(stack, `${id}-instances`, of));
      new PrivateService(stack, id, {
        name: id,
        ...setting,
        capacity,
        cpu,
        memory: 512,
        containers: { web: { image: image() } },
      });
    },
  },
  "secret-key": {
    type: "string",
    good: KEY,
    bad: OTHER_THAN_A_KEY,
    build: (stack, id, kmsKeyArn) => {
      const secrets = { PASSWORD: ContainerSecret.secretsManager(SECRET, { kmsKeyArn }) };
      service(stack, id, { containers: { web: { image: image(), secrets } } });
    },
  },
  "environment-file-key": {
    type: "string",
    good: KEY,
    bad: OTHER_THAN_A_KEY,
    build: (stack, id, kmsKeyArn) => {
      const bucket = { bucketArn: "arn:aws:s3:::settings", kmsKeyArn };
      const environmentFiles = [EnvironmentFile.inBucket(bucket, "orders.env")];
      service(stack, id, { containers: { web: { image: image(), environmentFiles } } });
    },
  },
  "offered-host": {
    type: "string",
    good: "orders.internal",
    bad: "Orders",
    build: (stack, id, host) => service(stack, id, { serviceConnect: { offers: { web: { host } } } }),
  },
  "instance-type": {
    type: "string",
    good: "m7g.large",
    bad: "large",
    build: (stack, id, instanceType) => instances(stack, id, { instanceType }),
  },
  "boundary-of-a-role": {
    type: "string",
    good: "arn:aws:iam::111122223333:policy/boundary",
    bad: "arn:aws:iam::111122223333:role/boundary",
    build: (stack, id, permissionsBoundaryArn) =>
      void new Role(stack, id, {
        assumedBy: "ecs-tasks.amazonaws.com",
        description: id,
        permissionsBoundaryArn,
      }),
  },
  "interface-endpoint-zones": {
    type: "list(string)",
    good: ["subnet-1", "subnet-2"],
    bad: ["subnet-1"],
    build: (stack, id, ids) => {
      const subnets = SubnetGroup.ofIds(network(id), ids);
      new VpcEndpoints(stack, id, { name: id, subnets, alsoAdmit: [] }).interface(AwsService.sqs);
    },
  },
  "interface-endpoint-dns": {
    type: "bool",
    good: true,
    bad: false,
    build: (stack, id, dnsHostnames) => {
      const subnets = network(id, { dnsHostnames }).subnetGroup("endpoint");
      new VpcEndpoints(stack, id, { name: id, subnets, alsoAdmit: [] }).interface(AwsService.sqs);
    },
  },
};
