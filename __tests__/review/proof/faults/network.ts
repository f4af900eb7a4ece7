import { type Configuration, written } from "../configuration";
import { type Member, members } from "../members";
import { add, changed, each, id, type Mutant, type Operator } from "./operator";

/** Where something stands that connections begin at, and where something that they lead to. */
const DATABASE = /^aws_(db_instance|rds_cluster)$/;
const CLIENTS = /^aws_(ecs_service|lb|vpclattice_resource_gateway)$/;

const allow = (rule: number, from: number, to: number) => ({
  rule_no: rule,
  action: "allow",
  protocol: "tcp",
  cidr_block: "0.0.0.0/0",
  from_port: from,
  to_port: to,
});
const everything = {
  rule_no: 100,
  action: "allow",
  protocol: "-1",
  cidr_block: "0.0.0.0/0",
  from_port: 0,
  to_port: 0,
};

/** A network ACL for each subnet in which something stands. */
function perSubnet(name: string, mutants: (member: Member, subnet: string) => readonly AclRules[]): Operator {
  return {
    name,
    rules: ["SG-03"],
    mutants: (stack) => {
      const seen = new Set<string>();
      return members(stack).flatMap((member) =>
        member.subnets.flatMap((subnet): Mutant[] => {
          if (seen.has(subnet)) return [];
          seen.add(subnet);
          // A database stands in one of its subnets, and the other may be the one.
          const says = DATABASE.test(member.type) ? "UNKNOWN" : "BROKEN";
          return mutants(member, subnet).map((rules) => ({
            says,
            description: `${subnet}: ${rules.what}`,
            at: ["aws_network_acl.fault"],
            apply: (copy) => add(copy, "aws_network_acl.fault", aclOf(stack, subnet, rules)),
          }));
        }),
      );
    },
  };
}

interface AclRules {
  readonly what: string;
  readonly ingress: readonly object[];
  readonly egress: readonly object[];
}

function aclOf(stack: Configuration, subnet: string, { ingress, egress }: AclRules) {
  const { vpc_id } = written(stack, "aws_subnet").find(({ address }) => address === subnet)?.arguments ?? {};
  return { vpc_id, subnet_ids: [id(subnet)], ingress, egress };
}

export const NETWORK_FAULTS: readonly Operator[] = [
  perSubnet("network ACL without rules", () => [{ what: "no rules", ingress: [], egress: [] }]),
  perSubnet("network ACL that lets questions pass, and no answers", ({ type }) =>
    CLIENTS.test(type)
      ? [{ what: "no answers in", ingress: [allow(100, 0, 1023)], egress: [everything] }]
      : [{ what: "no answers out", ingress: [everything], egress: [allow(100, 0, 1023)] }],
  ),
  perSubnet("network ACL that denies before it allows", () => [
    {
      what: "denies in",
      ingress: [{ ...everything, rule_no: 50, action: "deny" }, everything],
      egress: [everything],
    },
    {
      what: "denies out",
      ingress: [everything],
      egress: [{ ...everything, rule_no: 50, action: "deny" }, everything],
    },
  ]),
  {
    name: "network ACL without rules on all subnets of something",
    rules: ["SG-03"],
    mutants: (stack) =>
      members(stack)
        .filter(({ subnets }) => subnets.length > 0)
        .map(({ address, subnets }) => ({
          description: `${address}: no rules`,
          at: ["aws_network_acl.fault"],
          apply: (copy) =>
            add(copy, "aws_network_acl.fault", {
              ...aclOf(stack, subnets[0] as string, { what: "", ingress: [], egress: [] }),
              subnet_ids: subnets.map(id),
            }),
        })),
  },
  {
    name: "public NAT gateway without an internet gateway",
    rules: ["RT-02"],
    mutants: (stack) =>
      written(stack, "aws_subnet").map(({ address }) => ({
        description: `a NAT gateway in ${address}`,
        at: ["aws_nat_gateway.fault"],
        apply: (copy) =>
          add(copy, "aws_nat_gateway.fault", {
            subnet_id: id(address),
            allocation_id: "eipalloc-0123456789abcdef0",
          }),
      })),
  },
  each(
    "subnet called private with a way to an internet gateway",
    ["RT-04"],
    "aws_route_table",
    ({ address, arguments: { vpc_id } }, stack) => {
      const associated = written(stack, "aws_route_table_association").filter(
        ({ arguments: { route_table_id } }) => route_table_id === id(address),
      );
      const [subnet] = associated.map(({ arguments: { subnet_id } }) => subnet_id.slice(2, -4));
      return subnet === undefined
        ? []
        : [
            {
              description: `${address}: a default route to an internet gateway, and ${subnet} called private`,
              at: [subnet],
              apply: (copy: Configuration) => {
                add(copy, "aws_internet_gateway.fault", { vpc_id });
                add(copy, "aws_route.fault", {
                  route_table_id: id(address),
                  destination_cidr_block: "0.0.0.0/0",
                  gateway_id: id("aws_internet_gateway.fault"),
                });
                changed(subnet, "", (values) => {
                  values.tags = { Name: "private-1" };
                }).apply(copy);
              },
            },
          ];
    },
    "warning",
  ),
];
