import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { TerraformVariable } from "cdktf";
import { AwsService } from "../../aws/services";
import { Capacity, Table, TableEncryption, type TableProps } from "../../modules/dynamodb";
import { Repository, type RepositoryProps } from "../../modules/ecr";
import { network } from "../lattice/fixtures";
import { addresses, refusalOf, resource, synthesize, type TestStack } from "../synthesis";
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
    });
  });

  it("forgets images without a tag, and those with one beyond the newest", () => {
    const { repository: of, policy } = resource(json, EcrLifecyclePolicy, "images_image-expiry");
    expect(of).toBe("${aws_ecr_repository.images.name}");
    expect(JSON.parse(policy)).toEqual({
      rules: [
        {
          rulePriority: 1,
          description: "Images without a tag go after 14 days",
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
          description: "The newest 100 images with a tag stay",
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
      repository({ kmsKeyArn: KEY, untaggedImageDays: 1, taggedImageCount: 5, tags: { Team: "orders" } }),
    );
    expect(resource(made, EcrRepository, "images")).toMatchObject({
      encryption_configuration: [{ encryption_type: "KMS", kms_key: KEY }],
      tags: { Team: "orders" },
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

  it("is refused with numbers below 1 and in parts, all at once", () => {
    const { faults } = refusalOf(repository({ untaggedImageDays: 0, taggedImageCount: 1.5 }));
    expect(faults.map(({ input }) => input)).toEqual(["untaggedImageDays", "taggedImageCount"]);
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
      capacity: Capacity.provisioned({ readUnits: 10, writeUnits: 5 }),
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
      tags: { Team: "orders" },
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
      { capacity: Capacity.provisioned({ readUnits: 0, writeUnits: 0.5 }) },
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
