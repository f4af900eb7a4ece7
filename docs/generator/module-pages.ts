import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../../environments";
import { ApiExample } from "../../examples/modules/api";
import { DatabaseExample } from "../../examples/modules/database";
import { DynamodbExample } from "../../examples/modules/dynamodb";
import { EcrExample } from "../../examples/modules/ecr";
import { EcsExample } from "../../examples/modules/ecs";
import { EndpointsExample } from "../../examples/modules/endpoints";
import { LatticeExample } from "../../examples/modules/lattice";
import { LoadBalancerExample } from "../../examples/modules/load-balancer";
import { LogsExample } from "../../examples/modules/logs";
import { NetworkExample } from "../../examples/modules/network";
import { OpenSearchExample } from "../../examples/modules/opensearch";
import { S3Example } from "../../examples/modules/s3";
import { SecurityExample } from "../../examples/modules/security";
import { API_MISTAKES } from "./mistakes/api";
import { DATABASE_MISTAKES } from "./mistakes/database";
import { DYNAMODB_MISTAKES } from "./mistakes/dynamodb";
import { ECR_MISTAKES } from "./mistakes/ecr";
import { ECS_MISTAKES } from "./mistakes/ecs";
import { ENDPOINTS_MISTAKES } from "./mistakes/endpoints";
import { LATTICE_MISTAKES } from "./mistakes/lattice";
import { LOAD_BALANCER_MISTAKES } from "./mistakes/load-balancer";
import { LOGS_MISTAKES } from "./mistakes/logs";
import type { Mistakes } from "./mistakes/mistake";
import { NETWORK_MISTAKES } from "./mistakes/network";
import { OPENSEARCH_MISTAKES } from "./mistakes/opensearch";
import { S3_MISTAKES } from "./mistakes/s3";
import { SECURITY_MISTAKES } from "./mistakes/security";

/** What the generated parts of a module's page are made from. */
export interface ModulePage {
  readonly example: new (scope: Construct, id: string, environment: Environment) => TerraformStack;
  /** The class that one begins with: its tables come first. */
  readonly first: string;
  /** The path of the example that is drawn hop by hop: the beginning of its id. None if the module alone makes no path. */
  readonly path?: string;
  readonly mistakes: Mistakes;
}

/** Every module that an app begins with, by the name of its folder and of its page. */
export const MODULE_PAGES: Readonly<Record<string, ModulePage>> = {
  network: { example: NetworkExample, first: "PrivateNetwork", mistakes: NETWORK_MISTAKES },
  security: { example: SecurityExample, first: "SecurityGroup", mistakes: SECURITY_MISTAKES },
  database: {
    example: DatabaseExample,
    first: "DatabaseInstance",
    path: "aws_security_group.web -> aws_db_instance",
    mistakes: DATABASE_MISTAKES,
  },
  lattice: {
    example: LatticeExample,
    first: "ResourceGatewayChain",
    path: "aws_security_group.application ->",
    mistakes: LATTICE_MISTAKES,
  },
  endpoints: {
    example: EndpointsExample,
    first: "VpcEndpoints",
    path: "aws_ecs_service.orders -> com.amazonaws.eu-central-1.sqs",
    mistakes: ENDPOINTS_MISTAKES,
  },
  ecs: {
    example: EcsExample,
    first: "PrivateService",
    path: "aws_ecs_service.orders -> com.amazonaws.eu-central-1.secretsmanager",
    mistakes: ECS_MISTAKES,
  },
  "load-balancer": {
    example: LoadBalancerExample,
    first: "NetworkLoadBalancer",
    path: "aws_lb.network-balancer",
    mistakes: LOAD_BALANCER_MISTAKES,
  },
  api: {
    example: ApiExample,
    first: "PrivateIntegrationApi",
    path: "aws_api_gateway_rest_api.api",
    mistakes: API_MISTAKES,
  },
  opensearch: {
    example: OpenSearchExample,
    first: "Collection",
    path: "aws_ecs_service.orders -> aws_opensearchserverless_collection",
    mistakes: OPENSEARCH_MISTAKES,
  },
  dynamodb: {
    example: DynamodbExample,
    first: "Table",
    path: "aws_ecs_service.orders -> aws_dynamodb_table",
    mistakes: DYNAMODB_MISTAKES,
  },
  s3: {
    example: S3Example,
    first: "Bucket",
    path: "aws_ecs_service.orders -> aws_s3_bucket",
    mistakes: S3_MISTAKES,
  },
  ecr: {
    example: EcrExample,
    first: "Repository",
    path: "aws_ecs_service.orders -> com.amazonaws.eu-central-1.ecr.dkr",
    mistakes: ECR_MISTAKES,
  },
  logs: {
    example: LogsExample,
    first: "LogGroup",
    path: "aws_ecs_service.orders -> com.amazonaws.eu-central-1.logs",
    mistakes: LOGS_MISTAKES,
  },
};
