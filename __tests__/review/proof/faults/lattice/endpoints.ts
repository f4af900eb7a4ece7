import { at, type Configuration, referredAddress, type Written, written } from "../../configuration";
import { add, arn, changed, each, id, type Mutant, type Operator, set, unset } from "../operator";
import { CONFIGURATION, GATEWAY, intoLattice, NETWORK, RESOURCE_ASSOCIATION } from "./types";

function eachEndpoint(
  name: string,
  rules: readonly string[],
  mutants: (endpoint: Written, argument: string, stack: Configuration) => readonly Mutant[],
  says?: Operator["says"],
): Operator {
  return each(
    name,
    rules,
    "aws_vpc_endpoint",
    (endpoint, stack) => {
      const argument = intoLattice(endpoint);
      return argument ? mutants(endpoint, argument, stack) : [];
    },
    says,
  );
}

/** What an endpoint into VPC Lattice can get wrong. */
export const ENDPOINT_FAULTS: readonly Operator[] = [
  eachEndpoint(
    "endpoint without its type, or with another one",
    ["LAT-35"],
    ({ address, arguments: { vpc_endpoint_type } }) => [
      changed(address, "without a type, which is Gateway", unset("vpc_endpoint_type")),
      ...["Interface", "Gateway", "GatewayLoadBalancer", "Resource", "ServiceNetwork"]
        .filter((type) => type !== vpc_endpoint_type)
        .map((type) => changed(address, `of type ${type}`, set("vpc_endpoint_type", type))),
    ],
  ),
  eachEndpoint("endpoint that leads nowhere", ["LAT-35"], ({ address }, argument) => [
    changed(address, `without ${argument}`, unset(argument)),
  ]),
  eachEndpoint("endpoint that leads to something else", ["LAT-35"], ({ address }, argument, stack) => {
    const others = written(stack, GATEWAY, CONFIGURATION, NETWORK, "aws_db_instance", "aws_vpc");
    const own = argument === "resource_configuration_arn" ? CONFIGURATION : NETWORK;
    return [
      ...others
        .filter(({ type }) => type !== own)
        .map((other) => changed(address, `leads to ${other.address}`, set(argument, arn(other.address)))),
      changed(address, "leads to a load balancer's service", (values) => {
        values[argument] =
          "arn:aws:ec2:eu-central-1:111122223333:vpc-endpoint-service/vpce-svc-0123456789abcdef0";
      }),
    ];
  }),
  eachEndpoint("endpoint with a service name too", ["LAT-35"], ({ address }) => [
    changed(address, "with service_name", set("service_name", "com.amazonaws.eu-central-1.rds")),
  ]),
  eachEndpoint(
    "argument for another type of endpoint",
    ["LAT-19"],
    ({ address, arguments: { vpc_id } }, _, stack) => [
      changed(
        address,
        "with a policy",
        set(
          "policy",
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}',
        ),
      ),
      ...written(stack, "aws_route_table")
        .filter((table) => table.arguments.vpc_id === vpc_id)
        .map((table) => changed(address, `on ${table.address}`, set("route_table_ids", [id(table.address)]))),
      changed(address, "of another Region", set("service_region", "us-east-1")),
    ],
  ),
  eachEndpoint(
    "private DNS of a Resource endpoint off",
    ["LAT-09"],
    ({ address, arguments: { private_dns_enabled } }, _, stack) => {
      if (!private_dns_enabled) return [];
      // Where no client is in the stack, clients may know the endpoint's own names, which the stack puts out.
      const says = written(stack, "aws_ecs_task_definition").length > 0 ? "BROKEN" : "UNKNOWN";
      return [
        changed(address, "private_dns_enabled false", set("private_dns_enabled", false)),
        changed(address, "without private_dns_enabled", unset("private_dns_enabled")),
      ].map((mutant) => ({ ...mutant, says }));
    },
  ),
  eachEndpoint("endpoint in no subnet", ["LAT-20"], ({ address }) => [
    changed(address, "with an empty list of subnets", set("subnet_ids", [])),
    changed(address, "without subnets", unset("subnet_ids")),
  ]),
  eachEndpoint(
    "endpoint in one zone",
    ["LAT-20"],
    ({ address, arguments: { subnet_ids } }) =>
      subnet_ids.map((subnet: string) => changed(address, `in ${subnet} only`, set("subnet_ids", [subnet]))),
    "warning",
  ),
  eachEndpoint(
    "endpoint in two subnets of one zone",
    ["LAT-20"],
    ({ address, arguments: { vpc_id, subnet_ids } }, _, stack) => {
      const own = at(stack, referredAddress(subnet_ids[0]) as string);
      return written(stack, "aws_subnet")
        .filter(
          (other) =>
            other.arguments.vpc_id === vpc_id &&
            other.arguments.availability_zone_id === own.availability_zone_id &&
            id(other.address) !== subnet_ids[0],
        )
        .map((other) =>
          changed(address, `in ${other.address} too`, set("subnet_ids", [...subnet_ids, id(other.address)])),
        );
    },
  ),
  eachEndpoint(
    "subnets of another VPC",
    ["LAT-20", "LAT-02"],
    ({ address, arguments: { vpc_id } }, _, stack) =>
      written(stack, "aws_vpc")
        .filter((vpc) => id(vpc.address) !== vpc_id)
        .map((vpc) => changed(address, `in ${vpc.address}`, set("vpc_id", id(vpc.address)))),
  ),
  eachEndpoint("second way with private names into one VPC", ["LAT-32"], (endpoint, argument) => {
    if (!endpoint.arguments.private_dns_enabled || argument !== "resource_configuration_arn") return [];
    const configuration = referredAddress(endpoint.arguments.resource_configuration_arn);
    if (configuration === undefined) return [];
    const [network, association, second] = [
      `${NETWORK}.second`,
      `${RESOURCE_ASSOCIATION}.second`,
      "aws_vpc_endpoint.second",
    ];
    return [
      {
        description: `${endpoint.address} beside an endpoint of a service network`,
        at: [endpoint.address, second],
        apply: (copy) => {
          at(copy, configuration).allow_association_to_shareable_service_network = true;
          add(copy, network, { name: "second", auth_type: "NONE" });
          add(copy, association, {
            resource_configuration_identifier: id(configuration),
            service_network_identifier: id(network),
          });
          const { resource_configuration_arn, ...values } = endpoint.arguments;
          add(copy, second, {
            ...values,
            vpc_endpoint_type: "ServiceNetwork",
            service_network_arn: arn(network),
          });
        },
      },
    ];
  }),
  {
    name: "endpoint in the VPC of the gateway",
    rules: ["LAT-11"],
    says: "warning",
    mutants: (stack) =>
      written(stack, "aws_vpc_endpoint")
        .filter((endpoint) => intoLattice(endpoint))
        .flatMap((endpoint) =>
          written(stack, GATEWAY).map((gateway): Mutant => {
            const group = referredAddress(endpoint.arguments.security_group_ids[0]) as string;
            const rules = written(stack, "aws_vpc_security_group_ingress_rule");
            const clients = rules
              .filter((rule) => referredAddress(rule.arguments.security_group_id) === group)
              .flatMap((rule) => referredAddress(rule.arguments.referenced_security_group_id) ?? []);
            return {
              description: `${endpoint.address} and its clients in the VPC of ${gateway.address}`,
              at: [endpoint.address],
              apply: (copy) => {
                const { vpc_id, subnet_ids } = gateway.arguments;
                Object.assign(at(copy, endpoint.address), { vpc_id, subnet_ids });
                for (const one of [group, ...clients]) at(copy, one).vpc_id = vpc_id;
              },
            };
          }),
        ),
  },
];
