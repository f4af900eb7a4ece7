import { readJson } from "../../../review/read/inputs";
import type { JsonObject } from "../../../review/read/json";
import { review } from "../../../review/review";
import { and, type Resources, rule } from "../network/terraform";

const vpc = (name: string) => ({ vpc_id: `\${aws_vpc.${name}.id}` });
const subnet = (name: string, cidr_block: string, availability_zone_id: string) => ({
  ...vpc(name),
  cidr_block,
  availability_zone_id,
});
const to = (name: string) => ({ referenced_security_group_id: `\${aws_security_group.${name}.id}` });
const on80 = (owner: string, more: JsonObject) => rule(owner, { from_port: 80, to_port: 80, ...more });

/** A function in one VPC, and in another one an instance behind a load balancer that is offered as a service. */
const WORKING: Resources = {
  aws_vpc: { app: { cidr_block: "10.1.0.0/16" }, shop: { cidr_block: "10.2.0.0/16" } },
  aws_subnet: {
    app: subnet("app", "10.1.1.0/24", "euc1-az1"),
    shop: subnet("shop", "10.2.1.0/24", "euc1-az1"),
  },
  aws_security_group: { app: vpc("app"), door: vpc("app"), web: vpc("shop") },
  aws_lambda_function: {
    report: {
      function_name: "report",
      role: "arn:aws:iam::111122223333:role/app",
      vpc_config: {
        subnet_ids: ["${aws_subnet.app.id}"],
        security_group_ids: ["${aws_security_group.app.id}"],
      },
    },
  },
  aws_vpc_endpoint: {
    shop: {
      ...vpc("app"),
      vpc_endpoint_type: "Interface",
      service_name: "${aws_vpc_endpoint_service.shop.service_name}",
      subnet_ids: ["${aws_subnet.app.id}"],
      security_group_ids: ["${aws_security_group.door.id}"],
    },
  },
  aws_vpc_endpoint_service: {
    shop: { acceptance_required: false, network_load_balancer_arns: ["${aws_lb.shop.arn}"] },
  },
  aws_lb: {
    shop: { name: "shop", internal: true, load_balancer_type: "network", subnets: ["${aws_subnet.shop.id}"] },
  },
  aws_lb_target_group: { web: { ...vpc("shop"), port: 80, protocol: "TCP", target_type: "instance" } },
  aws_lb_listener: {
    shop: {
      load_balancer_arn: "${aws_lb.shop.arn}",
      port: 80,
      protocol: "TCP",
      default_action: { type: "forward", target_group_arn: "${aws_lb_target_group.web.arn}" },
    },
  },
  aws_lb_target_group_attachment: {
    web: {
      target_group_arn: "${aws_lb_target_group.web.arn}",
      target_id: "${aws_instance.web.id}",
      port: 80,
    },
  },
  aws_instance: {
    web: { subnet_id: "${aws_subnet.shop.id}", vpc_security_group_ids: ["${aws_security_group.web.id}"] },
  },
  aws_vpc_security_group_egress_rule: { app: on80("app", to("door")) },
  aws_vpc_security_group_ingress_rule: {
    door: on80("door", to("app")),
    web: on80("web", { cidr_ipv4: "10.2.1.0/24" }),
  },
};

const ENFORCE = "enforce_security_group_inbound_rules_on_private_link_traffic";
const PATH = "aws_security_group.app -> aws_instance.web:80";

function reviewed(resource: Resources, regions: JsonObject[] = [{ region: "eu-central-1" }]) {
  const json = { resource, provider: { aws: regions }, variable: { given: {} } } as JsonObject;
  return review(readJson("cdk.tf.json", json));
}
const verdicts = (resource: Resources) =>
  reviewed(resource).paths.map(({ id, verdict }) => `${verdict} ${id}`);
const without = (resources: Resources, ...types: string[]): Resources =>
  Object.fromEntries(Object.entries(resources).filter(([type]) => !types.includes(type)));
/** Arguments of a resource in place of its own. */
const edit = (type: string, name: string, more: JsonObject, base = WORKING): Resources =>
  and(base, { [type]: { [name]: { ...base[type]?.[name], ...more } } });
const withGroup = (more: JsonObject, ...rules: [string, JsonObject][]): Resources =>
  and(edit("aws_lb", "shop", { security_groups: ["${aws_security_group.balancer.id}"], ...more }), {
    aws_security_group: { balancer: vpc("shop") },
    aws_vpc_security_group_egress_rule: { balancer: on80("balancer", { cidr_ipv4: "0.0.0.0/0" }) },
    aws_vpc_security_group_ingress_rule: Object.fromEntries(rules),
  });

test("a client reaches a target behind an endpoint service", () => {
  expect(verdicts(WORKING)).toEqual([`PROVEN ${PATH}`]);
});

describe("works", () => {
  const accepter = {
    aws_vpc_endpoint_connection_accepter: {
      shop: {
        vpc_endpoint_service_id: "${aws_vpc_endpoint_service.shop.id}",
        vpc_endpoint_id: "${aws_vpc_endpoint.shop.id}",
      },
    },
  };
  const required = edit("aws_vpc_endpoint_service", "shop", { acceptance_required: true });
  test.each<[string, Resources]>([
    ["accepted by a resource", and(required, accepter)],
    ["accepted by itself", edit("aws_vpc_endpoint", "shop", { auto_accept: true }, required)],
    ["a load balancer with a group that enforces nothing", withGroup({ [ENFORCE]: "off" })],
    [
      "a load balancer that admits the addresses of clients",
      withGroup({}, ["balancer", on80("balancer", { cidr_ipv4: "10.1.0.0/16" })]),
    ],
    [
      "a second listener that nobody is let through to",
      and(WORKING, {
        aws_lb_listener: { other: { ...WORKING.aws_lb_listener?.shop, port: 8443 } },
      }),
    ],
    [
      "a private name that is verified",
      and(
        and(
          edit(
            "aws_vpc_endpoint_service",
            "shop",
            { private_dns_name: "shop.example.com" },
            edit("aws_vpc_endpoint", "shop", { private_dns_enabled: true }),
          ),
          {
            aws_vpc_endpoint_service_private_dns_verification: {
              shop: { service_id: "${aws_vpc_endpoint_service.shop.id}" },
            },
          },
        ),
        { aws_vpc: { app: { cidr_block: "10.1.0.0/16", enable_dns_hostnames: true } } },
      ),
    ],
    [
      "a name that is known",
      edit(
        "aws_vpc_endpoint",
        "shop",
        { service_name: "com.amazonaws.vpce.eu-central-1.vpce-svc-0123" },
        edit("aws_vpc_endpoint_service", "shop", {
          service_name: "com.amazonaws.vpce.eu-central-1.vpce-svc-0123",
        }),
      ),
    ],
  ])("%s", (_, resources) => {
    const { paths, findings } = reviewed(resources);
    expect(findings.filter(({ verdict }) => verdict !== "PROVEN")).toEqual([]);
    expect(paths.map(({ id, verdict }) => `${verdict} ${id}`)).toEqual([`PROVEN ${PATH}`]);
  });
});

describe("is broken", () => {
  test.each<[string, string, string, Resources]>([
    [
      "SG-01",
      "aws_security_group.door",
      "an endpoint that does not admit the client",
      ingress("door", undefined),
    ],
    [
      "SG-01",
      "aws_security_group.web",
      "a target that admits the client and not the load balancer",
      ingress("web", { cidr_ipv4: "10.1.0.0/16" }),
    ],
    [
      "EPS-03",
      "aws_vpc_endpoint.shop",
      "no zone in common",
      edit("aws_subnet", "app", { availability_zone_id: "euc1-az2" }),
    ],
    [
      "EPS-04",
      "aws_lb.shop",
      "a load balancer that admits its own VPC",
      withGroup({}, ["balancer", on80("balancer", { cidr_ipv4: "10.2.0.0/16" })]),
    ],
    [
      "EPS-04",
      "aws_lb.shop",
      "a load balancer that admits the group of the client",
      withGroup({}, ["balancer", on80("balancer", to("app"))]),
    ],
    [
      "EPS-05",
      "aws_vpc_endpoint.shop",
      "a service of another Region",
      edit("aws_vpc_endpoint_service", "shop", { region: "eu-west-1" }),
    ],
    [
      "EPS-06",
      "aws_vpc_endpoint.shop",
      "private DNS of a service without a name",
      edit("aws_vpc_endpoint", "shop", { private_dns_enabled: true }),
    ],
    [
      "EPS-07",
      "aws_vpc_endpoint_service.shop",
      "an application load balancer",
      edit("aws_lb", "shop", { load_balancer_type: "application" }),
    ],
    ["EPS-08", "aws_vpc_endpoint.shop", "an endpoint without a type", without2("vpc_endpoint_type")],
  ])("%s at %s: %s", (id, address, _, resources) => {
    const { findings, paths } = reviewed(resources);
    const broken = findings.filter(({ verdict }) => verdict === "BROKEN");
    expect(broken.map((one) => `${one.rule} ${one.address}`)).toContain(`${id} ${address}`);
    expect(paths.find((path) => path.to === "aws_instance.web")?.verdict).toBe("BROKEN");
  });

  function without2(argument: string): Resources {
    const { [argument]: _, ...rest } = WORKING.aws_vpc_endpoint?.shop ?? {};
    return { ...WORKING, aws_vpc_endpoint: { shop: rest } };
  }
  function ingress(name: string, more: JsonObject | undefined): Resources {
    const { [name]: _, ...rest } = WORKING.aws_vpc_security_group_ingress_rule ?? {};
    return {
      ...WORKING,
      aws_vpc_security_group_ingress_rule: more ? { ...rest, [name]: on80(name, more) } : rest,
    };
  }
});

describe("is not known", () => {
  test.each<[string, string, Resources]>([
    ["EPS-01", "who accepts", edit("aws_vpc_endpoint_service", "shop", { acceptance_required: true })],
    [
      "EPS-01",
      "whether acceptance is required",
      edit("aws_vpc_endpoint_service", "shop", { acceptance_required: "${var.given}" }),
    ],
    ["EPS-04", "whether rules are enforced", withGroup({ [ENFORCE]: "${var.given}" })],
    [
      "EPS-06",
      "whether the name is verified",
      edit(
        "aws_vpc_endpoint_service",
        "shop",
        { private_dns_name: "shop.example.com" },
        edit("aws_vpc_endpoint", "shop", { private_dns_enabled: true }, dns()),
      ),
    ],
    [
      "EPS-07",
      "the load balancer",
      edit("aws_vpc_endpoint_service", "shop", {
        network_load_balancer_arns: [
          "arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/net/x/1",
        ],
      }),
    ],
  ])("%s: %s", (id, _, resources) => {
    const { findings } = reviewed(resources);
    expect(findings.filter(({ verdict }) => verdict === "BROKEN")).toEqual([]);
    expect(findings.filter(({ verdict }) => verdict === "UNKNOWN").map((one) => one.rule)).toContain(id);
  });

  function dns(): Resources {
    return and(WORKING, { aws_vpc: { app: { cidr_block: "10.1.0.0/16", enable_dns_hostnames: true } } });
  }

  test("zones by name, where another account is allowed", () => {
    const named = (name: string, zone: string) => {
      const { availability_zone_id: _, ...rest } = WORKING.aws_subnet?.[name] ?? {};
      return { ...rest, availability_zone: zone };
    };
    const apart = {
      ...WORKING,
      aws_subnet: { app: named("app", "eu-central-1a"), shop: named("shop", "eu-central-1b") },
    };
    expect(verdicts(apart)).toEqual([`BROKEN ${PATH}`]);
    const principals = { allowed_principals: ["arn:aws:iam::444455556666:root"] };
    expect(verdicts(edit("aws_vpc_endpoint_service", "shop", principals, apart))).toEqual([
      `UNKNOWN ${PATH}`,
    ]);
  });
});

describe("of which one half is here", () => {
  const provider = without(WORKING, "aws_vpc_endpoint", "aws_lambda_function");
  const CONSUMED = "aws_vpc_endpoint_service.shop -> aws_instance.web:80";

  test("the provider's is proven from the service on", () => {
    const { paths } = reviewed(provider);
    expect(paths.map(({ id, verdict }) => `${verdict} ${id}`)).toEqual([`PROVEN ${CONSUMED}`]);
    const rules = paths[0]?.hops.flatMap(({ evidence }) => evidence.map(({ rule: id }) => id));
    expect(rules).toContain("X-ACC");
  });

  test("a load balancer that only groups are admitted to lets no consumer in", () => {
    const lb = withGroup({}, ["balancer", on80("balancer", to("web"))]);
    expect(verdicts(without(lb, "aws_vpc_endpoint", "aws_lambda_function"))).toEqual([`BROKEN ${CONSUMED}`]);
    const admits = withGroup({}, ["balancer", on80("balancer", { cidr_ipv4: "10.1.0.0/16" })]);
    expect(verdicts(without(admits, "aws_vpc_endpoint", "aws_lambda_function"))).toEqual([
      `PROVEN ${CONSUMED}`,
    ]);
  });

  const NAME = "com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0";
  const consumer = without(
    edit("aws_vpc_endpoint", "shop", { service_name: NAME }),
    "aws_vpc_endpoint_service",
    "aws_lb",
    "aws_lb_listener",
    "aws_lb_target_group",
    "aws_lb_target_group_attachment",
    "aws_instance",
  );

  test("the consumer's is proven up to the service", () => {
    expect(verdicts(consumer)).toEqual([`PROVEN aws_security_group.app -> ${NAME}:80`]);
  });
  test("and is broken where the client is not let out", () => {
    expect(verdicts(without(consumer, "aws_vpc_security_group_egress_rule"))).toEqual([
      `BROKEN aws_security_group.app -> ${NAME}:80`,
    ]);
  });
  test("and where the name is of another Region", () => {
    const elsewhere = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0";
    const of = edit("aws_vpc_endpoint", "shop", { service_name: elsewhere }, consumer);
    expect(verdicts(of)).toEqual([`BROKEN aws_security_group.app -> ${elsewhere}:80`]);
    const both = edit("aws_vpc_endpoint", "shop", { service_region: "us-east-1" }, of);
    expect(verdicts(both)).toEqual([`PROVEN aws_security_group.app -> ${elsewhere}:80`]);
  });
});

test("an endpoint to a service of AWS is no path of this kind", () => {
  const logs = { service_name: "com.amazonaws.eu-central-1.logs" };
  const of = without(edit("aws_vpc_endpoint", "shop", logs), "aws_vpc_endpoint_service");
  expect(verdicts(of).some((one) => one.includes("logs"))).toBe(false);
});
