import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { readArn } from "../../aws/arn";
import { partitionOf } from "../../aws/partitions";
import { customerKeyArn } from "../iam";
import { allOf, claimName, description, Inspection, matching } from "../refusal";
import { imageExpiry, inspectImageExpiry } from "./image-expiry";

/** A repository of Amazon ECR, made here (`Repository`) or described (`Repository.fromAttributes`). */
export interface IRepository {
  /** ARN of the repository. */
  readonly repositoryArn: string;
  /** What images are pushed to and pulled from, like `111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop/orders`. */
  readonly repositoryUri: string;
}

/** What is known of a repository that this app does not make. */
export interface RepositoryAttributes {
  /** ARN of the repository; its URI follows from it, unless given. */
  readonly repositoryArn: string;
  /** @default the one that follows from the ARN, which then must be known at synthesis */
  readonly repositoryUri?: string;
}

export interface RepositoryProps {
  /**
   * 2 to 256 lower-case letters and digits, in parts that `/` divides and that `.`, `_`, `__` or hyphens may divide further, like
   * `shop/orders`. Changing it replaces the repository, which AWS refuses while it has images.
   */
  readonly name: string;
  /**
   * ARN of a customer's KMS key that images are encrypted with. Changing it replaces the repository.
   *
   * @default AES-256 with keys of Amazon S3
   */
  readonly kmsKeyArn?: string;
  /**
   * Days that an image without a tag is kept, at least 1.
   *
   * @default 14
   */
  readonly untaggedImageRetentionInDays?: number;
  /**
   * How many images with a tag are kept, the newest ones, at least 1. One that a task still runs goes too when it is older: such a
   * task cannot be replaced any more.
   *
   * @default 100
   */
  readonly taggedImageCount?: number;
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A private repository whose tags never move, whose images are scanned when they are pushed, and that forgets old ones. */
export class Repository extends Construct implements IRepository {
  readonly repositoryArn: string;
  readonly repositoryUri: string;
  /** The name, which is the path in the URI of its images. */
  readonly repositoryName: string;

  /** @throws Refusal for a name that ECR does not take or that another repository of the stack has, an ARN that is no key's, and numbers below 1 */
  constructor(scope: Construct, id: string, props: RepositoryProps) {
    super(scope, id);
    const { name, kmsKeyArn, untaggedImageRetentionInDays = 14, taggedImageCount = 100, tags } = props;
    const inspection = new Inspection(this);
    inspection.require("name", name, repositoryName);
    if (kmsKeyArn !== undefined) inspection.require("kmsKeyArn", kmsKeyArn, customerKeyArn);
    inspectImageExpiry(inspection, { untaggedImageRetentionInDays, taggedImageCount });
    claimName(inspection, this, { kind: "ECR repository", name });
    const decidedByTerraform = inspection.conclude();
    const repository = new EcrRepository(this, "Resource", {
      name,
      // Written out: the provider's default lets a tag be pushed again, so that one name means two images.
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [
        kmsKeyArn === undefined ? { encryptionType: "AES256" } : { encryptionType: "KMS", kmsKey: kmsKeyArn },
      ],
      forceDelete: false,
      tags: { ...tags, Name: name },
      lifecycle: decidedByTerraform,
    });
    new EcrLifecyclePolicy(this, "image-expiry", {
      repository: repository.name,
      policy: imageExpiry({ untaggedImageRetentionInDays, taggedImageCount }),
    });
    this.repositoryArn = repository.arn;
    this.repositoryUri = repository.repositoryUrl;
    this.repositoryName = repository.name;
  }

  /**
   * A repository that exists already.
   *
   * @throws Refusal for an ARN that is no repository's, and one that only Terraform knows if there is no URI beside it
   */
  static fromAttributes({ repositoryArn, repositoryUri }: RepositoryAttributes): IRepository {
    const inspection = new Inspection(description("Repository.fromAttributes", repositoryArn));
    inspection.require("repositoryArn", repositoryArn, repositoryArnPattern);
    inspection.refuseUnless(repositoryUri !== undefined || !Token.isUnresolved(repositoryArn), {
      input: "repositoryUri",
      allowed: "the URI, where the ARN that it would follow from is known only to Terraform",
      fix: "pass the repository_url of the same aws_ecr_repository",
    });
    inspection.conclude();
    return { repositoryArn, repositoryUri: repositoryUri ?? uriOf(repositoryArn) };
  }
}

/** `RepositoryName` of the ECR API model; what only divides parts can stand at no end of one. */
const PART = "[a-z0-9]+(([.]|_|__|-+)[a-z0-9]+)*";
const NAME = `${PART}(/${PART})*`;

const nameWords = {
  allowed:
    "2 to 256 lower-case letters and digits, in parts that /, a dot, one or two underscores, or hyphens divide",
  fix: "choose a name like shop/orders",
};
const repositoryName = allOf(
  [matching(`^${NAME}$`, nameWords), matching("^.{2,256}$", nameWords)],
  nameWords,
);

const repositoryArnPattern = matching(`^arn:[a-z-]+:ecr:[a-z0-9-]+:[0-9]{12}:repository/${NAME}$`, {
  allowed: "the ARN of a private ECR repository",
  fix: "copy it from: aws ecr describe-repositories",
});

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html */
function uriOf(repositoryArn: string): string {
  const { account = "", region = "", resource = "" } = readArn(repositoryArn) ?? {};
  const name = resource.replace(/^repository\//, "");
  return `${account}.dkr.ecr.${region}.${partitionOf(region).dnsSuffix}/${name}`;
}
