import type { App } from "cdktf";
import type { Environment } from "../environments";
import { ApiGatewayLoggingStack } from "./api-gateway-logging";
import { PrivateEcsStack } from "./private-ecs";
import { PrivateEcsWithDatabaseStack } from "./private-ecs-with-database";
import { RdsPrivateLinkStack } from "./rds-private-link";
import { RdsPrivateLinkConsumerStack } from "./rds-private-link-consumer";
import { RdsPrivateLinkProviderStack } from "./rds-private-link-provider";
import { RdsServiceNetworkStack } from "./rds-service-network";

/** Adds every stack of an environment to the app. */
export function addStacks(app: App, environment: Environment): void {
  const logging = new ApiGatewayLoggingStack(app, "api-gateway-logging", environment);
  for (const stack of [
    new PrivateEcsStack(app, "private-ecs", environment),
    new PrivateEcsWithDatabaseStack(app, "private-ecs-with-database", environment),
  ]) {
    // AWS refuses a stage with logs while the account has no role for them.
    stack.addDependency(logging);
  }
  new RdsPrivateLinkStack(app, "rds-private-link", environment);
  new RdsPrivateLinkProviderStack(app, "rds-private-link-provider", environment);
  new RdsPrivateLinkConsumerStack(app, "rds-private-link-consumer", environment);
  new RdsServiceNetworkStack(app, "rds-service-network", environment);
}
