import type { Construct } from "constructs";
import type { Environment } from "../environments";
import { ApiGatewayLogging } from "../modules/api";
import { BaseStack } from "./base-stack";

/** The role that an account and Region have once for the logs of all their REST APIs: other stacks with APIs need it first. */
export class ApiGatewayLoggingStack extends BaseStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    new ApiGatewayLogging(this, "logging");
  }
}
