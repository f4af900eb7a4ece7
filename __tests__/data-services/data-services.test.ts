import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import { AwsService } from "../../aws/services";
import { type ITable, Table, TableCapacity, TableEncryption, type TableProps } from "../../modules/dynamodb";
import { Repository, type RepositoryProps } from "../../modules/ecr";
import { Bucket, type BucketProps } from "../../modules/s3";
import { network } from "../lattice/fixtures";
import { addresses, refusalOf, resource, resources, synthesize, type TestStack } from "../synthesis";
import { Application, applicationWith, resolved } from "./fixtures";

const KEY = "arn:aws:kms:eu-central-1:111122223333:key/12345678-1234-1234-1234-123456789012";
const variable = (stack: TestStack, type = "string") => new TerraformVariable(stack, "given", { type });

describe("a repository", () => {
  const ARN = "arn:aws:ecr:eu-central-1:111122223333:repository/shop/orders";
  const repository =
    (props: Partial<RepositoryProps> = {}) =>
    (stack: TestStack) =>
      void new Repository(stack, "images", { name: "shop/orders", ...props });
  const json = synthesize(repository());

  it("has tags that never move, scans what is pushed, is encrypted, and is not deleted with its images", () => {
    expect(resource(json, EcrRepository, "images")).toEqual({
      name: "shop/orders",
      image_tag_mutability: "IMMUTABLE",
      image_scanning_configuration: { scan_on_push: true },
      encryption_configuration: [{ encryption_type: "AES256" }],
      force_delete: false,
      tags: { Name: "shop/orders" },
    });
  });

  it("forgets images without a tag, and those with one beyond the newest", () => {
    const { repository: of, policy } = resource(json, EcrLifecyclePolicy, "images_image-expiry");
    expect(of).toBe("${aws_ecr_repository.images.name}");
    expect(JSON.parse(policy)).toEqual({
      rules: [
        {
          rulePriority: 1,
          description: "Expire images without a tag",
          selection: {
            tagStatus: "untagged",
            countType: "sinceImagePushed",
            countUnit: "days",
            countNumber: 14,
          },
          action: { type: "expire" },
        },
        {
          rulePriority: 2,
          description: "Keep the newest images with a tag",
          selection: {
            tagStatus: "tagged",
            tagPatternList: ["*"],
            countType: "imageCountMoreThan",
            countNumber: 100,
          },
          action: { type: "expire" },
        },
      ],
    });
  });

  it("takes a customer's key, other numbers and tags", () => {
    const made = synthesize(
      repository({
        kmsKeyArn: KEY,
        untaggedImageRetentionInDays: 1,
        taggedImageCount: 5,
        tags: { Team: "orders" },
      }),
    );
    expect(resource(made, EcrRepository, "images")).toMatchObject({
      encryption_configuration: [{ encryption_type: "KMS", kms_key: KEY }],
      tags: { Team: "orders", Name: "shop/orders" },
    });
    const { rules } = JSON.parse(resource(made, EcrLifecyclePolicy, "images_image-expiry").policy);
    expect(rules.map((rule: { selection: object }) => rule.selection)).toEqual([
      expect.objectContaining({ countNumber: 1 }),
      expect.objectContaining({ countNumber: 5 }),
    ]);
  });

  it.each([["a1"], ["shop/orders-api"], ["a.b_c__d---e/f"], ["x".repeat(256)]])(
    "takes the name %p",
    (name) => {
      expect(resource(synthesize(repository({ name })), EcrRepository, "images").name).toBe(name);
    },
  );

  it.each([
    ["a"],
    ["Shop"],
    ["shop/"],
    ["/shop"],
    ["shop//orders"],
    ["-shop"],
    ["shop_"],
    ["a___b"],
    ["a..b"],
    ["a:b"],
    ["x".repeat(257)],
  ])("is refused with the name %p, which ECR does not take", (name) => {
    const { faults } = refusalOf(repository({ name }));
    expect(faults).toEqual([expect.objectContaining({ input: "name", given: name })]);
  });

  it("is refused with an alias for a key, numbers below 1 and in parts, all at once", () => {
    const { faults } = refusalOf(
      repository({ kmsKeyArn: "alias/orders", untaggedImageRetentionInDays: 0, taggedImageCount: 1.5 }),
    );
    expect(faults.map(({ input }) => input)).toEqual([
      "kmsKeyArn",
      "untaggedImageRetentionInDays",
      "taggedImageCount",
    ]);
  });

  it("is refused with a number that only Terraform knows, which its policy's text could not have", () => {
    const { message } = refusalOf((stack) =>
      repository({ taggedImageCount: variable(stack, "number").numberValue })(stack),
    );
    expect(message).toContain("taggedImageCount is a value that only Terraform knows");
  });

  it("is refused with a name that another one has", () => {
    const { message } = refusalOf((stack) => {
      repository()(stack);
      new Repository(stack, "second", { name: "shop/orders" });
    });
    expect(message).toContain("stack/second is refused");
    expect(message).toContain("a name that stack/images does not have");
  });

  it("leaves a name of a variable to Terraform", () => {
    const made = synthesize((stack) => repository({ name: variable(stack).stringValue })(stack));
    const [precondition] = resource(made, EcrRepository, "images").lifecycle.precondition;
    expect(precondition.condition).toContain("can(regex(");
    expect(precondition.error_message).toContain('stack/images is refused: name is "${var.given}"');
  });

  it("that exists has the URI that follows from its ARN", () => {
    expect(Repository.fromAttributes({ repositoryArn: ARN })).toEqual({
      repositoryArn: ARN,
      repositoryUri: "111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop/orders",
    });
    const inChina = "arn:aws-cn:ecr:cn-north-1:111122223333:repository/orders";
    expect(Repository.fromAttributes({ repositoryArn: inChina }).repositoryUri).toBe(
      "111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/orders",
    );
  });

  it("that exists must say its URI where only Terraform knows the ARN", () => {
    const json = synthesize((stack) => {
      const repositoryArn = variable(stack).stringValue;
      expect(() => Repository.fromAttributes({ repositoryArn })).toThrow("repositoryUri is missing");
      const repositoryUri = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/orders";
      expect(Repository.fromAttributes({ repositoryArn, repositoryUri })).toEqual({
        repositoryArn,
        repositoryUri,
      });
    });
    expect(addresses(json)).toEqual([]);
  });

  it("that exists is refused by an ARN of something else", () => {
    expect(() => Repository.fromAttributes({ repositoryArn: "shop/orders" })).toThrow(
      'repositoryArn is "shop/orders". Allowed: the ARN of a private ECR repository',
    );
  });
});

describe("a table", () => {
  const id = { name: "id", type: "string" } as const;
  const customer = { name: "customer", type: "number" } as const;
  const table =
    (props: Partial<TableProps> = {}) =>
    (stack: TestStack) =>
      new Table(stack, "orders", { name: "orders", partitionKey: id, ...props });
  const synthesized = (props?: Partial<TableProps>) =>
    resource(
      synthesize((stack) => void table(props)(stack)),
      DynamodbTable,
      "orders",
    );
  const inputs = (props: Partial<TableProps>) =>
    refusalOf((stack) => void table(props)(stack)).faults.map(({ input }) => input);

  it("is paid by the request, encrypted with a key in KMS, restorable and protected, unless told otherwise", () => {
    expect(synthesized()).toEqual({
      name: "orders",
      billing_mode: "PAY_PER_REQUEST",
      attribute: [{ name: "id", type: "S" }],
      hash_key: "id",
      point_in_time_recovery: { enabled: true, recovery_period_in_days: 35 },
      server_side_encryption: { enabled: true },
      deletion_protection_enabled: true,
      global_secondary_index: [],
      tags: { Name: "orders" },
    });
  });

  it("tells DynamoDB the attributes of all keys, each once, and of nothing else", () => {
    const { attribute, hash_key, range_key, global_secondary_index } = synthesized({
      sortKey: { name: "version", type: "binary" },
      indexes: {
        byCustomer: { partitionKey: customer, sortKey: id },
        byNumber: { partitionKey: customer, projection: "keys only" },
        byVersion: { partitionKey: { name: "version", type: "binary" }, projection: { include: ["total"] } },
      },
    });
    expect([hash_key, range_key]).toEqual(["id", "version"]);
    expect(attribute).toEqual([
      { name: "customer", type: "N" },
      { name: "id", type: "S" },
      { name: "version", type: "B" },
    ]);
    expect(global_secondary_index).toEqual([
      { name: "byCustomer", hash_key: "customer", range_key: "id", projection_type: "ALL" },
      { name: "byNumber", hash_key: "customer", projection_type: "KEYS_ONLY" },
      { name: "byVersion", hash_key: "version", projection_type: "INCLUDE", non_key_attributes: ["total"] },
    ]);
  });

  it("with provisioned capacity has so many units, and each index as many", () => {
    const made = synthesized({
      capacity: TableCapacity.provisioned({ readUnits: 10, writeUnits: 5 }),
      indexes: { byCustomer: { partitionKey: customer } },
    });
    expect(made).toMatchObject({ billing_mode: "PROVISIONED", read_capacity: 10, write_capacity: 5 });
    expect(made.global_secondary_index[0]).toMatchObject({ read_capacity: 10, write_capacity: 5 });
  });

  it("takes a time to live, a stream, another key, another period, and tags", () => {
    const made = synthesized({
      timeToLiveAttribute: "expires",
      stream: "new and old images",
      encryption: TableEncryption.customerKey(KEY),
      recoveryPeriodInDays: 7,
      deletionProtection: false,
      tags: { Team: "orders" },
    });
    expect(made).toMatchObject({
      ttl: { attribute_name: "expires", enabled: true },
      stream_enabled: true,
      stream_view_type: "NEW_AND_OLD_IMAGES",
      server_side_encryption: { enabled: true, kms_key_arn: KEY },
      point_in_time_recovery: { enabled: true, recovery_period_in_days: 7 },
      deletion_protection_enabled: false,
      tags: { Team: "orders", Name: "orders" },
    });
    const owned = synthesized({ encryption: TableEncryption.awsOwnedKey() });
    expect(owned.server_side_encryption).toEqual({ enabled: false });
  });

  it("has the ARN of a stream only with one", () => {
    synthesize((stack) => {
      expect(table()(stack).streamArn).toBeUndefined();
      const streaming = new Table(stack, "other", { name: "other", partitionKey: id, stream: "keys only" });
      expect(resolved(stack, streaming.streamArn)).toBe("${aws_dynamodb_table.other.stream_arn}");
    });
  });

  it.each<[Partial<TableProps>, string[]]>([
    [{ name: "my table" }, ["name"]],
    [{ name: "ab" }, ["name"]],
    [{ partitionKey: { name: "", type: "string" } }, ["partitionKey.name"]],
    [{ partitionKey: { name: "\u00e9".repeat(128), type: "string" } }, ["partitionKey.name"]],
    [{ sortKey: id }, ["sortKey.name"]],
    [{ sortKey: { name: "id", type: "number" } }, ["sortKey.type", "sortKey.name"]],
    [{ indexes: { x: { partitionKey: customer } } }, ["indexes"]],
    [
      { indexes: { byId: { partitionKey: { name: "id", type: "number" } } } },
      ["indexes.byId.partitionKey.type"],
    ],
    [
      { indexes: { byCustomer: { partitionKey: customer, projection: { include: [] } } } },
      ["indexes.byCustomer.projection"],
    ],
    [
      { capacity: TableCapacity.provisioned({ readUnits: 0, writeUnits: 0.5 }) },
      ["capacity.readUnits", "capacity.writeUnits"],
    ],
    [{ timeToLiveAttribute: "" }, ["timeToLiveAttribute"]],
    [{ encryption: TableEncryption.customerKey("alias/orders") }, ["encryption.kmsKeyArn"]],
    [{ recoveryPeriodInDays: 36 }, ["recoveryPeriodInDays"]],
  ])("is refused with %j, which DynamoDB does not take", (props, refused) => {
    expect(inputs(props)).toEqual(refused);
  });

  it("is refused with a name that another one has", () => {
    const { message } = refusalOf((stack) => {
      table()(stack);
      new Table(stack, "second", { name: "orders", partitionKey: id });
    });
    expect(message).toContain("a name that stack/orders does not have");
  });

  it("leaves what only Terraform knows to it", () => {
    const made = resource(
      synthesize((stack) => {
        table({
          name: variable(stack).stringValue,
          recoveryPeriodInDays: new TerraformVariable(stack, "days", { type: "number" }).numberValue,
        })(stack);
      }),
      DynamodbTable,
      "orders",
    );
    const told = made.lifecycle.precondition.map((each: { error_message: string }) => each.error_message);
    expect(told).toEqual([
      expect.stringContaining('stack/orders is refused: name is "${var.given}"'),
      expect.stringContaining("recoveryPeriodInDays is ${var.days}"),
    ]);
  });

  describe("granted to an application", () => {
    const ARN = "arn:aws:dynamodb:eu-central-1:111122223333:table/orders";
    const READ = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"];
    const WRITE = [
      "dynamodb:BatchWriteItem",
      "dynamodb:ConditionCheckItem",
      "dynamodb:DeleteItem",
      "dynamodb:PutItem",
      "dynamodb:UpdateItem",
    ];
    const existing = (attributes: { indexes?: boolean; kmsKeyArn?: string } = {}) =>
      Table.fromAttributes({ tableArn: ARN, ...attributes });

    it("can be read over the endpoint, without its indexes if it has none", () => {
      const { granted, allowed } = applicationWith((to, stack) => table()(stack).grantRead(to));
      const resources = ["${aws_dynamodb_table.orders.arn}"];
      expect(granted).toEqual([{ service: AwsService.dynamodb, actions: READ, resources }]);
      expect(allowed).toEqual([]);
    });

    it("can be read by its indexes if it has some: queries and scans of them, and nothing else", () => {
      const { granted } = applicationWith((to, stack) =>
        table({ indexes: { byCustomer: { partitionKey: customer } } })(stack).grantRead(to),
      );
      const arn = "${aws_dynamodb_table.orders.arn}";
      expect(granted.map(({ actions, resources }) => [actions, resources])).toEqual([
        [READ.slice(0, 2), [arn]],
        [READ.slice(2), [arn, `${arn}/index/*`]],
      ]);
    });

    it("can be written without being read, and never by an index", () => {
      const { granted } = applicationWith((to) => existing({ indexes: true }).grantWrite(to));
      expect(granted).toEqual([{ service: AwsService.dynamodb, actions: WRITE, resources: [ARN] }]);
    });

    it("can be both, in one access if there are no indexes", () => {
      const { granted } = applicationWith((to) => existing().grantReadWrite(to));
      expect(granted.map(({ actions }) => new Set(actions))).toEqual([new Set([...READ, ...WRITE])]);
    });

    it("lets DynamoDB use the customer's key, in the application's name and for nothing else", () => {
      const conditions = {
        StringEquals: { "kms:ViaService": "dynamodb.eu-central-1.amazonaws.com" },
      };
      const read = applicationWith((to, stack) =>
        table({ encryption: TableEncryption.customerKey(KEY) })(stack).grantRead(to),
      );
      expect(read.allowed).toEqual([
        { actions: ["kms:Decrypt", "kms:DescribeKey"], resources: [KEY], conditions },
      ]);
      const written = applicationWith((to) => existing({ kmsKeyArn: KEY }).grantWrite(to));
      expect(written.allowed).toEqual([
        {
          actions: [
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:Encrypt",
            "kms:GenerateDataKey*",
            "kms:ReEncrypt*",
          ],
          resources: [KEY],
          conditions,
        },
      ]);
    });

    describe("lets its stream of changes be read", () => {
      const STREAM = `${ARN}/stream/2026-01-31T08:00:00.000`;
      const STREAM_ACTIONS = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"];
      const service = AwsService.dynamodbStreams;

      it("over the endpoint of DynamoDB Streams, and its table not at all", () => {
        const { granted, allowed } = applicationWith((to, stack) =>
          table({ stream: "new image" })(stack).grantStreamRead(to),
        );
        expect(granted).toEqual([
          { service, actions: STREAM_ACTIONS, resources: ["${aws_dynamodb_table.orders.stream_arn}"] },
          { service, actions: ["dynamodb:ListStreams"], resources: ["*"] },
        ]);
        expect(allowed).toEqual([]);
      });

      it("if it is described, with the customer's key that encrypts it too", () => {
        const { granted, allowed } = applicationWith((to) =>
          Table.fromAttributes({ tableArn: ARN, streamArn: STREAM, kmsKeyArn: KEY }).grantStreamRead(to),
        );
        expect(granted[0]?.resources).toEqual([STREAM]);
        expect(allowed).toEqual([
          {
            actions: ["kms:Decrypt", "kms:DescribeKey"],
            resources: [KEY],
            conditions: { StringEquals: { "kms:ViaService": "dynamodb.eu-central-1.amazonaws.com" } },
          },
        ]);
      });

      it("only if there is one, made or described, and in the application's Region", () => {
        const refused = (of: (stack: TestStack) => ITable) =>
          refusalOf((stack) => {
            const elsewhere = network("elsewhere", { region: "eu-west-1", subnets: [] });
            of(stack).grantStreamRead(new Application(stack, "application", elsewhere));
          }).faults.map(({ told }) => told);
        expect(refused(table())).toEqual(["without a stream"]);
        expect(refused(() => existing())).toEqual(["in eu-central-1", "without a stream"]);
        expect(refused(() => Table.fromAttributes({ tableArn: ARN, streamArn: STREAM }))).toEqual([
          "in eu-central-1",
        ]);
      });

      it.each([
        ["the table itself", ARN],
        ["another table", STREAM.replace("orders", "invoices")],
        ["a table of almost that name", STREAM],
      ])("only by the ARN of a stream: not of %s", (what, streamArn) => {
        const tableArn = what.startsWith("a table") ? ARN.replace("orders", "or.ers") : ARN;
        expect(() => Table.fromAttributes({ tableArn, streamArn })).toThrow(
          "Allowed: the ARN of a stream of the table",
        );
      });

      it("of a table that only Terraform knows", () => {
        synthesize((stack) => {
          const tableArn = variable(stack).stringValue;
          expect(Table.fromAttributes({ tableArn, streamArn: STREAM }).streamArn).toBe(STREAM);
          expect(() => Table.fromAttributes({ tableArn, streamArn: ARN })).toThrow("streamArn is");
        });
      });
    });

    it("is refused to one in another Region, whose endpoint does not lead there", () => {
      const { message } = refusalOf((stack) => {
        const elsewhere = network("elsewhere", { region: "eu-west-1", subnets: [] });
        existing().grantRead(new Application(stack, "application", elsewhere));
      });
      expect(message).toContain("stack/application is refused");
      expect(message).toContain("table is in eu-central-1. Allowed: a table in eu-west-1");
    });
  });

  it("that exists is known by its ARN, and makes nothing", () => {
    const tableArn = "arn:aws:dynamodb:eu-central-1:111122223333:table/orders";
    expect(Table.fromAttributes({ tableArn })).toMatchObject({ tableArn, tableName: "orders" });
    expect(() => Table.fromAttributes({ tableArn: `${tableArn}/index/byCustomer` })).toThrow(
      "Allowed: the ARN of a DynamoDB table",
    );
    expect(() => Table.fromAttributes({ tableArn, kmsKeyArn: "alias/orders" })).toThrow(
      "the ARN of a KMS key, not of an alias",
    );
    const json = synthesize((stack) => {
      const known = Table.fromAttributes({ tableArn: variable(stack).stringValue });
      expect(resolved(stack, known.tableName)).toBe('${element(split("/", var.given), 1)}');
    });
    expect(addresses(json)).toEqual([]);
  });
});

describe("a bucket", () => {
  const bucket =
    (props?: BucketProps) =>
    (stack: TestStack): Bucket =>
      new Bucket(stack, "invoices", props);
  const synthesized = (props?: BucketProps) => synthesize((stack) => void bucket(props)(stack));
  const json = synthesized();
  const OF = "${aws_s3_bucket.invoices.bucket}";

  it("has a name that begins with its path, and is not deleted with its objects", () => {
    expect(resource(json, S3Bucket, "invoices")).toEqual({
      bucket_prefix: "invoices-",
      force_destroy: false,
      tags: { Name: "invoices" },
    });
  });

  it("begins its name with no more than the provider takes, in characters that S3 takes", () => {
    const made = synthesize((stack) => {
      new Bucket(new Construct(stack, "Shop_of the.North"), "invoices-of-all-the-years-since", {});
    });
    const [{ bucket_prefix }] = Object.values(resources(made, S3Bucket)) as [{ bucket_prefix: string }];
    expect(bucket_prefix).toBe("shop-of-the-north-invoices-of-all-th-");
    expect(bucket_prefix).toHaveLength(37);
  });

  it("can never be public", () => {
    expect(resource(json, S3BucketPublicAccessBlock, "invoices_public-access")).toEqual({
      bucket: OF,
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(resource(json, S3BucketOwnershipControls, "invoices_ownership")).toMatchObject({
      bucket: OF,
      rule: { object_ownership: "BucketOwnerEnforced" },
    });
  });

  it("is asked over TLS only", () => {
    const policy = resource(json, S3BucketPolicy, "invoices_policy");
    expect(policy).toMatchObject({
      bucket: OF,
      depends_on: ["aws_s3_bucket_public_access_block.invoices_public-access"],
    });
    const arn = "${aws_s3_bucket.invoices.arn}";
    expect(JSON.parse(policy.policy).Statement).toEqual([
      {
        Effect: "Deny",
        Principal: "*",
        Action: ["s3:*"],
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  it("is encrypted with keys of S3", () => {
    expect(resource(json, S3BucketServerSideEncryptionConfigurationA, "invoices_encryption")).toEqual({
      bucket: OF,
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }],
    });
  });

  it("keeps older versions for 90 days, and nothing that nobody can see", () => {
    expect(resource(json, S3BucketVersioningA, "invoices_versioning")).toEqual({
      bucket: OF,
      versioning_configuration: { status: "Enabled" },
    });
    expect(resource(json, S3BucketLifecycleConfiguration, "invoices_expiry")).toEqual({
      bucket: OF,
      rule: [
        {
          id: "older-versions",
          status: "Enabled",
          filter: [{}],
          noncurrent_version_expiration: [{ noncurrent_days: 90 }],
          expiration: [{ expired_object_delete_marker: true }],
          abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
        },
      ],
      depends_on: ["aws_s3_bucket_versioning.invoices_versioning"],
    });
  });

  it("takes a name, a customer's key with a bucket key, other days and tags", () => {
    const made = synthesized({
      name: "acme-invoices",
      kmsKeyArn: KEY,
      noncurrentVersionRetentionInDays: 1,
      tags: { Team: "orders" },
    });
    expect(resource(made, S3Bucket, "invoices")).toEqual({
      bucket: "acme-invoices",
      force_destroy: false,
      tags: { Team: "orders", Name: "acme-invoices" },
    });
    expect(resource(made, S3BucketServerSideEncryptionConfigurationA, "invoices_encryption").rule).toEqual([
      {
        apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: KEY },
        bucket_key_enabled: true,
      },
    ]);
    const [{ noncurrent_version_expiration }] = resource(
      made,
      S3BucketLifecycleConfiguration,
      "invoices_expiry",
    ).rule;
    expect(noncurrent_version_expiration).toEqual([{ noncurrent_days: 1 }]);
  });

  it.each([
    "ab",
    "Invoices",
    "acme.invoices",
    "acme_invoices",
    "-acme",
    "acme-",
    "xn--acme",
    "sthree-acme",
    "amzn-s3-demo-acme",
    "acme-s3alias",
    "acme--ol-s3",
    "acme--x-s3",
    "acme--table-s3",
    "x".repeat(64),
  ])("is refused with the name %p", (name) => {
    expect(refusalOf((stack) => void bucket({ name })(stack)).faults).toEqual([
      expect.objectContaining({ input: "name", given: name }),
    ]);
  });

  it("tells whose key its objects are encrypted with, made or described, so that others can be let use it", () => {
    const bucketArn = "arn:aws:s3:::acme-invoices";
    synthesize((stack) => {
      const keys = [
        bucket({ kmsKeyArn: KEY })(stack),
        Bucket.fromAttributes({ bucketArn, kmsKeyArn: KEY }),
        new Bucket(stack, "plain"),
        Bucket.fromAttributes({ bucketArn }),
      ].map(({ kmsKeyArn }) => kmsKeyArn);
      expect(keys).toEqual([KEY, KEY, undefined, undefined]);
    });
  });

  it("is refused with an alias for a key and days below 1, both at once", () => {
    const { faults } = refusalOf(
      (stack) => void bucket({ kmsKeyArn: "alias/orders", noncurrentVersionRetentionInDays: 0 })(stack),
    );
    expect(faults.map(({ input }) => input)).toEqual(["kmsKeyArn", "noncurrentVersionRetentionInDays"]);
  });

  it("is refused with a name that another one has", () => {
    const { message } = refusalOf((stack) => {
      bucket({ name: "acme-invoices" })(stack);
      new Bucket(stack, "second", { name: "acme-invoices" });
    });
    expect(message).toContain("a name that stack/invoices does not have");
  });

  it("leaves a name of a variable to Terraform", () => {
    const made = synthesize((stack) => void bucket({ name: variable(stack).stringValue })(stack));
    const [precondition] = resource(made, S3Bucket, "invoices").lifecycle.precondition;
    expect(precondition.condition).toContain('endswith(var.given, "--x-s3")');
    expect(precondition.error_message).toContain('stack/invoices is refused: name is "${var.given}"');
  });

  describe("granted to an application", () => {
    const ARN = "arn:aws:s3:::acme-invoices";
    const existing = (kmsKeyArn?: string) => Bucket.fromAttributes({ bucketArn: ARN, kmsKeyArn });
    const GET = ["s3:GetObject"];
    const PUT = ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:PutObject"];
    const accesses = ({ granted }: Application) =>
      granted.map(({ actions, resources, conditions }) => [actions, resources, conditions]);

    it("can be read and listed over the endpoint", () => {
      const application = applicationWith((to, stack) => bucket()(stack).grantRead(to));
      const arn = "${aws_s3_bucket.invoices.arn}";
      expect(accesses(application)).toEqual([
        [GET, [`${arn}/*`], undefined],
        [["s3:ListBucket"], [arn], undefined],
      ]);
      expect(application.granted.map(({ service }) => service)).toEqual([AwsService.s3, AwsService.s3]);
      expect(application.allowed).toEqual([]);
    });

    it("can be read and listed below a prefix alone", () => {
      const application = applicationWith((to) => existing().grantRead(to, { prefix: "2026/" }));
      expect(accesses(application)).toEqual([
        [GET, [`${ARN}/2026/*`], undefined],
        [["s3:ListBucket"], [ARN], { StringLike: { "s3:prefix": ["2026/*"] } }],
      ]);
    });

    it("can be written without being read or listed, and both", () => {
      const written = applicationWith((to) => existing().grantWrite(to, { prefix: "2026/" }));
      expect(accesses(written)).toEqual([[PUT, [`${ARN}/2026/*`], undefined]]);
      const both = applicationWith((to) => existing().grantReadWrite(to));
      expect(accesses(both)).toEqual([
        [[...GET, ...PUT], [`${ARN}/*`], undefined],
        [["s3:ListBucket"], [ARN], undefined],
      ]);
    });

    it("lets S3 use the customer's key, in the application's name and for nothing else", () => {
      const conditions = { StringEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" } };
      const read = applicationWith((to, stack) => bucket({ kmsKeyArn: KEY })(stack).grantRead(to));
      expect(read.allowed).toEqual([{ actions: ["kms:Decrypt"], resources: [KEY], conditions }]);
      const written = applicationWith((to) => existing(KEY).grantWrite(to));
      expect(written.allowed).toEqual([
        { actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [KEY], conditions },
      ]);
    });

    it.each(["/2026", "2026/*", "${aws:username}/", "20?6", ""])(
      "is refused with the prefix %p, which would mean something else in a policy",
      (prefix) => {
        const { path, faults } = refusalOf((stack) =>
          existing().grantRead(new Application(stack, "application"), { prefix }),
        );
        expect(path).toBe("stack/application");
        expect(faults).toEqual([expect.objectContaining({ input: "prefix", given: prefix })]);
      },
    );
  });

  it("that exists is known by its ARN, and makes nothing", () => {
    const bucketArn = "arn:aws-cn:s3:::acme.invoices";
    expect(Bucket.fromAttributes({ bucketArn })).toMatchObject({ bucketArn, bucketName: "acme.invoices" });
    for (const wrong of ["acme-invoices", `${bucketArn}/*`]) {
      expect(() => Bucket.fromAttributes({ bucketArn: wrong })).toThrow("Allowed: the ARN of a bucket");
    }
    const made = synthesize((stack) => {
      const known = Bucket.fromAttributes({ bucketArn: variable(stack).stringValue });
      expect(resolved(stack, known.bucketName)).toBe('${element(split(":::", var.given), 1)}');
    });
    expect(addresses(made)).toEqual([]);
  });
});
