import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import fc from "fast-check";
import { resource } from "../synthesis";
import {
  expectedConnections,
  expectedFlows,
  type Flow,
  GATEWAYS,
  type NetworkSketch,
  networkSketch,
  synthesizeSketch,
  WITHOUT_POLICY,
} from "./expected-access";
import { allowance, allowedIn, connectionsIn, endpointsIn, nameIn, statements } from "./fixtures";

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)].sort();

describe("whatever the tasks of a network are", () => {
  // One seed for all properties, so that each sketch is synthesized once.
  const seed = Date.now();
  const synthesized = new Map<string, string>();
  const holds = (check: (json: string, flows: Flow[], sketch: NetworkSketch) => void) =>
    fc.assert(
      fc.property(networkSketch, (sketch) => {
        const key = JSON.stringify(sketch);
        const json = synthesized.get(key) ?? synthesizeSketch(sketch);
        synthesized.set(key, json);
        check(json, expectedFlows(sketch), sketch);
      }),
      { numRuns: 50, seed },
    );

  it("there is an endpoint for each service that they call, of the right kind, and no other", () => {
    holds((json, flows) => {
      const made = endpointsIn(json);
      expect(Object.keys(made).sort()).toEqual(unique(flows.flatMap(({ through }) => through ?? [])));
      for (const [suffix, endpoint] of Object.entries(made)) {
        expect(endpoint.service_name).toBe(`com.amazonaws.eu-central-1.${suffix}`);
        expect(endpoint.vpc_id).toBe("vpc-app");
        if (GATEWAYS.includes(suffix)) {
          expect(endpoint.vpc_endpoint_type).toBe("Gateway");
          expect(endpoint).not.toHaveProperty("private_dns_enabled");
          expect(endpoint).not.toHaveProperty("subnet_ids");
          expect(endpoint).not.toHaveProperty("security_group_ids");
        } else {
          expect(endpoint.vpc_endpoint_type).toBe("Interface");
          expect(endpoint.private_dns_enabled).toBe(true);
          expect(endpoint.subnet_ids).toEqual(["subnet-endpoint-euc1-az1", "subnet-endpoint-euc1-az3"]);
          expect(endpoint.security_group_ids).toEqual(["${aws_security_group.endpoints_security-group.id}"]);
          expect(endpoint).not.toHaveProperty("route_table_ids");
        }
      }
    });
  });

  it("a gateway endpoint is a route of every subnet of those who call its service, and of no other", () => {
    holds((json, flows) => {
      for (const suffix of GATEWAYS) {
        const callers = unique(flows.filter(({ through }) => through === suffix).map(({ from }) => from));
        const tables = callers.flatMap((from) => {
          const group = from === "instances" ? "instance" : "task";
          return [`rtb-${group}-euc1-az1`, `rtb-${group}-euc1-az3`];
        });
        expect([...(endpointsIn(json)[suffix]?.route_table_ids ?? [])].sort()).toEqual(unique(tables));
      }
    });
  });

  it("security groups let them reach the endpoints on 443, written on both sides, and nothing else", () => {
    holds((json, _, sketch) => {
      expect(connectionsIn(json)).toEqual(expectedConnections(sketch));
    });
  });

  it("every role may do what something in its task needs, and nothing else", () => {
    holds((json, flows) => {
      const needed = flows
        .filter(({ role }) => role !== "anyone")
        .flatMap(({ role, actions, resources, condition }) =>
          actions.flatMap((action) => resources.map((of) => allowance(role, action, of, condition))),
        );
      const allowed = allowedIn(json);
      expect(unique(allowed)).toEqual(unique(needed));
      expect(allowed.filter((line) => /^[^ ]+: [^ ]*[*]/.test(line))).toEqual([]);
    });
  });

  it("every endpoint lets through what each role needs of it, and nothing else", () => {
    holds((json, flows) => {
      for (const [suffix, { policy }] of Object.entries(endpointsIn(json))) {
        if (WITHOUT_POLICY.includes(suffix)) {
          expect(policy).toBeUndefined();
          continue;
        }
        const through = flows.filter((flow) => flow.through === suffix);
        const said = statements(policy).map(({ Effect, Principal, Action, Resource, Condition }) => {
          expect([Effect, Principal]).toEqual(["Allow", "*"]);
          const roles = Condition === undefined ? ["anyone"] : Condition.ArnEquals["aws:PrincipalArn"];
          if (Condition) {
            expect(Condition).toEqual({ ArnEquals: { "aws:PrincipalArn": expect.any(Array) } });
          }
          return { roles: roles.map(nameIn) as string[], actions: Action, resources: Resource };
        });
        const needed = through.map(({ role, ...flow }) => ({ ...flow, roles: [role] }));
        // An endpoint is a fence around all uses of one action: which role has which resource is in the roles.
        expect(pairs(said, "roles")).toEqual(pairs(needed, "roles"));
        expect(pairs(said, "resources")).toEqual(pairs(needed, "resources"));
        const ofAnyone = (uses: Use[]) => pairs(uses.filter(isAnyones), "resources");
        expect(ofAnyone(said)).toEqual(ofAnyone(needed));
      }
    });
  });

  it("a service waits for the policies and the endpoints of its task", () => {
    holds((json, flows, { services }) => {
      services.forEach(({ capacity }, index) => {
        const name = `service${index}`;
        // What the agent does on EC2 is for all services of the instances; it counts for those whose roles it is done with.
        const own = flows.filter(({ from, role }) => from === name || role.startsWith(`${name}_`));
        const endpoints = own.flatMap(({ through }) =>
          through === undefined ? [] : [`aws_vpc_endpoint.endpoints_${through.replace(".", "-")}`],
        );
        const policies = own.flatMap(({ role }) =>
          role === "anyone" ? [] : [`aws_iam_role_policy.${role}_policy`],
        );
        const providers =
          capacity === "Fargate" ? [] : ["aws_ecs_cluster_capacity_providers.cluster_capacity"];
        const { depends_on } = resource(json, EcsService, name);
        const layers = ["aws_vpc_endpoint.endpoints_s3"];
        expect(unique(depends_on)).toEqual(unique([...endpoints, ...policies, ...providers, ...layers]));
      });
    });
  });
});

interface Use {
  readonly roles: readonly string[];
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

const isAnyones = ({ roles }: Use) => roles.includes("anyone");

function pairs(uses: readonly Use[], what: "roles" | "resources"): string[] {
  return unique(
    uses.flatMap((use) => use.actions.flatMap((action) => use[what].map((of) => `${action} ${of}`))),
  );
}
