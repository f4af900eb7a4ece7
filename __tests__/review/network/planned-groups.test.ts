import { rulesOf } from "../../../review/network/security-group-rules";
import { readJson } from "../../../review/read/inputs";
import type { JsonObject } from "../../../review/read/json";

const EVERYTHING = {
  from_port: 0,
  to_port: 0,
  protocol: "-1",
  cidr_blocks: ["0.0.0.0/0"],
  ipv6_cidr_blocks: [],
  prefix_list_ids: [],
  security_groups: [],
  self: false,
  description: "",
};

/** The egress of a group of a plan whose configuration has no block `egress`. */
function egress(actions: string[], before: JsonObject | null, after: JsonObject, unknown: JsonObject) {
  const identity = {
    address: "aws_security_group.app",
    mode: "managed",
    type: "aws_security_group",
    name: "app",
  };
  const plan = {
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_changes: [{ ...identity, change: { actions, before, after, after_unknown: unknown } }],
    configuration: {
      root_module: { resources: [{ ...identity, expressions: { vpc_id: { constant_value: "vpc-1" } } }] },
    },
  };
  const { graph } = readJson("plan.json", plan as unknown as JsonObject);
  const group = graph.at("aws_security_group.app");
  if (!group) throw new Error("no group");
  return rulesOf(graph, group, "egress");
}

test("a group that is to be made has no rules that nobody configures, although the plan does not know them", () => {
  expect(egress(["create"], null, { vpc_id: "vpc-1" }, { id: true, egress: true, ingress: true })).toEqual({
    rules: [],
    complete: true,
  });
});

test("one that exists may have rules that nobody configures, like one that was imported", () => {
  const state = { id: "sg-1", vpc_id: "vpc-1", egress: [EVERYTHING] as never };
  expect(egress(["no-op"], state, state, {})).toEqual({
    rules: [],
    complete: expect.stringContaining("already"),
  });
  const none = { ...state, egress: [] };
  expect(egress(["no-op"], none, none, {})).toEqual({ rules: [], complete: true });
});
