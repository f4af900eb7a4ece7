import { written } from "../../configuration";
import { add, arn, changed, each, id, type Operator, set, unset } from "../operator";
import { GATEWAY, NETWORK, RESOURCE_ASSOCIATION, VPC_ASSOCIATION } from "./types";

const NETWORKS: readonly Operator[] = [
  each("association by ARN", ["LAT-27"], RESOURCE_ASSOCIATION, ({ address, arguments: values }) =>
    ["resource_configuration_identifier", "service_network_identifier"].map((argument) =>
      changed(address, `${argument} by ARN`, set(argument, values[argument].replace(".id}", ".arn}"))),
    ),
  ),
  each(
    "service network that lets nobody in",
    ["LAT-28"],
    NETWORK,
    ({ address }) => [changed(address, "AWS_IAM without a policy", set("auth_type", "AWS_IAM"))],
    "UNKNOWN",
  ),
  each(
    "association without security groups, which is open to the VPC",
    ["LAT-02"],
    VPC_ASSOCIATION,
    ({ address }) => [changed(address, "without groups", unset("security_group_ids"))],
    "warning",
  ),
  each(
    "second association of a VPC",
    ["LAT-32"],
    VPC_ASSOCIATION,
    ({ address, arguments: values }, _stack) => [
      {
        description: `${address} twice, to another network`,
        at: [address, `${address}-again`],
        apply: (copy) => {
          add(copy, `${NETWORK}.another`, { name: "another", auth_type: "NONE" });
          add(copy, `${address}-again`, { ...values, service_network_identifier: id(`${NETWORK}.another`) });
        },
      },
    ],
  ),
];

const LOGS: readonly Operator[] = [
  each(
    "access log that does not record resources",
    ["LAT-29"],
    "aws_vpclattice_access_log_subscription",
    ({ address, arguments: { service_network_log_type } }) =>
      service_network_log_type === undefined
        ? []
        : [
            changed(address, "without service_network_log_type", unset("service_network_log_type")),
            changed(address, "of type SERVICE", set("service_network_log_type", "SERVICE")),
          ],
    "warning",
  ),
  each(
    "access log to what cannot hold it",
    ["LAT-29"],
    "aws_vpclattice_access_log_subscription",
    ({ address }, stack) => [
      ...written(stack, "aws_security_group")
        .slice(0, 1)
        .map((other) => changed(address, `to ${other.address}`, set("destination_arn", arn(other.address)))),
      changed(address, "to a queue", set("destination_arn", "arn:aws:sqs:eu-central-1:111122223333:logs")),
      changed(
        address,
        "to another Region",
        set("destination_arn", "arn:aws:logs:us-east-1:111122223333:log-group:logs"),
      ),
    ],
  ),
];

const SHARES: readonly Operator[] = [
  each("something shared that cannot be", ["LAT-24"], "aws_ram_resource_association", ({ address }, stack) =>
    written(stack, GATEWAY).map((other) =>
      changed(address, `shares ${other.address}`, set("resource_arn", arn(other.address))),
    ),
  ),
  each("principal that cannot have it", ["LAT-25"], "aws_ram_principal_association", ({ address }) =>
    ["arn:aws:iam::444455556666:role/reader", "arn:aws:iam::444455556666:user/reader"].map((principal) =>
      changed(address, `principal ${principal}`, set("principal", principal)),
    ),
  ),
  each(
    "outside of the organization, which the share forbids",
    ["LAT-25"],
    "aws_ram_resource_share",
    ({ address }, stack) => [
      changed(address, "allow_external_principals false", set("allow_external_principals", false), [
        address,
        ...written(stack, "aws_ram_principal_association").map((one) => one.address),
      ]),
    ],
    "warning",
  ),
  each("permission for something else", ["LAT-26"], "aws_ram_resource_share", ({ address }, stack) => [
    changed(
      address,
      "permission for subnets",
      set("permission_arns", ["arn:aws:ram::aws:permission/AWSRAMDefaultPermissionSubnet"]),
      [address, ...written(stack, "aws_ram_resource_association").map((one) => one.address)],
    ),
  ]),
];

/** What service networks, access logs and shares can get wrong. */
export const NETWORK_FAULTS: readonly Operator[] = [...NETWORKS, ...LOGS, ...SHARES];
