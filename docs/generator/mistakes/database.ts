import { DatabaseInstance, DatabaseTarget } from "../../../modules/database";
import { group, type Mistakes, vpc } from "./mistake";

const existing = {
  databaseArn: "arn:aws:rds:eu-central-1:111122223333:db:orders",
  hostName: "orders.c0example.eu-central-1.rds.amazonaws.com",
  port: 3306,
  network: vpc("database"),
};

export const DATABASE_MISTAKES: Mistakes = {
  "A public database": (stack) =>
    DatabaseTarget.rdsInstance(
      DatabaseInstance.fromAttributes({
        ...existing,
        securityGroup: group(stack, "database", existing.network),
        publiclyAccessible: true,
      }),
    ),
  "A host name with a port": (stack) =>
    DatabaseInstance.fromAttributes({
      ...existing,
      hostName: `${existing.hostName}:3306`,
      securityGroup: group(stack, "database", existing.network),
    }),
  "A cluster where an instance belongs": (stack) =>
    DatabaseTarget.rdsInstance(
      DatabaseInstance.fromAttributes({
        ...existing,
        databaseArn: existing.databaseArn.replace(":db:", ":cluster:"),
        securityGroup: group(stack, "database", existing.network),
      }),
    ),
};
