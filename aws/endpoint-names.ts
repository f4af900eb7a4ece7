import { partitionOf, REGION_PATTERN } from "./partitions";
import type { EndpointKind, ServiceDescription } from "./service-description";

/**
 * Names of AWS services' endpoints. Most begin with `com.amazonaws` in every partition, and so do all of kind Gateway. In some
 * partitions some of kind Interface begin with the partition's own domain, backwards; which ones, no rule tells. The lists are the
 * facts that the AWS CDK collected (`aws-ec2/lib/vpc-endpoint.ts`, `getDefaultEndpointPrefix`; for China also its issue 25329 and
 * pull request 25333): services that AWS added since may be missing, and `aws ec2 describe-vpc-endpoint-services` has the last word.
 */
const CHINA = `application-autoscaling appmesh-envoy-management athena autoscaling awsconnector backup batch cassandra cloudcontrolapi
  cloudformation codedeploy-commands-secure databrew dms ebs ec2 ecr.api ecr.dkr eks elasticache elasticbeanstalk elasticfilesystem
  elasticfilesystem-fips emr-containers execute-api fsx imagebuilder iot.data kinesis-streams lambda license-manager monitoring rds
  redshift redshift-data s3 sagemaker.api sagemaker.featurestore-runtime sagemaker.runtime securityhub servicecatalog sms sqs states
  sts sync-states synthetics transcribe transcribestreaming transfer xray`;
const ISOLATED = "ebs ecr.api ecr.dkr execute-api";

const UNDER_OWN_DOMAIN: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    "cn-north-1": `${CHINA} iotsitewise.api iotsitewise.data`,
    "cn-northwest-1": `${CHINA} account polly workspaces`,
    "eusc-de-east-1": "ecr.api ecr.dkr execute-api securityhub",
    "us-iso-east-1": `${ISOLATED} application-autoscaling athena autoscaling comprehend diode-messaging diode-messaging-proxy ec2
      elasticfilesystem elasticfilesystem-fips sagemaker.api sagemaker.runtime sns sqs textract textract-fips transcribe workspaces`,
    "us-iso-west-1": `${ISOLATED} autoscaling ec2 elasticfilesystem elasticfilesystem-fips monitoring sns sqs workspaces`,
    "us-isob-east-1": `${ISOLATED} application-autoscaling autoscaling diode-messaging diode-messaging-proxy ec2 elasticfilesystem
      elasticfilesystem-fips sagemaker.api sagemaker.runtime sns sqs workspaces`,
    "us-isob-west-1": "ecr.api ecr.dkr elasticfilesystem-fips execute-api",
    "us-isof-south-1": ISOLATED,
    "us-isof-east-1": ISOLATED,
    "eu-isoe-west-1": ISOLATED,
  }).map(([region, suffixes]) => [region, new Set(suffixes.split(/\s+/))]),
);

/** Transcribe's names in China end in its country code too (AWS CDK, `getDefaultEndpointSuffix`). */
const NAMED_TWICE = { regionPrefix: "cn-", suffix: "transcribe", ending: ".cn" };

const REGION = new RegExp(`^${REGION_PATTERN}$`);
const NAME = new RegExp(`^([a-z0-9.-]+)\\.(${REGION_PATTERN})\\.([a-z0-9.-]+)$`);

/**
 * The name by which a VPC endpoint asks for a service, like `com.amazonaws.eu-central-1.ecr.api`.
 *
 * @param region known, since what the name begins with depends on it
 * @param kind the endpoint's: S3 has another name for each in China
 * @throws Error for a text that is no Region, and for a service that the Region does not have
 */
export function endpointServiceName(
  service: ServiceDescription,
  region: string,
  kind: EndpointKind = service.kinds[0],
): string {
  const { suffix, onlyIn } = service;
  if (!REGION.test(region)) {
    throw refusal(region, "a Region that is known at synthesis, like eu-central-1", "write the Region out");
  }
  if (onlyIn && !onlyIn.includes(region)) {
    throw refusal(region, `a Region that has ${suffix}: ${onlyIn.join(", ")}`, `do without ${suffix}`);
  }
  const own = kind === "Interface" && UNDER_OWN_DOMAIN.get(region)?.has(suffix);
  const ending = region.startsWith(NAMED_TWICE.regionPrefix) && suffix === NAMED_TWICE.suffix;
  return `${own ? ownDomain(region) : COMMON}.${region}.${suffix}${ending ? NAMED_TWICE.ending : ""}`;
}

/**
 * Reads the Region and the suffix from the name of an AWS service's endpoint; undefined if it is none. The name need not be right:
 * it is if `endpointServiceName` gives the same.
 */
export function readEndpointServiceName(name: string): { region: string; suffix: string } | undefined {
  const [, domain, region, suffix] = NAME.exec(name) ?? [];
  if (!region || !suffix || (domain !== COMMON && domain !== ownDomain(region))) return undefined;
  const twice =
    region.startsWith(NAMED_TWICE.regionPrefix) && suffix === NAMED_TWICE.suffix + NAMED_TWICE.ending;
  return { region, suffix: twice ? NAMED_TWICE.suffix : suffix };
}

const COMMON = "com.amazonaws";

function ownDomain(region: string): string {
  return partitionOf(region).dnsSuffix.split(".").reverse().join(".");
}

function refusal(region: string, allowed: string, fix: string): Error {
  return new Error(
    `endpointServiceName is refused: region is ${JSON.stringify(region)}. Allowed: ${allowed}. Fix: ${fix}.`,
  );
}
