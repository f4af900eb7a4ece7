import type { Resource } from "../../graph/resource";
import { Unknown, type Value } from "../../graph/value";
import { follow } from "../../network/look-up";
import { nestedBlocks } from "../../network/nested-blocks";
import { LAST_PORT, readPort, readProtocol } from "../../network/ports";
import { broken, type Judgement } from "../../verdict";
import type { ResourceRule } from "../rule";

/** A rule that AWS or the provider refuses at the apply, although the plan takes it. */
export const ruleWellFormed: ResourceRule = {
  id: "SG-08",
  title: "Security-group rules are ones that AWS takes",
  types: [
    "aws_security_group",
    "aws_default_security_group",
    "aws_security_group_rule",
    "aws_vpc_security_group_ingress_rule",
    "aws_vpc_security_group_egress_rule",
  ],
  check(resource) {
    const get = (argument: string) => resource.get(argument);
    switch (resource.type) {
      case "aws_security_group":
      case "aws_default_security_group":
        return (["ingress", "egress"] as const).flatMap((direction) =>
          nestedBlocks(resource.get(direction)).flatMap((block, index) =>
            block instanceof Unknown
              ? []
              : [
                  ...faultsOfPorts(
                    resource,
                    `${resource.address} ${direction}[${index}]`,
                    block.protocol,
                    block.from_port,
                    block.to_port,
                  ),
                  ...faultOfAll(
                    resource,
                    `${resource.address} ${direction}[${index}]`,
                    block.protocol,
                    block.from_port,
                    block.to_port,
                  ),
                ],
          ),
        );
      case "aws_security_group_rule":
        return faultsOfPorts(resource, resource.address, get("protocol"), get("from_port"), get("to_port"));
      default:
        return faultsOfPorts(
          resource,
          resource.address,
          get("ip_protocol"),
          get("from_port"),
          get("to_port"),
        );
    }
  },
};

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html */
function faultsOfPorts(
  at: Resource,
  label: string,
  protocolValue: Value | undefined,
  fromValue: Value | undefined,
  toValue: Value | undefined,
): Judgement[] {
  const protocol = readProtocol(follow(protocolValue));
  if (protocol !== "tcp" && protocol !== "udp") return [];
  const [from, to] = [readPort(follow(fromValue)), readPort(follow(toValue))];
  const words = {
    at,
    needed: `from_port and to_port from 0 to ${LAST_PORT}, the first not above the second`,
    fix: "from_port = 0 and to_port = 65535 mean all ports; for one port write it twice.",
  };
  const missing = [
    ["from_port", from],
    ["to_port", to],
  ]
    .filter(([, port]) => port === undefined)
    .map(([name]) => name);
  if (missing.length > 0) {
    return [
      broken({
        ...words,
        found: `${label} is for ${protocol}, without ${missing.join(" and ")}`,
        why: "AWS takes no rule for TCP or UDP without both ports.",
      }),
    ];
  }
  if (typeof from !== "number" || typeof to !== "number") return [];
  if (from <= to && from >= 0 && to <= LAST_PORT) return [];
  return [
    broken({
      ...words,
      found: `${label} is for ${protocol}, from_port ${from} and to_port ${to}`,
      why: "AWS refuses such a range of ports (InvalidParameterValue).",
    }),
  ];
}

/** Only inline: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group#protocol */
function faultOfAll(
  at: Resource,
  label: string,
  protocolValue: Value | undefined,
  fromValue: Value | undefined,
  toValue: Value | undefined,
): Judgement[] {
  if (readProtocol(follow(protocolValue)) !== "all") return [];
  const [from, to] = [readPort(follow(fromValue)), readPort(follow(toValue))];
  if (typeof from !== "number" || typeof to !== "number" || (from === 0 && to === 0)) return [];
  return [
    broken({
      at,
      found: `${label} is for all protocols, from_port ${from} and to_port ${to}`,
      needed: "from_port = 0 and to_port = 0",
      why: "With the protocol -1 the provider refuses any other ports in an inline rule.",
      fix: "from_port = 0 and to_port = 0, or name the protocol",
    }),
  ];
}
