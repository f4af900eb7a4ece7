import { SecurityGroup as SecurityGroupResource } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { TerraformOutput, TerraformVariable } from "cdktf";
import { CATALOGUE } from "../../aws/service-catalogue";
import {
  AwsService,
  type Caller,
  ExistingEndpoint,
  GatewayEndpoint,
  InterfaceEndpoint,
  type InterfaceEndpointProps,
  VpcEndpoints,
  type VpcEndpointsProps,
} from "../../modules/endpoints";
import { type INetwork, type NetworkAttributes, PrivateNetwork } from "../../modules/network";
import { Addresses, allowConnection, SecurityGroup } from "../../modules/security";
import { connectionsIn, endpointsIn, network, statements } from "../ecs/fixtures";
import { count, refusalOf, resource, resources, synthesize, type TestStack } from "../synthesis";

const there = network();

const endpointsOf = (stack: TestStack, props: Partial<VpcEndpointsProps> = {}, of: INetwork = there) =>
  new VpcEndpoints(stack, "endpoints", { name: "app", subnets: of.subnetGroup("endpoint"), ...props });

/** Something in a group of subnets, in a security group `sg-<name>`. */
const caller = (stack: TestStack, name = "caller", of: INetwork = there, group = "task"): Caller => ({
  subnets: of.subnetGroup(group),
  securityGroup: SecurityGroup.fromAttributes(stack, name, { securityGroupId: `sg-${name}`, network: of }),
});

/** What an output waits for. */
const awaited = (json: string, output: string): string[] =>
  JSON.parse(json).output[output].depends_on.map((address: string) => address.replace(/[${}]/g, ""));

const FULL_ACCESS = [{ Effect: "Allow", Principal: "*", Action: ["*"], Resource: ["*"] }];

const made = (stack: TestStack) =>
  new PrivateNetwork(stack, "network", {
    name: "made",
    region: "eu-central-1",
    zones: ["euc1-az1", "euc1-az3"],
    cidrBlock: "10.8.0.0/16",
    subnetGroups: [
      { name: "task", prefixLength: 24 },
      { name: "endpoint", prefixLength: 26 },
    ],
  });

const read = { service: AwsService.s3, actions: ["s3:GetObject"], resources: ["arn:aws:s3:::invoices/*"] };
const receive = {
  service: AwsService.sqs,
  actions: ["sqs:ReceiveMessage"],
  resources: ["arn:aws:sqs:eu-central-1:111122223333:orders"],
};
const ROLE = "arn:aws:iam::111122223333:role/orders";

describe("the endpoints of a network", () => {
  it("are none, and have no security group, until somebody needs one", () => {
    const json = synthesize((stack) => void endpointsOf(stack));
    expect(count(json, VpcEndpoint) + count(json, SecurityGroupResource)).toBe(0);
  });

  describe("that two callers use", () => {
    const json = synthesize((stack) => {
      const endpoints = endpointsOf(stack, { policies: "uses", tags: { team: "shop" } });
      endpoints.admit(caller(stack, "one"), receive, ROLE);
      endpoints.admit(caller(stack, "two", there, "instance"), receive, ROLE.replace("orders", "batch"));
      endpoints.admit(caller(stack, "one-again"), { ...receive, actions: ["sqs:SendMessage"] });
      endpoints.admit(caller(stack, "one-s3"), read, ROLE);
      endpoints.admit(caller(stack, "two-s3", there, "instance"), read, ROLE);
    });

    it("are one for each service, with the network's subnets and one security group", () => {
      expect(json).toHaveResourceWithProperties(VpcEndpoint, {
        vpc_id: "vpc-app",
        vpc_endpoint_type: "Interface",
        service_name: "com.amazonaws.eu-central-1.sqs",
        subnet_ids: ["subnet-endpoint-euc1-az1", "subnet-endpoint-euc1-az3"],
        security_group_ids: ["${aws_security_group.endpoints_security-group.id}"],
        private_dns_enabled: true,
        tags: { team: "shop", Name: "app-sqs" },
      });
      expect(json).toHaveResourceWithProperties(VpcEndpoint, {
        vpc_id: "vpc-app",
        vpc_endpoint_type: "Gateway",
        service_name: "com.amazonaws.eu-central-1.s3",
        tags: { team: "shop", Name: "app-s3" },
      });
      expect(count(json, VpcEndpoint)).toBe(2);
      expect(count(json, SecurityGroupResource)).toBe(1);
      expect(resource(json, SecurityGroupResource, "endpoints_security-group").vpc_id).toBe("vpc-app");
    });

    it("admit both, on both sides", () => {
      const { out, into } = connectionsIn(json);
      const both = ["one", "one-again", "two"].map((name) => `sg-${name} -> endpoints_security-group 443`);
      expect(into).toEqual(both);
      expect(out).toEqual(
        [...both, ...["one-s3", "two-s3"].map((name) => `sg-${name} -> endpoints_s3 443`)].sort(),
      );
    });

    it("are routes of the subnets of both", () => {
      expect(endpointsIn(json).s3?.route_table_ids).toEqual(
        ["task", "instance"].flatMap((group) => [`rtb-${group}-euc1-az1`, `rtb-${group}-euc1-az3`]),
      );
    });

    it("let through the actions of both, with the roles that are known", () => {
      expect(statements(endpointsIn(json).sqs?.policy)).toEqual([
        {
          Effect: "Allow",
          Principal: "*",
          Action: ["sqs:ReceiveMessage"],
          Resource: receive.resources,
          Condition: { ArnEquals: { "aws:PrincipalArn": [ROLE, ROLE.replace("orders", "batch")] } },
        },
        { Effect: "Allow", Principal: "*", Action: ["sqs:SendMessage"], Resource: receive.resources },
      ]);
    });
  });

  it("keep the conditions of a use beside its roles, and do not mix it with one without", () => {
    const conditions = {
      ArnEquals: { "aws:SourceArn": "arn:aws:s3:::x" },
      StringEquals: { "s3:prefix": "a" },
    };
    const json = synthesize((stack) => {
      const endpoints = endpointsOf(stack, { policies: "uses" });
      const one = caller(stack);
      endpoints.admit(one, { ...read, conditions }, ROLE);
      endpoints.admit(one, read, ROLE);
    });
    expect(statements(endpointsIn(json).s3?.policy).map(({ Condition }) => Condition)).toEqual([
      {
        StringEquals: { "s3:prefix": "a" },
        ArnEquals: { "aws:SourceArn": "arn:aws:s3:::x", "aws:PrincipalArn": [ROLE] },
      },
      { ArnEquals: { "aws:PrincipalArn": [ROLE] } },
    ]);
  });

  it("always have a policy but where AWS takes none: that of their uses, or all if the roles' own are enough", () => {
    const policies = (props: Partial<VpcEndpointsProps>, ...services: AwsService[]) => {
      const json = synthesize((stack) => {
        const endpoints = endpointsOf(stack, props);
        for (const service of services) {
          endpoints.admit(
            caller(stack, service.suffix),
            { service, actions: ["x:Y"], resources: ["*"] },
            ROLE,
          );
        }
      });
      const entries = Object.entries(endpointsIn(json));
      return Object.fromEntries(
        entries.map(([suffix, { policy }]) => [suffix, policy && statements(policy)]),
      );
    };
    const { sqs, s3, ecsAgent, ecsTelemetry } = AwsService;
    const asked = [sqs, s3, ecsAgent, ecsTelemetry, AwsService.of("inspector2")];
    const conditions = { ArnEquals: { "aws:PrincipalArn": [ROLE] } };
    const use = [{ ...FULL_ACCESS[0], Action: ["x:Y"], Condition: conditions }];
    const without = { "ecs-agent": undefined, "ecs-telemetry": undefined, inspector2: undefined };
    expect(policies({ policies: "uses" }, ...asked)).toEqual({ s3: use, sqs: use, ...without });
    expect(policies({ policies: "none" }, ...asked)).toEqual({
      s3: FULL_ACCESS,
      sqs: FULL_ACCESS,
      ...without,
    });
  });

  it("let through the uses alone in a network that is made here, and everything in a described one", () => {
    const policyIn = (of: (stack: TestStack) => INetwork) => {
      const json = synthesize((stack) => {
        const network = of(stack);
        const securityGroup = new SecurityGroup(stack, "tasks", { network, description: "Tasks" });
        endpointsOf(stack, {}, network).admit(
          { subnets: network.subnetGroup("task"), securityGroup },
          receive,
        );
      });
      return statements(resource(json, VpcEndpoint, "endpoints_sqs").policy);
    };
    const uses = [{ ...FULL_ACCESS[0], Action: receive.actions, Resource: receive.resources }];
    expect(policyIn(made)).toEqual(uses);
    expect(policyIn(() => there)).toEqual(FULL_ACCESS);
  });

  describe("with more uses than a policy has room for", () => {
    const crowded =
      (service: AwsService, props: Partial<VpcEndpointsProps> = {}) =>
      (stack: TestStack) => {
        const endpoints = endpointsOf(stack, props);
        const one = caller(stack);
        for (let index = 0; index < 300; index++) {
          const arns = [`arn:aws:sqs:eu-central-1:111122223333:${"queue".repeat(12)}-${index}`];
          endpoints.admit(
            one,
            { service, actions: ["sqs:SendMessage"], resources: arns },
            `${ROLE}-${index}`,
          );
        }
      };

    it("are refused, with the cure, which helps", () => {
      expect(() => synthesize(crowded(AwsService.sqs, { policies: "uses" }))).toThrow(
        /stack\/endpoints\/sqs is refused: its policy has about \d+ characters\. Allowed: 20480, .* Fix: .* set policies of VpcEndpoints to "none"/,
      );
      expect(count(synthesize(crowded(AwsService.sqs, { policies: "none" })), VpcEndpoint)).toBe(1);
    });

    it("are no matter where the endpoint has no policy", () => {
      expect(count(synthesize(crowded(AwsService.ecsAgent, { policies: "uses" })), VpcEndpoint)).toBe(1);
    });
  });

  it("tell a caller what must be there before it can call", () => {
    const json = synthesize((stack) => {
      const endpoints = endpointsOf(stack);
      for (const access of [read, receive]) {
        const dependsOn = [...endpoints.admit(caller(stack, access.service.suffix), access)];
        new TerraformOutput(stack, `after-${access.service.suffix}`, { value: "", dependsOn });
      }
    });
    expect(awaited(json, "after-s3")).toEqual([
      "aws_vpc_endpoint.endpoints_s3",
      "aws_vpc_security_group_egress_rule.s3_to_s3_443",
    ]);
    expect(awaited(json, "after-sqs")).toEqual([
      "aws_vpc_endpoint.endpoints_sqs",
      "aws_vpc_security_group_egress_rule.sqs_to_endpoints_security-group_443",
      "aws_vpc_security_group_ingress_rule.endpoints_security-group_from_sqs_443",
    ]);
  });

  // Without the argument the provider would keep the policy that was.
  it("let everything through while no use is known: AWS's own policy, written out", () => {
    const json = synthesize((stack) => {
      const endpoints = endpointsOf(stack, { policies: "uses" });
      endpoints.interface(AwsService.sts);
      endpoints.gateway(AwsService.dynamodb);
    });
    for (const { policy } of Object.values(endpointsIn(json)))
      expect(statements(policy)).toEqual(FULL_ACCESS);
    expect(Object.keys(endpointsIn(json)).sort()).toEqual(["dynamodb", "sts"]);
  });

  describe("that others in the VPC use too", () => {
    /** The warnings about endpoints that something in the network needs. */
    const warnings = (
      props: Partial<VpcEndpointsProps>,
      use: (endpoints: VpcEndpoints, one: Caller) => void,
      of: (stack: TestStack) => INetwork = () => there,
    ) => {
      let messages: string[] = [];
      synthesize((stack) => {
        const network = of(stack);
        const endpoints = endpointsOf(stack, props, network);
        const securityGroup = new SecurityGroup(stack, "tasks", { network, description: "Tasks" });
        use(endpoints, { subnets: network.subnetGroup("task"), securityGroup });
        messages = endpoints.node.metadata.map(({ data }) => String(data));
      });
      return messages;
    };
    const both = (endpoints: VpcEndpoints, one: Caller) => {
      endpoints.admit(one, receive);
      endpoints.admit(one, { ...receive, actions: ["sqs:SendMessage"] });
      endpoints.admit(one, read);
      endpoints.interface(AwsService.sts);
    };

    it("admit them to every new interface endpoint, on its ports, by group and by address", () => {
      const json = synthesize((stack) => {
        const others = caller(stack, "others").securityGroup;
        const endpoints = endpointsOf(stack, { alsoAdmit: [others, Addresses.cidrs("10.9.0.0/24")] });
        endpoints.admit(caller(stack), receive);
        endpoints.interface(AwsService.of("cassandra", { ports: [9142] }));
        endpoints.gateway(AwsService.s3);
      });
      const to = (from: string, ...ports: number[]) =>
        ports.map((port) => `${from} -> endpoints_security-group ${port}`);
      expect(connectionsIn(json)).toEqual({
        out: [...to("sg-caller", 443), ...to("sg-others", 443, 9142)],
        into: [...to("10.9.0.0/24", 443, 9142), ...to("sg-caller", 443), ...to("sg-others", 443, 9142)],
      });
    });

    it("are warned of in a described network, once for each endpoint with the VPC's DNS", () => {
      expect(warnings({}, both)).toEqual([
        expect.stringContaining("The new endpoint of sqs takes the calls of the whole VPC"),
        expect.stringContaining("The new endpoint of sts takes the calls of the whole VPC"),
      ]);
      expect(warnings({}, both)[0]).toContain("write alsoAdmit: []");
    });

    it("are no matter of a warning if they are named, or said to be none, or the network is made here", () => {
      expect(warnings({ alsoAdmit: [] }, both)).toEqual([]);
      expect(warnings({ alsoAdmit: [Addresses.cidrs("10.9.0.0/24")] }, both)).toEqual([]);
      expect(warnings({}, both, made)).toEqual([]);
    });

    it("are no matter of a warning where their calls go on as before", () => {
      const without = (endpoints: VpcEndpoints) => {
        endpoints.interface(AwsService.sqs, { privateDns: "none" });
        endpoints.interface(AwsService.s3);
      };
      expect(warnings({}, without)).toEqual([]);
    });
  });

  it("may stand in one zone if that is accepted", () => {
    const subnets = [{ subnetId: "subnet-1", zone: "euc1-az1", routeTableId: "rtb-1" }];
    const small = network("small", { subnetGroups: { endpoint: subnets, task: subnets } });
    const admit = (allowSingleZone?: boolean) => (stack: TestStack) =>
      void endpointsOf(stack, { allowSingleZone }, small).admit(caller(stack, "caller", small), receive);
    expect(endpointsIn(synthesize(admit(true))).sqs?.subnet_ids).toEqual(["subnet-1"]);
    expect(refusalOf(admit())).toMatchObject({
      path: "stack/endpoints/sqs",
      faults: [{ input: "subnets", given: ["subnet-1"] }],
    });
  });

  it("of two networks are two", () => {
    const other = network("other");
    const json = synthesize((stack) => {
      endpointsOf(stack).interface(AwsService.sts);
      new VpcEndpoints(stack, "others", {
        name: "other",
        subnets: other.subnetGroup("endpoint"),
      }).interface(AwsService.sts);
    });
    expect(resource(json, VpcEndpoint, "endpoints_sts").vpc_id).toBe("vpc-app");
    expect(resource(json, VpcEndpoint, "others_sts").vpc_id).toBe("vpc-other");
  });

  it("admit a caller whose VPC only Terraform knows", () => {
    const json = synthesize((stack) => {
      const vpcId = new TerraformVariable(stack, "vpc", { type: "string" }).stringValue;
      endpointsOf(stack).admit(caller(stack, "caller", network("app", { vpcId })), receive);
    });
    expect(Object.keys(endpointsIn(json))).toEqual(["sqs"]);
  });
});

describe("an endpoint that exists already", () => {
  const group = (stack: TestStack) =>
    SecurityGroup.fromAttributes(stack, "shared", { securityGroupId: "sg-shared", network: there });

  it("is not made again: callers are let out to it, and into its security group", () => {
    const json = synthesize((stack) => {
      const endpoints = endpointsOf(stack, {
        existing: [
          ExistingEndpoint.interface(AwsService.sqs, group(stack)),
          ExistingEndpoint.interface(AwsService.logs, Addresses.cidrs("10.1.0.0/26")),
          ExistingEndpoint.gateway(AwsService.s3, "pl-6ea54007"),
        ],
      });
      const one = caller(stack);
      endpoints.admit(one, receive);
      endpoints.admit(one, read);
      const logs = { service: AwsService.logs, actions: ["logs:PutLogEvents"], resources: ["*"] };
      new TerraformOutput(stack, "after", { value: "", dependsOn: [...endpoints.admit(one, logs)] });
    });
    expect(count(json, VpcEndpoint) + count(json, SecurityGroupResource)).toBe(0);
    expect(awaited(json, "after")).toEqual(["aws_vpc_security_group_egress_rule.caller_to_10_1_0_0-26_443"]);
    expect(count(json, VpcSecurityGroupIngressRule)).toBe(1);
    expect(json).toHaveResourceWithProperties(VpcSecurityGroupIngressRule, {
      security_group_id: "sg-shared",
      referenced_security_group_id: "sg-caller",
      from_port: 443,
      to_port: 443,
    });
    expect(count(json, VpcSecurityGroupEgressRule)).toBe(3);
    for (const to of [
      { referenced_security_group_id: "sg-shared" },
      { cidr_ipv4: "10.1.0.0/26" },
      { prefix_list_id: "pl-6ea54007" },
    ]) {
      const rule = { security_group_id: "sg-caller", from_port: 443, to_port: 443, ...to };
      expect(json).toHaveResourceWithProperties(VpcSecurityGroupEgressRule, rule);
    }
  });

  it("of type Gateway asks for no route tables, and leaves other services to endpoints made here", () => {
    const ids = network("ids", { subnetGroups: { task: ["subnet-1", "subnet-2"], endpoint: [] } });
    const json = synthesize((stack) => {
      const endpoints = new VpcEndpoints(stack, "endpoints", {
        name: "app",
        subnets: ids.subnetGroup("task"),
        existing: [ExistingEndpoint.gateway(AwsService.s3, "pl-6ea54007")],
      });
      endpoints.admit(caller(stack, "caller", ids), read);
      endpoints.admit(caller(stack, "caller-sqs", ids), receive);
    });
    expect(Object.keys(endpointsIn(json))).toEqual(["sqs"]);
  });

  // Its private DNS would be the second one of the VPC, which AWS refuses at apply.
  it("of S3 serves beside an interface endpoint for inbound resolvers, which needs one", () => {
    const json = synthesize((stack) => {
      const existing = [ExistingEndpoint.gateway(AwsService.s3, "pl-6ea54007")];
      endpointsOf(stack, { existing }).interface(AwsService.s3);
    });
    const made = endpointsIn(json);
    expect(Object.keys(resources(json, VpcEndpoint))).toEqual(["endpoints_s3-interface"]);
    expect(made.s3?.dns_options.private_dns_only_for_inbound_resolver_endpoint).toBe(true);
    expect(made.s3).not.toHaveProperty("depends_on");
  });

  it("is not made again by asking for the interface endpoint either", () => {
    const json = synthesize((stack) => {
      const existing = [ExistingEndpoint.interface(AwsService.sqs, group(stack))];
      try {
        endpointsOf(stack, { existing }).interface(AwsService.sqs);
      } catch {
        // A refusal would do as well.
      }
    });
    expect(count(json, VpcEndpoint)).toBe(0);
  });
});

describe("every service of the catalogue", () => {
  const MAIL = [587, 2587, 465, 2465, 25];
  const services = Object.values(CATALOGUE).map((service) => [service.suffix, service] as const);
  // The only Region that has all of them.
  const region = "us-east-1";
  const subnets = [1, 2].map((n) => ({
    subnetId: `subnet-${n}`,
    zone: `use1-az${n}`,
    routeTableId: "rtb-1",
  }));
  const of = network("all", { region, subnetGroups: { endpoint: subnets, task: subnets } });
  const json = synthesize((stack) => {
    const endpoints = endpointsOf(stack, {}, of);
    endpoints.interface(AwsService.dynamodbStreams, { privateDns: "none" });
    for (const [suffix, service] of services) {
      const access = { service, actions: ["x:Y"], resources: ["*"] };
      endpoints.admit(caller(stack, suffix.replaceAll(".", "-"), of), access);
    }
  });
  const made = endpointsIn(json, region);
  const { out, into } = connectionsIn(json);

  it.each(services)("has an endpoint of the right type, name, DNS and ports: %s", (suffix) => {
    const gateway = suffix === "s3" || suffix === "dynamodb";
    expect(made[suffix]).toMatchObject({
      service_name: `com.amazonaws.${region}.${suffix}`,
      vpc_endpoint_type: gateway ? "Gateway" : "Interface",
    });
    expect(made[suffix]?.private_dns_enabled).toBe(gateway ? undefined : suffix !== "dynamodb-streams");
    const ports = suffix === "cassandra" ? [9142] : suffix === "email-smtp" ? MAIL : [443];
    const peer = gateway ? `endpoints_${suffix}` : "endpoints_security-group";
    const beginning = `sg-${suffix.replaceAll(".", "-")} -> `;
    const expected = ports.map((port) => `${beginning}${peer} ${port}`).sort();
    expect(out.filter((line) => line.startsWith(beginning))).toEqual(expected);
    expect(into.filter((line) => line.startsWith(beginning))).toEqual(gateway ? [] : expected);
  });

  it("has one endpoint, and only that", () => {
    expect(Object.keys(made).sort()).toEqual(services.map(([suffix]) => suffix).sort());
  });

  it("is a catalogue of more than forty", () => {
    expect(services.length).toBeGreaterThan(40);
  });
});

describe("names of endpoints", () => {
  const inRegion = (region: string, zone: string, build: (endpoints: VpcEndpoints) => void) => {
    const subnets = [1, 2].map((n) => ({ subnetId: `subnet-${n}`, zone: `${zone}-az${n}` }));
    const of = network("far", { region, subnetGroups: { endpoint: subnets } });
    const json = synthesize((stack) => build(endpointsOf(stack, {}, of)));
    return Object.values(resources(json, VpcEndpoint)).map(({ service_name }) => service_name);
  };

  it.each([
    ["ecrApi", "cn.com.amazonaws.cn-north-1.ecr.api"],
    ["ecrDkr", "cn.com.amazonaws.cn-north-1.ecr.dkr"],
    ["monitoring", "cn.com.amazonaws.cn-north-1.monitoring"],
    ["logs", "com.amazonaws.cn-north-1.logs"],
    ["ssm", "com.amazonaws.cn-north-1.ssm"],
  ] as const)("in China: %s is %s", (service, name) => {
    expect(
      inRegion("cn-north-1", "cnn1", (endpoints) => void endpoints.interface(AwsService[service])),
    ).toEqual([name]);
  });

  it("of S3 in China differ by type", () => {
    expect(
      inRegion("cn-north-1", "cnn1", (endpoints) => void endpoints.interface(AwsService.s3)).sort(),
    ).toEqual(["cn.com.amazonaws.cn-north-1.s3", "com.amazonaws.cn-north-1.s3"]);
  });

  it("in the European Sovereign Cloud have their own beginning", () => {
    const json = synthesize((stack) => {
      const subnetGroups = { endpoint: ["subnet-1", "subnet-2"] };
      const of = network("sovereign", { region: "eusc-de-east-1", subnetGroups });
      endpointsOf(stack, {}, of).interface(AwsService.ecrApi);
    });
    expect(resource(json, VpcEndpoint, "endpoints_ecr-api").service_name).toBe(
      "eu.amazonaws.eusc-de-east-1.ecr.api",
    );
  });

  it("in a Region that only Terraform knows are those of the commercial ones", () => {
    const json = synthesize((stack) => {
      const region = new TerraformVariable(stack, "region", { type: "string" }).stringValue;
      const of = network("somewhere", { region });
      const endpoints = endpointsOf(stack, {}, of);
      endpoints.admit(caller(stack, "caller", of), receive);
      endpoints.admit(caller(stack, "caller-s3", of), read);
    });
    expect(resource(json, VpcEndpoint, "endpoints_sqs").service_name).toBe("com.amazonaws.${var.region}.sqs");
    expect(resource(json, VpcEndpoint, "endpoints_s3").service_name).toBe("com.amazonaws.${var.region}.s3");
  });

  it("refuse a service that the Region does not have", () => {
    expect(() => synthesize((stack) => void endpointsOf(stack).interface(AwsService.ecrPublicApi))).toThrow(
      "Allowed: a Region that has ecr-public.api: us-east-1.",
    );
  });
});

describe("an interface endpoint", () => {
  const one =
    (props: Partial<InterfaceEndpointProps>, of: INetwork = there) =>
    (stack: TestStack) =>
      void new InterfaceEndpoint(stack, "endpoint", {
        service: AwsService.sqs,
        subnets: of.subnetGroup("endpoint"),
        securityGroup: caller(stack, "endpoint-group", of).securityGroup,
        name: "queues",
        ...props,
      });

  it("stands alone, with a security group of one's own and all that the provider gets wrong written out", () => {
    expect(resource(synthesize(one({})), VpcEndpoint, "endpoint")).toEqual({
      vpc_id: "vpc-app",
      vpc_endpoint_type: "Interface",
      service_name: "com.amazonaws.eu-central-1.sqs",
      subnet_ids: ["subnet-endpoint-euc1-az1", "subnet-endpoint-euc1-az3"],
      security_group_ids: ["sg-endpoint-group"],
      private_dns_enabled: true,
      policy: JSON.stringify({ Version: "2012-10-17", Statement: FULL_ACCESS }),
      tags: { Name: "queues" },
    });
  });

  it("can do without private DNS, and then without the VPC's DNS attributes", () => {
    const off = network("off", { dnsHostnames: false, dnsSupport: undefined });
    const made = resource(synthesize(one({ privateDns: "none" }, off)), VpcEndpoint, "endpoint");
    expect(made.private_dns_enabled).toBe(false);
    expect(made.lifecycle).toBeUndefined();
  });

  it("gives its own name for clients without private DNS", () => {
    const json = synthesize((stack) => {
      const endpoint = endpointsOf(stack).interface(AwsService.dynamodb, { privateDns: "none" });
      new TerraformOutput(stack, "url", { value: `https://${endpoint.dnsName}` });
      new TerraformOutput(stack, "id", { value: endpoint.vpcEndpointId });
    });
    expect(resource(json, VpcEndpoint, "endpoints_dynamodb-interface")).toMatchObject({
      service_name: "com.amazonaws.eu-central-1.dynamodb",
      vpc_endpoint_type: "Interface",
      private_dns_enabled: false,
    });
    const { url, id } = JSON.parse(json).output;
    expect(url.value).toBe(
      "https://${element(aws_vpc_endpoint.endpoints_dynamodb-interface.dns_entry, 0).dns_name}",
    );
    expect(id.value).toBe("${aws_vpc_endpoint.endpoints_dynamodb-interface.id}");
    // The gateway is not needed for it.
    expect(count(json, VpcEndpoint)).toBe(1);
  });

  it("of DynamoDB stands beside the gateway, which callers still take", () => {
    const get = {
      service: AwsService.dynamodb,
      actions: ["dynamodb:GetItem"],
      resources: ["arn:aws:dynamodb:eu-central-1:111122223333:table/t"],
    };
    const json = synthesize((stack) => {
      const endpoints = endpointsOf(stack);
      const onPremises = endpoints.interface(AwsService.dynamodb, { privateDns: "none" });
      endpoints.admit(caller(stack), get);
      allowConnection({ from: Addresses.cidrs("192.168.0.0/24"), to: onPremises.securityGroup, port: 443 });
    });
    expect(resource(json, VpcEndpoint, "endpoints_dynamodb").vpc_endpoint_type).toBe("Gateway");
    expect(connectionsIn(json)).toEqual({
      out: ["sg-caller -> endpoints_dynamodb 443"],
      into: ["192.168.0.0/24 -> endpoints_security-group 443"],
    });
  });

  it("of S3 serves inbound resolvers by default, and waits for the gateway, which it makes first", () => {
    const json = synthesize((stack) => void endpointsOf(stack).interface(AwsService.s3));
    expect(resource(json, VpcEndpoint, "endpoints_s3-interface")).toMatchObject({
      vpc_endpoint_type: "Interface",
      private_dns_enabled: true,
      dns_options: { dns_record_ip_type: "ipv4", private_dns_only_for_inbound_resolver_endpoint: true },
      depends_on: ["aws_vpc_endpoint.endpoints_s3"],
    });
    expect(resource(json, VpcEndpoint, "endpoints_s3").vpc_endpoint_type).toBe("Gateway");
  });

  it("of S3 with DNS for the VPC or for nobody says so", () => {
    const of = (privateDns: "VPC" | "none") =>
      resource(
        synthesize((stack) => void endpointsOf(stack).interface(AwsService.s3, { privateDns })),
        VpcEndpoint,
        "endpoints_s3-interface",
      );
    expect(of("VPC")).toMatchObject({
      private_dns_enabled: true,
      dns_options: { private_dns_only_for_inbound_resolver_endpoint: false },
    });
    expect(of("none").private_dns_enabled).toBe(false);
    expect(of("none").depends_on).toBeUndefined();
  });

  it("leaves DNS attributes of the VPC that only Terraform knows to a precondition", () => {
    const json = synthesize((stack) => {
      const on = (name: string) => new TerraformVariable(stack, name, { type: "bool" }).booleanValue;
      one({}, network("app", { dnsSupport: on("support"), dnsHostnames: on("hostnames") }))(stack);
    });
    const { precondition } = resource(json, VpcEndpoint, "endpoint").lifecycle;
    expect(precondition.map(({ condition }: { condition: string }) => condition)).toEqual([
      "${var.support}",
      "${var.hostnames}",
    ]);
    expect(precondition[1].error_message).toContain("network.dnsHostnames is something else. Allowed: true");
  });

  it("that is there already is the one that is asked for, with the same private DNS or without a word of it", () => {
    const json = synthesize((stack) => {
      const endpoints = endpointsOf(stack);
      const first = endpoints.interface(AwsService.sqs, { privateDns: "none" });
      expect(endpoints.interface(AwsService.sqs)).toBe(first);
      expect(endpoints.interface(AwsService.sqs, { privateDns: "none" })).toBe(first);
    });
    expect(count(json, VpcEndpoint)).toBe(1);
  });

  it("of a service outside the catalogue takes one line", () => {
    const json = synthesize((stack) => {
      const endpoints = endpointsOf(stack);
      endpoints.admit(caller(stack), {
        service: AwsService.of("inspector2"),
        actions: ["inspector2:ListFindings"],
        resources: ["*"],
      });
      endpoints.admit(caller(stack, "reports"), {
        service: AwsService.of("timestream.query-cell1", { ports: [8443], actionPrefixes: ["timestream"] }),
        actions: ["timestream:Select"],
        resources: ["*"],
      });
    });
    expect(resource(json, VpcEndpoint, "endpoints_inspector2")).toMatchObject({
      service_name: "com.amazonaws.eu-central-1.inspector2",
      vpc_endpoint_type: "Interface",
      private_dns_enabled: true,
    });
    expect(resource(json, VpcEndpoint, "endpoints_timestream-query-cell1").service_name).toBe(
      "com.amazonaws.eu-central-1.timestream.query-cell1",
    );
    expect(connectionsIn(json).into).toEqual([
      "sg-caller -> endpoints_security-group 443",
      "sg-reports -> endpoints_security-group 8443",
    ]);
  });

  it("of DynamoDB Streams, once made without private DNS, is what callers are led to", () => {
    const json = synthesize((stack) => {
      const endpoints = endpointsOf(stack);
      const made = endpoints.interface(AwsService.dynamodbStreams, { privateDns: "none" });
      const getRecords = { actions: ["dynamodb:GetRecords"], resources: ["*"] };
      const waits = endpoints.admit(caller(stack), { ...getRecords, service: AwsService.dynamodbStreams });
      expect(waits).toContain(made.resource);
    });
    expect(endpointsIn(json)["dynamodb-streams"]?.private_dns_enabled).toBe(false);
  });
});

describe("a gateway endpoint", () => {
  it("stands alone, with the routes of the subnets that it serves, each table once", () => {
    const json = synthesize((stack) => {
      const made = new GatewayEndpoint(stack, "endpoint", {
        service: AwsService.dynamodb,
        network: there,
        name: "tables",
      });
      made.serve(there.subnetGroup("task"));
      made.serve(there.subnetGroup("task"));
      new TerraformOutput(stack, "list", { value: made.prefixListId });
    });
    expect(resource(json, VpcEndpoint, "endpoint")).toEqual({
      vpc_id: "vpc-app",
      vpc_endpoint_type: "Gateway",
      service_name: "com.amazonaws.eu-central-1.dynamodb",
      route_table_ids: ["rtb-task-euc1-az1", "rtb-task-euc1-az3"],
      policy: JSON.stringify({ Version: "2012-10-17", Statement: FULL_ACCESS }),
      tags: { Name: "tables" },
    });
    expect(JSON.parse(json).output.list.value).toBe("${aws_vpc_endpoint.endpoint.prefix_list_id}");
  });

  it("is a route of the tables of a network that is made here", () => {
    const json = synthesize((stack) => {
      const network = made(stack);
      const securityGroup = new SecurityGroup(stack, "tasks", { network, description: "Tasks" });
      endpointsOf(stack, {}, network).admit({ subnets: network.subnetGroup("task"), securityGroup }, read);
    });
    expect(resource(json, VpcEndpoint, "endpoints_s3")).toMatchObject({
      vpc_id: "${aws_vpc.network.id}",
      route_table_ids: ["${aws_route_table.network_task_routes.id}"],
    });
  });
});

/** What is refused, by a title: how it is built, and the fault with its cure. */
type Refused = readonly [(stack: TestStack) => void, { input: string; [words: string]: unknown }];

const withNetwork =
  (attributes: Partial<NetworkAttributes>, build: (stack: TestStack, of: INetwork) => void) =>
  (stack: TestStack) =>
    build(stack, network("other", attributes));

const REFUSED: Record<string, Refused> = {
  "a second one in a VPC": [
    (stack) => {
      endpointsOf(stack);
      new VpcEndpoints(stack, "more", { name: "more", subnets: network().subnetGroup("task") });
    },
    {
      input: "subnets",
      told: "of a VPC whose endpoints are those of stack/endpoints",
      fix: "give every service of the network the same VpcEndpoints",
    },
  ],
  "one service that exists twice": [
    (stack) =>
      void endpointsOf(stack, {
        existing: ["pl-1", "pl-2"].map((list) => ExistingEndpoint.gateway(AwsService.s3, list)),
      }),
    { input: "existing", given: ["s3", "s3"], fix: "keep the endpoint that the callers should use" },
  ],
  "an existing gateway by something else than a prefix list": [
    (stack) =>
      void endpointsOf(stack, { existing: [ExistingEndpoint.gateway(AwsService.s3, "vpce-1")] }).admit(
        caller(stack),
        read,
      ),
    {
      input: "existing.prefixListId",
      given: "vpce-1",
      fix: "list them with: aws ec2 describe-managed-prefix-lists",
    },
  ],
  "an existing gateway of a service that has none": [
    (stack) => void endpointsOf(stack, { existing: [ExistingEndpoint.gateway(AwsService.sqs, "pl-1")] }),
    {
      input: "existing",
      told: "an endpoint of sqs of type Gateway",
      allowed: "for sqs one of type Interface",
      fix: "use ExistingEndpoint.interface",
    },
  ],
  "an existing interface of a service that has none": [
    (stack) => {
      const service = AwsService.of("s3express", { kinds: ["Gateway"] });
      endpointsOf(stack, { existing: [ExistingEndpoint.interface(service, Addresses.cidrs("10.0.0.0/26"))] });
    },
    {
      input: "existing",
      told: "an endpoint of s3express of type Interface",
      allowed: "for s3express one of type Gateway",
      fix: "use ExistingEndpoint.gateway",
    },
  ],
  "another private DNS than an endpoint was made with": [
    (stack) => {
      const endpoints = endpointsOf(stack);
      endpoints.admit(caller(stack), receive);
      endpoints.interface(AwsService.sqs, { privateDns: "none" });
    },
    {
      input: "privateDns",
      given: "none",
      allowed: '"VPC", with which the endpoint of sqs was made when it was first needed',
      fix: "ask for the endpoint before anything is granted that leads to it",
    },
  ],
  "a caller in another VPC": [
    (stack) => void endpointsOf(stack).admit(caller(stack, "caller", network("other")), receive),
    {
      input: "endpoints",
      told: "those of another VPC, stack/endpoints",
      fix: "make VpcEndpoints for its own network",
    },
  ],
  "a gateway for subnets of which only the ids are known": [
    withNetwork({ subnetGroups: { task: ["subnet-1", "subnet-2"], endpoint: ["subnet-3"] } }, (stack, of) => {
      endpointsOf(stack, {}, of).admit(caller(stack, "caller", of), read);
    }),
    {
      input: "subnets",
      told: "a group of which only the ids are known",
      fix: "describe each subnet as { subnetId, zone, routeTableId }, from: aws ec2 describe-route-tables",
    },
  ],
  "a gateway for a subnet without its route table": [
    withNetwork(
      {
        subnetGroups: {
          endpoint: [],
          task: [
            { subnetId: "subnet-1", zone: "euc1-az1", routeTableId: "rtb-1" },
            { subnetId: "subnet-2", zone: "euc1-az2" },
          ],
        },
      },
      (stack, of) => void endpointsOf(stack, {}, of).admit(caller(stack, "caller", of), read),
    ),
    {
      input: "subnets",
      told: "subnets of which subnet-2 has no routeTableId",
      fix: "describe each subnet as { subnetId, zone, routeTableId }, from: aws ec2 describe-route-tables",
    },
  ],
  "a gateway to a service that has none": [
    (stack) => void endpointsOf(stack).gateway(AwsService.sqs),
    { input: "service", given: "sqs", fix: "use an interface endpoint" },
  ],
  "an interface to a service that has none": [
    (stack) => void endpointsOf(stack).interface(AwsService.of("s3express", { kinds: ["Gateway"] })),
    { input: "service", given: "s3express", fix: "use its gateway endpoint" },
  ],
  "private DNS for DynamoDB": [
    (stack) => void endpointsOf(stack).interface(AwsService.dynamodb),
    {
      input: "privateDns",
      given: "VPC",
      allowed:
        '"none", since dynamodb has no private DNS: the endpoint serves only clients that are given its URL',
      fix: `set privateDns to "none" and give clients the endpoint's dnsName; or use the gateway endpoint, which needs neither and costs nothing`,
    },
  ],
  "a way to DynamoDB Streams, which has no private DNS": [
    (stack) =>
      void endpointsOf(stack).admit(caller(stack), {
        service: AwsService.dynamodbStreams,
        actions: ["dynamodb:GetRecords"],
        resources: ["*"],
      }),
    {
      input: "service",
      given: "dynamodb-streams",
      allowed: "a service with private DNS, or one whose endpoint was made without on purpose",
      fix: 'make it first, interface(service, { privateDns: "none" }), and give clients its dnsName as the URL of dynamodb-streams',
    },
  ],
  "DNS for inbound resolvers but of S3": [
    (stack) => void endpointsOf(stack).interface(AwsService.sqs, { privateDns: "inbound resolver" }),
    { input: "privateDns", given: "inbound resolver", fix: 'set it to "VPC"' },
  ],
  "two subnets in a zone": [
    withNetwork(
      {
        subnetGroups: {
          endpoint: [
            { subnetId: "subnet-1", zone: "euc1-az1" },
            { subnetId: "subnet-2", zone: "euc1-az1" },
          ],
        },
      },
      (stack, of) => void endpointsOf(stack, {}, of).interface(AwsService.sqs),
    ),
    { input: "subnets", told: "more than one in euc1-az1", fix: "keep one of the subnets in euc1-az1" },
  ],
  "a VPC without DNS support": [
    withNetwork(
      { dnsSupport: false },
      (stack, of) => void endpointsOf(stack, {}, of).interface(AwsService.sqs),
    ),
    { input: "network.dnsSupport", given: false },
  ],
  "a VPC without DNS names": [
    withNetwork(
      { dnsHostnames: false },
      (stack, of) => void endpointsOf(stack, {}, of).interface(AwsService.sqs),
    ),
    { input: "network.dnsHostnames", given: false },
  ],
  "a VPC without DNS names, for inbound resolvers too": [
    withNetwork(
      { dnsHostnames: false },
      (stack, of) => void endpointsOf(stack, {}, of).interface(AwsService.s3),
    ),
    { input: "network.dnsHostnames", given: false },
  ],
  "a VPC of whose DNS nothing is known": [
    withNetwork(
      { dnsHostnames: undefined },
      (stack, of) => void endpointsOf(stack, {}, of).interface(AwsService.sqs),
    ),
    { input: "network.dnsHostnames", given: undefined },
  ],
};

describe("refused is", () => {
  it.each(Object.entries(REFUSED))("%s", (_, [build, fault]) => {
    expect(refusalOf(build).faults).toEqual([expect.objectContaining(fault)]);
  });

  // InterfaceEndpoint knows "VPC", "inbound resolver" and "none", but no `false`.
  it("a VPC without DNS, with a cure that the endpoint knows", () => {
    const [build] = REFUSED["a VPC without DNS names"] as Refused;
    expect(refusalOf(build).message).not.toContain("set privateDns to false");
  });
});
