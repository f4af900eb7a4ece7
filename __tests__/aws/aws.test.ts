import fc from "fast-check";
import { readArn } from "../../aws/arn";
import { ZONES_WITHOUT_LATTICE } from "../../aws/lattice";
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
