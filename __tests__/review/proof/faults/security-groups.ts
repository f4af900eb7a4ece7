import { type Arguments, type Configuration, referredAddress, type Written, written } from "../configuration";
import { members, membersOf, setGroups, vpcOf } from "../members";
import { add, changed, drop, dropped, type Mutant, type Operator } from "./operator";

const EGRESS = "aws_vpc_security_group_egress_rule";
const INGRESS = "aws_vpc_security_group_ingress_rule";
/** A private block that none of the VPCs has. */
const ELSEWHERE = "10.255.0.0/24";

/** A rule of a security group. */
interface GroupRule extends Written {
  /** Whose rule it is. */
  readonly group: string;
  /** The group at the other end, if the rule names one. */
  readonly other: string | undefined;
  /** The rules that decide whether this one suffices. */
  readonly decidedBy: readonly string[];
}

function groupRules(stack: Configuration): GroupRule[] {
  return written(stack, EGRESS, INGRESS).map((rule) => {
    const group = referredAddress(rule.arguments.security_group_id) as string;
    const toLattice = /lattice/.test(rule.arguments.prefix_list_id ?? "");
    const atDatabase = membersOf(stack, group).some(({ type }) =>
      /^aws_(db_instance|rds_cluster)$/.test(type),
    );
    return {
      ...rule,
      group,
      other: referredAddress(rule.arguments.referenced_security_group_id),
      decidedBy: toLattice
        ? ["LAT-01"]
        : rule.type === INGRESS && atDatabase
          ? ["SG-01", "LAT-04"]
          : ["SG-01"],
    };
  });
}

/** A mutant in which a rule is another one, so that its group lacks the one that it was. */
function altered(rule: GroupRule, what: string, change: (values: Arguments) => void): Mutant {
  return { ...changed(rule.address, what, change, [rule.group, rule.address]), rules: rule.decidedBy };
}

function perRule(
  name: string,
  mutants: (rule: GroupRule, stack: Configuration) => readonly Mutant[],
  rules: readonly string[] = ["SG-01"],
): Operator {
  return { name, rules, mutants: (stack) => groupRules(stack).flatMap((rule) => mutants(rule, stack)) };
}

const withoutEnd = (values: Arguments) => {
  delete values.referenced_security_group_id;
  delete values.prefix_list_id;
};

/** What one rule of one security group can lack. */
export const SECURITY_GROUP_RULE_FAULTS: readonly Operator[] = [
  perRule("rule dropped", (rule) => [{ ...dropped(rule.address, [rule.group]), rules: rule.decidedBy }]),
  perRule("port shifted", (rule) =>
    [-1, 1].map((by) =>
      altered(rule, `ports shifted by ${by}`, (values) => {
        values.from_port += by;
        values.to_port += by;
      }),
    ),
  ),
  perRule("range of ports beside the port", (rule) => [
    altered(rule, "a range that ends before", (values) => {
      values.to_port -= 1;
      values.from_port = 1;
    }),
    altered(rule, "a range that begins after", (values) => {
      values.from_port += 1;
      values.to_port = 65_535;
    }),
  ]),
  perRule("protocol UDP", (rule) => [
    altered(rule, "udp", (values) => {
      values.ip_protocol = "udp";
    }),
  ]),
  perRule("another group referred to", (rule, stack) =>
    rule.other === undefined
      ? []
      : groupsOf(stack, [rule.other]).map((group) => ({
          ...altered(rule, `refers to ${group}`, (values) => {
            values.referenced_security_group_id = `\${${group}.id}`;
          }),
          // A group of another VPC cannot be referred to at all.
          rules: [...rule.decidedBy, "SG-02"],
        })),
  ),
  perRule("at another group", (rule, stack) =>
    groupsOf(stack, [rule.group]).map((group) =>
      altered(rule, `of ${group}`, (values) => {
        values.security_group_id = `\${${group}.id}`;
      }),
    ),
  ),
  perRule("in the other direction", (rule) => [
    {
      description: `${rule.address}: in the other direction`,
      at: [rule.group, rule.address],
      rules: rule.decidedBy,
      apply: (copy) => {
        drop(copy, rule.address);
        add(copy, `${rule.type === EGRESS ? INGRESS : EGRESS}.${rule.name}`, rule.arguments);
      },
    },
  ]),
  perRule("block of other addresses", (rule) => [
    altered(rule, `block ${ELSEWHERE}`, (values) => {
      withoutEnd(values);
      values.cidr_ipv4 = ELSEWHERE;
    }),
  ]),
  perRule("block of one subnet of two", (rule, stack) => {
    // A database stands in one of its subnets at a time, and the one may be the right one until it fails over.
    const [peer] = rule.other === undefined ? [] : membersOf(stack, rule.other);
    if (!peer || /^aws_(db_instance|rds_cluster)$/.test(peer.type) || peer.subnets.length < 2) return [];
    return peer.subnets.map((subnet) =>
      altered(rule, `block of ${subnet} only`, (values) => {
        withoutEnd(values);
        values.cidr_ipv4 = `\${${subnet}.cidr_block}`;
      }),
    );
  }),
  perRule("another prefix list", (rule, stack) =>
    written(stack, "aws_vpc_endpoint")
      .filter(({ arguments: { vpc_endpoint_type } }) => vpc_endpoint_type === "Gateway")
      .map(({ address }) => `\${${address}.prefix_list_id}`)
      .filter((list) => rule.arguments.prefix_list_id && list !== rule.arguments.prefix_list_id)
      .map((list) =>
        altered(rule, `prefix list ${list}`, (values) => {
          values.prefix_list_id = list;
        }),
      ),
  ),
  perRule(
    "range of ports that AWS refuses",
    (rule) => [
      changed(rule.address, "from_port above to_port", (values) => {
        values.from_port += 1;
      }),
      changed(rule.address, "without from_port", (values) => {
        delete values.from_port;
      }),
      changed(rule.address, "without ports", (values) => {
        delete values.from_port;
        delete values.to_port;
      }),
      changed(rule.address, "to_port 65536", (values) => {
        values.to_port = 65_536;
      }),
    ],
    ["SG-08"],
  ),
];

/** What the groups themselves, and what is in them, can lack. */
export const SECURITY_GROUP_FAULTS: readonly Operator[] = [
  {
    name: "groups dropped, so that the VPC's default group holds",
    rules: ["SG-01", "LAT-04", "LB-05"],
    mutants: (stack) =>
      members(stack)
        // An association without a group lets everybody in; that is a warning of its own.
        .filter(({ type }) => type !== "aws_vpclattice_service_network_vpc_association")
        .map((member) => {
          const { groups, address, subnets } = member;
          const vpc = vpcOf(stack, subnets[0] as string);
          const defaults = written(stack, "aws_default_security_group").filter(
            (group) => referredAddress(group.arguments.vpc_id) === vpc,
          );
          // What a gateway without a group has is nowhere written.
          const says = member.type === "aws_vpclattice_resource_gateway" ? "UNKNOWN" : "BROKEN";
          return {
            says,
            ...changed(address, "without security groups", (values) => setGroups(member, values, undefined)),
            at: [address, ...defaults.map((group) => group.address), ...neighbours(stack, groups)],
          };
        }),
  },
  {
    name: "another group given",
    rules: ["SG-01", "LAT-04", "LAT-01", "LB-05", "SG-02", "LAT-02"],
    mutants: (stack) =>
      members(stack).flatMap((member) => {
        const [own = ""] = member.groups;
        return groupsOf(stack, member.groups)
          .filter((group) => !isLike(stack, own, group))
          .map((group) => ({
            ...changed(member.address, `in ${group}`, (values) => setGroups(member, values, [group])),
            at: [member.address, group, ...neighbours(stack, member.groups)],
          }));
      }),
  },
  {
    name: "rule written twice",
    rules: ["SG-06"],
    says: "warning",
    mutants: (stack) =>
      groupRules(stack)
        .filter(({ other }) => other !== undefined)
        .map((rule) => ({
          description: `${rule.address} twice`,
          at: [rule.address, `${rule.address}-again`, rule.group],
          apply: (copy) => add(copy, `${rule.address}-again`, { ...rule.arguments }),
        })),
  },
  {
    name: "inline rule beside rule resources",
    rules: ["SG-06"],
    says: "warning",
    mutants: (stack) =>
      groupRules(stack).map(({ group, type }) =>
        changed(group, `an inline rule beside ${type}`, (values) => {
          values[type === EGRESS ? "egress" : "ingress"] = [
            { protocol: "tcp", from_port: 9999, to_port: 9999, cidr_blocks: [ELSEWHERE] },
          ];
        }),
      ),
  },
  {
    name: "both rules of a pair inline, which is a circle",
    rules: ["SG-07"],
    mutants: (stack) =>
      groupRules(stack).flatMap((rule) => {
        const { group, other } = rule;
        if (rule.type !== EGRESS || other === undefined) return [];
        const apply = (copy: Configuration) => {
          const inline = (named: string) => [
            {
              protocol: "tcp",
              from_port: rule.arguments.from_port,
              to_port: rule.arguments.to_port,
              security_groups: [`\${${named}.id}`],
            },
          ];
          (copy.resource.aws_security_group as Arguments)[group.split(".")[1] as string].egress =
            inline(other);
          (copy.resource.aws_security_group as Arguments)[other.split(".")[1] as string].ingress =
            inline(group);
        };
        return [{ description: `${group} and ${other} name each other inline`, at: [group, other], apply }];
      }),
  },
];

function groupsOf(stack: Configuration, but: readonly string[]): string[] {
  return written(stack, "aws_security_group")
    .map(({ address }) => address)
    .filter((address) => !but.includes(address));
}

/** Groups that have a rule about one of these. */
function neighbours(stack: Configuration, groups: readonly string[]): string[] {
  return groupRules(stack)
    .filter(({ other }) => other !== undefined && groups.includes(other))
    .map(({ group }) => group);
}

/** Whether two groups admit, and are admitted, alike: then it is no fault to have one for the other. */
function isLike(stack: Configuration, one: string, other: string): boolean {
  const rules = groupRules(stack);
  const about = (group: string) =>
    rules
      .filter((rule) => rule.group === group || rule.other === group)
      .map((rule) =>
        JSON.stringify([
          rule.type,
          rule.group === group ? "it" : rule.group,
          rule.other === group ? "it" : (rule.other ?? rule.arguments.prefix_list_id),
          rule.arguments.from_port,
        ]),
      );
  const [mine, theirs] = [about(one), about(other)];
  return mine.every((rule) => theirs.includes(rule));
}
