import { SecurityGroup as SecurityGroupResource } from "@cdktf/provider-aws/lib/security-group";
import { SecurityGroupRule } from "@cdktf/provider-aws/lib/security-group-rule";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { TerraformStack, TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import fc from "fast-check";
import { PrivateNetwork, SubnetGroup } from "../../modules/network";
import {
  Addresses,
  type AllowConnectionProps,
  allowConnection,
  type ISecurityGroup,
  type Ports,
  portRange,
  portText,
  SecurityGroup,
} from "../../modules/security";
import { addresses, count, refusalOf, resource, resources, synthesize, TestStack } from "../synthesis";

const vpc = (vpcId: string, ...cidrBlocks: string[]) =>
  PrivateNetwork.fromAttributes({
    vpcId,
    region: "eu-central-1",
    cidrBlocks,
    dnsSupport: true,
    dnsHostnames: true,
  });
const here = vpc("vpc-here", "10.0.0.0/16");
const elsewhere = vpc("vpc-elsewhere", "10.1.0.0/16", "10.2.0.0/16");

const group = (scope: Construct, id: string, network = here) =>
  new SecurityGroup(scope, id, { network, description: `What ${id} carries` });

/** Allows connections between a group `application` and another group or addresses, and gives the JSON. */
const allowed = (
  build: (stack: TestStack, application: ISecurityGroup) => AllowConnectionProps | AllowConnectionProps[],
) =>
  synthesize((stack) => {
    for (const props of [build(stack, group(stack, "application"))].flat()) allowConnection(props);
  });
const refusal = (
  build: (stack: TestStack, application: ISecurityGroup) => AllowConnectionProps | AllowConnectionProps[],
) =>
  refusalOf((stack) => {
    for (const props of [build(stack, group(stack, "application"))].flat()) allowConnection(props);
  });

const egress = (json: string) => Object.values(resources(json, VpcSecurityGroupEgressRule));
const ingress = (json: string) => Object.values(resources(json, VpcSecurityGroupIngressRule));
const variable = (scope: Construct, id = "given") => new TerraformVariable(scope, id, {});

describe("a security group", () => {
  const json = synthesize((stack) => {
    new SecurityGroup(new Construct(stack, "orders"), "gateway", {
      network: here,
      description: "Resource gateway of orders",
      tags: { Team: "orders" },
    });
  });

  it("is in its VPC, and is replaced by one that stands beside it", () => {
    expect(resources(json, SecurityGroupResource)).toEqual({
      orders_gateway: {
        vpc_id: "vpc-here",
        name_prefix: "orders-gateway-",
        description: "Resource gateway of orders",
        tags: { Team: "orders", Name: "orders-gateway" },
        lifecycle: { create_before_destroy: true },
      },
    });
  });

  it("admits nothing and lets nothing out: it has no rule, inline or beside it", () => {
    const { ingress, egress } = resource(json, SecurityGroupResource, "orders_gateway");
    expect([ingress, egress]).toEqual([undefined, undefined]);
    expect(addresses(json)).toEqual(["aws_security_group.orders_gateway"]);
  });

  it("takes the beginning of its name", () => {
    const named = synthesize((stack) => {
      new SecurityGroup(stack, "sg", { network: here, description: "Orders", namePrefix: "orders-" });
    });
    expect(named).toHaveResourceWithProperties(SecurityGroupResource, {
      name_prefix: "orders-",
      tags: { Name: "orders" },
    });
  });

  const make = (props: { description?: string; namePrefix?: string }, id = "orders") =>
    refusalOf((stack) => {
      new SecurityGroup(stack, id, { network: here, description: "Orders", ...props });
    });

  it.each(["", "Bob's", 'The "one"', "Zürich", "two\nlines", "a|b", "x".repeat(256)])(
    "is refused with the description %p, which EC2 does not take",
    (description) => {
      expect(make({ description }).faults).toEqual([
        {
          input: "description",
          given: description,
          allowed: "1 to 255 letters from a to z, digits, spaces and ._-:/()#,@[]+=&;{}!$*",
          fix: "leave out apostrophes, quotes and accents, or shorten it",
        },
      ]);
    },
  );

  it("takes every character that EC2 takes", () => {
    const description = "azAZ09 ._-:/()#,@[]+=&;{}!$*";
    const json = synthesize((stack) => {
      new SecurityGroup(stack, "orders", { network: here, description, namePrefix: description });
    });
    expect(json).toHaveResourceWithProperties(SecurityGroupResource, {
      description,
      name_prefix: description,
    });
  });

  it("is refused with a name like the id of a security group, as the construct id sg would give", () => {
    expect(make({}, "sg").faults).toEqual([
      {
        input: "namePrefix",
        given: "sg-",
        allowed:
          "1 to 229 letters from a to z, digits, spaces and ._-:/()#,@[]+=&;{}!$*, not beginning with sg-, " +
          "which AWS keeps for ids",
        fix: "give another namePrefix, or the construct another id",
      },
    ]);
    expect(make({ namePrefix: "SG-orders" }).faults).toHaveLength(1);
  });

  it("is refused with a name that leaves no room for its unique end", () => {
    expect(make({ namePrefix: "x".repeat(230) }).faults).toEqual([
      expect.objectContaining({ input: "namePrefix" }),
    ]);
  });

  it("that exists already makes nothing, and gets rules like one made here", () => {
    const json = synthesize((stack) => {
      const existing = SecurityGroup.fromAttributes(stack, "existing", {
        securityGroupId: "sg-0123456789abcdef0",
        network: here,
      });
      expect(existing.network).toBe(here);
      allowConnection({ from: group(stack, "application"), to: existing, port: 5432 });
    });
    expect(count(json, SecurityGroupResource)).toBe(1);
    expect(egress(json)).toEqual([
      expect.objectContaining({
        security_group_id: "${aws_security_group.application.id}",
        referenced_security_group_id: "sg-0123456789abcdef0",
      }),
    ]);
    expect(ingress(json)).toEqual([
      expect.objectContaining({
        security_group_id: "sg-0123456789abcdef0",
        referenced_security_group_id: "${aws_security_group.application.id}",
      }),
    ]);
  });
});

describe("a connection within a VPC", () => {
  const json = allowed((stack, from) => ({
    from,
    to: group(new Construct(stack, "orders"), "database"),
    port: 3306,
  }));

  it("is written at both sides, each naming the other's group", () => {
    expect(resources(json, VpcSecurityGroupEgressRule)).toEqual({
      application_to_orders_database_3306: {
        security_group_id: "${aws_security_group.application.id}",
        referenced_security_group_id: "${aws_security_group.orders_database.id}",
        ip_protocol: "tcp",
        from_port: 3306,
        to_port: 3306,
        description: "to orders_database",
      },
    });
    expect(resources(json, VpcSecurityGroupIngressRule)).toEqual({
      orders_database_from_application_3306: {
        security_group_id: "${aws_security_group.orders_database.id}",
        referenced_security_group_id: "${aws_security_group.application.id}",
        ip_protocol: "tcp",
        from_port: 3306,
        to_port: 3306,
        description: "from application",
      },
    });
  });

  it("is never written inline, nor as a rule that mixes both directions", () => {
    for (const made of Object.values(resources(json, SecurityGroupResource))) {
      expect(Object.keys(made)).not.toEqual(expect.arrayContaining(["ingress"]));
      expect(Object.keys(made)).not.toEqual(expect.arrayContaining(["egress"]));
    }
    expect(count(json, SecurityGroupResource)).toBe(2);
    expect(count(json, SecurityGroupRule)).toBe(0);
  });

  it("takes a range of ports, with both ends", () => {
    const json = allowed((stack, from) => ({
      from,
      to: group(stack, "database"),
      port: { from: 8000, to: 8010 },
    }));
    expect(addresses(json)).toContain("aws_vpc_security_group_egress_rule.application_to_database_8000-8010");
    for (const rule of [...egress(json), ...ingress(json)]) {
      expect(rule).toMatchObject({ from_port: 8000, to_port: 8010 });
    }
  });

  it("is written once, however often it is allowed", () => {
    const json = allowed((stack, from) => {
      const to = group(stack, "database");
      return [
        { from, to, port: 3306 },
        { from, to, port: 3306 },
        { from, to, port: { from: 3306, to: 3306 } },
      ];
    });
    expect([egress(json).length, ingress(json).length]).toEqual([1, 1]);
  });

  it("is another one with another port, another peer or the other direction", () => {
    const json = allowed((stack, application) => {
      const [one, other] = [group(stack, "one"), group(stack, "other")];
      return [
        { from: application, to: one, port: 3306 },
        { from: application, to: one, port: 3307 },
        { from: application, to: other, port: 3306 },
        { from: one, to: application, port: 3306 },
      ];
    });
    expect([egress(json).length, ingress(json).length]).toEqual([4, 4]);
  });

  it("can lead from a group to itself, as in a cluster", () => {
    const json = allowed((_, application) => ({ from: application, to: application, port: 7000 }));
    for (const rules of [egress(json), ingress(json)]) {
      expect(rules).toEqual([
        expect.objectContaining({
          security_group_id: "${aws_security_group.application.id}",
          referenced_security_group_id: "${aws_security_group.application.id}",
        }),
      ]);
    }
  });

  it("can name addresses in place of a group, at either side", () => {
    const json = allowed((stack, from) => ({
      from,
      to: group(stack, "entrance"),
      port: 3306,
      fromAddresses: Addresses.cidrs("10.0.1.0/24"),
      toAddresses: Addresses.prefixList("pl-0123", "vpc-lattice"),
    }));
    expect(resources(json, VpcSecurityGroupEgressRule)).toEqual({
      "application_to_vpc-lattice_3306": {
        security_group_id: "${aws_security_group.application.id}",
        prefix_list_id: "pl-0123",
        ip_protocol: "tcp",
        from_port: 3306,
        to_port: 3306,
        description: "to vpc-lattice",
      },
    });
    expect(resources(json, VpcSecurityGroupIngressRule)).toEqual({
      "entrance_from_10_0_1_0-24_3306": {
        security_group_id: "${aws_security_group.entrance.id}",
        cidr_ipv4: "10.0.1.0/24",
        ip_protocol: "tcp",
        from_port: 3306,
        to_port: 3306,
        description: "from 10.0.1.0/24",
      },
    });
  });
});

describe("a connection across VPCs", () => {
  it("names every block of the other VPC at each side, and no group", () => {
    const json = allowed((stack, from) => ({ from, to: group(stack, "database", elsewhere), port: 3306 }));
    expect(egress(json).map(({ security_group_id, cidr_ipv4 }) => [security_group_id, cidr_ipv4])).toEqual([
      ["${aws_security_group.application.id}", "10.1.0.0/16"],
      ["${aws_security_group.application.id}", "10.2.0.0/16"],
    ]);
    expect(ingress(json).map(({ security_group_id, cidr_ipv4 }) => [security_group_id, cidr_ipv4])).toEqual([
      ["${aws_security_group.database.id}", "10.0.0.0/16"],
    ]);
    for (const rule of [...egress(json), ...ingress(json)]) {
      expect(rule).not.toHaveProperty("referenced_security_group_id");
    }
  });

  it("is written once for two groups of one VPC, whose blocks are the same", () => {
    const json = allowed((stack, application) => {
      const to = group(stack, "database", elsewhere);
      return [
        { from: application, to, port: 3306 },
        { from: group(stack, "second"), to, port: 3306 },
      ];
    });
    expect(ingress(json)).toHaveLength(1);
    expect(egress(json)).toHaveLength(4);
  });

  it("names blocks that only Terraform knows after the group they stand for", () => {
    const json = allowed((stack, application) => {
      const of = (id: string) =>
        group(stack, id, vpc(`vpc-${id}`, variable(stack, `block-of-${id}`).stringValue));
      return ["one", "other"].map((id) => ({ from: of(id), to: application, port: 3306 }));
    });
    expect(
      Object.entries(resources(json, VpcSecurityGroupIngressRule)).map(([name, rule]) => [
        name,
        rule.cidr_ipv4,
      ]),
    ).toEqual([
      ["application_from_one-cidr-0_3306", "${var.block-of-one}"],
      ["application_from_other-cidr-0_3306", "${var.block-of-other}"],
    ]);
  });

  it("is assumed where only Terraform knows which VPC it is: a group of another VPC could not be named", () => {
    const json = allowed((stack, from) => ({
      from,
      to: group(stack, "database", vpc(variable(stack).stringValue, "10.5.0.0/16")),
      port: 3306,
    }));
    expect(egress(json).map(({ cidr_ipv4 }) => cidr_ipv4)).toEqual(["10.5.0.0/16"]);
    expect(ingress(json).map(({ cidr_ipv4 }) => cidr_ipv4)).toEqual(["10.0.0.0/16"]);
  });

  it("is refused if the blocks of a VPC are not described", () => {
    const { path, faults } = refusal((stack, from) => ({
      from,
      to: group(stack, "database", vpc("vpc-unknown")),
      port: 3306,
    }));
    expect(path).toBe("stack/application");
    expect(faults).toEqual([
      {
        input: "toAddresses",
        given: [],
        allowed: "at least one block or prefix list",
        fix: "name the addresses, or the blocks of the network or subnets they come from",
      },
    ]);
  });
});

describe("a connection from or to addresses", () => {
  it("is written at the side that has a group", () => {
    const to = allowed((_, application) => ({
      from: application,
      to: Addresses.cidrs("10.9.0.0/24", "fd00:9::/64"),
      port: 443,
    }));
    expect(count(to, VpcSecurityGroupIngressRule)).toBe(0);
    expect(
      Object.entries(resources(to, VpcSecurityGroupEgressRule)).map(([name, rule]) => [
        name,
        rule.security_group_id,
        rule.cidr_ipv4,
        rule.cidr_ipv6,
      ]),
    ).toEqual([
      ["application_to_10_9_0_0-24_443", "${aws_security_group.application.id}", "10.9.0.0/24", undefined],
      ["application_to_fd00_9__-64_443", "${aws_security_group.application.id}", undefined, "fd00:9::/64"],
    ]);

    const from = allowed((_, application) => ({
      from: Addresses.prefixList("pl-0abc"),
      to: application,
      port: 443,
    }));
    expect(count(from, VpcSecurityGroupEgressRule)).toBe(0);
    expect(ingress(from)).toEqual([
      expect.objectContaining({
        security_group_id: "${aws_security_group.application.id}",
        prefix_list_id: "pl-0abc",
      }),
    ]);
  });

  it("takes the blocks of a network, and of subnets", () => {
    const subnets = SubnetGroup.of(here, [
      { subnetId: "subnet-3", zone: "euc1-az3", cidrBlock: "10.0.3.0/24" },
      { subnetId: "subnet-1", zone: "euc1-az1", cidrBlock: "10.0.1.0/24" },
    ]);
    const json = allowed((_, application) => [
      { from: Addresses.ofNetwork(elsewhere), to: application, port: 443 },
      { from: Addresses.ofSubnets(subnets), to: application, port: 443 },
    ]);
    expect(
      ingress(json)
        .map(({ cidr_ipv4 }) => cidr_ipv4)
        .sort(),
    ).toEqual(["10.0.1.0/24", "10.0.3.0/24", "10.1.0.0/16", "10.2.0.0/16"]);
  });

  it("is refused for subnets of which one block is not described: the others alone would be half a path", () => {
    const described = { subnetId: "subnet-1", zone: "euc1-az1", cidrBlock: "10.0.1.0/24" };
    for (const subnets of [
      SubnetGroup.of(here, [described, { subnetId: "subnet-3", zone: "euc1-az3" }]),
      SubnetGroup.ofIds(here, ["subnet-1", "subnet-3"]),
    ]) {
      const { faults } = refusal((_, to) => ({ from: Addresses.ofSubnets(subnets), to, port: 443 }));
      expect(faults).toEqual([expect.objectContaining({ input: "from", given: [] })]);
    }
  });

  it.each([
    "0.0.0.0/0",
    "::/0",
    "10.0.0.1/16",
    "10.0.0.0",
    "10.0.0.0/33",
    "",
    "fd00::1/8",
    "fd00::/129",
    "fd00::/008",
    "fd00::/8/9",
    "fd00::",
    "fd00:::/8",
    "::ffff:0.0.0.0/96",
    "fe80::%eth0/64",
    "orders",
  ])("is refused for %p", (block) => {
    for (const build of [
      (application: ISecurityGroup) => ({ from: Addresses.cidrs(block), to: application, port: 443 }),
      (application: ISecurityGroup) => ({ from: application, to: Addresses.cidrs(block), port: 443 }),
    ]) {
      const { faults } = refusal((_, application) => build(application));
      expect(faults).toEqual([
        expect.objectContaining({
          given: block,
          allowed: "a CIDR block with no bits behind its prefix, narrower than all addresses (/0)",
          fix: "write the private block that the traffic really comes from or goes to",
        }),
      ]);
    }
  });

  it("takes an IPv6 block exactly if no bit is set behind its prefix", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 128 }),
        fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }),
        (length, bits) => {
          const size = 2n ** BigInt(128 - length);
          const write = (address: bigint) =>
            Array.from({ length: 8 }, (_, part) =>
              ((address >> BigInt(112 - 16 * part)) & 0xffffn).toString(16),
            );
          const attempt = (address: bigint) => {
            const block = `${write(address).join(":")}/${length}`;
            return synthesize((stack) =>
              allowConnection({ from: Addresses.cidrs(block), to: group(stack, "g"), port: 1 }),
            );
          };
          expect(() => attempt(bits - (bits % size))).not.toThrow();
          if (bits % size !== 0n) expect(() => attempt(bits)).toThrow("no bits behind its prefix");
        },
      ),
      { numRuns: 20 },
    );
  });

  it.each(["pl-", "vpc-lattice", "10.0.0.0/8", "sg-0123"])("is refused for the prefix list %p", (id) => {
    const { faults } = refusal((_, from) => ({ from, to: Addresses.prefixList(id), port: 443 }));
    expect(faults).toEqual([expect.objectContaining({ input: "to", given: id })]);
  });

  it("is refused for no addresses at all", () => {
    const { faults } = refusal((_, from) => ({ from, to: Addresses.cidrs(), port: 443 }));
    expect(faults).toEqual([expect.objectContaining({ input: "to", given: [] })]);
  });

  it("is refused if both ends are addresses: there is nothing to write a rule in", () => {
    expect(() =>
      allowConnection({ from: Addresses.cidrs("10.0.0.0/8"), to: Addresses.cidrs("10.1.0.0/16"), port: 443 }),
    ).toThrow(
      "allowConnection got addresses at both ends, so there is no security group to write a rule in. " +
        "Fix: give the security group of the source or of the destination.",
    );
  });

  it("is refused if other addresses stand beside those of the same end", () => {
    const addresses = Addresses.cidrs("10.0.0.0/8");
    const faults = [
      refusal((_, to) => ({ from: addresses, fromAddresses: addresses, to, port: 443 })),
      refusal((_, from) => ({ from, to: addresses, toAddresses: addresses, port: 443 })),
    ].map((refusal) => refusal.faults.map(({ input }) => input));
    expect(faults).toEqual([["fromAddresses"], ["toAddresses"]]);
  });
});

describe("ports", () => {
  const port = fc.integer({ min: 1, max: 65535 });
  const isRefused = (port: Ports) => {
    try {
      refusal((stack, from) => ({ from, to: group(stack, "database"), port }));
      return true;
    } catch {
      return false;
    }
  };

  it.each<[Ports]>([
    [0],
    [-1],
    [65536],
    [3306.5],
    [Number.NaN],
    [{ from: 3307, to: 3306 }],
    [{ from: 0, to: 3306 }],
    [{ from: 3306, to: 65536 }],
    [{ from: 1.5, to: 2 }],
  ])("are refused if they are %p", (port) => {
    const { message, faults } = refusal((stack, from) => ({ from, to: group(stack, "database"), port }));
    expect(faults).toEqual([
      {
        input: "port",
        given: port,
        allowed: "a TCP port from 1 to 65535, or a range whose `from` is not above its `to`",
        fix: "give the port that the destination listens on",
      },
    ]);
    expect(message).toMatch(/^stack\/application is refused, 1 fault:\n- port is /);
  });

  it("are taken exactly if they are whole, from 1 to 65535 and in order", () => {
    const end = fc.oneof(port, fc.integer({ min: -5, max: 70000 }), fc.double());
    fc.assert(
      fc.property(end, end, (from, to) => {
        const valid = [from, to].every((n) => Number.isInteger(n) && n >= 1 && n <= 65535) && from <= to;
        expect(isRefused({ from, to })).toBe(!valid);
      }),
    );
  });

  it("are a range of one, or as they are, in rules and in the text of VPC Lattice", () => {
    fc.assert(
      fc.property(port, port, (one, other) => {
        const range = { from: Math.min(one, other), to: Math.max(one, other) };
        expect(portRange(one)).toEqual({ from: one, to: one });
        expect(portRange(range)).toEqual(range);
        expect(portText(one)).toBe(String(one));
        expect(portText({ from: one, to: one })).toBe(String(one));
        if (one !== other) expect(portText(range)).toBe(`${range.from}-${range.to}`);
      }),
    );
  });

  it("that only Terraform knows are decided by Terraform, at both sides, with the same words", () => {
    const json = allowed((stack, from) => ({
      from,
      to: group(stack, "database"),
      port: variable(stack).numberValue,
    }));
    const precondition = [
      {
        condition: "${((var.given >= 1) && (var.given <= 65535))}",
        error_message: expect.stringContaining(
          "Allowed: a TCP port from 1 to 65535, or a range whose `from` is not above its `to`. " +
            "Fix: give the port that the destination listens on.",
        ),
      },
    ];
    const rule = { from_port: "${var.given}", to_port: "${var.given}", lifecycle: { precondition } };
    expect(egress(json)).toEqual([expect.objectContaining(rule)]);
    expect(ingress(json)).toEqual([expect.objectContaining(rule)]);
    expect(addresses(json)).toContain("aws_vpc_security_group_ingress_rule.database_from_application_port");
  });

  it("of which Terraform knows one end are decided by Terraform too", () => {
    const json = allowed((stack, from) => ({
      from,
      to: group(stack, "database"),
      port: { from: variable(stack).numberValue, to: 8010 },
    }));
    expect(egress(json)[0]?.lifecycle.precondition).toEqual([
      expect.objectContaining({
        condition:
          "${((((var.given >= 1) && (var.given <= 65535)) && ((8010 >= 1) && (8010 <= 65535))) && (var.given <= 8010))}",
      }),
    ]);
  });
});

describe("a refused connection", () => {
  it("tells all of its faults at once", () => {
    const { faults } = refusal((_, to) => ({
      from: Addresses.cidrs("0.0.0.0/0", "garbage"),
      to,
      port: 0,
    }));
    expect(faults.map(({ given }) => given)).toEqual([0, "0.0.0.0/0", "garbage"]);
  });

  it("writes no rule at either side", () => {
    const json = synthesize((stack) => {
      const [from, to] = [group(stack, "application"), group(stack, "database")];
      expect(() => allowConnection({ from, to, port: 0 })).toThrow();
      expect(() => allowConnection({ from, to, port: 1, toAddresses: Addresses.cidrs() })).toThrow();
    });
    expect([egress(json).length, ingress(json).length]).toEqual([0, 0]);
  });
});

describe("groups of two stacks", () => {
  it("that are both made are refused: each stack would wait for the other", () => {
    const stacks: TestStack[] = [];
    new TestStack((stack) => void stacks.push(stack));
    const refusal = refusalOf((stack) => {
      const to = group(stack, "database");
      const from = new SecurityGroup(stacks[0] as TestStack, "far", {
        network: to.network,
        description: "far",
      });
      allowConnection({ from, to, port: 3306 });
    });
    expect(refusal.message).toContain("groups of one stack, since each one's rule names the other");
    expect(refusal.message).toContain("SecurityGroup.fromAttributes");
  });
});

describe("one existing group that is described twice", () => {
  it("gets a rule once, since AWS refuses the second", () => {
    const json = synthesize((stack) => {
      const to = group(stack, "database");
      for (const id of ["first", "second"]) {
        const from = SecurityGroup.fromAttributes(stack, id, {
          securityGroupId: "sg-application",
          network: to.network,
        });
        allowConnection({ from, to, port: 3306 });
      }
    });
    expect([egress(json).length, ingress(json).length]).toEqual([1, 1]);
  });
});

describe("two peers", () => {
  it("never give one rule: those whose rules would have one name are refused", () => {
    const outcomes = { written: 0, refused: 0 };
    const id = fc.constantFrom("a", "b", "a_a", "a_b", "b_a");
    const paths = fc.uniqueArray(fc.tuple(id, id), {
      minLength: 2,
      maxLength: 4,
      selector: (ids) => ids.join("/"),
    });
    const build = (stack: TestStack, peers: [string, string][]) => {
      const hub = group(stack, "hub");
      for (const [outer, inner] of peers) {
        const scope = (stack.node.tryFindChild(outer) as Construct) ?? new Construct(stack, outer);
        allowConnection({ from: group(scope, inner), to: hub, port: 3306 });
      }
    };
    fc.assert(
      fc.property(paths, (peers) => {
        const names = new Set(peers.map((ids) => ids.join("_")));
        if (names.size === peers.length) {
          outcomes.written++;
          expect(ingress(synthesize((stack) => build(stack, peers)))).toHaveLength(peers.length);
        } else {
          outcomes.refused++;
          const { faults } = refusalOf((stack) => build(stack, peers));
          expect(faults[0]?.allowed).toBe("peers and ports that differ in name");
        }
      }),
      {
        numRuns: 40,
        // Equal names are rare among random ones.
        examples: [
          [
            [
              ["a", "a_b"],
              ["a_a", "b"],
            ],
          ],
        ],
      },
    );
    expect(Math.min(outcomes.written, outcomes.refused)).toBeGreaterThan(0);
  });

  it("whose paths read alike are refused, with the cure", () => {
    const { path, faults } = refusal((stack, to) => [
      { from: group(new Construct(stack, "a"), "b_c"), to, port: 3306 },
      { from: group(new Construct(stack, "a_b"), "c"), to, port: 3306 },
    ]);
    expect(path).toBe("stack/application");
    expect(faults).toEqual([
      {
        input: "from",
        told: "another one that gives a rule the name from_a_b_c_3306",
        allowed: "peers and ports that differ in name",
        fix: expect.stringContaining("give one of the two security groups another construct id"),
      },
    ]);
  });

  it("that are prefix lists need labels to be told apart", () => {
    const lists = (...labels: (string | undefined)[]) =>
      labels.map((label, n) => Addresses.prefixList(`pl-${n}`, label));
    const { faults } = refusal((_, from) =>
      lists(undefined, undefined).map((to) => ({ from, to, port: 443 })),
    );
    expect(faults).toEqual([
      expect.objectContaining({ input: "to", fix: expect.stringContaining("a label") }),
    ]);

    const json = allowed((_, from) => lists("s3", "dynamodb").map((to) => ({ from, to, port: 443 })));
    expect(Object.keys(resources(json, VpcSecurityGroupEgressRule))).toEqual([
      "application_to_dynamodb_443",
      "application_to_s3_443",
    ]);
  });

  it("of two stacks are told apart by their stacks", () => {
    const json = synthesize((stack) => {
      const to = group(stack, "database");
      for (const id of ["one", "other"]) {
        const from = SecurityGroup.fromAttributes(new TerraformStack(stack.node.root, id), "application", {
          securityGroupId: `sg-${id}`,
          network: here,
        });
        allowConnection({ from, to, port: 3306 });
      }
    });
    expect(
      Object.entries(resources(json, VpcSecurityGroupIngressRule)).map(([name, rule]) => [
        name,
        rule.referenced_security_group_id,
      ]),
    ).toEqual([
      ["database_from_one_application_3306", "sg-one"],
      ["database_from_other_application_3306", "sg-other"],
    ]);
  });
});
