import { join } from "node:path";
import { readInputs } from "../../../review/read/inputs";
import { developmentStacks } from "../proof/stacks";
import { graphOf, judged, short } from "./chain";

const ROOT = join(__dirname, "../../..");

describe("traps", () => {
  const RULES = [
    ["aws_security_group.report", "SG-01"],
    ["aws_security_group.endpoint", "SG-01"],
    ["aws_security_group.gateway", "SG-01"],
    ["aws_security_group.database", "SG-01"],
  ] as const;
  test.each([
    [
      "client-group-on-database",
      [["aws_security_group.database", "LAT-04"]],
      "referenced_security_group_id = aws_security_group.gateway.id",
    ],
    ["gateway-without-egress", [["aws_security_group.gateway", "SG-01"]], "aws_security_group.database.id"],
    ["endpoint-without-type", [["aws_vpc_endpoint.orders", "LAT-35"]], 'vpc_endpoint_type = "Resource"'],
    ["private-dns-missing", [["aws_vpc_endpoint.orders", "LAT-09"]], "private_dns_enabled = true"],
    ["database-port-mismatch", RULES, "3306"],
    [
      "single-definition-for-arn",
      [["aws_vpclattice_resource_configuration.orders", "LAT-34"]],
      'type = "ARN"',
    ],
    [
      "host-name-with-port",
      [["aws_vpclattice_resource_configuration.orders", "LAT-14"]],
      "domain_name = aws_db_instance.orders.address",
    ],
  ] as const)("%s is named at the right address, and nothing else is", async (trap, expected, fix) => {
    const { graph } = await readInputs([join(ROOT, "examples/traps", trap)]);
    const { paths, findings } = judged(graph);
    expect(paths.map(({ verdict }) => verdict)).toEqual(["BROKEN"]);
    expect(findings.map(({ address, rule }) => [address, rule])).toEqual(expected);
    for (const finding of findings) {
      expect(finding.verdict).toBe("BROKEN");
      expect(finding.fix).toContain(fix);
    }
  });
});

describe("stacks of our own", () => {
  test.each([
    ["rds-private-link", ["aws_security_group.application -> aws_db_instance.database:3306"]],
    [
      "rds-private-link-provider",
      ["aws_ram_principal_association.billing_share_principal_444455556666 -> aws_db_instance.database:5432"],
    ],
    [
      "rds-private-link-consumer",
      [
        "aws_security_group.application -> arn:aws:vpc-lattice:eu-central-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0:5432",
      ],
    ],
    [
      "rds-service-network",
      [
        "aws_security_group.analytics -> aws_rds_cluster.ledger-database:5432",
        "aws_security_group.analytics -> aws_db_instance.orders-database:3306",
        "aws_security_group.application -> aws_rds_cluster.ledger-database:5432",
        "aws_security_group.application -> aws_db_instance.orders-database:3306",
      ],
    ],
    ["private-ecs", []],
  ] as const)("%s is proven, and nothing is found", (name, ids) => {
    const said = judged(graphOf(developmentStacks()[name] as never));
    expect(said.paths.map(({ id, verdict }) => [id, verdict])).toEqual(ids.map((id) => [id, "PROVEN"]));
    expect(short(said)).toEqual([]);
  });
});

describe("configurations of other people that work", () => {
  test.each([
    "lattice-aurora-shared-group",
    "lattice-group-modules",
    "lattice-rds-proxy-dns-name",
    "lattice-service-network",
    "lattice-shared-consumer-half",
    "lattice-shared-provider-half",
  ])("%s is not called broken", async (name) => {
    const { graph } = await readInputs([join(ROOT, "__tests__/review/corpus/working", name)]);
    const said = judged(graph);
    expect(said.paths.length).toBeGreaterThan(0);
    expect(said.paths.map(({ verdict }) => verdict)).not.toContain("BROKEN");
    expect(short(said).filter((one) => one.includes("BROKEN"))).toEqual([]);
  });
});
