import { join } from "node:path";
import { environmentNamed } from "../../environments";
import { addStacks } from "../../stacks";
import { testApp } from "../synthesis";
import { describeWithTerraform, type PlanJson, planDirectory } from "./available";

const STACKS = [
  "api-gateway-logging",
  "private-ecs",
  "private-ecs-with-database",
  "rds-private-link",
  "rds-private-link-provider",
  "rds-private-link-consumer",
  "rds-service-network",
] as const;

/** An argument as it was written: a plan made from JSON keeps the references' text. */
// biome-ignore lint/suspicious/noExplicitAny: of any type
type Written = Record<string, any>;

/** The written arguments of all resources of a type, by address. */
function written(plan: PlanJson, type: string): Map<string, Written> {
  const resources = plan.configuration.root_module?.resources ?? [];
  return new Map(
    resources
      .filter((resource) => resource.type === type)
      .map(({ address, expressions }) => [address, constants(expressions) as Written]),
  );
}

function constants(expressions: unknown): unknown {
  if (Array.isArray(expressions)) return expressions.map(constants);
  if (expressions === null || typeof expressions !== "object") return expressions;
  if ("constant_value" in expressions) return expressions.constant_value;
  return Object.fromEntries(Object.entries(expressions).map(([key, value]) => [key, constants(value)]));
}

const idOf = (address: string) => `\${${address}.id}`;

describeWithTerraform("real plans of an empty account", () => {
  const plans = new Map<string, PlanJson>();

  beforeAll(async () => {
    const app = testApp();
    addStacks(app, environmentNamed(undefined));
    app.synth();
    // Two at a time: each plan runs the AWS provider, which takes half a gigabyte.
    const waiting: string[] = [...STACKS];
    const planNext = async (): Promise<void> => {
      const name = waiting.shift();
      if (name === undefined) return;
      plans.set(name, await planDirectory(join(app.outdir, "stacks", name)));
      await planNext();
    };
    await Promise.all([planNext(), planNext()]);
  });

  const planOf = (name: string) => plans.get(name) as PlanJson;

  it.each(STACKS)("%s only creates", (name) => {
    const managed = (planOf(name).resource_changes ?? []).filter(({ mode }) => mode === "managed");
    expect(managed.length).toBeGreaterThan(2);
    expect(managed.filter(({ change }) => change.actions.join() !== "create")).toEqual([]);
  });

  it.each(STACKS.slice(1))(
    "%s closes every security-group link on both sides, with the same port",
    (name) => {
      const egress = [...written(planOf(name), "aws_vpc_security_group_egress_rule").values()];
      const ingress = [...written(planOf(name), "aws_vpc_security_group_ingress_rule").values()];
      const ports = ({ ip_protocol, from_port, to_port }: Written) =>
        `${ip_protocol} ${from_port}-${to_port}`;
      const outgoing = egress
        .filter((rule) => rule.referenced_security_group_id)
        .map((rule) => `${rule.security_group_id} -> ${rule.referenced_security_group_id} ${ports(rule)}`);
      const incoming = ingress.map(
        (rule) => `${rule.referenced_security_group_id} -> ${rule.security_group_id} ${ports(rule)}`,
      );
      expect(incoming.length).toBeGreaterThan(0);
      // Clients of an associated VPC go out to the prefix list of VPC Lattice, and come in at the association's group. The prefix lists
      // of gateway endpoints have no group.
      const throughLattice = egress.filter((rule) => /lattice/.test(rule.prefix_list_id ?? "")).length;
      expect(throughLattice).toBe(name === "rds-service-network" ? 2 : 0);
      expect(incoming.filter((link) => outgoing.includes(link))).toHaveLength(
        incoming.length - throughLattice,
      );
      expect(outgoing.filter((link) => !incoming.includes(link))).toEqual([]);
    },
  );

  it.each(STACKS)("%s opens nothing to the public", (name) => {
    const changes = planOf(name).resource_changes ?? [];
    const text = JSON.stringify(changes.map(({ change }) => change.after));
    expect(text.match(/0\.0\.0\.0\/0|::\/0/g)).toBeNull();
    expect(text.match(/"(publicly_accessible|map_public_ip_on_launch|assign_public_ip)":true/g)).toBeNull();
    const ways = changes.filter(({ type }) => /internet_gateway|nat_gateway|aws_eip|aws_route$/.test(type));
    expect(ways.map(({ address }) => address)).toEqual([]);
  });

  it("rds-private-link leads from the application to the database, hop by hop", () => {
    const plan = planOf("rds-private-link");
    const [only] = [...written(plan, "aws_vpc_endpoint")];
    const [, endpoint] = only as [string, Written];
    expect(endpoint.vpc_endpoint_type).toBe("Resource");

    const configurations = written(plan, "aws_vpclattice_resource_configuration");
    const [configurationAddress, configuration] = [...configurations][0] as [string, Written];
    expect(endpoint.resource_configuration_arn).toBe(`\${${configurationAddress}.arn}`);

    const [databaseAddress, database] = [...written(plan, "aws_db_instance")][0] as [string, Written];
    expect(configuration.resource_configuration_definition).toEqual([
      { arn_resource: [{ arn: `\${${databaseAddress}.arn}` }] },
    ]);

    const [gatewayAddress, gateway] = [...written(plan, "aws_vpclattice_resource_gateway")][0] as [
      string,
      Written,
    ];
    expect(configuration.resource_gateway_identifier).toBe(idOf(gatewayAddress));

    const rules = [...written(plan, "aws_vpc_security_group_ingress_rule").values()];
    const admittedBy = (group: string) =>
      rules
        .filter((rule) => rule.security_group_id === group)
        .map((rule) => [rule.referenced_security_group_id, rule.from_port, rule.to_port]);
    expect(admittedBy(endpoint.security_group_ids[0])).toEqual([
      [idOf("aws_security_group.application"), 3306, 3306],
    ]);
    expect(admittedBy(database.vpc_security_group_ids[0])).toEqual([
      [gateway.security_group_ids[0], database.port, database.port],
    ]);

    // A zone in common, and never a network in common: the endpoint is with the clients, the gateway with the database.
    const zoneOf = written(plan, "aws_subnet");
    const zones = (ids: string[]) => ids.map((id) => zoneOf.get(id.slice(2, -4))?.availability_zone_id);
    expect(zones(endpoint.subnet_ids)).toEqual(["euc1-az1", "euc1-az3"]);
    expect(zones(gateway.subnet_ids)).toEqual(["euc1-az1", "euc1-az3"]);
    expect(endpoint.vpc_id).not.toBe(gateway.vpc_id);
  });

  it.each(["private-ecs", "private-ecs-with-database"])(
    "%s leads from the API to the tasks, hop by hop",
    (name) => {
      const plan = planOf(name);
      const only = (type: string) => {
        const [found, ...others] = [...written(plan, type)];
        expect(others).toEqual([]);
        return found as [string, Written];
      };
      const [balancerAddress, balancer] = only("aws_lb");
      const [linkAddress, link] = only("aws_api_gateway_vpc_link");
      expect(link.target_arns).toEqual([`\${${balancerAddress}.arn}`]);
      const [, listener] = only("aws_lb_listener");
      expect(listener).toMatchObject({
        load_balancer_arn: `\${${balancerAddress}.arn}`,
        port: 80,
        protocol: "TCP",
      });
      const integrations = [...written(plan, "aws_api_gateway_integration").values()];
      expect(integrations.map(({ connection_id, uri }) => [connection_id, uri])).toEqual([
        [idOf(linkAddress), `http://\${${balancerAddress}.dns_name}/`],
        [idOf(linkAddress), `http://\${${balancerAddress}.dns_name}/{proxy}`],
      ]);
      expect(balancer).toMatchObject({
        internal: true,
        enforce_security_group_inbound_rules_on_private_link_traffic: "off",
      });

      const [groupAddress, targetGroup] = only("aws_lb_target_group");
      expect(targetGroup).toMatchObject({ port: 8000, target_type: "ip" });
      expect(listener.default_action[0].target_group_arn).toBe(`\${${groupAddress}.arn}`);
      const [, service] = only("aws_ecs_service");
      expect(service.load_balancer).toEqual([
        { container_name: "web", container_port: 8000, target_group_arn: `\${${groupAddress}.arn}` },
      ]);
      expect(service.network_configuration[0]).toMatchObject({ assign_public_ip: false });
      const admitted = [...written(plan, "aws_vpc_security_group_ingress_rule").values()].filter(
        (rule) => rule.security_group_id === service.network_configuration[0].security_groups[0],
      );
      expect(
        admitted.map((rule) => [rule.referenced_security_group_id, rule.from_port, rule.to_port]),
      ).toEqual([[balancer.security_groups[0], 8000, 8000]]);
    },
  );

  it("private-ecs has exactly the endpoints that its service needs, each of the right kind", () => {
    const kinds = [...written(planOf("private-ecs"), "aws_vpc_endpoint").values()].map(
      ({ service_name, vpc_endpoint_type }) =>
        `${service_name.split(".").slice(3).join(".")} ${vpc_endpoint_type}`,
    );
    expect(kinds.sort()).toEqual([
      "dynamodb Gateway",
      "ecr.api Interface",
      "ecr.dkr Interface",
      "logs Interface",
      "s3 Gateway",
      "ssmmessages Interface",
    ]);
    const collectionEndpoints = written(planOf("private-ecs"), "aws_opensearchserverless_vpc_endpoint");
    expect([...collectionEndpoints.keys()]).toEqual([
      "aws_opensearchserverless_vpc_endpoint.search-endpoint",
    ]);
  });

  it("private-ecs-with-database leads its tasks through the chain to the database", () => {
    const plan = planOf("private-ecs-with-database");
    const [, service] = [...written(plan, "aws_ecs_service")][0] as [string, Written];
    const [, endpoint] = [...written(plan, "aws_vpc_endpoint")].find(
      ([, { vpc_endpoint_type }]) => vpc_endpoint_type === "Resource",
    ) as [string, Written];
    const rules = [...written(plan, "aws_vpc_security_group_ingress_rule").values()];
    const admitted = rules.filter((rule) => rule.security_group_id === endpoint.security_group_ids[0]);
    expect(admitted.map((rule) => [rule.referenced_security_group_id, rule.from_port])).toEqual([
      [service.network_configuration[0].security_groups[0], 5432],
    ]);
    expect(endpoint.private_dns_enabled).toBe(true);
  });

  it("rds-private-link-consumer waits for the share to be accepted", () => {
    const resources = planOf("rds-private-link-consumer").configuration.root_module?.resources ?? [];
    const endpoint = resources.find(({ type }) => type === "aws_vpc_endpoint");
    expect(endpoint?.depends_on).toEqual(["aws_ram_resource_share_accepter.share"]);
  });

  it("keeps every database encrypted, with a managed password", () => {
    const databases = [...plans.values()].flatMap((plan) => [
      ...written(plan, "aws_db_instance").values(),
      ...written(plan, "aws_rds_cluster").values(),
    ]);
    expect(databases).toHaveLength(5);
    for (const database of databases) {
      expect(database).toMatchObject({ storage_encrypted: true, manage_master_user_password: true });
    }
  });
});
