import { IndexedGraph } from "../../../review/graph/indexed-graph";
import type { Resource } from "../../../review/graph/resource";
import type { Value } from "../../../review/graph/value";
import { associationGroupsStay } from "../../../review/rules/lattice/association-groups-stay";
import { endpointChangedInPlace } from "../../../review/rules/lattice/endpoint-changed-in-place";
import { replaced } from "../../../review/rules/lattice/replaced";
import type { ResourceRule } from "../../../review/rules/rule";

function planned(
  type: string,
  actions: readonly string[],
  changed: readonly string[],
  values: Readonly<Record<string, Value>> = {},
  before: Readonly<Record<string, Value>> = {},
): Resource {
  return {
    address: `${type}.orders`,
    stack: undefined,
    mode: "managed",
    type,
    name: "orders",
    key: undefined,
    module: "",
    change: { actions, changed, before: (attribute) => before[attribute] },
    get: (attribute) => values[attribute],
  };
}

const said = (rule: ResourceRule, resource: Resource) => {
  const answer = rule.check(resource, new IndexedGraph([resource]));
  if (answer === undefined || !("verdict" in answer)) return undefined;
  return "severity" in answer ? [answer.verdict, answer.severity] : undefined;
};

const GATEWAY = "aws_vpclattice_resource_gateway";
const ENDPOINT = { vpc_endpoint_type: "Resource" };

describe("CHG-03: replacement", () => {
  test.each([
    ["takes away first", ["delete", "create"]],
    ["makes first", ["create", "delete"]],
  ])("that %s is a warning", (_, actions) => {
    expect(said(replaced, planned(GATEWAY, actions, ["subnet_ids"]))).toEqual(["PROVEN", "warning"]);
    expect(said(replaced, planned("aws_vpc_endpoint", actions, ["vpc_id"], ENDPOINT))).toEqual([
      "PROVEN",
      "warning",
    ]);
  });

  test.each([[["create"]], [["update"]], [["no-op"]], [["delete"]]])("%j says nothing", (actions) => {
    expect(said(replaced, planned(GATEWAY, actions, []))).toBeUndefined();
  });

  test("says nothing of an endpoint of another type", () => {
    const endpoint = planned("aws_vpc_endpoint", ["delete", "create"], [], {
      vpc_endpoint_type: "Interface",
    });
    expect(said(replaced, endpoint)).toBeUndefined();
  });
});

describe("CHG-04: what AWS cannot change", () => {
  test.each(["subnet_ids", "private_dns_enabled", "ip_address_type"])("%s in place is BROKEN", (argument) => {
    for (const type of ["Resource", "ServiceNetwork"]) {
      const endpoint = planned("aws_vpc_endpoint", ["update"], [argument, "tags"], {
        vpc_endpoint_type: type,
      });
      expect(said(endpointChangedInPlace, endpoint)).toEqual(["BROKEN", "error"]);
    }
  });

  test.each<[string, readonly string[], readonly string[], Record<string, Value>]>([
    ["groups and tags", ["update"], ["security_group_ids", "tags"], ENDPOINT],
    ["a replacement", ["delete", "create"], ["subnet_ids"], ENDPOINT],
    ["an interface endpoint", ["update"], ["subnet_ids"], { vpc_endpoint_type: "Interface" }],
  ])("%s may change", (_, actions, changed, values) => {
    expect(
      said(endpointChangedInPlace, planned("aws_vpc_endpoint", actions, changed, values)),
    ).toBeUndefined();
  });
});

describe("CHG-05: the groups of an association", () => {
  const association = (after: Value, before: Value) =>
    planned(
      "aws_vpclattice_service_network_vpc_association",
      ["update"],
      ["security_group_ids"],
      { security_group_ids: after },
      { security_group_ids: before },
    );

  test("cannot all be taken away", () => {
    expect(said(associationGroupsStay, association([], ["sg-1"]))).toEqual(["BROKEN", "error"]);
  });

  test("can be exchanged, and added", () => {
    expect(said(associationGroupsStay, association(["sg-2"], ["sg-1"]))).toBeUndefined();
    expect(said(associationGroupsStay, association(["sg-2"], []))).toBeUndefined();
  });
});
