import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { RdsClusterInstance } from "@cdktf/provider-aws/lib/rds-cluster-instance";
import { RdsClusterParameterGroup } from "@cdktf/provider-aws/lib/rds-cluster-parameter-group";
import { SecurityGroup as SecurityGroupResource } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { TerraformOutput, TerraformVariable } from "cdktf";
import fc from "fast-check";
import {
  AuroraCluster,
  type AuroraClusterProps,
  DatabaseInstance,
  type DatabaseInstanceProps,
  DatabaseTarget,
} from "../../modules/database";
import { PrivateNetwork, SubnetGroup } from "../../modules/network";
import { Refusal } from "../../modules/refusal";
import { type Addresses, SecurityGroup } from "../../modules/security";
import { addresses, count, refusalOf, resource, resources, synthesize, type TestStack } from "../synthesis";

const network = PrivateNetwork.fromAttributes({
  vpcId: "vpc-database",
  region: "eu-central-1",
  cidrBlocks: ["10.0.0.0/16"],
  dnsSupport: true,
  dnsHostnames: true,
  subnetGroups: {
    database: [
      { subnetId: "subnet-1", zone: "euc1-az1" },
      { subnetId: "subnet-3", zone: "euc1-az3" },
    ],
  },
});
const subnetsIn = (...zones: string[]) =>
  SubnetGroup.of(
    network,
    zones.map((zone, index) => ({ subnetId: `subnet-${index}`, zone })),
  );

const INSTANCE: DatabaseInstanceProps = {
  name: "orders",
  subnets: network.subnetGroup("database"),
  engine: "mysql",
  engineVersion: "8.4.5",
  instanceClass: "db.m7g.large",
};
const CLUSTER: AuroraClusterProps = {
  ...INSTANCE,
  engine: "aurora-postgresql",
  engineVersion: "16.8",
  instanceClass: "db.r7g.large",
};

const instanceIn = (stack: TestStack, change: Partial<DatabaseInstanceProps> = {}) =>
  new DatabaseInstance(stack, "database", { ...INSTANCE, ...change });
const clusterIn = (stack: TestStack, change: Partial<AuroraClusterProps> = {}) =>
  new AuroraCluster(stack, "database", { ...CLUSTER, ...change });
const instance = (change: Partial<DatabaseInstanceProps> = {}) =>
  synthesize((stack) => void instanceIn(stack, change));
const cluster = (change: Partial<AuroraClusterProps> = {}) =>
  synthesize((stack) => void clusterIn(stack, change));

/** Both kinds of database, for what they have in common. */
const KINDS = [
  ["instance", DbInstance, DbParameterGroup, instance, instanceIn],
  ["cluster", RdsCluster, RdsClusterParameterGroup, cluster, clusterIn],
] as const;

describe.each(KINDS)("every database (%s)", (_, Resource, ParameterGroup, make, makeIn) => {
  const json = make({ tags: { Team: "orders" } });
  const database = resource(json, Resource, "database");

  it("is encrypted, backed up, and hard to delete by mistake", () => {
    expect(database).toMatchObject({
      storage_encrypted: true,
      backup_retention_period: 7,
      copy_tags_to_snapshot: true,
      deletion_protection: true,
      skip_final_snapshot: false,
      final_snapshot_identifier: "orders-final",
    });
  });

  it("has a password that RDS makes and keeps, so that none is in the state", () => {
    expect(database).toMatchObject({
      manage_master_user_password: true,
      iam_database_authentication_enabled: true,
    });
    expect(Object.keys(database).filter((key) => /password(_wo)?$/.test(key))).toEqual([
      "manage_master_user_password",
    ]);
  });

  it("is in its subnets, behind its own security group, which nobody passes yet", () => {
    expect(database).toMatchObject({
      db_subnet_group_name: "${aws_db_subnet_group.database_subnet-group.name}",
      vpc_security_group_ids: ["${aws_security_group.database_security-group.id}"],
    });
    expect(resources(json, DbSubnetGroup)).toEqual({
      "database_subnet-group": {
        name_prefix: "orders-",
        subnet_ids: ["subnet-1", "subnet-3"],
        tags: { Team: "orders", Name: "orders" },
      },
    });
    expect(resources(json, SecurityGroupResource)).toEqual({
      "database_security-group": expect.objectContaining({
        vpc_id: "vpc-database",
        description: "Database orders",
      }),
    });
    expect(count(json, VpcSecurityGroupIngressRule)).toBe(0);
    expect(count(json, VpcSecurityGroupEgressRule)).toBe(0);
  });

  it("uses its own parameter group, which a new family replaces without a gap", () => {
    expect(Object.values(resources(json, ParameterGroup))).toEqual([
      expect.objectContaining({ name_prefix: "orders-", lifecycle: { create_before_destroy: true } }),
    ]);
  });

  it("takes a parameter, and another value for one of its own", () => {
    const [group] = Object.values(
      resources(make({ parameters: { max_connections: "500", "rds.force_ssl": "0" } }), ParameterGroup),
    );
    const parameters = group?.parameter as { name: string; value: string }[];
    expect(parameters).toContainEqual({ name: "max_connections", value: "500" });
    expect(parameters.filter(({ name }) => name === "rds.force_ssl")).toEqual([
      { name: "rds.force_ssl", value: "0" },
    ]);
  });

  it("gives up each protection only when told to", () => {
    const released = resource(
      make({ deletionProtection: false, finalSnapshot: false, backupRetentionInDays: 1 }),
      Resource,
      "database",
    );
    expect(released).toMatchObject({
      deletion_protection: false,
      skip_final_snapshot: true,
      backup_retention_period: 1,
      storage_encrypted: true,
    });
    expect(released).not.toHaveProperty("final_snapshot_identifier");
  });

  it("takes the key, the port, the user and the name of a first database", () => {
    const kmsKeyArn = "arn:aws:kms:eu-central-1:111122223333:key/orders";
    const json = make({ kmsKeyArn, port: 13306, username: "owner", databaseName: "orders" });
    expect(resource(json, Resource, "database")).toMatchObject({
      kms_key_id: kmsKeyArn,
      port: 13306,
      [Resource === DbInstance ? "username" : "master_username"]: "owner",
      [Resource === DbInstance ? "db_name" : "database_name"]: "orders",
    });
    expect(resource(make(), Resource, "database")).not.toHaveProperty("kms_key_id");
  });

  it("has all of its tags, everywhere", () => {
    const tagged = Object.values(
      JSON.parse(json).resource as Record<string, Record<string, { tags: object }>>,
    );
    const tags = tagged.flatMap((named) => Object.values(named)).map((made) => made.tags);
    expect(tags.length).toBeGreaterThanOrEqual(4);
    for (const each of tags) expect(each).toMatchObject({ Team: "orders", Name: expect.any(String) });
  });

  it("knows its ARN, its names, its port, its group and its secret", () => {
    const json = synthesize((stack) => {
      const made = makeIn(stack);
      expect(made.network).toBe(network);
      expect(made.securityGroup.network).toBe(network);
      expect(made.publiclyAccessible).toBe(false);
      expect(made.port).toBe(Resource === DbInstance ? 3306 : 5432);
      new TerraformOutput(stack, "known", {
        value: {
          arn: made.databaseArn,
          host: made.hostName,
          group: made.securityGroup.securityGroupId,
          secret: made.secretArn,
        },
      });
    });
    const type = Resource.tfResourceType;
    expect(JSON.parse(json).output.known.value).toEqual({
      arn: `\${${type}.database.arn}`,
      host:
        Resource === DbInstance
          ? "${aws_db_instance.database.address}"
          : "${aws_rds_cluster.database.endpoint}",
      group: "${aws_security_group.database_security-group.id}",
      secret: `\${${type}.database.master_user_secret[0].secret_arn}`,
    });
  });
});

describe("an RDS instance", () => {
  it("is Multi-AZ, not public, and on gp3 storage that fits small databases", () => {
    expect(instance()).toHaveResourceWithProperties(DbInstance, {
      identifier: "orders",
      engine: "mysql",
      engine_version: "8.4.5",
      instance_class: "db.m7g.large",
      multi_az: true,
      publicly_accessible: false,
      allocated_storage: 20,
      storage_type: "gp3",
      username: "dbadmin",
      port: 3306,
      parameter_group_name: "${aws_db_parameter_group.database_parameters.name}",
    });
    expect(addresses(instance())).toEqual([
      "aws_db_instance.database",
      "aws_db_parameter_group.database_parameters",
      "aws_db_subnet_group.database_subnet-group",
      "aws_security_group.database_security-group",
    ]);
  });

  it("gives up its standby, and grows, only when told to", () => {
    expect(
      instance({ multiAz: false, allocatedStorage: 100, maxAllocatedStorage: 500 }),
    ).toHaveResourceWithProperties(DbInstance, {
      multi_az: false,
      allocated_storage: 100,
      max_allocated_storage: 500,
    });
    expect(resource(instance(), DbInstance, "database")).not.toHaveProperty("max_allocated_storage");
  });

  it.each([
    ["mysql", "8.0.40", "mysql8.0", 3306, ["error", "slowquery"]],
    ["mysql", "8.4.5", "mysql8.4", 3306, ["error", "slowquery"]],
    ["mysql", "8.4", "mysql8.4", 3306, ["error", "slowquery"]],
    ["mysql", "5.7.44-rds.20240408", "mysql5.7", 3306, ["error", "slowquery"]],
    ["postgres", "17.5", "postgres17", 5432, ["postgresql", "upgrade"]],
    ["postgres", "17", "postgres17", 5432, ["postgresql", "upgrade"]],
    ["postgres", "12.22-rds.20250220", "postgres12", 5432, ["postgresql", "upgrade"]],
  ] as const)(
    "of %s %s has parameters of the family %s, its port and its logs",
    (engine, version, family, port, logs) => {
      const json = instance({ engine, engineVersion: version });
      expect(json).toHaveResourceWithProperties(DbParameterGroup, { family });
      expect(json).toHaveResourceWithProperties(DbInstance, {
        engine,
        engine_version: version,
        port,
        enabled_cloudwatch_logs_exports: logs,
      });
    },
  );

  it.each([
    ["mysql", "8.4.5", [{ name: "require_secure_transport", value: "1" }]],
    [
      "postgres",
      "17.5",
      [
        { name: "rds.force_ssl", value: "1" },
        { name: "tcp_keepalives_idle", value: "300" },
      ],
    ],
  ] as const)("of %s demands TLS", (engine, engineVersion, parameter) => {
    expect(instance({ engine, engineVersion })).toHaveResourceWithProperties(DbParameterGroup, { parameter });
  });
});

describe("a database that must not be lost", () => {
  it("makes a plan fail that would delete or replace it, unless deletion protection is off", () => {
    const [type, name] = [DbInstance, "database"];
    expect(resource(instance(), type, name).lifecycle).toMatchObject({ prevent_destroy: true });
    expect(
      resource(instance({ deletionProtection: false }), type, name).lifecycle?.prevent_destroy,
    ).toBeUndefined();
    expect(resource(cluster(), RdsCluster, name).lifecycle).toMatchObject({ prevent_destroy: true });
  });

  it.each(["0", "350", "7200"])(
    "does not let paths go silent: a keepalive after %s seconds is refused",
    (seconds) => {
      const { faults } = refusalOf(
        (stack) =>
          void instanceIn(stack, {
            engine: "postgres",
            engineVersion: "17",
            parameters: { tcp_keepalives_idle: seconds },
          }),
      );
      expect(faults).toEqual([
        expect.objectContaining({
          input: "parameters.tcp_keepalives_idle",
          given: seconds,
          allowed: expect.stringContaining("1 to 349 seconds"),
        }),
      ]);
    },
  );

  it("is not public if only Terraform knows: it decides with the same words", () => {
    synthesize((stack) => {
      const publiclyAccessible = new TerraformVariable(stack, "public", { type: "bool" }).booleanValue;
      const target = DatabaseTarget.rdsInstance(
        DatabaseInstance.fromAttributes({ ...existing(stack), publiclyAccessible }),
      );
      expect(target.decidedByTerraform?.precondition.map(({ errorMessage }) => errorMessage)).toEqual([
        expect.stringContaining("AWS makes no resource configuration for a public database"),
      ]);
    });
  });

  it("has a name of its own among instances, or among clusters", () => {
    const { path, faults } = refusalOf((stack) => {
      instanceIn(stack);
      new AuroraCluster(stack, "cluster", CLUSTER);
      new DatabaseInstance(stack, "second", INSTANCE);
    });
    expect(path).toBe("stack/second");
    expect(faults.map(({ input, allowed }) => [input, allowed])).toEqual([
      ["name", expect.stringContaining("a name that stack/database does not have")],
    ]);
  });

  it("has its security group in its own VPC", () => {
    const { faults } = refusalOf((stack) => {
      const elsewhere = PrivateNetwork.fromAttributes({ vpcId: "vpc-elsewhere", region: "eu-central-1" });
      const securityGroup = SecurityGroup.fromAttributes(stack, "far", {
        securityGroupId: "sg-far",
        network: elsewhere,
      });
      DatabaseInstance.fromAttributes({ ...existing(stack), securityGroup });
    });
    expect(faults.map(({ input }) => input)).toEqual(["securityGroup"]);
  });
});

describe("minor versions", () => {
  it.each([
    ["mysql", "8.4", true],
    ["mysql", "8.4.5", false],
    ["postgres", "17", true],
    ["postgres", "17.5", false],
  ] as const)("of %s %s are upgraded by AWS: %s", (engine, engineVersion, upgraded) => {
    expect(instance({ engine, engineVersion })).toHaveResourceWithProperties(DbInstance, {
      engine_version: engineVersion,
      auto_minor_version_upgrade: upgraded,
    });
  });
});

describe("the master user", () => {
  it("may be what the engine takes: admin for MySQL, postgres and long names for PostgreSQL", () => {
    for (const [engine, engineVersion, username] of [
      ["mysql", "8.4", "admin"],
      ["postgres", "17", "postgres"],
      ["postgres", "17", "x".repeat(63)],
    ] as const) {
      expect(instance({ engine, engineVersion, username })).toHaveResourceWithProperties(DbInstance, {
        username,
      });
    }
    const refused = (engine: "mysql" | "postgres", engineVersion: string, username: string) =>
      refusalOf((stack) => void instanceIn(stack, { engine, engineVersion, username })).faults[0]?.input;
    expect(refused("postgres", "17", "Admin")).toBe("username");
    expect(refused("mysql", "8.4", "x".repeat(17))).toBe("username");
  });
});

describe("an Aurora cluster", () => {
  it("has a writer and a reader that takes over, neither of them public", () => {
    const json = cluster();
    const member = (number: number) => ({
      identifier: `orders-${number}`,
      cluster_identifier: "${aws_rds_cluster.database.id}",
      engine: "aurora-postgresql",
      engine_version: "${aws_rds_cluster.database.engine_version}",
      instance_class: "db.r7g.large",
      db_subnet_group_name: "${aws_db_subnet_group.database_subnet-group.name}",
      publicly_accessible: false,
      auto_minor_version_upgrade: false,
      tags: { Name: "orders" },
    });
    expect(resources(json, RdsClusterInstance)).toEqual({
      "database_instance-1": member(1),
      "database_instance-2": member(2),
    });
    expect(json).toHaveResourceWithProperties(RdsCluster, {
      cluster_identifier: "orders",
      engine: "aurora-postgresql",
      engine_version: "16.8",
      master_username: "dbadmin",
      port: 5432,
      db_cluster_parameter_group_name: "${aws_rds_cluster_parameter_group.database_parameters.name}",
      enabled_cloudwatch_logs_exports: ["postgresql"],
    });
  });

  it.each([1, 3, 16])("has %p instances if told to", (instances) => {
    expect(count(cluster({ instances }), RdsClusterInstance)).toBe(instances);
  });

  it("knows the name that leads to its readers", () => {
    const json = synthesize((stack) => {
      new TerraformOutput(stack, "readers", { value: clusterIn(stack).readerHostName });
    });
    expect(JSON.parse(json).output.readers.value).toBe("${aws_rds_cluster.database.reader_endpoint}");
  });

  it.each([
    ["aurora-mysql", "8.0.mysql_aurora.3.08.2", "aurora-mysql8.0", 3306],
    ["aurora-mysql", "8.0", "aurora-mysql8.0", 3306],
    ["aurora-mysql", "5.7.mysql_aurora.2.11.4", "aurora-mysql5.7", 3306],
    ["aurora-postgresql", "16.8", "aurora-postgresql16", 5432],
    ["aurora-postgresql", "16.4-limitless", "aurora-postgresql16", 5432],
  ] as const)(
    "of %s %s has parameters of the family %s, and its port",
    (engine, engineVersion, family, port) => {
      const json = cluster({ engine, engineVersion });
      expect(json).toHaveResourceWithProperties(RdsClusterParameterGroup, { family });
      expect(json).toHaveResourceWithProperties(RdsCluster, { port });
    },
  );

  it.each([
    ["aurora-mysql", "8.0", [{ name: "require_secure_transport", value: "ON" }]],
    [
      "aurora-postgresql",
      "16.8",
      [
        { name: "rds.force_ssl", value: "1" },
        { name: "tcp_keepalives_idle", value: "300" },
      ],
    ],
  ] as const)("of %s demands TLS", (engine, engineVersion, parameter) => {
    expect(cluster({ engine, engineVersion })).toHaveResourceWithProperties(RdsClusterParameterGroup, {
      parameter,
    });
  });
});

describe.each([
  ["instance", (change: object) => refusalOf((stack) => void instanceIn(stack, change))],
  ["cluster", (change: object) => refusalOf((stack) => void clusterIn(stack, change))],
] as const)("a database (%s) is refused", (kind, refuse) => {
  const faultOf = (change: Partial<DatabaseInstanceProps> | Partial<AuroraClusterProps>) => {
    const { faults, path } = refuse(change);
    expect(path).toBe("stack/database");
    expect(faults).toHaveLength(1);
    return faults[0];
  };

  it.each([
    "",
    "Orders",
    "1orders",
    "orders-",
    "or--ders",
    "or_ders",
    "-orders",
    "x".repeat(64),
    `a${"-a".repeat(40)}`,
  ])("with the name %p", (name) => {
    expect(faultOf({ name })).toMatchObject({ input: "name", given: name, fix: "choose a name like orders" });
  });

  it("with subnets in one zone, however many", () => {
    for (const zones of [[], ["euc1-az1"], ["euc1-az1", "euc1-az1"]]) {
      expect(faultOf({ subnets: subnetsIn(...zones) })).toEqual({
        input: "subnets",
        given: [...new Set(zones)],
        allowed: "subnets in at least two Availability Zones",
        fix: "add a subnet in another zone: RDS refuses a subnet group in one",
      });
    }
  });

  it.each(["m7g.large", "db.m7g", "db.m7g.", "db.M7g.large", "db.m7g.large ", ""])(
    "with the instance class %p",
    (instanceClass) => {
      expect(faultOf({ instanceClass })).toMatchObject({
        input: "instanceClass",
        given: instanceClass,
        allowed: "an instance class of RDS, like db.m7g.large",
      });
    },
  );

  it.each(["orders-db", "1orders", "_orders", "or ders", "", "x".repeat(64)])(
    "with the first database %p",
    (databaseName) => {
      expect(faultOf({ databaseName })).toMatchObject({
        input: "databaseName",
        given: databaseName,
        allowed: "1 to 63 letters, digits and underscores, beginning with a letter",
      });
    },
  );

  it.each([0, 80, 1149, 65536, 3306.5])("with the port %p", (port) => {
    expect(faultOf({ port })).toEqual({
      input: "port",
      given: port,
      allowed: "a whole number from 1150 to 65535",
      fix: "leave it out to take the engine's own port",
    });
  });

  it.each(["RdsAdmin", "1owner", "own-er", "", "x".repeat(64)])("with the user %p", (username) => {
    expect(faultOf({ username })).toMatchObject({
      input: "username",
      given: username,
      allowed: expect.stringMatching(/^1 to (16|63) letters, digits and underscores.* not rdsadmin/),
      fix: "leave it out to take dbadmin",
    });
  });

  it.each([0, 36, 1.5, -1])("with backups of %p days", (backupRetentionInDays) => {
    expect(faultOf({ backupRetentionInDays })).toMatchObject({
      input: "backupRetentionInDays",
      given: backupRetentionInDays,
      allowed: "a whole number of days from 1 to 35",
    });
  });

  it("with a version that only Terraform knows, because it chooses the parameter group family", () => {
    const { faults } = refusalOf((stack) => {
      const engineVersion = new TerraformVariable(stack, "version", {}).stringValue;
      if (kind === "instance") instanceIn(stack, { engineVersion });
      else clusterIn(stack, { engineVersion });
    });
    expect(faults).toEqual([
      {
        input: "engineVersion",
        told: "a value that only Terraform knows",
        allowed: "a version known at synthesis, which chooses the parameter group family",
        fix: "write the version",
      },
    ]);
  });

  it("with all of its faults at once", () => {
    const { faults, message } = refuse({
      name: "Orders",
      subnets: subnetsIn("euc1-az1"),
      engineVersion: "latest",
      instanceClass: "large",
      databaseName: "orders-db",
      port: 1,
      username: "rdsadmin",
      backupRetentionInDays: 0,
      ...(kind === "instance" ? { allocatedStorage: 1, maxAllocatedStorage: 1 } : { instances: 0 }),
    });
    expect(faults.map(({ input }) => input)).toEqual([
      "name",
      "subnets",
      "engineVersion",
      "instanceClass",
      "databaseName",
      "port",
      "username",
      "backupRetentionInDays",
      ...(kind === "instance" ? ["allocatedStorage", "maxAllocatedStorage"] : ["instances"]),
    ]);
    expect(message).toMatch(/^stack\/database is refused, (9|10) faults:\n/);
  });
});

describe("an engine's version is refused", () => {
  it.each([
    ["mysql", "8"],
    ["mysql", "latest"],
    ["mysql", "8.4.5; x"],
    ["mysql", "8.0.mysql_aurora.3.08.2"],
    ["mysql", ""],
    ["postgres", "latest"],
    ["postgres", "v17"],
    ["postgres", "17x"],
    ["postgres", "9.6.24"],
    ["postgres", ""],
  ] as const)("of an instance of %s: %p", (engine, engineVersion) => {
    expect(refusalOf((stack) => void instanceIn(stack, { engine, engineVersion })).faults).toEqual([
      expect.objectContaining({
        input: "engineVersion",
        given: engineVersion,
        allowed: expect.stringContaining(`a version of ${engine}, like `),
        fix: `list them with: aws rds describe-db-engine-versions --engine ${engine}`,
      }),
    ]);
  });

  it.each([
    ["aurora-mysql", "3.08"],
    ["aurora-mysql", "3.08.0"],
    ["aurora-mysql", "8.0.32"],
    ["aurora-mysql", "8.0.mysql_aurora"],
    ["aurora-postgresql", "16"],
    ["aurora-postgresql", "16.8 "],
    ["aurora-postgresql", ""],
  ] as const)("of a cluster of %s: %p", (engine, engineVersion) => {
    expect(refusalOf((stack) => void clusterIn(stack, { engine, engineVersion })).faults).toEqual([
      expect.objectContaining({ input: "engineVersion", given: engineVersion }),
    ]);
  });
});

describe("an RDS instance is refused", () => {
  it.each([19, 65537, 20.5, 0])("with %p GiB of storage", (allocatedStorage) => {
    expect(refusalOf((stack) => void instanceIn(stack, { allocatedStorage })).faults).toEqual([
      {
        input: "allocatedStorage",
        given: allocatedStorage,
        allowed: "a whole number of GiB from 20 to 65536",
        fix: "give at least 20, the least that gp3 takes",
      },
    ]);
  });

  it.each([50, 100, 100.5, 65537])("if its 100 GiB may grow to %p GiB", (maxAllocatedStorage) => {
    const refusal = refusalOf(
      (stack) => void instanceIn(stack, { allocatedStorage: 100, maxAllocatedStorage }),
    );
    expect(refusal.faults).toEqual([
      {
        input: "maxAllocatedStorage",
        given: maxAllocatedStorage,
        allowed: "a whole number of GiB above allocatedStorage, up to 65536",
        fix: "raise it, or leave it out",
      },
    ]);
  });
});

describe("an Aurora cluster is refused", () => {
  it.each([0, 17, 1.5, Number.NaN])("with %p instances", (instances) => {
    expect(refusalOf((stack) => void clusterIn(stack, { instances })).faults).toEqual([
      {
        input: "instances",
        given: instances,
        allowed: "a whole number from 1 to 16",
        fix: "two survive the loss of a zone",
      },
    ]);
  });

  it("with a number of instances that only Terraform knows, which would make none", () => {
    const { faults } = refusalOf(
      (stack) =>
        void clusterIn(stack, { instances: new TerraformVariable(stack, "instances", {}).numberValue }),
    );
    expect(faults).toEqual([
      expect.objectContaining({ input: "instances", told: "a value that only Terraform knows" }),
    ]);
  });

  it("with a name that leaves no room for the number of an instance", () => {
    const long = "x".repeat(60);
    const json = cluster({ name: long, instances: 16 });
    const identifiers = Object.values(resources(json, RdsClusterInstance)).map(
      ({ identifier }) => identifier,
    );
    expect(identifiers.filter((identifier) => identifier.length > 63)).toEqual([]);
    expect(refusalOf((stack) => void clusterIn(stack, { name: `${long}x` })).faults).toEqual([
      expect.objectContaining({ input: "name", allowed: expect.stringContaining("1 to 60 ") }),
    ]);
    expect(instance({ name: "x".repeat(63) })).toHaveResourceWithProperties(DbInstance, {
      identifier: "x".repeat(63),
    });
  });
});

describe("the name of a database", () => {
  it("is taken exactly if RDS takes it", () => {
    const isRefused = (name: string) => {
      try {
        instance({ name });
        return false;
      } catch (error) {
        if (error instanceof Refusal) return true;
        throw error;
      }
    };
    const name = fc.oneof(fc.stringMatching(/^[a-zA-Z0-9_-]{0,8}$/), fc.stringMatching(/^[a-z-]{58,68}$/));
    fc.assert(
      fc.property(name, (name) => {
        const taken =
          name.length >= 1 &&
          name.length <= 63 &&
          [...name].every((character) => "abcdefghijklmnopqrstuvwxyz0123456789-".includes(character)) &&
          Number.isNaN(Number(name.charAt(0))) &&
          !name.startsWith("-") &&
          !name.endsWith("-") &&
          !name.includes("--");
        expect(isRefused(name)).toBe(!taken);
      }),
    );
  });
});

describe("what only Terraform knows of a database", () => {
  it("is decided by Terraform before anything is made, with the same words", () => {
    const json = synthesize((stack) => {
      const text = (id: string) => new TerraformVariable(stack, id, {}).stringValue;
      const number = (id: string) => new TerraformVariable(stack, id, {}).numberValue;
      instanceIn(stack, {
        name: text("name"),
        subnets: SubnetGroup.ofIds(network, new TerraformVariable(stack, "subnets", {}).listValue),
        instanceClass: text("class"),
        databaseName: text("first"),
        port: number("port"),
        username: text("user"),
        backupRetentionInDays: number("days"),
        allocatedStorage: number("storage"),
      });
    });
    const { precondition } = resource(json, DbInstance, "database").lifecycle;
    const words = (precondition as { error_message: string }[]).map(({ error_message }) => error_message);
    expect(words.map((text) => /^stack\/database is refused: (\w+) is /.exec(text)?.[1])).toEqual([
      "name",
      "subnets",
      "instanceClass",
      "databaseName",
      "port",
      "username",
      "backupRetentionInDays",
      "allocatedStorage",
    ]);
    expect(words[0]).toBe(
      'stack/database is refused: name is "${var.name}". Allowed: 1 to 63 lower-case letters, digits and single ' +
        "hyphens, beginning with a letter and not ending with a hyphen. Fix: choose a name like orders.",
    );
    const conditions = (precondition as { condition: string }[]).map(({ condition }) => condition);
    expect(conditions[0]).toBe(
      '${(can(regex("^[a-z](-?[a-z0-9])*$", var.name)) && can(regex("^.{1,63}$", var.name)))}',
    );
    expect(conditions[1]).toBe("${contains(range(2, 201, 1), length(sort(var.subnets)))}");
    expect(conditions[4]).toBe("${((var.port >= 1150) && (var.port <= 65535))}");
  });
});

/** What is known of a database that exists already. */
const existing = (stack: TestStack) => ({
  databaseArn: "arn:aws:rds:eu-central-1:111122223333:db:orders",
  hostName: "orders.abc.eu-central-1.rds.amazonaws.com",
  port: 3306,
  network,
  securityGroup: SecurityGroup.fromAttributes(stack, "group", { securityGroupId: "sg-1", network }),
});

describe("an existing database", () => {
  it.each([DatabaseInstance, AuroraCluster])(
    "is what its attributes say, and makes nothing: %p",
    (Database) => {
      const json = synthesize((stack) => {
        const given = existing(stack);
        expect(Database.fromAttributes(given)).toEqual({ ...given, publiclyAccessible: false });
        expect(Database.fromAttributes({ ...given, publiclyAccessible: true }).publiclyAccessible).toBe(true);
      });
      expect(addresses(json)).toEqual([]);
    },
  );

  it.each([
    ["DatabaseInstance.fromAttributes", DatabaseInstance],
    ["AuroraCluster.fromAttributes", AuroraCluster],
  ] as const)(
    "is refused with an endpoint for a host name, and a port that is none: %s",
    (factory, Database) => {
      const { path, faults } = refusalOf((stack) => {
        const given = existing(stack);
        Database.fromAttributes({ ...given, hostName: `${given.hostName}:3306`, port: 0 });
      });
      expect(path).toBe(`${factory} of arn:aws:rds:eu-central-1:111122223333:db:orders`);
      expect(faults.map(({ input, given }) => [input, given])).toEqual([
        ["hostName", "orders.abc.eu-central-1.rds.amazonaws.com:3306"],
        ["port", 0],
      ]);
    },
  );

  it("may have attributes that only Terraform knows", () => {
    synthesize((stack) => {
      const given = { ...existing(stack), hostName: new TerraformVariable(stack, "host", {}).stringValue };
      expect(DatabaseInstance.fromAttributes(given).hostName).toBe(given.hostName);
    });
  });
});

describe("the target of a chain", () => {
  const ARNS = {
    rdsInstance: "arn:aws:rds:eu-central-1:111122223333:db:orders",
    auroraCluster: "arn:aws:rds:eu-central-1:111122223333:cluster:orders",
  };

  it.each([
    ["rdsInstance", "auroraCluster"],
    ["auroraCluster", "rdsInstance"],
  ] as const)("is refused for the ARN of the other kind, naming what takes it: %s", (factory, other) => {
    const { faults } = refusalOf((stack) => {
      DatabaseTarget[factory]({ ...existing(stack), databaseArn: ARNS[other], publiclyAccessible: false });
    });
    expect(faults).toEqual([
      expect.objectContaining({
        input: "databaseArn",
        given: ARNS[other],
        fix: expect.stringContaining(other),
      }),
    ]);
  });

  it("is an instance or a cluster by its ARN, reached at its security group", () => {
    synthesize((stack) => {
      for (const [database, factory] of [
        [instanceIn(stack), DatabaseTarget.rdsInstance],
        [new AuroraCluster(stack, "cluster", CLUSTER), DatabaseTarget.auroraCluster],
      ] as const) {
        expect(factory(database)).toEqual({
          definition: { kind: "arn", arn: database.databaseArn },
          port: database.port,
          reachedAt: database.securityGroup,
          network,
          hostName: database.hostName,
        });
      }
    });
  });

  it.each(["rdsInstance", "auroraCluster"] as const)("is refused for a public database: %s", (factory) => {
    const refusal = refusalOf((stack) => {
      const databaseArn = ARNS[factory];
      DatabaseTarget[factory]({ ...existing(stack), databaseArn, publiclyAccessible: true });
    });
    expect(refusal.message).toBe(
      `DatabaseTarget.${factory} is refused, 1 fault:\n- publiclyAccessible is true. ` +
        "Allowed: false: AWS makes no resource configuration for a public database. " +
        "Fix: set publicly_accessible to false in the database first.",
    );
  });

  it("is a name, like that of a proxy, reached where its listener says", () => {
    synthesize((stack) => {
      const reachedAt = new SecurityGroup(stack, "proxy", { network, description: "Proxy" });
      expect(DatabaseTarget.dnsName("proxy.example.com", { port: 5432, reachedAt, network })).toEqual({
        definition: { kind: "dns", domainName: "proxy.example.com", ports: [5432], ipAddressType: "ipv4" },
        port: 5432,
        reachedAt,
        network,
        hostName: "proxy.example.com",
      });
    });
  });

  it.each([
    ["10.9.0.5", { cidrIpv4: "10.9.0.5/32", label: "10.9.0.5-32" }],
    ["fd00::5", { cidrIpv6: "fd00::5/128", label: "fd00::5-128" }],
  ])("is the address %s, reached at itself and nowhere else", (address, source) => {
    const target = DatabaseTarget.ipAddress(address, { port: 1521 });
    expect(target).toMatchObject({
      definition: { kind: "ip", address, ports: [1521] },
      port: 1521,
      network: undefined,
    });
    expect(target.hostName).toBeUndefined();
    expect((target.reachedAt as Addresses).sources).toEqual([source]);
  });

  it("is an address behind a security group, if one is given", () => {
    synthesize((stack) => {
      const reachedAt = new SecurityGroup(stack, "appliance", { network, description: "Appliance" });
      const target = DatabaseTarget.ipAddress("10.0.0.5", { port: 1521, reachedAt, network });
      expect(target.reachedAt).toBe(reachedAt);
      expect(target.network).toBe(network);
    });
  });
});
