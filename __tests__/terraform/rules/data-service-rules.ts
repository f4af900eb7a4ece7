import { Table, TableCapacity, TableEncryption } from "../../../modules/dynamodb";
import { Repository } from "../../../modules/ecr";
import { PrivateNetwork } from "../../../modules/network";
import { Collection, CollectionEndpoint } from "../../../modules/opensearch";
import { Bucket } from "../../../modules/s3";
import { Application } from "../../data-services/fixtures";
import { existingGroup, network } from "../../lattice/fixtures";
import type { TestStack } from "../../synthesis";
import type { RuleCase } from "./rule-case";

const region = "eu-central-1";
const KEY = `arn:aws:kms:${region}:111122223333:key/12345678-1234-1234-1234-123456789012`;
const key = (name: string) => ({ name, type: "string" }) as const;

const table = (stack: TestStack, id: string, props: object) =>
  void new Table(stack, id, { name: id, partitionKey: key("id"), ...props });
const endpoint = (stack: TestStack, id: string, name: string, subnets: string[] = ["subnet-1", "subnet-2"]) =>
  new CollectionEndpoint(stack, id, { name, subnets: network(id, { subnets }).subnetGroup("main") });
const existingEndpoint = (stack: TestStack, id: string) =>
  CollectionEndpoint.fromAttributes({
    vpcEndpointId: "vpce-0123456789abcdef0",
    securityGroup: existingGroup(stack, `${id}-endpoint`, network("clients")),
  });

/** The rules of tables, buckets, repositories and collections. */
export const DATA_SERVICE_RULES: Record<string, RuleCase> = {
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
