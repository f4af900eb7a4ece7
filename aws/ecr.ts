import { partitionOf, REGION_PATTERN } from "./partitions";

/**
 * The bucket that image layers come from, which an S3 endpoint's policy must let through for `s3:GetObject`:
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-minimum-s3-perms
 *
 * @param region may be a token
 */
export function layerBucket(region: string): string {
  return `prod-${region}-starport-layer-bucket`;
}

/** An image of a private registry of Amazon ECR. */
export interface EcrImage {
  /** The registry's account id, twelve digits. */
  readonly account: string;
  readonly region: string;
  /** The repository's name, like `shop/orders`. */
  readonly repository: string;
  /** Without tag and digest, `latest` is meant. */
  readonly tag: string | undefined;
  /** Like `sha256:` and 64 hexadecimal digits. */
  readonly digest: string | undefined;
  /**
   * Whether the registry's IPv4 and IPv6 name is used, which AWS's user guide excludes from PrivateLink:
   * https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html
   */
  readonly dualStack: boolean;
  /** Whether the name of FIPS 140 endpoints is used, which the list of services with PrivateLink does not have for ECR. */
  readonly fips: boolean;
}

// Names of registries: https://docs.aws.amazon.com/general/latest/gr/ecr.html
const REGISTRY = new RegExp(`^([0-9]{12})\\.dkr([.-])ecr(-fips)?\\.(${REGION_PATTERN})\\.([a-z0-9.-]+)$`);

/** Partitions with dual-stack registries, as `nodeadm` of the EKS AMI knows them, with what follows the Region. */
const DUAL_STACK_SUFFIXES: Readonly<Record<string, string>> = {
  aws: "on.aws",
  "aws-us-gov": "on.aws",
  "aws-cn": "on.amazonwebservices.com.cn",
};

// `RepositoryName` of the ECR API model; tags and digests as in https://github.com/opencontainers/distribution-spec
const PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const REPOSITORY_AND_VERSION = new RegExp(
  `^(${PART}(?:/${PART})*)(?::([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@([a-z0-9]+:[a-f0-9]{32,}))?$`,
);

/**
 * Reads an image reference like `111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop/orders:1.2`.
 *
 * @returns undefined if it is no image of a private registry of Amazon ECR
 */
export function readEcrImage(image: string): EcrImage | undefined {
  const slash = image.indexOf("/");
  const [, account, separator, fips, region, suffix] =
    REGISTRY.exec(image.slice(0, Math.max(slash, 0))) ?? [];
  const [, repository, tag, digest] = REPOSITORY_AND_VERSION.exec(image.slice(slash + 1)) ?? [];
  if (!account || !region || !repository || repository.length < 2 || repository.length > 256)
    return undefined;
  const dualStack = separator === "-";
  const { name, dnsSuffix } = partitionOf(region);
  if (suffix !== (dualStack ? DUAL_STACK_SUFFIXES[name] : dnsSuffix)) return undefined;
  return { account, region, repository, tag, digest, dualStack, fips: fips !== undefined };
}

/**
 * The registry that an image reference leads to, like `public.ecr.aws`; Docker Hub if it names none. What makes the first part a
 * registry: https://github.com/distribution/reference (`splitDockerDomain`)
 */
export function registryOf(image: string): string {
  const [first = "", ...rest] = image.replace(SCHEME, "").split("/");
  const named = rest.length > 0 && (/[.:A-Z]/.test(first) || first === "localhost");
  const host = named ? first.toLowerCase() : DOCKER_HUB;
  return DOCKER_HUB_HOSTS.includes(host) ? DOCKER_HUB : host;
}

/** No image reference has one, but whoever copies an address gives it. */
const SCHEME = /^https?:\/\//;
const DOCKER_HUB = "docker.io";
const DOCKER_HUB_HOSTS = ["index.docker.io", "registry-1.docker.io"];
