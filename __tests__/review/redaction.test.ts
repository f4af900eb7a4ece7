import { readJson } from "../../review/read/inputs";
import type { JsonObject } from "../../review/read/json";
import { review } from "../../review/review";

const HOST = "orders.example.com";
const configuration = {
  variable: { host: { sensitive: true, default: HOST }, name: { sensitive: true, default: "gateway" } },
  resource: {
    aws_vpc: { data: { cidr_block: "10.0.0.0/16" } },
    aws_security_group: { gateway: { vpc_id: "${aws_vpc.data.id}", description: "${var.name}" } },
    aws_vpclattice_resource_gateway: {
      gateway: {
        name: "orders",
        vpc_id: "${aws_vpc.data.id}",
        security_group_ids: ["${aws_security_group.gateway.id}"],
      },
    },
    aws_vpclattice_resource_configuration: {
      orders: {
        name: "orders",
        resource_gateway_identifier: "${aws_vpclattice_resource_gateway.gateway.id}",
        port_ranges: ["5432"],
        resource_configuration_definition: [{ dns_resource: [{ domain_name: "${var.host}" }] }],
      },
    },
  },
};

test("a sensitive value is shown nowhere, also where a path is called by it, and addresses stay", () => {
  const result = review(readJson("cdk.tf.json", configuration as unknown as JsonObject));
  const [path] = result.paths;
  expect(path).toMatchObject({
    id: "aws_vpclattice_resource_configuration.orders -> (sensitive):5432",
    to: "(sensitive)",
  });
  expect(JSON.stringify(result)).not.toContain(HOST);
  const ids = new Set(result.findings.flatMap(({ path: id }) => id ?? []));
  expect([...ids]).toEqual([path?.id]);
  expect(result.findings.map(({ address }) => address)).toContain("aws_security_group.gateway");
});
