import { Construct } from "constructs";
import { ApiGatewayLogging, PrivateIntegrationApi, RestLogs } from "../../../modules/api";
import {
  ContainerImage,
  ContainerSecret,
  PrivateCluster,
  PrivateService,
  ScalingTarget,
} from "../../../modules/ecs";
import { AwsService, VpcEndpoints } from "../../../modules/endpoints";
import type { SubnetGroup } from "../../../modules/network";
import { type Forms, groupsOf, subnetsOf, tags, vpcOf } from "./forms";

const REGION = "eu-central-1";
const ACCOUNT = `${REGION}:111122223333`;
const cluster = { arn: `arn:aws:ecs:${ACCOUNT}:cluster/shop`, name: "shop" };
const repository = {
  arn: `arn:aws:ecr:${ACCOUNT}:repository/orders`,
  repository_url: `111122223333.dkr.ecr.${REGION}.amazonaws.com/orders`,
};
const SECRET = `arn:aws:secretsmanager:${ACCOUNT}:secret:orders-AbCdEf`;
const PARAMETER = `arn:aws:ssm:${ACCOUNT}:parameter/orders/mode`;
const KEY = `arn:aws:kms:${ACCOUNT}:key/12345678-1234-1234-1234-123456789012`;
const SESSIONS = `arn:aws:logs:${ACCOUNT}:log-group:/ecs/exec/shop`;
const TABLE = `arn:aws:dynamodb:${ACCOUNT}:table/orders`;
const QUEUE = `arn:aws:sqs:${ACCOUNT}:orders`;
const TARGET_GROUP = `arn:aws:elasticloadbalancing:${ACCOUNT}:targetgroup/orders/0123456789abcdef`;
const environment = { TABLE: "orders", GREETING: 'says "hello"' };

const routeTablesOf = ({ subnets = [] }: SubnetGroup) => [
  ...new Set(subnets.flatMap(({ routeTableId }) => routeTableId ?? [])),
];

/** A row for each module of services on ECS. */
export const ECS_FORMS: readonly Forms[] = [
  {
    product: "private-ecs-endpoints",
    construct: (stack, id, { endpointSubnets, clients }) => {
      const endpoints = new VpcEndpoints(stack, id, {
        name: id,
        subnets: endpointSubnets,
        alsoAdmit: [],
        policies: "none",
      });
      const { ecrApi, ecrDkr, logs, cassandra, s3, dynamodb } = AwsService;
      for (const securityGroup of Object.values(clients)) {
        for (const service of [ecrApi, ecrDkr, logs, cassandra, s3, dynamodb]) {
          endpoints.admit(
            { securityGroup, subnets: endpointSubnets },
            { service, actions: [], resources: [] },
          );
        }
      }
      return {};
    },
    variables: (id, around) => ({
      name: id,
      vpc: vpcOf(around.endpointSubnets.network),
      endpoint_subnets: subnetsOf(around.endpointSubnets),
      route_table_ids: routeTablesOf(around.endpointSubnets),
      interface_services: ["ecr.api", "ecr.dkr", "logs", "cassandra"],
      gateway_services: ["s3", "dynamodb"],
      client_security_groups: groupsOf(around),
    }),
  },
  {
    product: "private-ecs-service",
    construct: (stack, id, { endpointSubnets: subnets }) => {
      const scope = new Construct(stack, id);
      const service = new PrivateService(scope, "service", {
        name: id,
        cluster: PrivateCluster.fromAttributes(scope, "cluster", {
          clusterArn: cluster.arn,
          clusterName: cluster.name,
          execLog: { logGroupArn: SESSIONS, logGroupName: "/ecs/exec/shop" },
        }),
        subnets,
        endpoints: new VpcEndpoints(scope, "endpoints", {
          name: id,
          subnets,
          alsoAdmit: [],
          policies: "none",
          tags,
        }),
        containers: {
          [id]: {
            image: ContainerImage.uri(`${repository.repository_url}:1.4.2`),
            port: 8000,
            command: ["serve", "--verbose"],
            environment,
            secrets: {
              MODE: ContainerSecret.parameterStore(PARAMETER),
              PASSWORD: ContainerSecret.secretsManager(SECRET, { key: "password", kmsKeyArn: KEY }),
            },
            healthCheck: {
              command: "curl -f localhost:8000/health",
              intervalInSeconds: 15,
              startPeriodInSeconds: 0,
            },
          },
        },
        cpu: 512,
        memory: 2048,
        architecture: "arm64",
        tasks: { minimum: 2, maximum: 6, follow: [ScalingTarget.cpu(50)] },
        exec: true,
        logGroup: { retentionInDays: 90 },
        healthCheckGracePeriodInSeconds: 30,
        tags,
      });
      service.grant({ service: AwsService.dynamodb, actions: ["dynamodb:GetItem"], resources: [TABLE] });
      service.grant({ service: AwsService.sqs, actions: ["sqs:SendMessage"], resources: [QUEUE] });
      service.container(id).registerIn({ targetGroupArn: TARGET_GROUP, listeners: [] });
      return {};
    },
    variables: (id, { endpointSubnets }) => ({
      name: id,
      cluster,
      vpc: vpcOf(endpointSubnets.network),
      task_subnets: subnetsOf(endpointSubnets),
      endpoint_subnets: subnetsOf(endpointSubnets),
      route_table_ids: routeTablesOf(endpointSubnets),
      repository,
      image_version: "1.4.2",
      port: 8000,
      command: ["serve", "--verbose"],
      environment,
      secrets: { PASSWORD: { arn: SECRET, key: "password", kms_key_arn: KEY } },
      parameters: { MODE: { arn: PARAMETER } },
      health_check: { command: "curl -f localhost:8000/health", interval_in_seconds: 15 },
      cpu: 512,
      memory: 2048,
      architecture: "arm64",
      tasks: { minimum: 2, maximum: 6, cpu_percent: 50 },
      enable_execute_command: true,
      execute_command_log_group_arn: SESSIONS,
      log_retention_in_days: 90,
      health_check_grace_period_in_seconds: 30,
      grants: {
        table: { service: "dynamodb", actions: ["dynamodb:GetItem"], resources: [TABLE] },
        queue: { service: "sqs", actions: ["sqs:SendMessage"], resources: [QUEUE] },
      },
      target_group_arns: { api: TARGET_GROUP },
      tags,
    }),
  },
  {
    product: "private-api",
    construct: (stack, id, { endpointSubnets: subnets, clients }) => {
      const [securityGroup] = Object.values(clients);
      if (!securityGroup) throw new Error("There is no group to lead to.");
      new PrivateIntegrationApi(stack, id, {
        name: id,
        target: { name: "target", port: 8000, subnets, securityGroup, registerIn: () => {} },
        subnets,
        logs: RestLogs.on(ApiGatewayLogging.existing()),
        timeoutInSeconds: 10,
        throttling: { requestsPerSecond: 100, burst: 50 },
        tags,
      });
      return {};
    },
    variables: (id, around) => ({
      name: id,
      vpc: { id: around.endpointSubnets.network.vpcId },
      load_balancer_subnets: subnetsOf(around.endpointSubnets),
      target_port: 8000,
      target_security_group_id: Object.values(groupsOf(around))[0],
      access_logs: true,
      timeout_in_seconds: 10,
      throttling_requests_per_second: 100,
      throttling_burst: 50,
      tags,
    }),
  },
];
