import type { Transformation } from "./transformation";

/** Beside everything, a network of its own with things in it, and what no path passes. */
export const unrelated: Transformation = (configuration, random) => {
  const own = {
    aws_vpc: { "un-related": { cidr_block: "10.200.0.0/16", enable_dns_hostnames: true } },
    aws_subnet: {
      "un-related": {
        vpc_id: "${aws_vpc.un-related.id}",
        cidr_block: "10.200.0.0/24",
        availability_zone_id: "euc1-az1",
      },
    },
    aws_route_table: { "un-related": { vpc_id: "${aws_vpc.un-related.id}" } },
    aws_network_acl: {
      "un-related": { vpc_id: "${aws_vpc.un-related.id}", subnet_ids: ["${aws_subnet.un-related.id}"] },
    },
    aws_security_group: {
      "un-related": { vpc_id: "${aws_vpc.un-related.id}", name_prefix: "un-related-" },
      "un-related-too": { vpc_id: "${aws_vpc.un-related.id}", name_prefix: "un-related-too-" },
    },
    aws_vpc_security_group_ingress_rule: {
      "un-related": {
        security_group_id: "${aws_security_group.un-related.id}",
        referenced_security_group_id: "${aws_security_group.un-related-too.id}",
        ip_protocol: "tcp",
        from_port: 9999,
        to_port: 9999,
      },
    },
    aws_s3_bucket: { "un-related": { bucket_prefix: "un-related-" } },
    aws_cloudwatch_log_group: { "un-related": { name: "/un/related" } },
    aws_iam_role: {
      "un-related": {
        assume_role_policy:
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
      },
    },
  };
  const copy = structuredClone(configuration);
  for (const [type, named] of Object.entries(own)) {
    if (type === "aws_vpc" || type === "aws_subnet" || type === "aws_security_group" || random.chance(0.7)) {
      copy.resource[type] = random.chance(0.5)
        ? { ...named, ...copy.resource[type] }
        : { ...copy.resource[type], ...named };
    }
  }
  return { folders: { ".": copy }, renamed: (text) => text };
};
