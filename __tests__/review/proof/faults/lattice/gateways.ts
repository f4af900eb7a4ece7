import {
  type Arguments,
  at,
  type Configuration,
  referredAddress,
  type Written,
  written,
} from "../../configuration";
import { vpcOf } from "../../members";
import { add, changed, each, id, type Mutant, type Operator, set, unset } from "../operator";
import { CONFIGURATION, GATEWAY, intoLattice, VPC_ASSOCIATION } from "./types";

/** What a resource gateway, and its place, can get wrong. */
export const GATEWAY_FAULTS: readonly Operator[] = [
  each(
    "gateway in another VPC than its groups and subnets",
    ["LAT-02", "LAT-20", "LAT-10"],
    GATEWAY,
    (gateway, stack) =>
      written(stack, "aws_vpc")
        .filter(({ address }) => address !== vpcOf(stack, gateway.address))
        .map(({ address }) => changed(gateway.address, `in ${address}`, set("vpc_id", id(address)))),
  ),
  each("gateway in the VPC of the clients", ["LAT-10"], GATEWAY, (gateway, stack) => {
    const endpoints = written(stack, "aws_vpc_endpoint").filter((endpoint) => intoLattice(endpoint));
    return endpoints.map((endpoint) =>
      changed(gateway.address, `in the VPC of ${endpoint.address}`, (values) => {
        values.vpc_id = endpoint.arguments.vpc_id;
        values.subnet_ids = endpoint.arguments.subnet_ids;
        values.security_group_ids = endpoint.arguments.security_group_ids;
      }),
    );
  }),
  each("gateway in no subnet", ["LAT-20"], GATEWAY, ({ address }) => [
    changed(address, "with an empty list of subnets", set("subnet_ids", [])),
    changed(address, "without subnets", unset("subnet_ids")),
  ]),
  each(
    "gateway in one zone",
    ["LAT-20"],
    GATEWAY,
    ({ address, arguments: { subnet_ids } }) =>
      subnet_ids.map((subnet: string) => changed(address, `in ${subnet} only`, set("subnet_ids", [subnet]))),
    "warning",
  ),
  each("gateway that is none", ["LAT-17", "LAT-10", "LAT-34"], CONFIGURATION, ({ address }) => [
    changed(address, "without a gateway", unset("resource_gateway_identifier")),
  ]),
  each(
    "six security groups",
    ["LAT-02"],
    [GATEWAY, VPC_ASSOCIATION],
    ({ address, arguments: { security_group_ids } }, stack) => {
      const [own] = security_group_ids;
      const vpc = (stack.resource.aws_security_group as Arguments)[
        (referredAddress(own) as string).split(".")[1] as string
      ].vpc_id;
      const more = [1, 2, 3, 4, 5].map((number) => `aws_security_group.more-${number}`);
      return [
        {
          description: `${address}: in six groups`,
          at: [address],
          apply: (copy) => {
            for (const group of more) add(copy, group, { name_prefix: "more-", vpc_id: vpc });
            at(copy, address).security_group_ids = [own, ...more.map(id)];
          },
        },
      ];
    },
  ),
  each("IPv6 in subnets that have none", ["LAT-23"], [GATEWAY, "aws_vpc_endpoint"], (one) =>
    one.type === GATEWAY || intoLattice(one)
      ? ["IPV6", "DUALSTACK"].map((type) =>
          changed(
            one.address,
            `ip_address_type ${type}`,
            set("ip_address_type", one.type === GATEWAY ? type : type.toLowerCase()),
          ),
        )
      : [],
  ),
  {
    name: "subnet in a zone without VPC Lattice",
    rules: ["LAT-20"],
    mutants: (stack) =>
      inLattice(stack).flatMap(({ address, arguments: { subnet_ids } }) =>
        subnet_ids.map((subnet: string) =>
          changed(
            referredAddress(subnet) as string,
            "in zone euc1-az2",
            set("availability_zone_id", "euc1-az2"),
            [address],
          ),
        ),
      ),
  },
  {
    name: "subnet too small for the gateway's addresses",
    rules: ["LAT-21"],
    says: "warning",
    mutants: (stack) =>
      written(stack, GATEWAY).flatMap(({ address, arguments: { subnet_ids } }) =>
        subnet_ids.map((subnet: string) => {
          const subnetAddress = referredAddress(subnet) as string;
          return changed(
            subnetAddress,
            "a /28",
            (values) => {
              values.cidr_block = values.cidr_block.replace(/\/\d+$/, "/28");
            },
            [address, subnetAddress],
          );
        }),
      ),
  },
  {
    name: "no zone in common",
    rules: ["LAT-06"],
    mutants: (stack) => {
      const endpoints = written(stack, "aws_vpc_endpoint").filter((endpoint) => intoLattice(endpoint));
      return endpoints.flatMap((endpoint) =>
        written(stack, GATEWAY).map((gateway): Mutant => {
          const [first] = endpoint.arguments.subnet_ids;
          const [, last] = gateway.arguments.subnet_ids;
          return {
            description: `${endpoint.address} in ${first} only, ${gateway.address} in ${last} only`,
            at: [endpoint.address],
            apply: (copy) => {
              at(copy, endpoint.address).subnet_ids = [first];
              at(copy, gateway.address).subnet_ids = [last];
            },
          };
        }),
      );
    },
  },
];

function inLattice(stack: Configuration): Written[] {
  return [
    ...written(stack, GATEWAY),
    ...written(stack, "aws_vpc_endpoint").filter((endpoint) => intoLattice(endpoint)),
  ];
}
