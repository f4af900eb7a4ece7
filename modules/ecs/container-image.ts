import { Fn, Token } from "cdktf";
import { readArn } from "../../aws/arn";
import { readEcrImage, registryOf } from "../../aws/ecr";
import { partitionOf } from "../../aws/partitions";
import type { IRepository } from "../ecr";
import { type Inspection, matching, type Requirement } from "../refusal";

/** An image in Amazon ECR, the only registry that a network without internet can pull from. */
export interface ContainerImage {
  /** As container definitions name it. */
  readonly uri: string;
  /** ARN of its repository; undefined if the image is in none that can be pulled from. */
  readonly repositoryArn: string | undefined;
}

export const ContainerImage = {
  /**
   * An image of a repository.
   *
   * @param version a tag like `1.4.2`, or a digest like `sha256:...`; may be a Terraform variable
   */
  ofRepository({ repositoryArn, repositoryUri }: IRepository, version: string): ContainerImage {
    const separator = Token.isUnresolved(version)
      ? Token.asString(Fn.conditional(Fn.startswith(version, DIGEST), "@", ":"))
      : version.startsWith(DIGEST)
        ? "@"
        : ":";
    return { uri: `${repositoryUri}${separator}${version}`, repositoryArn };
  },
  /** An image by its whole name, like `111122223333.dkr.ecr.eu-central-1.amazonaws.com/orders:1.4.2`. */
  uri(uri: string): ContainerImage {
    const image = Token.isUnresolved(uri) ? undefined : readEcrImage(uri);
    if (!image || image.dualStack || image.fips) return { uri, repositoryArn: undefined };
    const { region, account, repository } = image;
    return {
      uri,
      repositoryArn: `arn:${partitionOf(region).name}:ecr:${region}:${account}:repository/${repository}`,
    };
  },
};

/** What a digest begins with, and a tag never does. */
const DIGEST = "sha256:";

const FIX =
  "mirror it into an ECR repository of this Region, by a pull-through cache (whose first pull of an image needs a way to the internet) or " +
  "with docker pull, tag and push, and name it with ContainerImage.ofRepository";

/** Tells why a network without internet in this Region cannot pull an image. */
export function inspectImage(
  inspection: Inspection,
  input: string,
  { uri, repositoryArn }: ContainerImage,
  region: string,
): void {
  if (repositoryArn === undefined) {
    const image = Token.isUnresolved(uri) ? undefined : readEcrImage(uri);
    if (image) {
      const { account, repository } = image;
      const name = `${account}.dkr.ecr.${image.region}.${partitionOf(image.region).dnsSuffix}/${repository}`;
      inspection.refuse({
        input,
        given: uri,
        allowed:
          "a name of the registry that ECR's endpoints answer for, which have neither dual-stack nor FIPS names",
        fix: `write ${name}`,
      });
      return;
    }
    inspection.refuse({
      input,
      ...(Token.isUnresolved(uri)
        ? { told: "a whole name that only Terraform knows, so that its repository is not known" }
        : { told: `"${uri}", from ${registryOf(uri)}` }),
      allowed: "an image in Amazon ECR, since nothing else can be pulled without internet",
      fix: Token.isUnresolved(uri)
        ? "name it with ContainerImage.ofRepository, whose version may be a Terraform variable"
        : FIX,
    });
    return;
  }
  // A repository of which nothing is known here may be anywhere.
  if (Token.isUnresolved(region)) inspection.require(input, repositoryArn, repositoryIn(region));
  const imageRegion = readArn(repositoryArn)?.region;
  inspection.refuseUnless(imageRegion === undefined || Token.isUnresolved(region) || imageRegion === region, {
    input,
    told: `"${uri}", from ${imageRegion}`,
    allowed: `an image in ${region}, since an endpoint of ECR leads to the repositories of its own Region`,
    fix: `replicate the repository to ${region}`,
  });
}

function repositoryIn(region: string): Requirement<string> {
  return matching(`^arn:[a-z-]+:ecr:${region}:[0-9]{12}:repository/.+$`, {
    allowed: `a repository in ${region}, since an endpoint of ECR leads to the repositories of its own Region`,
    fix: `replicate the repository to ${region}`,
  });
}
