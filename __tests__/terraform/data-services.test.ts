import { TerraformVariable } from "cdktf";
import { Table, TableCapacity, TableEncryption } from "../../modules/dynamodb";
import { Repository } from "../../modules/ecr";
import { PrivateNetwork } from "../../modules/network";
import { Collection, CollectionEndpoint } from "../../modules/opensearch";
import { Bucket } from "../../modules/s3";
import { Application } from "../data-services/fixtures";
import { existingGroup, network } from "../lattice/fixtures";
import { refusalOf, synthesize, type TestStack } from "../synthesis";
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

/** One rule, met and not met by a value that is known at synthesis, or only to Terraform. */
interface Case {
  readonly type: "string" | "number" | "bool" | "list(string)";
  readonly good: unknown;
  readonly bad: unknown;
  /** Builds with the value under a construct of the case's own. */
  // biome-ignore lint/suspicious/noExplicitAny: a value of the case's type, or a token of it
  readonly build: (stack: TestStack, id: string, value: any) => void;
}

const table = (stack: TestStack, id: string, props: object) =>
  void new Table(stack, id, { name: id, partitionKey: key("id"), ...props });
const endpoint = (stack: TestStack, id: string, name: string, subnets: string[] = ["subnet-1", "subnet-2"]) =>
  new CollectionEndpoint(stack, id, { name, subnets: network(id, { subnets }).subnetGroup("main") });
const existingEndpoint = (stack: TestStack, id: string) =>
  CollectionEndpoint.fromAttributes({
    vpcEndpointId: "vpce-0123456789abcdef0",
    securityGroup: existingGroup(stack, `${id}-endpoint`, network("clients")),
  });

const CASES: Record<string, Case> = {
  "repository-name": {
    type: "string",
    good: "shop/orders",
    bad: "shop//orders",
    build: (stack, id, name) => void new Repository(stack, id, { name }),
  },
  "repository-key": {
    type: "string",
    good: KEY,
    bad: "alias/orders",
    build: (stack, id, kmsKeyArn) => void new Repository(stack, id, { name: id, kmsKeyArn }),
  },
  "table-name": {
    type: "string",
    good: "orders",
    bad: "my orders",
    build: (stack, id, name) => table(stack, id, { name }),
  },
  "table-units": {
    type: "number",
    good: 1,
    bad: 0,
    build: (stack, id, readUnits) =>
      table(stack, id, { capacity: TableCapacity.provisioned({ readUnits, writeUnits: 1 }) }),
  },
  "table-key": {
    type: "string",
    good: KEY,
    bad: "arn:aws:kms:eu-central-1:111122223333:alias/orders",
    build: (stack, id, arn) => table(stack, id, { encryption: TableEncryption.customerKey(arn) }),
  },
  "table-recovery": {
    type: "number",
    good: 35,
    bad: 36,
    build: (stack, id, recoveryPeriodInDays) => table(stack, id, { recoveryPeriodInDays }),
  },
  "bucket-name": {
    type: "string",
    good: "acme-orders",
    bad: "acme.orders",
    build: (stack, id, name) => void new Bucket(stack, id, { name }),
  },
  "bucket-reserved-name": {
    type: "string",
    good: "acme-s3",
    bad: "acme--ol-s3",
    build: (stack, id, name) => void new Bucket(stack, id, { name }),
  },
  "bucket-key": {
    type: "string",
    good: KEY,
    bad: "alias/orders",
    build: (stack, id, kmsKeyArn) => void new Bucket(stack, id, { kmsKeyArn }),
  },
  "bucket-days": {
    type: "number",
    good: 1,
    bad: 0,
    build: (stack, id, noncurrentVersionRetentionInDays) =>
      void new Bucket(stack, id, { noncurrentVersionRetentionInDays }),
  },
  "collection-name": {
    type: "string",
    good: "orders",
    bad: "Orders",
    build: (stack, id, name) =>
      void new Collection(stack, id, { name, kind: "search", endpoint: existingEndpoint(stack, id) }),
  },
  "collection-key": {
    type: "string",
    good: KEY,
    bad: KEY.replace(region, "eu-west-1"),
    build: (stack, id, kmsKeyArn) =>
      void new Collection(stack, id, {
        name: id,
        kind: "search",
        endpoint: existingEndpoint(stack, id),
        kmsKeyArn,
      }),
  },
  "collection-key-alias": {
    type: "string",
    good: KEY,
    bad: KEY.replace("key/", "alias/"),
    build: (stack, id, kmsKeyArn) =>
      void new Collection(stack, id, {
        name: id,
        kind: "search",
        endpoint: existingEndpoint(stack, id),
        kmsKeyArn,
      }),
  },
  "collection-grantee-vpc": {
    type: "string",
    good: "vpc-clients",
    bad: "vpc-elsewhere",
    build: (stack, id, vpcId) => {
      const there = PrivateNetwork.fromAttributes({ vpcId, region, cidrBlocks: ["10.1.0.0/16"] });
      new Collection(stack, id, {
        name: id,
        kind: "search",
        endpoint: existingEndpoint(stack, id),
      }).grantRead(new Application(stack, `${id}-application`, there));
    },
  },
  "endpoint-name": {
    type: "string",
    good: "search",
    bad: "1search",
    build: (stack, id, name) => void endpoint(stack, id, name),
  },
  "endpoint-subnets": {
    type: "list(string)",
    good: ["subnet-1", "subnet-2"],
    bad: [1, 2, 3, 4, 5, 6, 7].map((each) => `subnet-${each}`),
    build: (stack, id, subnets) => void endpoint(stack, id, id, subnets),
  },
  "endpoint-dns": {
    type: "bool",
    good: true,
    bad: false,
    build: (stack, id, dnsHostnames) => {
      const subnets = network(id, { dnsHostnames }).subnetGroup("main");
      new CollectionEndpoint(stack, id, { name: id, subnets });
    },
  },
};

describeWithTerraform("the rules of data services, where only Terraform knows the value", () => {
  const names = Object.keys(CASES);
  const warn = jest.spyOn(console, "warn").mockImplementation(() => {});
  const json = synthesize((stack) => {
    for (const name of names) {
      const { type, build } = CASES[name] as Case;
      const { stringValue, numberValue, booleanValue, listValue } = new TerraformVariable(
        stack,
        `var-${name}`,
        { type },
      );
      const token = {
        string: stringValue,
        number: numberValue,
        bool: booleanValue,
        "list(string)": listValue,
      };
      build(stack, name, token[type]);
    }
  });
  const warnings = [...warn.mock.calls];
  warn.mockRestore();
  const variables = (which: "good" | "bad") =>
    Object.fromEntries(names.map((name) => [`var-${name}`, CASES[name]?.[which]]));

  // cdktf only warns when it writes an expression that Terraform may read as another.
  it("are written as expressions that cdktf does not doubt", () => {
    expect(warnings).toEqual([]);
  });

  it("let good values pass", async () => {
    const { resource_changes = [] } = await planDirectory(folderWith(json), { variables: variables("good") });
    expect(resource_changes.length).toBeGreaterThan(names.length);
  });

  describe("refuse a bad value with the words of synthesis:", () => {
    let said: string;
    beforeAll(async () => {
      const failure: Error = await planDirectory(folderWith(json), { variables: variables("bad") }).then(
        () => new Error("nothing was refused"),
        (error) => error,
      );
      said = failure.message.replace(/[\s│╵╷]+/g, " ");
    });

    it.each(names)("%s", (name) => {
      const { bad, build } = CASES[name] as Case;
      const { path, faults } = refusalOf((stack) => build(stack, name, bad));
      expect(faults.length).toBeGreaterThan(0);
      for (const { input, told, allowed, fix } of faults) {
        const ofType = { string: `"${bad}"`, number: `${bad}` }[typeof bad as string];
        const words = `${path} is refused: ${input} is ${told ?? ofType ?? "something else"}. Allowed: ${allowed}. Fix: ${fix}.`;
        // Not the whole of what Terraform said, which is every other case's.
        expect(said.includes(words) ? words : "nothing of the kind").toBe(words);
      }
    });
  });
});
