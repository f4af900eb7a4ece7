import { TerraformVariable, Testing } from "cdktf";
import { type Environment, environmentNamed } from "../../environments";
import { type Clients, ResourceGateway, ResourceGatewayChain } from "../../modules/lattice";
import type { Subnet } from "../../modules/network";
import { RdsPrivateLinkStack } from "../../stacks/rds-private-link";
import { existingGroup, existingTarget, network } from "../lattice/fixtures";
import { synthesize, testApp } from "../synthesis";
import { stateAfter } from "./applied-state";
import { describeWithTerraform, type PlanJson, planDirectory } from "./available";
import { folderWith } from "./folder";

const ENDPOINT = "aws_vpc_endpoint.orders_client-side_endpoint";
const GATEWAY = "aws_vpclattice_resource_gateway.orders_database-side_gateway";
const CONFIGURATION = "aws_vpclattice_resource_configuration.orders_database-side_configuration";

/** What a plan does, by address; what it leaves alone is left out. */
function changes(plan: PlanJson): Record<string, string> {
  return Object.fromEntries(
    (plan.resource_changes ?? [])
      .filter(({ mode, change }) => mode === "managed" && change.actions[0] !== "no-op")
      .map(({ address, change }) => [address, change.actions.join()]),
  );
}

/** Without data sources, which are read in a plan that changes nothing, and so would need AWS. */
function withoutLookups(json: string): string {
  const { check, data, output, ...rest } = JSON.parse(json);
  return JSON.stringify(rest);
}

const changeOf = (plan: PlanJson, address: string) =>
  plan.resource_changes?.find((resource) => resource.address === address)?.change;

describeWithTerraform("a change of what exists", () => {
  const base = environmentNamed(undefined);

  const synthesized = (environment: Environment) =>
    withoutLookups(Testing.synth(new RdsPrivateLinkStack(testApp(), "rds-private-link", environment), true));

  describe("in the stack rds-private-link", () => {
    let state: object;
    beforeAll(async () => {
      const json = synthesized(base);
      state = stateAfter(await planDirectory(folderWith(json)), JSON.parse(json));
    });

    it("does nothing when nothing changed", async () => {
      expect(changes(await planDirectory(folderWith(synthesized(base)), { state }))).toEqual({});
    });

    it("makes the new gateway and configuration first, under other names, when a zone is added", async () => {
      const withZone = synthesized({ ...base, zones: [...base.zones, "euc1-az4"] });
      const plan = await planDirectory(folderWith(withZone), { state });
      const done = changes(plan);
      expect(done).toMatchObject({
        [GATEWAY]: "create,delete",
        [CONFIGURATION]: "create,delete",
        [ENDPOINT]: "delete,create",
      });
      // A name known now would be the old one, and collide with it.
      expect(changeOf(plan, GATEWAY)?.after_unknown).toMatchObject({ name: true });
      expect(changeOf(plan, CONFIGURATION)?.after_unknown).toMatchObject({ name: true });
      const others = Object.entries(done)
        .filter(([, actions]) => actions.includes("delete"))
        .map(([address]) => address);
      expect(
        others.filter((address) => /aws_(subnet|vpc|db_instance|security_group)\./.test(address)),
      ).toEqual([]);
    });
  });

  describe("in a chain between networks that exist", () => {
    const databaseNetwork = network("database");
    const three = ["euc1-az1", "euc1-az3", "euc1-az4"].map((zone) => ({
      subnetId: `subnet-clients-${zone}`,
      zone,
    }));

    const chain = (clients: Partial<Clients>, subnets: readonly Subnet[] = three.slice(0, 2)) =>
      withoutLookups(
        synthesize((stack) => {
          const clientNetwork = network("clients", { subnets });
          new ResourceGatewayChain(stack, "orders", {
            name: "orders",
            database: existingTarget(stack, databaseNetwork),
            gateway: { subnets: databaseNetwork.subnetGroup("main") },
            clients: {
              subnets: clientNetwork.subnetGroup("main"),
              securityGroups: [existingGroup(stack, "application", clientNetwork)],
              ...clients,
            },
          });
        }),
      );

    const applied = async (json: string) =>
      stateAfter(await planDirectory(folderWith(json)), JSON.parse(json));

    it("replaces the endpoint, and only that, for what AWS cannot change: subnets, private DNS, address type", async () => {
      const state = await applied(chain({}));
      const dualstack = three
        .slice(0, 2)
        .map((subnet) => ({ ...subnet, addressFamily: "dualstack" as const }));
      for (const changed of [
        chain({}, three),
        chain({ privateDns: false }),
        chain({ ipAddressType: "dualstack" }, dualstack),
      ]) {
        const plan = await planDirectory(folderWith(changed), { state });
        const done = changes(plan);
        expect(done[ENDPOINT]).toBe("delete,create");
        expect(Object.keys(done).filter((address) => !address.startsWith("terraform_data."))).toEqual([
          ENDPOINT,
        ]);
        const wanted = JSON.parse(changed).resource.aws_vpc_endpoint["orders_client-side_endpoint"];
        const after = changeOf(plan, ENDPOINT)?.after;
        expect(after.subnet_ids.sort()).toEqual(wanted.subnet_ids.sort());
        expect(after.private_dns_enabled).toBe(wanted.private_dns_enabled);
        if (wanted.ip_address_type) expect(after.ip_address_type).toBe(wanted.ip_address_type);
      }
    });

    it("does nothing when subnets that only Terraform knows come in another order", async () => {
      const json = withoutLookups(
        synthesize((stack) => {
          const subnets = new TerraformVariable(stack, "subnets", { type: "list(string)" }).listValue;
          new ResourceGateway(stack, "gateway", {
            name: "orders",
            subnets: network("there", { subnets }).subnetGroup("main"),
            securityGroups: [existingGroup(stack, "group", network("there"))],
          });
        }),
      );
      const first = await planDirectory(folderWith(json), {
        variables: { subnets: ["subnet-1", "subnet-2"] },
      });
      const state = stateAfter(first, JSON.parse(json));
      const again = await planDirectory(folderWith(json), {
        state,
        variables: { subnets: ["subnet-2", "subnet-1"] },
      });
      expect(changes(again)).toEqual({});
    });

    it("does not plan for ever over an address type that AWS answers in upper case", async () => {
      const json = chain({ ipAddressType: "ipv4" });
      const state = JSON.stringify(await applied(json)).replace(
        '"ip_address_type":"ipv4"',
        '"ip_address_type":"IPV4"',
      );
      expect(state).toContain('"ip_address_type":"IPV4"');
      expect(changes(await planDirectory(folderWith(json), { state: JSON.parse(state) }))).toEqual({});
    });
  });
});
