import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { TerraformOutput, TerraformVariable } from "cdktf";
import fc from "fast-check";
import {
  type ApplicationListenerProps,
  ApplicationLoadBalancer,
  ApplicationProtocol,
  type ExistingProtocol,
  HealthCheck,
  NetworkListener,
  type NetworkListenerProps,
  NetworkLoadBalancer,
  NetworkProtocol,
} from "../../modules/load-balancer";
import { replaceableNamePrefix } from "../../modules/load-balancer/name-prefix";
import { type INetwork, PrivateNetwork } from "../../modules/network";
import { allowConnection } from "../../modules/security";
import { existingGroup, network } from "../lattice/fixtures";
import {
  type Arguments,
  count,
  refusalOf,
  resource,
  resources,
  synthesize,
  type TestStack,
} from "../synthesis";
import { BALANCER_ARN, CERTIFICATE, existingBalancer, LISTENER_ARN, target, tls } from "./fixtures";

const there = network("there");

const networkLoadBalancer = (stack: TestStack, of: INetwork = there) =>
  new NetworkLoadBalancer(stack, "balancer", { name: "orders", subnets: of.subnetGroup("main") });

const listening = (props: Partial<NetworkListenerProps> = {}) =>
  synthesize((stack) => {
    networkLoadBalancer(stack).listen("http", { target: target(stack, there), ...props });
  });

const notListening = (props: Partial<NetworkListenerProps> = {}) =>
  refusalOf((stack) => {
    networkLoadBalancer(stack).listen("http", { target: target(stack, there), ...props });
  });

/** Connections that the rules of both sides allow. */
function connections(json: string): string[] {
  const of = (type: { tfResourceType: string }) => Object.values(resources(json, type));
  const link = (rule: Arguments, from: string, to: string) =>
    `${from} -> ${to} ${rule.ip_protocol} ${rule.from_port}-${rule.to_port}`;
  const out = of(VpcSecurityGroupEgressRule).map((rule) =>
    link(rule, rule.security_group_id, rule.referenced_security_group_id),
  );
  const into = of(VpcSecurityGroupIngressRule).map((rule) =>
    link(rule, rule.referenced_security_group_id, rule.security_group_id),
  );
  expect([...out].sort()).toEqual([...into].sort());
  return out.sort();
}

const BALANCER_GROUP = "${aws_security_group.balancer_security-group.id}";

describe("a Network Load Balancer", () => {
  it("is internal, over all zones, with a security group from the start that PrivateLink traffic passes by", () => {
    const json = synthesize((stack) => void networkLoadBalancer(stack));
    expect(resource(json, Lb, "balancer")).toEqual({
      name_prefix: "order-",
      load_balancer_type: "network",
      internal: true,
      ip_address_type: "ipv4",
      subnets: ["subnet-there-euc1-az1", "subnet-there-euc1-az3"],
      security_groups: [BALANCER_GROUP],
      enforce_security_group_inbound_rules_on_private_link_traffic: "off",
      enable_cross_zone_load_balancing: true,
      enable_deletion_protection: false,
      tags: { Name: "orders" },
      lifecycle: { create_before_destroy: true },
    });
    expect(resource(json, SecurityGroup, "balancer_security-group").vpc_id).toBe("vpc-there");
    expect(count(json, VpcSecurityGroupIngressRule) + count(json, VpcSecurityGroupEgressRule)).toBe(0);
  });

  it("is opened to clients of the VPC by allowConnection", () => {
    const json = synthesize((stack) => {
      const balancer = networkLoadBalancer(stack);
      const { port } = balancer.listen("http", { target: target(stack, there) });
      allowConnection({ from: existingGroup(stack, "clients", there), to: balancer.securityGroup, port });
    });
    expect(connections(json)).toContain(`sg-clients -> ${BALANCER_GROUP} tcp 80-80`);
  });

  it("is refused in a single zone, unless that is accepted, and with a name that AWS does not take", () => {
    const single = network("single", { subnets: [{ subnetId: "subnet-1", zone: "euc1-az1" }] });
    const build = (allowSingleZone: boolean) => (stack: TestStack) =>
      void new NetworkLoadBalancer(stack, "balancer", {
        name: "orders_service",
        subnets: single.subnetGroup("main"),
        allowSingleZone,
      });
    expect(refusalOf(build(false)).faults.map(({ input }) => input)).toEqual(["name", "subnets"]);
    expect(refusalOf(build(true)).faults.map(({ input }) => input)).toEqual(["name"]);
  });

  it("has names with room for a replacement, whatever it is called", () => {
    const prefixOf = (name: string) =>
      resource(
        synthesize((stack) => {
          new NetworkLoadBalancer(stack, "balancer", { name, subnets: there.subnetGroup("main") });
        }),
        Lb,
        "balancer",
      ).name_prefix;
    expect(["o", "or-ders", "orde-rs"].map(prefixOf)).toEqual(["o-", "or-de-", "orde-"]);
  });
});

describe("the beginning of a name", () => {
  /** What the provider takes, for load balancers and target groups: internal/service/elbv2/validate.go */
  const taken = /^(?!-|internal-)[0-9A-Za-z-]{1,6}$/;
  const character = fc.constantFrom(
    ..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-_-_-".split(""),
  );
  const serviceName = fc.string({ unit: character, minLength: 1, maxLength: 255 });

  it("is one that the provider takes, whatever a service may be called", () => {
    fc.assert(
      fc.property(serviceName, (name) => {
        const prefix = replaceableNamePrefix(name);
        expect(prefix).toMatch(taken);
        expect(prefix).toMatch(/[^-]-$/);
      }),
      { examples: [["My_orders"], ["_"], ["-"], ["internal-orders"], ["a____b"], ["-_a"]] },
    );
  });

  it("is that of the name, as far as it can be", () => {
    expect(["My_orders", "orders", "__a", "_-_"].map(replaceableNamePrefix)).toEqual([
      "My-or-",
      "order-",
      "a-",
      "lb-",
    ]);
    const json = synthesize((stack) => {
      networkLoadBalancer(stack).listen("http", { target: target(stack, there, "My_orders") });
    });
    const group = resource(json, LbTargetGroup, "balancer_http_target-group");
    expect([group.name_prefix, group.tags]).toEqual(["My-or-", { Name: "orders-My_orders" }]);
  });
});

describe("a listener of a Network Load Balancer", () => {
  it("leads port 80 to the target's port, on every address of the target", () => {
    const json = listening();
    expect(resource(json, LbListener, "balancer_http")).toMatchObject({
      load_balancer_arn: "${aws_lb.balancer.arn}",
      protocol: "TCP",
      port: 80,
      default_action: [
        { type: "forward", target_group_arn: "${aws_lb_target_group.balancer_http_target-group.arn}" },
      ],
    });
    expect(Object.keys(resource(json, LbListener, "balancer_http"))).not.toContain("certificate_arn");
    expect(resource(json, LbTargetGroup, "balancer_http_target-group")).toMatchObject({
      name_prefix: "order-",
      target_type: "ip",
      protocol: "TCP",
      port: 8000,
      vpc_id: "vpc-there",
      deregistration_delay: "60",
      preserve_client_ip: "false",
      health_check: { protocol: "TCP", port: "traffic-port", interval: 10, timeout: 5 },
    });
    expect(connections(json)).toEqual([`${BALANCER_GROUP} -> sg-orders-tasks tcp 8000-8000`]);
  });

  it("is replaced first, with a target group of its own, when the load balancer is", () => {
    const json = listening();
    expect(resource(json, LbListener, "balancer_http").lifecycle).toEqual({ create_before_destroy: true });
    expect(resource(json, LbTargetGroup, "balancer_http_target-group").lifecycle).toEqual({
      create_before_destroy: true,
      replace_triggered_by: ["aws_lb.balancer.arn"],
    });
  });

  it("makes the target register, but not before there is a listener", () => {
    const json = synthesize((stack) => {
      const tasks = target(stack, there);
      const { targetGroupArn } = networkLoadBalancer(stack).listen("http", { target: tasks });
      expect(tasks.registrations).toEqual([{ targetGroupArn, listeners: ["aws_lb_listener.balancer_http"] }]);
      new TerraformOutput(stack, "target-group", { value: targetGroupArn });
    });
    expect(JSON.parse(json).output["target-group"].value).toBe(
      "${aws_lb_target_group.balancer_http_target-group.arn}",
    );
  });

  it("checks an HTTP path, on a port of its own that both security groups admit", () => {
    const json = listening({
      healthCheck: HealthCheck.http("/health", { port: 9000, successCodes: "200", intervalInSeconds: 30 }),
    });
    expect(resource(json, LbTargetGroup, "balancer_http_target-group").health_check).toEqual({
      enabled: true,
      protocol: "HTTP",
      path: "/health",
      matcher: "200",
      port: "9000",
      interval: 30,
      timeout: 5,
      healthy_threshold: 3,
      unhealthy_threshold: 3,
    });
    expect(connections(json)).toEqual([
      `${BALANCER_GROUP} -> sg-orders-tasks tcp 8000-8000`,
      `${BALANCER_GROUP} -> sg-orders-tasks tcp 9000-9000`,
    ]);
  });

  it("ends TLS with a certificate, and is then reached by the certificate's name", () => {
    const json = synthesize((stack) => {
      const listener = networkLoadBalancer(stack).listen("https", {
        target: target(stack, there),
        protocol: NetworkProtocol.tls(tls),
      });
      expect([listener.scheme, listener.port, listener.hostName]).toEqual([
        "https",
        443,
        "orders.example.com",
      ]);
    });
    expect(resource(json, LbListener, "balancer_https")).toMatchObject({
      protocol: "TLS",
      port: 443,
      certificate_arn: CERTIFICATE,
      ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    });
    // TLS ends at the load balancer, so the tasks speak none.
    expect(resource(json, LbTargetGroup, "balancer_https_target-group").protocol).toBe("TCP");
  });

  it("without TLS is reached by the load balancer's name", () => {
    synthesize((stack) => {
      const balancer = networkLoadBalancer(stack);
      const listener = balancer.listen("http", { target: target(stack, there) });
      expect([listener.scheme, listener.port, listener.hostName]).toEqual(["http", 80, balancer.dnsName]);
    });
  });

  it("is refused for a port, a delay and a health check that AWS does not take, all at once", () => {
    const refusal = notListening({
      protocol: NetworkProtocol.tcp(0),
      deregistrationDelayInSeconds: 3601,
      healthCheck: HealthCheck.http("health", { port: 70000, intervalInSeconds: 5, successCodes: "ok" }),
    });
    expect(refusal.faults.map(({ input }) => input)).toEqual([
      "protocol.port",
      "healthCheck.port",
      "healthCheck.intervalInSeconds",
      "healthCheck.path",
      "healthCheck.successCodes",
      "deregistrationDelayInSeconds",
    ]);
  });

  it.each([
    ["certificate of another Region", { certificateArn: CERTIFICATE.replace("eu-central-1", "us-east-1") }],
    ["certificate's name with a scheme", { serverName: "https://orders.example.com" }],
    ["policy that takes TLS 1.0", { sslPolicy: "ELBSecurityPolicy-2016-08" }],
  ])("is refused for a %s", (_, wrong) => {
    const [fault] = notListening({ protocol: NetworkProtocol.tls({ ...tls, ...wrong }) }).faults;
    expect(fault?.input).toBe(`protocol.${Object.keys(wrong)[0]}`);
  });

  it("is refused for a port that another one listens on", () => {
    const refusal = refusalOf((stack) => {
      const balancer = networkLoadBalancer(stack);
      balancer.listen("one", { target: target(stack, there) });
      balancer.listen("two", { target: target(stack, there, "other") });
    });
    expect(refusal.message).toContain(
      "protocol.port is 80. Allowed: a port that stack/balancer/one does not",
    );
  });

  it("is refused for a target in another VPC", () => {
    const refusal = refusalOf((stack) => {
      networkLoadBalancer(stack).listen("http", { target: target(stack, network("elsewhere")) });
    });
    expect(refusal.message).toContain("target.subnets is in another VPC than the load balancer");
  });

  it("is refused for a target in a zone that the load balancer is not in, where zones can be compared", () => {
    const inZones = (...zones: string[]) =>
      network("there", { subnets: zones.map((zone) => ({ subnetId: `subnet-${zone}`, zone })) });
    const build = (of: INetwork) => (stack: TestStack) =>
      void networkLoadBalancer(stack).listen("http", { target: target(stack, of) });
    expect(refusalOf(build(inZones("euc1-az1", "euc1-az2"))).message).toContain(
      "target.subnets is also in euc1-az2. Allowed: zones that the load balancer has too (euc1-az1, euc1-az3)",
    );
    expect(count(synthesize(build(inZones("euc1-az1"))), LbListener)).toBe(1);
    expect(count(synthesize(build(inZones("eu-central-1a", "eu-central-1b"))), LbListener)).toBe(1);
  });

  it("lets Terraform decide whether a target is in the load balancer's VPC, where only it knows", () => {
    const json = synthesize((stack) => {
      const vpcId = new TerraformVariable(stack, "vpc", { type: "string" }).stringValue;
      const subnets = ["euc1-az1", "euc1-az3"].map((zone) => ({ subnetId: `subnet-${zone}`, zone }));
      const told = PrivateNetwork.fromAttributes({
        vpcId,
        region: "eu-central-1",
        cidrBlocks: ["10.0.0.0/16"],
        subnetGroups: { main: subnets },
      });
      networkLoadBalancer(stack).listen("http", { target: target(stack, told) });
    });
    const [only] = resource(json, LbTargetGroup, "balancer_http_target-group").lifecycle.precondition;
    expect(only).toEqual({
      condition: '${(var.vpc == "vpc-there")}',
      error_message: expect.stringContaining("target.subnets is in another VPC than the load balancer"),
    });
  });

  it("is refused where there is no IPv4, like its load balancer", () => {
    const subnets = ["euc1-az1", "euc1-az3"].map((zone) => {
      return { subnetId: `subnet-${zone}`, zone, addressFamily: "ipv6" as const };
    });
    const ipv6 = network("there", { subnets });
    const tasks = refusalOf((stack) => {
      networkLoadBalancer(stack).listen("http", { target: target(stack, ipv6) });
    });
    expect(tasks.message).toContain("target.subnets is without IPv4 in euc1-az1, euc1-az3");
    expect(refusalOf((stack) => void networkLoadBalancer(stack, ipv6)).message).toContain(
      "subnets is without",
    );
  });

  it("leaves what only Terraform knows to preconditions with the same words", () => {
    const json = synthesize((stack) => {
      const number = (name: string) => new TerraformVariable(stack, name, { type: "number" }).numberValue;
      networkLoadBalancer(stack).listen("http", {
        target: target(stack, there),
        protocol: NetworkProtocol.tcp(number("port")),
        deregistrationDelayInSeconds: number("delay"),
      });
    });
    const { precondition } = resource(json, LbTargetGroup, "balancer_http_target-group").lifecycle;
    const messages = precondition.map((each: Arguments) => each.error_message);
    const [, delay] = notListening({
      protocol: NetworkProtocol.tcp(0),
      deregistrationDelayInSeconds: -1,
    }).faults;
    expect(messages).toHaveLength(2);
    expect(messages[1]).toContain(`Allowed: ${delay?.allowed}. Fix: ${delay?.fix}.`);
    expect(resource(json, LbTargetGroup, "balancer_http_target-group").deregistration_delay).toBe(
      "${var.delay}",
    );
  });
});

describe("a Network Load Balancer that exists", () => {
  it("is described without a resource, with listeners that are reached by its name or their certificate's", () => {
    const json = synthesize((stack) => {
      const loadBalancer = existingBalancer(stack, there);
      const of = (protocol: ExistingProtocol) =>
        NetworkListener.fromAttributes({ loadBalancer, listenerArn: LISTENER_ARN, protocol });
      expect(of({ name: "TCP", port: 8080 })).toMatchObject({
        kind: "network",
        port: 8080,
        scheme: "http",
        hostName: loadBalancer.dnsName,
      });
      expect(of({ name: "TLS", port: 443, serverName: "orders.example.com" })).toMatchObject({
        port: 443,
        scheme: "https",
        hostName: "orders.example.com",
      });
    });
    expect(JSON.parse(json).resource).toBeUndefined();
  });

  it("is refused for the ARN of another kind, and a listener for a port and a name that are none", () => {
    const application = BALANCER_ARN.replace("/net/", "/app/");
    const wrongKind = refusalOf((stack) => void existingBalancer(stack, there, application));
    expect(wrongKind.faults.map(({ input, given }) => [input, given])).toEqual([
      ["loadBalancerArn", application],
    ]);
    const listener = refusalOf((stack) => {
      const protocol = { name: "TLS", port: 0, serverName: "https://orders.example.com" } as const;
      NetworkListener.fromAttributes({
        loadBalancer: existingBalancer(stack, there),
        listenerArn: LISTENER_ARN,
        protocol,
      });
    });
    expect(listener.faults.map(({ input }) => input)).toEqual(["protocol.port", "protocol.serverName"]);
  });
});

describe("an Application Load Balancer", () => {
  const listeningTo = (props: Pick<ApplicationListenerProps, "protocol">) =>
    synthesize((stack) => {
      const balancer = new ApplicationLoadBalancer(stack, "balancer", {
        name: "orders",
        subnets: there.subnetGroup("main"),
        deletionProtection: true,
      });
      balancer.listen("port", {
        target: target(stack, there),
        healthCheck: HealthCheck.http("/health"),
        ...props,
      });
    });

  it("is internal and drops invalid headers", () => {
    const balancer = resource(listeningTo({ protocol: ApplicationProtocol.https(tls) }), Lb, "balancer");
    expect(balancer).toMatchObject({
      load_balancer_type: "application",
      internal: true,
      drop_invalid_header_fields: true,
      enable_deletion_protection: true,
      security_groups: [BALANCER_GROUP],
    });
    // Only a Network Load Balancer takes it.
    expect(Object.keys(balancer)).not.toContain(
      "enforce_security_group_inbound_rules_on_private_link_traffic",
    );
  });

  it.each([
    ["HTTPS", ApplicationProtocol.https(tls), { port: 443, certificate_arn: CERTIFICATE }],
    ["HTTP", ApplicationProtocol.http(8080), { port: 8080 }],
  ])("leads %s to the target, whose health it asks for by HTTP", (protocol, choice, expected) => {
    const json = listeningTo({ protocol: choice });
    expect(resource(json, LbListener, "balancer_port")).toMatchObject({ protocol, ...expected });
    const group = resource(json, LbTargetGroup, "balancer_port_target-group");
    expect(group).toMatchObject({
      protocol: "HTTP",
      target_type: "ip",
      port: 8000,
      health_check: { protocol: "HTTP", path: "/health", matcher: "200-399" },
    });
    expect(Object.keys(group)).not.toContain("preserve_client_ip");
    expect(connections(json)).toEqual([`${BALANCER_GROUP} -> sg-orders-tasks tcp 8000-8000`]);
  });

  it("is refused in a single zone, which AWS does not take", () => {
    const single = network("single", { subnets: [{ subnetId: "subnet-1", zone: "euc1-az1" }] });
    const refusal = refusalOf((stack) => {
      new ApplicationLoadBalancer(stack, "balancer", { name: "orders", subnets: single.subnetGroup("main") });
    });
    expect(refusal.faults.map(({ input }) => input)).toEqual(["subnets"]);
  });
});
