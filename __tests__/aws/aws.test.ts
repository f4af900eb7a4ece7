import fc from "fast-check";
import { readArn } from "../../aws/arn";
import { layerBucket, readEcrImage, registryOf } from "../../aws/ecr";
import { takesEndpointPolicy } from "../../aws/endpoint-policies";
import { FARGATE_CPU, FARGATE_WINDOWS_CPU, fargateMemory } from "../../aws/fargate";
import { ZONES_WITHOUT_LATTICE } from "../../aws/lattice";
import { partitionOf } from "../../aws/partitions";
import { CATALOGUE } from "../../aws/service-catalogue";
import {
  AwsService,
  ENDPOINT_CHARGES,
  endpointServiceName,
  readEndpointServiceName,
  type ServiceFacts,
} from "../../aws/services";
import { readZone, zoneIdPrefix } from "../../aws/zones";

// https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
const PREFIXES = {
  "us-east-1": "use1",
  "us-east-2": "use2",
  "us-west-1": "usw1",
  "us-west-2": "usw2",
  "af-south-1": "afs1",
  "ap-east-1": "ape1",
  "ap-south-1": "aps1",
  "ap-south-2": "aps2",
  "ap-northeast-1": "apne1",
  "ap-northeast-2": "apne2",
  "ap-northeast-3": "apne3",
  "ap-southeast-1": "apse1",
  "ap-southeast-2": "apse2",
  "ap-southeast-3": "apse3",
  "ca-central-1": "cac1",
  "ca-west-1": "caw1",
  "eu-central-1": "euc1",
  "eu-central-2": "euc2",
  "eu-north-1": "eun1",
  "eu-south-1": "eus1",
  "eu-west-1": "euw1",
  "eu-west-3": "euw3",
  "il-central-1": "ilc1",
  "me-central-1": "mec1",
  "me-south-1": "mes1",
  "mx-central-1": "mxc1",
  "sa-east-1": "sae1",
  "us-gov-east-1": "usge1",
  "us-gov-west-1": "usgw1",
  "cn-north-1": "cnn1",
  "cn-northwest-1": "cnnw1",
};
const region = fc.constantFrom(...Object.keys(PREFIXES));
const number = fc.integer({ min: 1, max: 8 });

describe("the zone ids of a Region", () => {
  it.each(Object.entries(PREFIXES))("of %s begin with %s", (region, prefix) => {
    expect(zoneIdPrefix(region)).toBe(prefix);
  });

  it.each(["", "eu", "eu-central", "eu-middle-1", "-central-1", "global"])("are unknown of %p", (text) => {
    expect(zoneIdPrefix(text)).toBeUndefined();
  });
});

describe("an Availability Zone", () => {
  it("is read from its id, and is in the Region that its id begins with and in no other", () => {
    fc.assert(
      fc.property(region, region, number, (of, other, n) => {
        const zone = readZone(`${PREFIXES[of as keyof typeof PREFIXES]}-az${n}`);
        expect(zone).toMatchObject({ form: "id", number: n });
        expect(zone?.isIn(other)).toBe(other === of);
      }),
    );
  });

  it("is read from its name, and is in the Region that it names and in no other", () => {
    fc.assert(
      fc.property(region, region, number, (of, other, n) => {
        const zone = readZone(`${of}${"abcdefgh".charAt(n - 1)}`);
        expect(zone).toMatchObject({ form: "name", number: n });
        expect(zone?.isIn(other)).toBe(other === of);
      }),
    );
  });

  it.each([
    "",
    "a",
    "eu-central-1",
    "eu-central-1z",
    "eu-central-1aa",
    "euc1",
    "euc1-az",
    "euc1-az0",
    "euc1-az9",
    "euc1-az10",
    "EUC1-AZ1",
    "euc1-az1 ",
    "usw2-lax1-az1",
    "us-west-2-lax-1a",
  ])("is not read from %p", (text) => {
    expect(readZone(text)).toBeUndefined();
  });

  it("without VPC Lattice is one that can be read, so that the list has no misspelt one", () => {
    expect(ZONES_WITHOUT_LATTICE.size).toBeGreaterThan(0);
    for (const zone of ZONES_WITHOUT_LATTICE) {
      expect(readZone(zone)).toMatchObject({ form: "id" });
      expect(Object.values(PREFIXES)).toContain(zone.split("-")[0]);
    }
  });
});

describe("an ARN", () => {
  it.each([
    [
      "arn:aws:rds:eu-central-1:111122223333:db:orders",
      {
        partition: "aws",
        service: "rds",
        region: "eu-central-1",
        account: "111122223333",
        resource: "db:orders",
      },
    ],
    [
      "arn:aws-us-gov:s3:::bucket/a/b",
      { partition: "aws-us-gov", service: "s3", region: "", account: "", resource: "bucket/a/b" },
    ],
    [
      "arn:aws-cn:iam::aws:policy/ReadOnlyAccess",
      {
        partition: "aws-cn",
        service: "iam",
        region: "",
        account: "aws",
        resource: "policy/ReadOnlyAccess",
      },
    ],
  ])("is read into its parts: %s", (text, parts) => {
    expect(readArn(text)).toEqual(parts);
  });

  it.each([
    "",
    "orders",
    "arn:aws:rds",
    "arn:aws:rds:eu-central-1:111122223333:",
    "arn:aws:rds:eu-central-1:1111:db:orders",
    "arn:gcp:rds:eu-central-1:111122223333:db:orders",
    " arn:aws:rds:eu-central-1:111122223333:db:orders",
    "arn:aws:rds:eu-central-1:111122223333:db:or ders",
  ])("is not read from %p", (text) => {
    expect(readArn(text)).toBeUndefined();
  });

  it("keeps every part as it was", () => {
    const arn = fc.record({
      partition: fc.constantFrom("aws", "aws-cn", "aws-us-gov", "aws-iso-b"),
      service: fc.stringMatching(/^[a-z0-9-]{1,12}$/),
      region: fc.oneof(region, fc.constant("")),
      account: fc.oneof(fc.stringMatching(/^\d{12}$/), fc.constant("")),
      resource: fc.stringMatching(/^[A-Za-z0-9:/_-]{1,30}$/),
    });
    fc.assert(
      fc.property(arn, (parts) => {
        const { partition, service, region, account, resource } = parts;
        expect(readArn(`arn:${partition}:${service}:${region}:${account}:${resource}`)).toEqual(parts);
      }),
    );
  });
});

const PARTITION_REGIONS = {
  aws: ["us-east-1", "eu-central-1", "ap-southeast-5", "mx-central-1"],
  "aws-cn": ["cn-north-1", "cn-northwest-1"],
  "aws-us-gov": ["us-gov-east-1", "us-gov-west-1"],
  "aws-eusc": ["eusc-de-east-1"],
  "aws-iso": ["us-iso-east-1", "us-iso-west-1"],
  "aws-iso-b": ["us-isob-east-1", "us-isob-west-1"],
  "aws-iso-e": ["eu-isoe-west-1"],
  "aws-iso-f": ["us-isof-east-1", "us-isof-south-1"],
};
const regionOfAnyPartition = fc.constantFrom(...Object.values(PARTITION_REGIONS).flat());
const service = fc.constantFrom(...Object.values<AwsService>(CATALOGUE));
const serviceOfEveryRegion = service.filter(({ onlyIn }) => onlyIn === undefined);

describe("a Region", () => {
  it.each(Object.entries(PARTITION_REGIONS))("of the partition %s is known as its own", (name, regions) => {
    for (const region of regions) expect(partitionOf(region).name).toBe(name);
  });

  it.each([
    ["eu-central-1", "amazonaws.com"],
    ["cn-north-1", "amazonaws.com.cn"],
    ["us-gov-west-1", "amazonaws.com"],
    ["eusc-de-east-1", "amazonaws.eu"],
    ["us-iso-east-1", "c2s.ic.gov"],
    ["us-isob-east-1", "sc2s.sgov.gov"],
    ["eu-isoe-west-1", "cloud.adc-e.uk"],
    ["us-isof-south-1", "csp.hci.ic.gov"],
  ])("%s has host names behind %s", (region, dnsSuffix) => {
    expect(partitionOf(region).dnsSuffix).toBe(dnsSuffix);
  });
});

describe("the catalogue of services", () => {
  it("has each service under its suffix in camel case, so that nobody has to guess", () => {
    const camelCase = (suffix: string) =>
      suffix.replace(/[.-]([a-z0-9])/g, (_, first) => first.toUpperCase());
    const services = Object.entries<AwsService>(CATALOGUE);
    expect(services.length).toBeGreaterThanOrEqual(55);
    for (const [key, { suffix }] of services) expect(key).toBe(camelCase(suffix));
    expect(new Set(services.map(([, { suffix }]) => suffix)).size).toBe(services.length);
  });

  it("has a free gateway for S3 and DynamoDB, and for nothing else", () => {
    const withGateway = Object.values<AwsService>(CATALOGUE).filter(({ kinds }) => kinds.includes("Gateway"));
    expect(withGateway).toEqual([AwsService.dynamodb, AwsService.s3]);
    for (const { kinds } of withGateway) expect(kinds).toEqual(["Gateway", "Interface"]);
    expect(ENDPOINT_CHARGES.Gateway).toEqual([]);
    expect(ENDPOINT_CHARGES.Interface).toHaveLength(2);
  });

  it("knows which services have no private DNS", () => {
    const without = Object.values<AwsService>(CATALOGUE).filter(({ privateDns }) => !privateDns);
    expect(without).toEqual([AwsService.dynamodb, AwsService.dynamodbStreams]);
  });

  it("knows which services do not answer on 443", () => {
    const others = Object.values<AwsService>(CATALOGUE).filter(({ ports }) => !ports.includes(443));
    expect(others).toEqual([AwsService.cassandra, AwsService.emailSmtp]);
  });

  it("finds every service by its suffix, as it is there", () => {
    fc.assert(fc.property(service, (known) => expect(AwsService.of(known.suffix)).toBe(known)));
  });

  // https://docs.aws.amazon.com/service-authorization/latest/reference/
  it.each([
    ["ecr.api", "ecr"],
    ["ecr.dkr", "ecr"],
    ["ecs-agent", "ecs"],
    ["monitoring", "cloudwatch"],
    ["email", "ses"],
    ["email-smtp", "ses"],
    ["kinesis-streams", "kinesis"],
    ["kinesis-firehose", "firehose"],
    ["dynamodb-streams", "dynamodb"],
    ["sync-states", "states"],
    ["states", "states"],
    ["sagemaker.runtime", "sagemaker"],
    ["codeartifact.repositories", "codeartifact"],
    ["git-codecommit", "codecommit"],
    ["bedrock-agent-runtime", "bedrock"],
    ["aps-workspaces", "aps"],
    ["aoss-data", "aoss"],
    ["rds-data", "rds-data"],
    ["memory-db", "memorydb"],
  ])("knows that the actions of %s begin with %s", (suffix, prefix) => {
    expect(AwsService.of(suffix).actionPrefixes).toEqual([prefix]);
  });
});

describe("a service outside the catalogue", () => {
  it("has an endpoint of kind Interface with private DNS on 443, unless told otherwise", () => {
    expect(AwsService.of("inspector2")).toEqual({
      suffix: "inspector2",
      kinds: ["Interface"],
      privateDns: true,
      ports: [443],
      actionPrefixes: ["inspector2"],
    });
    const facts: ServiceFacts = {
      privateDns: false,
      ports: [8443],
      actionPrefixes: ["iot"],
      onlyIn: ["us-east-1"],
    };
    expect(AwsService.of("iot.data", facts)).toEqual({ suffix: "iot.data", kinds: ["Interface"], ...facts });
  });

  it("keeps what is known of a service of the catalogue, but for what is told", () => {
    expect(AwsService.of("dynamodb", { actionPrefixes: ["dax"] })).toEqual({
      ...AwsService.dynamodb,
      actionPrefixes: ["dax"],
    });
  });

  it.each([
    ["com.amazonaws.eu-central-1.sqs", 'give "sqs"'],
    ["cn.com.amazonaws.cn-north-1.ecr.api", 'give "ecr.api"'],
    ["gov.ic.c2s.us-iso-east-1.sqs", 'give "sqs"'],
    ["com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0", "look it up in AWS's list"],
    ["vpce-svc-0123456789abcdef0", "look it up in AWS's list"],
    ["com.amazonaws.iam", "look it up in AWS's list"],
    ["aws.sagemaker.eu-central-1.studio", "look it up in AWS's list"],
    ["SQS", 'give "sqs"'],
    [" sqs ", 'give "sqs"'],
    ["secrets manager", "look it up in AWS's list"],
    ["ecr..api", "look it up in AWS's list"],
    ["ecr.", "look it up in AWS's list"],
    ["", "look it up in AWS's list"],
  ])("is refused under the name %p", (text, fix) => {
    expect(() => AwsService.of(text)).toThrow(
      `AwsService.of is refused: suffix is ${JSON.stringify(text)}. Allowed: what follows the Region in the endpoint's service name, ` +
        `like ecr.api. Fix: ${fix}.`,
    );
  });

  it.each(["SES", "ses:*", "ses:SendEmail"])("is refused with actions that begin with %p", (prefix) => {
    expect(() => AwsService.of("mail-manager", { actionPrefixes: ["mail", prefix] })).toThrow(
      `AwsService.of is refused: actionPrefixes is "${prefix}". Allowed: what stands before the colon in IAM actions, like ecr. ` +
        'Fix: give "ses".',
    );
  });
});

describe("the name of a service's endpoint", () => {
  it("in the commercial partition and in GovCloud is com.amazonaws, the Region and the suffix", () => {
    const regions = fc.constantFrom(...PARTITION_REGIONS.aws, ...PARTITION_REGIONS["aws-us-gov"]);
    fc.assert(
      fc.property(serviceOfEveryRegion, regions, (service, region) => {
        for (const kind of service.kinds) {
          expect(endpointServiceName(service, region, kind)).toBe(
            `com.amazonaws.${region}.${service.suffix}`,
          );
        }
      }),
    );
  });

  // AWS CDK's vpc-endpoint.ts; China also from its issue 25329, where a user lists what his account sees.
  it.each([
    ["ecr.dkr", "cn-north-1", "cn.com.amazonaws.cn-north-1.ecr.dkr"],
    ["logs", "cn-north-1", "com.amazonaws.cn-north-1.logs"],
    ["secretsmanager", "cn-northwest-1", "com.amazonaws.cn-northwest-1.secretsmanager"],
    ["execute-api", "cn-northwest-1", "cn.com.amazonaws.cn-northwest-1.execute-api"],
    ["iotsitewise.api", "cn-north-1", "cn.com.amazonaws.cn-north-1.iotsitewise.api"],
    ["iotsitewise.api", "cn-northwest-1", "com.amazonaws.cn-northwest-1.iotsitewise.api"],
    ["polly", "cn-northwest-1", "cn.com.amazonaws.cn-northwest-1.polly"],
    ["transcribe", "cn-north-1", "cn.com.amazonaws.cn-north-1.transcribe.cn"],
    ["transcribestreaming", "cn-north-1", "cn.com.amazonaws.cn-north-1.transcribestreaming"],
    ["transcribe", "eu-central-1", "com.amazonaws.eu-central-1.transcribe"],
    ["ecr.api", "eusc-de-east-1", "eu.amazonaws.eusc-de-east-1.ecr.api"],
    ["logs", "eusc-de-east-1", "com.amazonaws.eusc-de-east-1.logs"],
    ["sqs", "us-iso-east-1", "gov.ic.c2s.us-iso-east-1.sqs"],
    ["monitoring", "us-iso-west-1", "gov.ic.c2s.us-iso-west-1.monitoring"],
    ["monitoring", "us-iso-east-1", "com.amazonaws.us-iso-east-1.monitoring"],
    ["sns", "us-isob-east-1", "gov.sgov.sc2s.us-isob-east-1.sns"],
    ["sns", "us-isob-west-1", "com.amazonaws.us-isob-west-1.sns"],
    ["ecr.api", "us-isob-west-1", "gov.sgov.sc2s.us-isob-west-1.ecr.api"],
    ["ebs", "us-isob-west-1", "com.amazonaws.us-isob-west-1.ebs"],
    ["ecr.api", "us-isof-south-1", "gov.ic.hci.csp.us-isof-south-1.ecr.api"],
    ["ebs", "eu-isoe-west-1", "uk.adc-e.cloud.eu-isoe-west-1.ebs"],
  ])("of %s in %s is %s", (suffix, region, name) => {
    expect(endpointServiceName(AwsService.of(suffix), region)).toBe(name);
  });

  it("of S3 in China is another one for each kind", () => {
    expect(endpointServiceName(AwsService.s3, "cn-north-1")).toBe("com.amazonaws.cn-north-1.s3");
    expect(endpointServiceName(AwsService.s3, "cn-north-1", "Gateway")).toBe("com.amazonaws.cn-north-1.s3");
    expect(endpointServiceName(AwsService.s3, "cn-north-1", "Interface")).toBe(
      "cn.com.amazonaws.cn-north-1.s3",
    );
  });

  it("is read into the Region and the suffix that it was made of", () => {
    const any = fc.oneof(serviceOfEveryRegion, fc.constant(AwsService.of("transcribe")));
    fc.assert(
      fc.property(any, regionOfAnyPartition, (service, region) => {
        for (const kind of service.kinds) {
          const { suffix } = service;
          expect(readEndpointServiceName(endpointServiceName(service, region, kind))).toEqual({
            region,
            suffix,
          });
        }
      }),
    );
  });

  it.each([
    "",
    "sqs",
    "com.amazonaws.sqs",
    "com.amazonaws.eu-central-1",
    "com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0",
    "cn.com.amazonaws.eu-central-1.ecr.api",
    "eu.amazonaws.cn-north-1.ecr.api",
    "com.example.eu-central-1.sqs",
  ])("is not read from %p", (text) => {
    expect(readEndpointServiceName(text)).toBeUndefined();
  });

  it("is refused of a service that the Region does not have", () => {
    expect(endpointServiceName(AwsService.ecrPublicApi, "us-east-1")).toBe(
      "com.amazonaws.us-east-1.ecr-public.api",
    );
    expect(() => endpointServiceName(AwsService.ecrPublicApi, "eu-central-1")).toThrow(
      'endpointServiceName is refused: region is "eu-central-1". Allowed: a Region that has ecr-public.api: us-east-1. ' +
        "Fix: do without ecr-public.api.",
    );
  });

  it.each(["", "eu-central", "EU-CENTRAL-1", "euc1-az1", "eu-central-1a", "${TfToken[TOKEN.1]}"])(
    "is refused in %p, which is no Region",
    (text) => {
      expect(() => endpointServiceName(AwsService.sqs, text)).toThrow(
        `endpointServiceName is refused: region is "${text}". Allowed: a Region that is known at synthesis, like eu-central-1.`,
      );
    },
  );
});

describe("an image reference", () => {
  const version = fc.record({
    tag: fc.option(fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}$/), { nil: undefined }),
    digest: fc.option(fc.stringMatching(/^sha256:[a-f0-9]{64}$/), { nil: undefined }),
  });
  const repository = fc
    .array(fc.stringMatching(/^[a-z0-9]{1,5}((\.|_|__|-{1,3})[a-z0-9]{1,5}){0,2}$/), {
      minLength: 1,
      maxLength: 4,
    })
    .map((parts) => parts.join("/"))
    .filter((name) => name.length >= 2);
  const account = fc.stringMatching(/^[0-9]{12}$/);
  const write = (host: string, name: string, { tag, digest }: { tag?: string; digest?: string }) =>
    `${host}/${name}${tag === undefined ? "" : `:${tag}`}${digest === undefined ? "" : `@${digest}`}`;

  it("of Amazon ECR is read into what it was made of, in every partition", () => {
    fc.assert(
      fc.property(
        account,
        regionOfAnyPartition,
        repository,
        version,
        fc.boolean(),
        (account, region, name, of, fips) => {
          const host = `${account}.dkr.ecr${fips ? "-fips" : ""}.${region}.${partitionOf(region).dnsSuffix}`;
          const image = { account, region, repository: name, ...of, dualStack: false, fips };
          expect(readEcrImage(write(host, name, of))).toEqual(image);
          expect(registryOf(write(host, name, of))).toBe(host);
        },
      ),
    );
  });

  it.each([
    ["eu-central-1", "on.aws"],
    ["us-gov-west-1", "on.aws"],
    ["cn-north-1", "on.amazonwebservices.com.cn"],
  ])("of Amazon ECR is read from the dual-stack name of %s", (region, suffix) => {
    const image = {
      account: "111122223333",
      region,
      repository: "shop/orders",
      tag: "1.2",
      digest: undefined,
    };
    expect(readEcrImage(`111122223333.dkr-ecr.${region}.${suffix}/shop/orders:1.2`)).toEqual({
      ...image,
      dualStack: true,
      fips: false,
    });
    expect(readEcrImage(`111122223333.dkr-ecr-fips.${region}.${suffix}/shop/orders:1.2`)).toEqual({
      ...image,
      dualStack: true,
      fips: true,
    });
  });

  it.each([
    "",
    "orders",
    "111122223333.dkr.ecr.eu-central-1.amazonaws.com",
    "111122223333.dkr.ecr.eu-central-1.amazonaws.com:",
    "111122223333.dkr.ecr.eu-central-1.amazonaws.comm",
    "111122223333.dkr.ecr.eu-central-1.amazonaws.com/",
    "111122223333.dkr.ecr.eu-central-1.amazonaws.com/o",
    "111122223333.dkr.ecr.eu-central-1.amazonaws.com/Orders",
    "111122223333.dkr.ecr.eu-central-1.amazonaws.com/orders:",
    "111122223333.dkr.ecr.eu-central-1.amazonaws.com/orders:-1",
    "111122223333.dkr.ecr.eu-central-1.amazonaws.com/orders@sha256",
    "111122223333.dkr.ecr.eu-central-1.amazonaws.com/orders@1.2",
    "111122223333.dkr.ecr.eu-central-1.amazonaws.com//orders",
    "111122223333.dkr.ecr.eu-central-1.amazonaws.com.cn/orders",
    "111122223333.dkr.ecr.cn-north-1.amazonaws.com/orders",
    "111122223333.dkr.ecr.eu-central-1.on.aws/orders",
    "111122223333.dkr-ecr.eu-central-1.amazonaws.com/orders",
    "111122223333.dkr-ecr.us-iso-east-1.undefined/orders",
    "11112222333.dkr.ecr.eu-central-1.amazonaws.com/orders",
    "https://111122223333.dkr.ecr.eu-central-1.amazonaws.com/orders",
    "public.ecr.aws/nginx/nginx:1.27",
    `111122223333.dkr.ecr.eu-central-1.amazonaws.com/${"o".repeat(257)}`,
  ])("is not of a private registry of Amazon ECR: %p", (image) => {
    expect(readEcrImage(image)).toBeUndefined();
  });

  it.each([
    ["nginx", "docker.io"],
    ["nginx:1.27", "docker.io"],
    ["grafana/grafana:11", "docker.io"],
    ["index.docker.io/library/nginx", "docker.io"],
    ["registry-1.docker.io/library/nginx", "docker.io"],
    ["public.ecr.aws/nginx/nginx:1.27", "public.ecr.aws"],
    ["ghcr.io/org/app@sha256:0123", "ghcr.io"],
    ["quay.io/prometheus/prometheus", "quay.io"],
    ["mcr.microsoft.com/dotnet/aspnet:8.0", "mcr.microsoft.com"],
    ["localhost/app", "localhost"],
    ["localhost:5000/app", "localhost:5000"],
    ["registry/app", "docker.io"],
    ["Registry/app", "registry"],
    ["GHCR.io/org/app", "ghcr.io"],
    ["https://ghcr.io/org/app", "ghcr.io"],
  ])("%s leads to the registry %s", (image, registry) => {
    expect(registryOf(image)).toBe(registry);
  });
});

describe("the layers of an image", () => {
  // https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-minimum-s3-perms
  it("come from a bucket of the Region", () => {
    expect(layerBucket("eu-central-1")).toBe("prod-eu-central-1-starport-layer-bucket");
  });
});

describe("a Fargate task", () => {
  // The table of task sizes: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
  it.each([
    [256, [512, 1024, 2048]],
    [512, [1024, 2048, 3072, 4096]],
    [1024, [2048, 3072, 4096, 5120, 6144, 7168, 8192]],
    [
      16_384,
      [32_768, 40_960, 49_152, 57_344, 65_536, 73_728, 81_920, 90_112, 98_304, 106_496, 114_688, 122_880],
    ],
  ])("of %i CPU units has one of these memories: %j", (cpu, memory) => {
    expect(fargateMemory(cpu)).toEqual(memory);
  });

  it.each([
    [2048, 4096, 16_384, 13],
    [4096, 8192, 30_720, 23],
    [8192, 16_384, 61_440, 12],
  ])("of %i CPU units has %i to %i MiB, in %i sizes", (cpu, least, most, count) => {
    const memory = fargateMemory(cpu);
    expect([memory.at(0), memory.at(-1), memory.length]).toEqual([least, most, count]);
    expect(memory).toEqual([...new Set(memory)].sort((a, b) => a - b));
  });

  it("has no memory for CPU units that no task can have", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1, max: 40_000 }), (cpu) => {
        expect(fargateMemory(cpu).length > 0).toBe(FARGATE_CPU.includes(cpu));
      }),
    );
    expect(fargateMemory(300)).toEqual([]);
    expect(fargateMemory(Number.NaN)).toEqual([]);
  });

  it("of Windows containers has 1, 2 or 4 vCPU", () => {
    expect(FARGATE_WINDOWS_CPU).toEqual([1024, 2048, 4096]);
  });
});

describe("a policy of an endpoint", () => {
  it("is taken by every service of the catalogue but those that are not shown to take one", () => {
    const suffixes = Object.values(CATALOGUE).map((service) => service.suffix);
    const refusing = suffixes.filter((suffix) => !takesEndpointPolicy(suffix));
    expect(refusing).toEqual(
      `acm aoss-data codepipeline data-servicediscovery datasync dms ecr-public.api ecs-agent ecs-telemetry eks-auth email
      email-smtp mq redshift-data redshift-serverless s3tables servicediscovery transfer verifiedpermissions`.split(
        /\s+/,
      ),
    );
  });

  it.each(["", " ", "no-such-service", "com.amazonaws.us-east-1.s3", "S3"])(
    "is not taken by %j",
    (suffix) => {
      expect(takesEndpointPolicy(suffix)).toBe(false);
    },
  );
});
