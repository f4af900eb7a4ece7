import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import fc from "fast-check";
import { resource } from "../synthesis";
import {
  expectedConnections,
  expectedFlows,
  type Flow,
  GATEWAYS,
  mountingFor,
  type NetworkSketch,
  networkSketch,
  ONE_NEED_EACH,
  synthesizeSketch,
  WITHOUT_POLICY,
} from "./expected-access";
import { allowance, allowedIn, connectionsIn, endpointsIn, nameIn, statements, unique } from "./fixtures";

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
      { numRuns: 5 + ONE_NEED_EACH.length, seed, examples: ONE_NEED_EACH.map((sketch) => [sketch]) },
    );

  it("there is an endpoint for each service that they call, of the right kind, and no other", () => {
    holds((json, flows) => {
      const made = endpointsIn(json);
      expect(Object.keys(made).sort()).toEqual(unique(flows.flatMap(({ through }) => through ?? [])));
      const written = Object.values(made).map(
        ({ policy: _policy, route_table_ids: _routes, tags: _tags, ...rest }) => rest,
      );
      expect(written).toEqual(Object.keys(made).map(endpointOf));
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
        const said = statements(policy).map((statement) => {
          const { Action: actions, Resource: resources, Condition, ...rest } = statement;
          const { "aws:PrincipalArn": roles = ["anyone"], ...others } = Condition?.ArnEquals ?? {};
          const more = Object.keys({ ...Condition, ...others }).filter((key) => key !== "ArnEquals");
          if (more.length > 0 || JSON.stringify(rest) !== '{"Effect":"Allow","Principal":"*"}') {
            throw new Error(
              `A policy says more than actions, resources and roles: ${JSON.stringify(statement)}`,
            );
          }
          return { roles: roles.map(nameIn) as string[], actions, resources };
        });
        const needed = through.map(({ role, ...flow }) => ({ ...flow, roles: [role] }));
        // An endpoint is a fence around all uses of one action: which role has which resource is in the roles.
        const inPairs = (uses: Use[]) => ({
          roles: pairs(uses, "roles"),
          resources: pairs(uses, "resources"),
          ofAnyone: pairs(uses.filter(isAnyones), "resources"),
        });
        expect(inPairs(said)).toEqual(inPairs(needed));
      }
    });
  });

  it("a service waits for the policies, the endpoints and the rules of its task", () => {
    holds((json, flows, { services }) => {
      services.forEach((sketch, index) => {
        const { capacity } = sketch;
        const name = `service${index}`;
        // On EC2 the agent reads the layers for all services of its instance.
        const own = flows.filter(
          ({ from, role }) =>
            from === name ||
            role.startsWith(`${name}_`) ||
            (capacity === "EC2" && from === "instances" && role === "anyone"),
        );
        const ways = own.flatMap(({ from, through }) => (through === undefined ? [] : waysOf(from, through)));
        const policies = own.flatMap(({ role }) =>
          role === "anyone" ? [] : [`aws_iam_role_policy.${role}_policy`],
        );
        const providers =
          capacity === "Fargate" ? [] : ["aws_ecs_cluster_capacity_providers.cluster_capacity"];
        const files = mountingFor(sketch, name).flatMap((from) => [
          `aws_vpc_security_group_egress_rule.${from}_security-group_to_files_2049`,
          `aws_vpc_security_group_ingress_rule.files_from_${from}_security-group_2049`,
        ]);
        const { depends_on } = resource(json, EcsService, name);
        expect(unique(depends_on)).toEqual(unique([...ways, ...files, ...policies, ...providers]));
      });
    });
  });
});

/** What is written of an endpoint beside its policy and routes. */
function endpointOf(suffix: string) {
  const any = { service_name: `com.amazonaws.eu-central-1.${suffix}`, vpc_id: "vpc-app" };
  if (GATEWAYS.includes(suffix)) return { ...any, vpc_endpoint_type: "Gateway" };
  return {
    ...any,
    vpc_endpoint_type: "Interface",
    private_dns_enabled: true,
    subnet_ids: ["subnet-endpoint-euc1-az1", "subnet-endpoint-euc1-az3"],
    security_group_ids: ["${aws_security_group.endpoints_security-group.id}"],
  };
}

/** An endpoint, and the rules that lead there. */
function waysOf(from: string, through: string): string[] {
  const id = through.replace(".", "-");
  const [group, others] = [`${from}_security-group`, "endpoints_security-group"];
  const [out, into] = ["aws_vpc_security_group_egress_rule", "aws_vpc_security_group_ingress_rule"];
  return GATEWAYS.includes(through)
    ? [`aws_vpc_endpoint.endpoints_${id}`, `${out}.${group}_to_${id}_443`]
    : [
        `aws_vpc_endpoint.endpoints_${id}`,
        `${out}.${group}_to_${others}_443`,
        `${into}.${others}_from_${group}_443`,
      ];
}

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
