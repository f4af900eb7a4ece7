import type { JsonObject } from "../../review/read/json";
import { stackOfJson } from "../../review/read/json-input";
import { modelOf } from "../../review/read/model";
import { review } from "../../review/review";

const broken = (json: object) =>
  review(modelOf([stackOfJson("test", json as JsonObject, "").stack], [], []))
    .findings.filter(({ verdict }) => verdict === "BROKEN")
    .map(({ rule, address }) => `${rule} ${address}`);

const values = {
  aws_s3_bucket: { old: { bucket: "My_Legacy_Bucket" } },
  aws_vpc: { v: { id: "vpc-1", cidr_block: "10.0.0.0/16" } },
  aws_subnet: { private: { id: "subnet-1", vpc_id: "vpc-1", cidr_block: "10.0.0.0/24" } },
  aws_nat_gateway: { nat: { id: "nat-1", subnet_id: "subnet-1", connectivity_type: "public" } },
};
const each = <T>(make: (type: string, name: string, of: object) => T): T[] =>
  Object.entries(values).flatMap(([type, named]) =>
    Object.entries(named).map(([name, of]) => make(type, name, of)),
  );
const identity = (type: string, name: string) => ({
  address: `${type}.${name}`,
  mode: "managed",
  type,
  name,
});
const state = {
  format_version: "1.0",
  values: { root_module: { resources: each((type, name, of) => ({ ...identity(type, name), values: of })) } },
};
const plan = (actions: string[]) => ({
  format_version: "1.2",
  resource_changes: each((type, name, of) => ({
    ...identity(type, name),
    change: { actions, before: actions[0] === "create" ? null : of, after: of, after_unknown: {} },
  })),
});

describe("what AWS would refuse to make", () => {
  const useless = "RT-02 aws_nat_gateway.nat";
  const refused = "S3-01 aws_s3_bucket.old";

  test.each([
    ["a configuration", { resource: values }, [refused, useless]],
    ["a plan that makes it", plan(["create"]), [refused, useless]],
    ["a plan that replaces it", plan(["delete", "create"]), [refused, useless]],
    ["a plan that leaves it", plan(["no-op"]), [useless]],
    ["a state", state, [useless]],
  ])("is told of %s; what is of no use is told of what exists too", (_, json, expected) => {
    expect(broken(json).sort()).toEqual([...expected].sort());
  });
});
