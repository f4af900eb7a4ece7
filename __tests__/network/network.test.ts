import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Lazy, TerraformOutput, TerraformVariable } from "cdktf";
import fc from "fast-check";
import {
  type INetwork,
  Ipv4Block,
  PrivateNetwork,
  type PrivateNetworkProps,
  SubnetGroup,
  type SubnetGroupPlan,
  sameVpc,
} from "../../modules/network";
import { planSubnets } from "../../modules/network/subnet-plan";
import type { Refusal } from "../../modules/refusal";
import { addresses, count, refusalOf, resource, resources, synthesize, type TestStack } from "../synthesis";

const PROPS: PrivateNetworkProps = {
  name: "orders",
  region: "eu-central-1",
  zones: ["euc1-az1", "euc1-az3"],
  cidrBlock: "10.0.0.0/16",
  subnetGroups: [
    { name: "database", prefixLength: 26 },
    { name: "gateway", prefixLength: 27 },
  ],
};

const networkOf = (stack: TestStack, change: Partial<PrivateNetworkProps> = {}) =>
  new PrivateNetwork(stack, "network", { ...PROPS, ...change });
const synthesized = (change: Partial<PrivateNetworkProps> = {}) =>
  synthesize((stack) => void networkOf(stack, change));
const faultsOf = (change: Partial<PrivateNetworkProps>): Refusal["faults"] =>
  refusalOf((stack) => void networkOf(stack, change)).faults;
const blocksOf = (json: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(resources(json, Subnet)).map(([name, subnet]) => [name, subnet.cidr_block]),
  );

describe("a private network", () => {
  const json = synthesized({ tags: { Team: "orders" } });

  it("is a VPC with DNS support and DNS hostnames, which private DNS of endpoints needs", () => {
    expect(count(json, Vpc)).toBe(1);
    expect(json).toHaveResourceWithProperties(Vpc, {
      cidr_block: "10.0.0.0/16",
      enable_dns_support: true,
      enable_dns_hostnames: true,
      tags: { Team: "orders", Name: "orders" },
    });
  });

  it("has one subnet for each group and zone, none of which gives public addresses", () => {
    expect(resources(json, Subnet)).toEqual({
      "network_database_euc1-az1": {
        vpc_id: "${aws_vpc.network.id}",
        cidr_block: "10.0.0.0/26",
        availability_zone_id: "euc1-az1",
        map_public_ip_on_launch: false,
        tags: { Team: "orders", Name: "orders-database-euc1-az1" },
      },
      "network_database_euc1-az3": {
        vpc_id: "${aws_vpc.network.id}",
        cidr_block: "10.0.64.0/26",
        availability_zone_id: "euc1-az3",
        map_public_ip_on_launch: false,
        tags: { Team: "orders", Name: "orders-database-euc1-az3" },
      },
      "network_gateway_euc1-az1": {
        vpc_id: "${aws_vpc.network.id}",
        cidr_block: "10.0.0.64/27",
        availability_zone_id: "euc1-az1",
        map_public_ip_on_launch: false,
        tags: { Team: "orders", Name: "orders-gateway-euc1-az1" },
      },
      "network_gateway_euc1-az3": {
        vpc_id: "${aws_vpc.network.id}",
        cidr_block: "10.0.64.64/27",
        availability_zone_id: "euc1-az3",
        map_public_ip_on_launch: false,
        tags: { Team: "orders", Name: "orders-gateway-euc1-az3" },
      },
    });
  });

  it("has a route table for each group, with no route but the local one", () => {
    expect(resources(json, RouteTable)).toEqual({
      network_database_routes: {
        vpc_id: "${aws_vpc.network.id}",
        tags: { Team: "orders", Name: "orders-database" },
      },
      network_gateway_routes: {
        vpc_id: "${aws_vpc.network.id}",
        tags: { Team: "orders", Name: "orders-gateway" },
      },
    });
    expect(count(json, Route)).toBe(0);
  });

  it("leads every subnet to the route table of its own group", () => {
    const associations = ["database", "gateway"].flatMap((group) =>
      ["euc1-az1", "euc1-az3"].map((zone) => [
        `network_${group}_${zone}-routes`,
        {
          subnet_id: `\${aws_subnet.network_${group}_${zone}.id}`,
          route_table_id: `\${aws_route_table.network_${group}_routes.id}`,
        },
      ]),
    );
    expect(resources(json, RouteTableAssociation)).toEqual(Object.fromEntries(associations));
  });

  it("empties the security group that AWS makes with the VPC", () => {
    expect(resources(json, DefaultSecurityGroup)).toEqual({
      "network_default-security-group": {
        vpc_id: "${aws_vpc.network.id}",
        ingress: [],
        egress: [],
        tags: { Team: "orders", Name: "orders" },
      },
    });
  });

  it("has no way out, and nothing but the above", () => {
    expect([count(json, InternetGateway), count(json, NatGateway)]).toEqual([0, 0]);
    const types = new Set(addresses(json).map((address) => address.split(".")[0]));
    expect([...types].sort()).toEqual([
      "aws_default_security_group",
      "aws_route_table",
      "aws_route_table_association",
      "aws_subnet",
      "aws_vpc",
    ]);
  });

  it("takes zone names too, and then places subnets by name", () => {
    const subnet = resource(
      synthesized({ zones: ["eu-central-1a", "eu-central-1c"] }),
      Subnet,
      "network_database_eu-central-1c",
    );
    expect(subnet).toMatchObject({ availability_zone: "eu-central-1c", cidr_block: "10.0.64.0/26" });
    expect(subnet).not.toHaveProperty("availability_zone_id");
  });

  it("describes itself to what is built in it", () => {
    const json = synthesize((stack) => {
      const network = networkOf(stack);
      expect(network).toMatchObject({
        origin: "made",
        region: "eu-central-1",
        cidrBlocks: ["10.0.0.0/16"],
        dnsSupport: true,
        dnsHostnames: true,
      });
      const group = network.subnetGroup("gateway");
      expect(group.network).toBe(network);
      expect(group.zones).toEqual(["euc1-az1", "euc1-az3"]);
      new TerraformOutput(stack, "vpc", { value: network.vpcId });
      new TerraformOutput(stack, "ids", { value: group.subnetIds });
      new TerraformOutput(stack, "subnets", { value: group.subnets });
    });
    const subnet = (zone: string, cidrBlock: string) => ({
      subnetId: `\${aws_subnet.network_gateway_${zone}.id}`,
      zone,
      cidrBlock,
      routeTableId: "${aws_route_table.network_gateway_routes.id}",
    });
    const subnets = [subnet("euc1-az1", "10.0.0.64/27"), subnet("euc1-az3", "10.0.64.64/27")];
    expect(JSON.parse(json).output).toEqual({
      vpc: { value: "${aws_vpc.network.id}" },
      ids: { value: subnets.map(({ subnetId }) => subnetId) },
      subnets: { value: subnets },
    });
  });

  it("names the groups it has when it is asked for another", () => {
    synthesize((stack) => {
      expect(() => networkOf(stack).subnetGroup("databases")).toThrow(
        'The network has no subnet group "databases". It has: database, gateway. Fix: name one of them.',
      );
    });
  });

  it("takes the blocks of a group in the order of its zones", () => {
    const json = synthesized({
      zones: ["euc1-az3", "euc1-az1"],
      subnetGroups: [{ name: "database", cidrBlocks: ["10.0.1.0/24", "10.0.0.0/24"] }],
    });
    expect(blocksOf(json)).toEqual({
      "network_database_euc1-az1": "10.0.0.0/24",
      "network_database_euc1-az3": "10.0.1.0/24",
    });
  });
});

describe("a private network that changes", () => {
  const before = synthesized();

  it("leaves every address and block as it was when a zone is added, wherever in the list", () => {
    for (const zones of [
      ["euc1-az1", "euc1-az3", "euc1-az2"],
      ["euc1-az2", "euc1-az1", "euc1-az3"],
    ]) {
      const after = synthesized({ zones });
      expect(addresses(after)).toEqual(expect.arrayContaining(addresses(before)));
      expect(blocksOf(after)).toMatchObject(blocksOf(before));
      expect(count(after, Subnet)).toBe(count(before, Subnet) + 2);
    }
  });

  it("is the same when its zones are reordered", () => {
    expect(JSON.parse(synthesized({ zones: [...PROPS.zones].reverse() }))).toEqual(JSON.parse(before));
  });

  it("gives its subnets in the same order whatever the order of its zones", () => {
    synthesize((stack) => {
      const network = networkOf(stack, { zones: [...PROPS.zones].reverse() });
      expect(network.subnetGroup("gateway").zones).toEqual(["euc1-az1", "euc1-az3"]);
    });
  });

  it("leaves every subnet as it was when a group is added at the end", () => {
    const after = synthesized({ subnetGroups: [...PROPS.subnetGroups, { name: "new", prefixLength: 24 }] });
    expect(blocksOf(after)).toMatchObject(blocksOf(before));
    expect(count(after, Subnet)).toBe(6);
  });
});

describe("a private network is refused", () => {
  it("with one zone, with the reason", () => {
    const refusal = refusalOf((stack) => void networkOf(stack, { zones: ["euc1-az1"] }));
    expect(refusal.message).toBe(
      'stack/network is refused, 1 fault:\n- zones is ["euc1-az1"]. Allowed: at least two Availability Zones. ' +
        "Fix: add a zone, so that the loss of one does not cut the path.",
    );
  });

  it.each(["use1-az1", "us-east-1a", "euc2-az1", "eu-central-2a"])(
    "with %s, a zone of another Region",
    (zone) => {
      const form = zone.includes("-az") ? ["euc1-az2", "euc1-az3"] : ["eu-central-1b", "eu-central-1c"];
      expect(faultsOf({ zones: [...form, zone] })).toEqual([
        {
          input: "zones",
          given: zone,
          allowed: "an Availability Zone id or name of eu-central-1",
          fix: "list them with: aws ec2 describe-availability-zones --region eu-central-1",
        },
      ]);
    },
  );

  it.each(["", "eu-central-1", "az1", "euc1-az0", "euc1-az9"])("with %p, which is no zone", (zone) => {
    expect(faultsOf({ zones: ["euc1-az1", "euc1-az3", zone] })).toEqual([
      expect.objectContaining({ input: "zones", given: zone }),
    ]);
  });

  it("with ids and names mixed, which may mean one zone", () => {
    expect(faultsOf({ zones: ["euc1-az1", "eu-central-1b"] })).toEqual([
      expect.objectContaining({
        input: "zones",
        given: ["euc1-az1", "eu-central-1b"],
        allowed: expect.stringContaining("only zone ids or only zone names"),
      }),
    ]);
  });

  it("with a zone twice, or a group twice", () => {
    const subnetGroups = [...PROPS.subnetGroups, { name: "gateway", prefixLength: 24 }];
    expect(faultsOf({ zones: [...PROPS.zones, "euc1-az1"], subnetGroups })).toEqual([
      {
        input: "zones",
        given: "euc1-az1",
        allowed: "each name once",
        fix: "remove or rename the second one",
      },
      {
        input: "subnetGroups",
        given: "gateway",
        allowed: "each name once",
        fix: "remove or rename the second one",
      },
    ]);
  });

  it.each([
    "10.0.0.1/16",
    "10.0.0.0/15",
    "10.0.0.0/29",
    "10.0.0.0",
    "10.0.0/16",
    "10.0.0.256/16",
    "10.0.0.0/16 ",
    "010.0.0.0/16",
    "10.0.0.0/016",
    "fd00::/16",
    "",
  ])("with %p as its block", (cidrBlock) => {
    expect(faultsOf({ cidrBlock })).toEqual([
      {
        input: "cidrBlock",
        given: cidrBlock,
        allowed: "an IPv4 block from /16 to /28 with no bits behind its prefix, like 10.0.0.0/16",
        fix: "correct the block",
      },
    ]);
  });

  it.each(["", "Database", "1st", "a_b", "a b", "-a", "default-security-group"])(
    "with a group named %p",
    (name) => {
      expect(faultsOf({ subnetGroups: [{ name, prefixLength: 24 }] })).toEqual([
        {
          input: "subnetGroups.name",
          given: name,
          allowed: "lower-case letters, digits and hyphens, beginning with a letter",
          fix: "rename the group",
        },
      ]);
    },
  );

  it.each([15, 29, 26.5, Number.NaN, -1])("with subnets of /%p", (prefixLength) => {
    expect(faultsOf({ subnetGroups: [{ name: "a", prefixLength }] })).toEqual([
      expect.objectContaining({
        input: "subnetGroups.a.prefixLength",
        allowed: "a whole number from 16 to 28",
      }),
    ]);
  });

  it("with a group that does not fit, and tells how many addresses are left", () => {
    const subnetGroups = [
      { name: "a", prefixLength: 26 },
      { name: "b", prefixLength: 28 },
      { name: "c", prefixLength: 26 },
    ];
    expect(faultsOf({ cidrBlock: "10.0.0.0/22", subnetGroups })).toEqual([
      {
        input: "subnetGroups.c.prefixLength",
        given: 26,
        allowed:
          "a subnet that fits the 48 addresses left of the 128 (a /25, an eighth of 10.0.0.0/22) that each zone has",
        fix: "make the network larger, the subnets smaller, or give the group's cidrBlocks yourself",
      },
    ]);
  });

  it("with a number of blocks that is not the number of zones", () => {
    expect(faultsOf({ subnetGroups: [{ name: "a", cidrBlocks: ["10.0.0.0/24"] }] })).toEqual([
      {
        input: "subnetGroups.a.cidrBlocks",
        given: ["10.0.0.0/24"],
        allowed: "2 blocks, one for each of euc1-az1, euc1-az3",
        fix: "give one block a zone, in the order of zones",
      },
    ]);
  });

  it.each(["10.1.0.0/24", "10.0.0.0/29", "10.0.0.1/24", "10.0.0.0/15", "garbage"])(
    "with a subnet of %p",
    (block) => {
      expect(faultsOf({ subnetGroups: [{ name: "a", cidrBlocks: [block, "10.0.5.0/24"] }] })).toEqual([
        {
          input: "subnetGroups.a.cidrBlocks",
          given: block,
          allowed: "an IPv4 block of at least /28 within 10.0.0.0/16, with no bits behind its prefix",
          fix: "choose a block inside the network",
        },
      ]);
    },
  );

  it("with blocks that overlap, each named with its group and zone", () => {
    const subnetGroups = [
      { name: "wide", cidrBlocks: ["10.0.128.0/20", "10.0.64.0/20"] },
      { name: "narrow", cidrBlocks: ["10.0.129.0/24", "10.0.130.0/24"] },
    ];
    const allowed = "a block apart from 10.0.128.0/20 of wide in euc1-az1";
    expect(faultsOf({ subnetGroups })).toEqual([
      {
        input: "subnetGroups.narrow",
        given: "10.0.129.0/24",
        allowed,
        fix: "choose blocks that do not overlap",
      },
      {
        input: "subnetGroups.narrow",
        given: "10.0.130.0/24",
        allowed,
        fix: "choose blocks that do not overlap",
      },
    ]);
  });

  it("with a given block where another group is planned", () => {
    const subnetGroups = [
      { name: "planned", prefixLength: 24 },
      { name: "given", cidrBlocks: ["10.0.0.0/25", "10.0.200.0/25"] },
    ];
    const faults = faultsOf({ subnetGroups });
    expect(faults).toHaveLength(1);
    expect(JSON.stringify(faults)).toMatch(/planned.*given|given.*planned/);
  });

  it("with all of its faults at once", () => {
    const inputs = faultsOf({
      zones: ["euc1-az1", "use1-az1"],
      subnetGroups: [
        { name: "A", prefixLength: 24 },
        { name: "b", prefixLength: 40 },
      ],
    }).map(({ input }) => input);
    expect(inputs).toEqual(["zones", "subnetGroups.name", "subnetGroups.b.prefixLength"]);
  });

  it("with values that only Terraform knows, because the subnets are planned from them", () => {
    for (const change of [
      (variable: TerraformVariable) => ({ region: variable.stringValue }),
      (variable: TerraformVariable) => ({ cidrBlock: variable.stringValue }),
      (variable: TerraformVariable) => ({ zones: variable.listValue }),
      (variable: TerraformVariable) => ({ zones: ["euc1-az1", variable.stringValue] }),
    ]) {
      const refusal = refusalOf(
        (stack) => void networkOf(stack, change(new TerraformVariable(stack, "given", {}))),
      );
      expect(refusal.faults).toEqual([
        expect.objectContaining({
          input: "region, zones and cidrBlock",
          told: "values that only Terraform knows",
        }),
      ]);
    }
  });
});

describe("the plan of subnets", () => {
  const zoneNumbers = fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { minLength: 2, maxLength: 8 });
  const zonesOf = (numbers: readonly number[]) => numbers.map((n) => `euc1-az${n}`);
  const prefixLengths = fc.array(fc.integer({ min: 16, max: 28 }), { minLength: 1, maxLength: 6 });
  const groupsOf = (lengths: readonly number[]): SubnetGroupPlan[] =>
    lengths.map((prefixLength, index) => ({ name: `group-${index}`, prefixLength }));
  const networkBlock = fc
    .tuple(fc.integer({ min: 16, max: 28 }), fc.nat(0xffffffff))
    .map(([prefixLength, address]) => blockAt(address, prefixLength));
  const read = (text: string) => Ipv4Block.read(text) as Ipv4Block;

  it("has either every subnet, apart from all others, in its zone's eighth and of the size asked for, or faults", () => {
    let planned = 0;
    let refused = 0;
    fc.assert(
      fc.property(networkBlock, zoneNumbers, prefixLengths, (cidrBlock, numbers, lengths) => {
        const { subnets, faults } = planSubnets(cidrBlock, zonesOf(numbers), groupsOf(lengths));
        if (faults.length > 0) {
          refused++;
          return;
        }
        planned++;
        const network = read(cidrBlock);
        const blocks = subnets.map((subnet) => read(subnet.cidrBlock));
        const wrong = blocks.filter((block, index) => {
          const { group, zone } = subnets[index] as (typeof subnets)[number];
          const eighth = Math.floor((block.first - network.first) / (network.size / 8));
          return (
            block.prefixLength !== lengths[Number(group.split("-")[1])] ||
            `euc1-az${eighth + 1}` !== zone ||
            !network.contains(block) ||
            blocks.slice(0, index).some((other) => other.overlaps(block))
          );
        });
        expect([subnets.length, wrong.map(String)]).toEqual([numbers.length * lengths.length, []]);
      }),
      { numRuns: 300 },
    );
    // Both ends of the property were really seen.
    expect(Math.min(planned, refused)).toBeGreaterThan(20);
  });

  it("is refused only where a group really does not fit its zone's eighth", () => {
    fc.assert(
      fc.property(networkBlock, fc.integer({ min: 16, max: 28 }), (cidrBlock, prefixLength) => {
        const { faults } = planSubnets(cidrBlock, zonesOf([1, 2]), groupsOf([prefixLength]));
        expect(faults.length === 0).toBe(prefixLength >= read(cidrBlock).prefixLength + 3);
      }),
    );
  });

  it("does not move a subnet when zones are added, removed or reordered", () => {
    fc.assert(
      fc.property(zoneNumbers, zoneNumbers, prefixLengths, (some, others, lengths) => {
        const groups = groupsOf(lengths.map((length) => Math.max(length, 22)));
        const [one, other] = [some, others].map((numbers) =>
          planSubnets("10.0.0.0/16", zonesOf(numbers), groups),
        );
        const inBoth = (zone: string) => zonesOf(some).includes(zone) && zonesOf(others).includes(zone);
        const common = [one, other].map((plan) =>
          plan?.subnets
            .filter(({ zone }) => inBoth(zone))
            .map(({ group, zone, cidrBlock }) => `${group} ${zone} ${cidrBlock}`)
            .sort(),
        );
        expect(one?.faults).toEqual([]);
        expect(common[0]).toEqual(common[1]);
      }),
    );
  });

  it("does not move a subnet when a group is added at the end, whether or not that one fits", () => {
    fc.assert(
      fc.property(zoneNumbers, prefixLengths, fc.integer({ min: 16, max: 28 }), (numbers, lengths, added) => {
        const zones = zonesOf(numbers);
        const before = planSubnets("10.0.0.0/18", zones, groupsOf(lengths));
        const after = planSubnets("10.0.0.0/18", zones, groupsOf([...lengths, added]));
        expect(after.subnets.slice(0, before.subnets.length)).toEqual(before.subnets);
        expect(after.faults.slice(0, before.faults.length)).toEqual(before.faults);
      }),
    );
  });

  it("finds overlapping blocks exactly where some pair overlaps", () => {
    const block = fc
      .tuple(fc.integer({ min: 20, max: 28 }), fc.nat(0x3fff))
      .map(([prefixLength, offset]) => blockAt(0x0a000000 + offset, prefixLength));
    fc.assert(
      fc.property(fc.array(fc.tuple(block, block), { minLength: 1, maxLength: 4 }), (pairs) => {
        const groups = pairs.map((cidrBlocks, index) => ({ name: `group-${index}`, cidrBlocks }));
        const { faults } = planSubnets("10.0.0.0/16", zonesOf([1, 2]), groups);
        const all = pairs.flat().map(read);
        const overlap = all.some((one, index) => all.slice(index + 1).some((other) => one.overlaps(other)));
        expect(faults.length > 0).toBe(overlap);
      }),
    );
  });
});

describe("an IPv4 block", () => {
  const prefixLength = fc.integer({ min: 0, max: 32 });
  const anyBlock = fc
    .tuple(prefixLength, fc.nat(0xffffffff))
    .map(([length, address]) => blockAt(address, length));
  // Small enough to count the addresses one by one.
  const smallBlock = fc
    .tuple(fc.integer({ min: 26, max: 32 }), fc.nat(0xff))
    .map(([length, offset]) => Ipv4Block.read(blockAt(0xfffffe00 + offset, length)) as Ipv4Block);
  const addressesOf = ({ first, size }: Ipv4Block) =>
    new Set(Array.from({ length: size }, (_, index) => first + index));

  it("is read and written back as it was", () => {
    fc.assert(fc.property(anyBlock, (text) => expect(Ipv4Block.read(text)?.toString()).toBe(text)));
  });

  it("has the addresses that its prefix leaves open", () => {
    expect(Ipv4Block.read("10.1.2.0/24")).toMatchObject({ first: 0x0a010200, prefixLength: 24, size: 256 });
    expect(Ipv4Block.read("255.255.255.255/32")).toMatchObject({ first: 0xffffffff, size: 1 });
    expect(Ipv4Block.read("0.0.0.0/0")).toMatchObject({ first: 0, size: 2 ** 32 });
  });

  it("is not read with bits behind its prefix", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 31 }), fc.nat(0xffffffff), (length, address) => {
        const isFirst = address % 2 ** (32 - length) === 0;
        const text = `${dotted(address)}/${length}`;
        expect(Ipv4Block.read(text) !== undefined).toBe(isFirst);
      }),
    );
  });

  it.each([
    "",
    "10.0.0.0",
    "10.0.0.0/",
    "/8",
    "10.0.0.0/33",
    "256.0.0.0/8",
    "1.2.3/24",
    "1.2.3.4.5/8",
    "10.0.0.0/8\n",
    "a.b.c.d/8",
    "00.0.0.0/8",
  ])("is not read from %p", (text) => {
    expect(Ipv4Block.read(text)).toBeUndefined();
  });

  it("contains and overlaps another as their addresses do", () => {
    fc.assert(
      fc.property(smallBlock, smallBlock, (one, other) => {
        const [ours, theirs] = [addressesOf(one), [...addressesOf(other)]];
        expect(one.contains(other)).toBe(theirs.every((address) => ours.has(address)));
        expect(one.overlaps(other)).toBe(theirs.some((address) => ours.has(address)));
      }),
      { numRuns: 200 },
    );
  });

  it("divides into blocks that follow one another and fill it", () => {
    fc.assert(
      fc.property(smallBlock, fc.nat(6), (block, more) => {
        const length = Math.min(32, block.prefixLength + more);
        const parts = Array.from({ length: 2 ** (length - block.prefixLength) }, (_, n) =>
          block.divided(length, n),
        );
        expect(parts.flatMap((part) => [...addressesOf(part)])).toEqual([...addressesOf(block)]);
      }),
    );
  });
});

describe("an existing network", () => {
  it("is refused for zones of another Region, blocks that are none, and subnets outside of it", () => {
    const describing = () =>
      PrivateNetwork.fromAttributes({
        vpcId: "vpc-1",
        region: "eu-central-1",
        cidrBlocks: ["10.0.0.0/16"],
        dnsSupport: true,
        dnsHostnames: true,
        subnetGroups: {
          main: [
            { subnetId: "subnet-1", zone: "use1-az1", cidrBlock: "10.0.0.0/24" },
            { subnetId: "subnet-2", zone: "eu-central-1a", cidrBlock: "10.0.1.1/24" },
            { subnetId: "subnet-3", zone: "euc1-az1", cidrBlock: "10.1.0.0/24" },
          ],
        },
      });
    const { path, faults } = refusalOf(() => void describing());
    expect(path).toBe("PrivateNetwork.fromAttributes of vpc-1");
    expect(faults.map(({ input, given, allowed }) => [input, given, allowed])).toEqual([
      ["subnetGroups.main.zone", "use1-az1", "an Availability Zone id or name of eu-central-1"],
      [
        "subnetGroups.main.cidrBlock",
        "10.0.1.1/24",
        "an IPv4 block with no bits behind its prefix, like 10.0.0.0/16",
      ],
      ["subnetGroups.main.cidrBlock", "10.1.0.0/24", "a block within 10.0.0.0/16"],
    ]);
  });

  const described = PrivateNetwork.fromAttributes({
    vpcId: "vpc-0123456789abcdef0",
    region: "eu-central-1",
    cidrBlocks: ["10.0.0.0/16", "10.1.0.0/16"],
    dnsSupport: true,
    dnsHostnames: false,
    subnetGroups: {
      database: [
        { subnetId: "subnet-3", zone: "euc1-az3", cidrBlock: "10.0.3.0/24" },
        { subnetId: "subnet-1", zone: "euc1-az1", cidrBlock: "10.0.1.0/24" },
      ],
      gateway: ["subnet-a", "subnet-b"],
      empty: [],
    },
  });

  it("is what its attributes say", () => {
    expect(described).toMatchObject({
      origin: "described",
      vpcId: "vpc-0123456789abcdef0",
      region: "eu-central-1",
      cidrBlocks: ["10.0.0.0/16", "10.1.0.0/16"],
      dnsSupport: true,
      dnsHostnames: false,
    });
  });

  it("makes nothing", () => {
    const json = synthesize(() => void described.subnetGroup("database"));
    expect(addresses(json)).toEqual([]);
  });

  it("has its described subnets in the order of their zones", () => {
    const group = described.subnetGroup("database");
    expect(group.network).toBe(described);
    expect(group.zones).toEqual(["euc1-az1", "euc1-az3"]);
    expect(group.subnetIds).toEqual(["subnet-1", "subnet-3"]);
    expect(group.subnets?.map(({ cidrBlock }) => cidrBlock)).toEqual(["10.0.1.0/24", "10.0.3.0/24"]);
  });

  it("knows no zones of subnets of which only the ids are given", () => {
    const group = described.subnetGroup("gateway");
    expect(group).toMatchObject({ network: described, subnetIds: ["subnet-a", "subnet-b"] });
    expect([group.subnets, group.zones]).toEqual([undefined, undefined]);
  });

  it("has groups without subnets, which what uses them refuses", () => {
    expect(described.subnetGroup("empty")).toMatchObject({ subnetIds: [], zones: [] });
  });

  it("names the groups it has when it is asked for another", () => {
    expect(() => described.subnetGroup("x")).toThrow(
      'The network has no subnet group "x". It has: database, gateway, empty. Fix: name one of them.',
    );
    const bare = PrivateNetwork.fromAttributes({
      vpcId: "vpc-1",
      region: "eu-central-1",
      dnsSupport: true,
      dnsHostnames: true,
    });
    expect(bare.cidrBlocks).toEqual([]);
    expect(() => bare.subnetGroup("x")).toThrow("It has: none.");
  });

  it("takes a list of ids that only Terraform knows", () => {
    const json = synthesize((stack) => {
      const ids = new TerraformVariable(stack, "subnet-ids", { type: "list(string)" });
      const network = PrivateNetwork.fromAttributes({
        vpcId: "vpc-1",
        region: "eu-central-1",
        dnsSupport: true,
        dnsHostnames: true,
        subnetGroups: { gateway: ids.listValue },
      });
      const group = network.subnetGroup("gateway");
      expect(group.zones).toBeUndefined();
      new TerraformOutput(stack, "ids", { value: group.subnetIds });
    });
    expect(JSON.parse(json).output.ids.value).toBe("${sort(var.subnet-ids)}");
  });

  it("knows no zones if one of them is only known to Terraform", () => {
    const group = SubnetGroup.of(described, [
      { subnetId: "subnet-1", zone: "euc1-az1" },
      { subnetId: "subnet-2", zone: Lazy.stringValue({ produce: () => "euc1-az3" }) },
    ]);
    expect(group.zones).toBeUndefined();
    expect(group.subnets).toHaveLength(2);
  });
});

describe("whether two networks are one VPC", () => {
  const vpc = (vpcId: string) =>
    PrivateNetwork.fromAttributes({ vpcId, region: "eu-central-1", dnsSupport: true, dnsHostnames: true });

  it.each<[string, "same" | "different" | "unknown", (stack: TestStack) => [INetwork, INetwork]]>([
    ["a made one and itself", "same", (stack) => twice(networkOf(stack))],
    ["two made ones", "different", (stack) => [networkOf(stack), new PrivateNetwork(stack, "other", PROPS)]],
    ["two descriptions of one id", "same", () => [vpc("vpc-1"), vpc("vpc-1")]],
    ["descriptions of two ids", "different", () => [vpc("vpc-1"), vpc("vpc-2")]],
    ["a made one and one that existed before it", "different", (stack) => [networkOf(stack), vpc("vpc-1")]],
    [
      "a made one and a description of it",
      "same",
      (stack) => {
        const network = networkOf(stack);
        return [network, vpc(network.vpcId)];
      },
    ],
    [
      "a known one and one that only Terraform knows",
      "unknown",
      (stack) => [vpc("vpc-1"), vpc(variable(stack))],
    ],
    [
      "a made one and one that only Terraform knows",
      "unknown",
      (stack) => [networkOf(stack), vpc(variable(stack))],
    ],
    [
      "two that only Terraform knows",
      "unknown",
      (stack) => [vpc(variable(stack, "one")), vpc(variable(stack, "other"))],
    ],
    ["one that only Terraform knows and itself", "same", (stack) => twice(vpc(variable(stack)))],
  ])("%s: %s", (_, answer, networks) => {
    synthesize((stack) => {
      const [one, other] = networks(stack);
      expect([sameVpc(one, other), sameVpc(other, one)]).toEqual([answer, answer]);
    });
  });

  const twice = <T>(one: T): [T, T] => [one, one];
  const variable = (stack: TestStack, id = "vpc") => new TerraformVariable(stack, id, {}).stringValue;
});

/** The block of a prefix length that an address lies in. */
function blockAt(address: number, prefixLength: number): string {
  const size = 2 ** (32 - prefixLength);
  return `${dotted(Math.floor(address / size) * size)}/${prefixLength}`;
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
