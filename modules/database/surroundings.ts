import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import type { Construct } from "constructs";
import { DATABASE_ENGINES } from "../../aws/database-engines";
import { SecurityGroup } from "../security";
import type { DatabaseProps } from "./protection";

/** Makes what an instance and a cluster stand in: security group and subnet group, and the arguments of their parameter group. */
export function surroundings(
  scope: Construct,
  props: DatabaseProps & { readonly engine: keyof typeof DATABASE_ENGINES },
) {
  const { name, subnets, engine, engineVersion } = props;
  const { network } = subnets;
  const facts = DATABASE_ENGINES[engine];
  const tags = { ...props.tags, Name: name };
  const namePrefix = `${name}-`;
  const parameters: Readonly<Record<string, string>> = { ...facts.parameters, ...props.parameters };
  return {
    network,
    port: props.port ?? facts.defaultPort,
    securityGroup: new SecurityGroup(scope, "security-group", {
      network,
      description: `Database ${name}`,
      tags: props.tags,
    }),
    subnetGroup: new DbSubnetGroup(scope, "subnet-group", { namePrefix, subnetIds: subnets.subnetIds, tags }),
    parameterGroupArguments: {
      namePrefix,
      family: facts.family(engineVersion) ?? "",
      parameter: Object.entries(parameters).map(([parameter, value]) => ({ name: parameter, value })),
      tags,
      // A new family replaces the group while the database still uses the old one.
      lifecycle: { createBeforeDestroy: true },
    },
    logs: [...facts.logs],
    tags,
  };
}
