import { Table, TableCapacity, TableEncryption } from "../../modules/dynamodb";
import { Repository } from "../../modules/ecr";
import { PrivateNetwork } from "../../modules/network";
import { Collection, CollectionEndpoint } from "../../modules/opensearch";
import { Bucket } from "../../modules/s3";
import { Application } from "../data-services/fixtures";
import { synthesize, type TestStack } from "../synthesis";
import { stateAfter } from "./applied-state";
import { describeWithTerraform, type PlanJson, planDirectory } from "./available";
import { folderWith } from "./folder";

const region = "eu-central-1";
const KEY = `arn:aws:kms:${region}:111122223333:key/12345678-1234-1234-1234-123456789012`;
const key = (name: string) => ({ name, type: "string" }) as const;

/** Every data service in its variants, each granted to one application. */
function everything(stack: TestStack): void {
  const made = new PrivateNetwork(stack, "network", {
    name: "network",
    region,
    zones: ["euc1-az1", "euc1-az3"],
    cidrBlock: "10.0.0.0/16",
    subnetGroups: [{ name: "endpoint", prefixLength: 24 }],
  });
  const application = new Application(stack, "application", made);

  new Repository(stack, "images", { name: "shop/orders" });
  new Repository(stack, "sealed-images", {
    name: "shop/invoices",
    kmsKeyArn: KEY,
    untaggedImageRetentionInDays: 1,
  });

  new Table(stack, "orders", { name: "orders", partitionKey: key("id") }).grantReadWrite(application);
  const events = new Table(stack, "events", {
    name: "events",
    partitionKey: key("id"),
    sortKey: { name: "at", type: "number" },
    capacity: TableCapacity.provisioned({ readUnits: 5, writeUnits: 5 }),
    indexes: {
      byCustomer: { partitionKey: key("customer"), sortKey: { name: "at", type: "number" } },
      byKind: { partitionKey: key("kind"), projection: "keys only" },
      byDevice: { partitionKey: { name: "device", type: "binary" }, projection: { include: ["level"] } },
    },
    timeToLiveAttribute: "expires",
    stream: "new and old images",
    encryption: TableEncryption.customerKey(KEY),
    tags: { Team: "orders" },
  });
  events.grantRead(application);
  events.grantStreamRead(application);
  new Table(stack, "notes", {
    name: "notes",
    partitionKey: key("id"),
    stream: "keys only",
    encryption: TableEncryption.awsOwnedKey(),
    deletionProtection: false,
  }).grantWrite(application);

  new Bucket(stack, "invoices").grantRead(application, { prefix: "2026/" });
  new Bucket(stack, "sealed", {
    name: "acme-sealed",
    kmsKeyArn: KEY,
    noncurrentVersionRetentionInDays: 1,
  }).grantReadWrite(application);

  const endpoint = new CollectionEndpoint(stack, "search", {
    name: "search",
    subnets: made.subnetGroup("endpoint"),
  });
  new Collection(stack, "products", { name: "products", kind: "search", endpoint }).grantRead(application, {
    indexes: ["products-*"],
  });
  new Collection(stack, "traces", {
    name: "traces",
    kind: "time series",
    endpoint,
    dashboards: true,
    standbyReplicas: false,
    kmsKeyArn: KEY,
  }).grantReadWrite(application);
  new Collection(stack, "vectors", { name: "vectors", kind: "vector search", endpoint });
}

/** A resource of a plan: its arguments as far as they are known, and what the configuration says of it. */
function planned({ resource_changes = [], configuration }: PlanJson, address: string) {
  const one = <T extends { readonly address: string }>(all: readonly T[]): T => {
    const found = all.find((each) => each.address === address);
    if (!found) throw new Error(`There is no ${address}, but: ${all.map((each) => each.address).join(", ")}`);
    return found;
  };
  return {
    after: one(resource_changes).change.after,
    written: one(configuration.root_module?.resources ?? []),
  };
}

describeWithTerraform("data services, planned by the real provider", () => {
  const json = synthesize(everything);
  let plan: PlanJson;
  /** A plan for an account that has the network, the endpoint and the roles already, so that their ids are known. */
  let later: PlanJson;
  beforeAll(async () => {
    plan = await planDirectory(folderWith(json));
    const there = /^aws_(vpc|subnet|security_group|iam_role|opensearchserverless_vpc_endpoint)$/;
    const resource_changes = plan.resource_changes?.filter(({ type }) => there.test(type));
    const state = stateAfter({ ...plan, resource_changes }, JSON.parse(json));
    later = await planDirectory(folderWith(json), { state });
  });

  it("make a collection after its encryption policy", () => {
    for (const name of ["products", "traces", "vectors"]) {
      const { written } = planned(plan, `aws_opensearchserverless_collection.${name}`);
      expect(written.depends_on).toEqual([`aws_opensearchserverless_security_policy.${name}_encryption`]);
    }
  });

  it("lead to every collection through the endpoint alone, by its id", () => {
    const { id } = planned(later, "aws_opensearchserverless_vpc_endpoint.search").after;
    expect(id).toMatch(/./);
    for (const name of ["products", "traces", "vectors"]) {
      const { after } = planned(later, `aws_opensearchserverless_security_policy.${name}_network`);
      const [{ SourceVPCEs, AllowFromPublic }, ...others] = JSON.parse(after.policy);
      expect([SourceVPCEs, AllowFromPublic, others]).toEqual([[id], false, []]);
    }
  });

  it("admit the application's role to the data, by its ARN", () => {
    const { arn } = planned(later, "aws_iam_role.application_role").after;
    expect(arn).toMatch(/^arn:/);
    for (const name of ["products", "traces"]) {
      const { after } = planned(later, `aws_opensearchserverless_access_policy.${name}_data-access`);
      const principals = JSON.parse(after.policy).map((entry: { Principal: string[] }) => entry.Principal);
      expect(principals).toEqual([[arn]]);
    }
  });

  it("let a table's stream be read by its ARN", () => {
    const { written } = planned(plan, "aws_iam_role_policy.application_role_policy");
    const references = expect.arrayContaining(["aws_dynamodb_table.events.stream_arn"]);
    expect(written.expressions).toMatchObject({ policy: { references } });
  });

  it("encrypt tables, buckets and repositories with the keys that were named", () => {
    const sse = (name: string) => planned(plan, `aws_dynamodb_table.${name}`).after.server_side_encryption[0];
    expect(sse("orders")).toMatchObject({ enabled: true });
    expect(sse("events")).toMatchObject({ enabled: true, kms_key_arn: KEY });
    const [rule] = planned(plan, "aws_s3_bucket_server_side_encryption_configuration.sealed_encryption").after
      .rule;
    expect(rule).toMatchObject({
      bucket_key_enabled: true,
      apply_server_side_encryption_by_default: [{ kms_master_key_id: KEY }],
    });
    const [encryption] = planned(plan, "aws_ecr_repository.sealed-images").after.encryption_configuration;
    expect(encryption).toMatchObject({ encryption_type: "KMS", kms_key: KEY });
  });

  it("keep a bucket's older versions in every object, not in those of a prefix", () => {
    const [{ filter, status }] = planned(plan, "aws_s3_bucket_lifecycle_configuration.invoices_expiry").after
      .rule;
    expect([status, filter[0].prefix]).toEqual(["Enabled", ""]);
  });
});
