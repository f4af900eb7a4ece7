import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { TerraformVariable } from "cdktf";
import { Repository, type RepositoryProps } from "../../modules/ecr";
import { addresses, refusalOf, resource, synthesize, type TestStack } from "../synthesis";

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
