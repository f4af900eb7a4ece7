import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { type Environment, environmentNamed, environmentNames } from "../../environments";
import "../../matchers";
import { addStacks } from "../../stacks";
import { providerVersion } from "../newer-bindings";
import { addresses, resources, testApp } from "../synthesis";

/** Synthesizes every stack of an environment as `cdktf synth` does; the JSON texts by stack name. */
function synthesizeAll(environment: Environment): Record<string, string> {
  const app = testApp();
  addStacks(app, environment);
  app.synth();
  const { stacks } = JSON.parse(readFileSync(join(app.outdir, "manifest.json"), "utf8"));
  return Object.fromEntries(
    Object.keys(stacks).map((name) => [
      name,
      readFileSync(join(app.outdir, stacks[name].synthesizedStackPath), "utf8"),
    ]),
  );
}

const development = environmentNamed("development");
const synthesized = synthesizeAll(development);
const INSTALLED_VERSIONS = `>= ${providerVersion}, < ${Number.parseInt(providerVersion, 10) + 1}.0.0`;
const production = synthesizeAll(environmentNamed("production"));
const byEnvironment: Readonly<Record<string, Record<string, string>>> = {
  development: synthesized,
  production,
};

/** Every text in a configuration, keys too. */
function everywhere(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(everywhere);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => [key, ...everywhere(each)]);
}

/** Those that have the block of all addresses in them. */
const everyAddress = (texts: readonly string[]) => texts.filter((text) => /0\.0\.0\.0\/0|::\/0/.test(text));

it("finds the block of all addresses wherever it stands", () => {
  const hidden = { rule: [{ cidr_blocks: ["10.0.0.0/8", "0.0.0.0/0"] }], policy: '{"ip":"::/0"}' };
  expect(everyAddress(everywhere(hidden))).toEqual(["0.0.0.0/0", '{"ip":"::/0"}']);
});

describe("the stacks", () => {
  // A changed address destroys a resource and makes another: this list is a contract.
  it.each(Object.keys(synthesized))("%s has the addresses that it is known by", (name) => {
    const listed = readFileSync(join(__dirname, "addresses", `${name}.txt`), "utf8")
      .trim()
      .split("\n");
    expect(addresses(synthesized[name] as string)).toEqual(listed);
  });

  it.each(Object.keys(synthesized))("%s has no way to the internet, and no inline rule", (name) => {
    const forbidden =
      /aws_(internet_gateway|nat_gateway|egress_only_internet_gateway|route|eip|lambda_function|security_group_rule)\./;
    expect(addresses(synthesized[name] as string).filter((address) => forbidden.test(address))).toEqual([]);
    expect(everyAddress(everywhere(JSON.parse(synthesized[name] as string)))).toEqual([]);
    const loadBalancers = resources(synthesized[name] as string, Lb);
    expect(Object.values(loadBalancers).filter(({ internal }) => internal !== true)).toEqual([]);
    // The way of the first family has none: no load balancer, and nothing to keep in step with a failover.
    expect(Object.keys(loadBalancers)).toHaveLength(name.startsWith("private-ecs") ? 1 : 0);
    const { resource } = JSON.parse(synthesized[name] as string);
    const inline = Object.values<object>(resource.aws_security_group ?? {}).flatMap(Object.keys);
    expect(inline.filter((argument) => ["ingress", "egress"].includes(argument))).toEqual([]);
  });

  it.each(Object.keys(synthesized))(
    "%s has no broken path, and no way to the internet for any subnet",
    (name) => {
      expect(synthesized[name]).toHaveNoBrokenPaths();
      // The stack of the account's role has no network at all.
      if (name !== "api-gateway-logging") expect(synthesized[name]).toBeIsolated();
    },
  );

  it.each([
    ["private-ecs", "aws_api_gateway_rest_api.api", "aws_ecs_service.orders", 8000],
    ["private-ecs", "aws_ecs_service.orders", "ecr.dkr", 443],
    ["private-ecs", "aws_ecs_service.orders", "logs", 443],
    ["private-ecs", "aws_ecs_service.orders", "aws_dynamodb_table.table", 443],
    ["private-ecs", "aws_ecs_service.orders", "aws_opensearchserverless_collection.search", 443],
    ["private-ecs-with-database", "aws_api_gateway_rest_api.api", "aws_ecs_service.ledger", 8000],
    ["private-ecs-with-database", "aws_ecs_service.ledger", "aws_db_instance.database", 5432],
    ["rds-private-link", "aws_security_group.application", "aws_db_instance.database", 3306],
    ["rds-service-network", "aws_security_group.application", "aws_db_instance.orders-database", 3306],
    ["rds-service-network", "aws_security_group.analytics", "aws_rds_cluster.ledger-database", 5432],
  ])("%s proves %s -> %s:%i", (name, from, to, port) => {
    expect(synthesized[name]).toProvePath({ from, to, port });
    expect(production[name]).toProvePath({ from, to, port });
    expect(synthesized[name]).not.toProvePath({ from, to, port: 22 });
  });

  it.each(Object.keys(synthesized))("%s can be read on any machine", (name) => {
    const json = synthesized[name] as string;
    expect(json.includes(process.cwd())).toBe(false);
    expect(JSON.parse(json).terraform).toEqual({
      backend: { local: { path: `terraform.${name}.tfstate` } },
      required_providers: { aws: { source: "hashicorp/aws", version: INSTALLED_VERSIONS } },
      required_version: ">= 1.5.0",
    });
  });

  it("tag everything with environment and stack", () => {
    for (const [name, json] of Object.entries(synthesized)) {
      expect(json).toHaveProviderWithProperties(AwsProvider, {
        region: "eu-central-1",
        default_tags: [{ tags: { Environment: "development", Stack: name, ManagedBy: "terraform" } }],
      });
    }
  });

  it("of two accounts can only be deployed to their own, in production", () => {
    const accountsOf = (json: string | undefined) =>
      JSON.parse(json as string).provider.aws[0].allowed_account_ids;
    expect(accountsOf(production["rds-private-link-provider"])).toEqual(["111122223333"]);
    expect(accountsOf(production["rds-private-link-consumer"])).toEqual(["444455556666"]);
    expect(accountsOf(production["rds-private-link"])).toBeUndefined();
    expect(Object.values(synthesized).map(accountsOf)).toEqual(Object.keys(synthesized).map(() => undefined));
  });

  it("have the same addresses in every environment", () => {
    for (const name of environmentNames) {
      const other = byEnvironment[name] ?? synthesizeAll(environmentNamed(name));
      for (const stack of Object.keys(synthesized)) {
        expect(addresses(other[stack] as string)).toEqual(addresses(synthesized[stack] as string));
      }
    }
  });

  it("keep their state in a bucket and their databases from deletion in production", () => {
    const { terraform, resource } = JSON.parse(production["rds-private-link"] as string);
    expect(terraform.backend.s3).toEqual({
      bucket: "example-terraform-state",
      region: "eu-central-1",
      key: "production/rds-private-link.tfstate",
      encrypt: true,
      use_lockfile: true,
    });
    expect(resource.aws_db_instance.database).toMatchObject({
      deletion_protection: true,
      skip_final_snapshot: false,
      final_snapshot_identifier: "orders-production-final",
    });
  });

  it("with APIs are deployed after the role that the account needs for their logs", () => {
    const app = testApp();
    addStacks(app, development);
    const role = "api-gateway-logging";
    const after = app.node.children
      .filter((child) => TerraformStack.isStack(child))
      .filter((stack) => stack.dependencies.some(({ node }) => node.id === role));
    const withStages = Object.keys(synthesized).filter((name) =>
      addresses(synthesized[name] as string).some((address) => address.startsWith("aws_api_gateway_stage.")),
    );
    expect(withStages.length).toBeGreaterThan(0);
    expect(after.map(({ node }) => node.id)).toEqual(withStages);
    expect(addresses(synthesized[role] as string)).toContain("aws_api_gateway_account.logging");
  });

  it("keep the subnets of the others when a zone is added", () => {
    const subnetsOf = (json: Record<string, string>) =>
      JSON.parse(json["rds-private-link"] as string).resource.aws_subnet as Record<string, object>;
    const before = subnetsOf(synthesized);
    const after = subnetsOf(synthesizeAll({ ...development, zones: ["euc1-az1", "euc1-az3", "euc1-az4"] }));
    expect(Object.keys(after)).toHaveLength(Object.keys(before).length + 4);
    expect(after).toMatchObject(before);
  });
});
