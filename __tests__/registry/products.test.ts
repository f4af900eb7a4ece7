import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ModuleFiles, moduleFiles, VERSIONS } from "../../registry/form/module-files";
import { PRODUCTS } from "../../registry/products";

const files = new Map(PRODUCTS.map((product) => [product.name, moduleFiles(product)]));
const names = [...files.keys()];
const of = (name: string) => files.get(name) as ModuleFiles;

/** Every address, with `[0]` or `["..."]` where there may be another number of them than one. */
function addressesOf({ main }: ModuleFiles): string[] {
  const within = (blocks: ModuleFiles["main"]["resource"], prefix: string) =>
    Object.entries(blocks ?? {}).flatMap(([type, named]) =>
      Object.entries(named).map(([name, { count, for_each }]) => {
        const instance = for_each === undefined ? (count === undefined ? "" : "[0]") : '["..."]';
        return `${prefix}${type}.${name}${instance}`;
      }),
    );
  return [...within(main.resource, ""), ...within(main.data, "data.")].sort();
}

/** Every key in a value, at any depth. */
function keysIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => [key, ...keysIn(each)]);
}

describe("the contract of a registry module", () => {
  // Whoever uses the module has these in a state: a changed address destroys a resource and makes another.
  it.each(names)("%s has the addresses that it is known by", (name) => {
    const listed = readFileSync(join(__dirname, "addresses", `${name}.txt`), "utf8");
    expect(addressesOf(of(name))).toEqual(listed.trim().split("\n"));
  });

  it("has a list of addresses for no other module", () => {
    const listed = readdirSync(join(__dirname, "addresses")).map((file) => file.replace(/\.txt$/, ""));
    expect(listed.sort()).toEqual([...names].sort());
  });

  it.each(names)("%s says of every variable what it is and what it may be", (name) => {
    const variables = Object.entries(of(name).variables);
    expect(variables.length).toBeGreaterThan(3);
    const undescribed = variables.filter(([, { description }]) => !/^[A-Z].*\.$/s.test(description));
    expect(undescribed.map(([variable]) => variable)).toEqual([]);
    const untyped = variables.filter(([, { type }]) => type === "" || /\bany\b/.test(type));
    expect(untyped.map(([variable]) => variable)).toEqual([]);
    // Null means "left out" only where that is the default.
    const wronglyNullable = variables.filter(
      ([, block]) => (block as { nullable?: boolean }).nullable !== (block.default === null),
    );
    expect(wronglyNullable.map(([variable]) => variable)).toEqual([]);
  });

  it.each(names)("%s says of every output what it is", (name) => {
    const outputs = Object.entries(of(name).outputs);
    expect(outputs.length).toBeGreaterThan(0);
    expect(outputs.filter(([, { description }]) => !description).map(([output]) => output)).toEqual([]);
  });

  it.each(names)("%s asks for nothing that it does not declare, and declares nothing in vain", (name) => {
    const { main, outputs, variables } = of(name);
    const text = JSON.stringify([
      main,
      outputs,
      Object.values(variables).map(({ validation }) => validation),
    ]);
    const used = new Set([...text.matchAll(/\bvar\.(\w+)/g)].map(([, variable]) => variable as string));
    expect([...used].sort()).toEqual(Object.keys(variables).sort());
  });

  it.each(names)("%s has no provider of its own, no state, and no trace of how it was made", (name) => {
    const { main, outputs, variables } = of(name);
    expect(Object.keys(main).filter((block) => ["provider", "terraform"].includes(block))).toEqual([]);
    expect(keysIn([main, outputs, variables]).filter((key) => key === "//")).toEqual([]);
    const text = JSON.stringify([main, outputs, variables]);
    expect(text.match(/TfToken|one_of_|block_of_|tags-of-the-caller|undefined|\[object/g)).toBeNull();
    expect(text.match(/0\.0\.0\.0\/0|::\/0/g)).toBeNull();
  });

  it("runs with Terraform 1.5 and AWS provider 5.100, and whatever comes before 7", () => {
    expect(VERSIONS.terraform).toEqual({
      required_version: ">= 1.5.0",
      required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" } },
    });
  });
});

describe("defaults", () => {
  const defaultsOf = (name: string) =>
    Object.fromEntries(
      Object.entries(of(name).variables).flatMap(([variable, block]) =>
        "default" in block ? [[variable, block.default]] : [],
      ),
    );
  const databaseSide = {
    allow_single_zone: false,
    gateway_ip_address_type: "ipv4",
    allow_service_networks: false,
    create_log_group: true,
    log_retention_in_days: 30,
    log_kms_key_arn: null,
    access_log_destinations: {},
    share_with: {},
    share_outside_organization: false,
    tags: {},
  };
  const clientSide = {
    allow_single_zone: false,
    endpoint_ip_address_type: "ipv4",
    private_dns_enabled: true,
    tags: {},
  };

  // Those of the constructs, which defaults.test.ts reads off what they make.
  it("are private, and the same for a half as for the whole", () => {
    expect(defaultsOf("rds-resource-gateway")).toEqual(databaseSide);
    expect(defaultsOf("resource-endpoint")).toEqual({
      ...clientSide,
      resource_share_arn: null,
      accept_resource_share: false,
    });
    expect(defaultsOf("rds-private-link")).toEqual({ ...databaseSide, ...clientSide });
  });

  it("make the endpoints that every task needs, in two zones", () => {
    expect(defaultsOf("private-ecs-endpoints")).toEqual({
      allow_single_zone: false,
      route_table_ids: [],
      interface_services: ["ecr.api", "ecr.dkr", "logs"],
      gateway_services: ["s3"],
      tags: {},
    });
  });

  it("run two small tasks that may do nothing, and into which nobody can look", () => {
    expect(defaultsOf("private-ecs-service")).toEqual({
      route_table_ids: [],
      endpoint_subnets: [],
      create_endpoints: true,
      allow_single_zone: false,
      enable_execute_command: false,
      execute_command_log_group_arn: null,
      port: null,
      environment: {},
      entry_point: null,
      command: null,
      secrets: {},
      parameters: {},
      health_check: null,
      user: null,
      readonly_root_filesystem: false,
      grants: {},
      target_group_arns: {},
      health_check_grace_period_in_seconds: 60,
      cpu: 256,
      memory: null,
      architecture: "x86_64",
      tasks: { minimum: 2, maximum: 2 },
      log_retention_in_days: 30,
      log_kms_key_arn: null,
      permissions_boundary_arn: null,
      wait_for_steady_state: false,
      tags: {},
    });
  });

  it("ask callers of an API for credentials, and log only where that is said", () => {
    expect(defaultsOf("private-api")).toEqual({
      tags: {},
      listener_port: 80,
      authorization: "AWS_IAM",
      timeout_in_seconds: 29,
      stage_name: "prod",
      throttling_requests_per_second: null,
      throttling_burst: null,
      xray_tracing_enabled: false,
      health_check_path: null,
      health_check_success_codes: "200-399",
      health_check_interval_in_seconds: 10,
      access_logs: false,
      log_retention_in_days: 30,
    });
  });
});
