import { loadBalancerPaths } from "../../../review/paths/api";
import {
  graphOf,
  judged,
  loadBalancerStack,
  pathsIn,
  type Resources,
  remove,
  restStack,
  set,
  update,
  verdictOf,
  words,
} from "./stack";

const GROUP = "aws_lb_target_group.web";
const SERVICE = "aws_ecs_service.web";
const stack = (change?: (resources: Resources) => void) =>
  verdictOf(loadBalancerStack(change), "loadBalancer");
const registering = (more: object) => [
  {
    target_group_arn: "${aws_lb_target_group.web.arn}",
    container_name: "web",
    container_port: 8000,
    ...more,
  },
];

describe("a load balancer to tasks", () => {
  test("is proven, whatever port the target group has", () => {
    expect(stack()).toMatchObject({
      id: "aws_lb.main -> aws_ecs_service.web:8000",
      verdict: "PROVEN",
      said: [],
    });
  });

  test("is no path of its own where an API leads to the listener, unless it is asked for", () => {
    const resources = restStack();
    expect(pathsIn(resources, "loadBalancer")).toEqual([]);
    const graph = graphOf(resources);
    const [from, to] = [graph.at("aws_lb.main"), graph.at(SERVICE)];
    if (!from || !to) throw new Error("not there");
    expect(judged(loadBalancerPaths.between(graph, from, to, undefined), graph)).toMatchObject([
      { verdict: "PROVEN" },
    ]);
  });

  test("has names of older providers", () => {
    const text = JSON.stringify(loadBalancerStack()).replace(/aws_lb(?=[."_])/g, "aws_alb");
    const { verdict, id } = verdictOf(JSON.parse(text), "loadBalancer");
    expect([verdict, id]).toEqual(["PROVEN", "aws_alb.main -> aws_ecs_service.web:8000"]);
  });

  test("leads nowhere by a listener that only redirects", () => {
    const change = (all: Resources) =>
      set(all, "aws_lb_listener.redirect", {
        load_balancer_arn: "${aws_lb.main.arn}",
        port: 8080,
        protocol: "TCP",
        default_action: [{ type: "redirect", redirect: [{ port: "80", status_code: "HTTP_301" }] }],
      });
    expect(stack(change)).toMatchObject({ verdict: "PROVEN", said: [] });
  });

  test("has one path for each target of weighted groups, and none for an empty one beside another", () => {
    const change = (all: Resources) => {
      set(all, "aws_lb_target_group.green", { ...all.aws_lb_target_group?.web });
      const group = (name: string, weight: number) => ({
        arn: `\${aws_lb_target_group.${name}.arn}`,
        weight,
      });
      const forward = [{ target_group: [group("web", 100), group("green", 0)] }];
      update(all, "aws_lb_listener.web", { default_action: [{ type: "forward", forward }] });
    };
    expect(stack(change)).toMatchObject({ verdict: "PROVEN", said: [] });
    const deployed = (all: Resources) => {
      change(all);
      update(all, SERVICE, {
        load_balancer: registering({
          advanced_configuration: [{ alternate_target_group_arn: "${aws_lb_target_group.green.arn}" }],
        }),
      });
      update(all, "aws_lb_target_group.green", { target_type: "instance" });
    };
    expect(stack(deployed).said).toEqual(["LB-14 BROKEN aws_lb_target_group.green"]);
  });

  test("goes on from a load balancer that is a target itself", () => {
    const change = (port: number) => (all: Resources) => {
      set(all, "aws_lb.inner", {
        load_balancer_type: "application",
        internal: true,
        subnets: all.aws_lb?.main?.subnets,
        security_groups: ["${aws_security_group.lb.id}"],
      });
      set(all, "aws_lb_listener.inner", {
        load_balancer_arn: "${aws_lb.inner.arn}",
        port: 80,
        protocol: "HTTP",
        default_action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.web.arn}" }],
      });
      update(all, GROUP, { protocol: "HTTP" });
      set(all, "aws_lb_target_group.inner", {
        vpc_id: "${aws_vpc.main.id}",
        target_type: "alb",
        protocol: "TCP",
        port,
      });
      set(all, "aws_lb_target_group_attachment.inner", {
        target_group_arn: "${aws_lb_target_group.inner.arn}",
        target_id: "${aws_lb.inner.arn}",
      });
      update(all, "aws_lb_listener.web", {
        default_action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.inner.arn}" }],
      });
      update(all, SERVICE, { depends_on: ["aws_lb_listener.inner"] });
      for (const direction of ["ingress", "egress"]) {
        set(all, `aws_vpc_security_group_${direction}_rule.lb_lb`, {
          security_group_id: "${aws_security_group.lb.id}",
          referenced_security_group_id: "${aws_security_group.lb.id}",
          ip_protocol: "tcp",
          from_port: 80,
          to_port: 81,
        });
      }
    };
    const outer = (port: number) =>
      pathsIn(loadBalancerStack(change(port)), "loadBalancer").find(({ from }) => from === "aws_lb.main");
    expect(outer(80)).toMatchObject({ to: SERVICE, port: 8000, verdict: "PROVEN" });
    expect(outer(81)?.hops.flatMap(({ findings }) => findings)).toMatchObject([
      { rule: "LB-01", verdict: "BROKEN", address: "aws_lb.inner" },
    ]);
  });
});

test("CodeDeploy moves tasks to the other group of a pair", () => {
  const change = (all: Resources) => {
    update(all, GROUP, { name: "blue" });
    set(all, "aws_lb_target_group.green", { ...all.aws_lb_target_group?.web, name: "green" });
    set(all, "aws_lb_listener.trial", {
      ...all.aws_lb_listener?.web,
      port: 8080,
      default_action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.green.arn}" }],
    });
    const group = (name: string) => ({ name: `\${aws_lb_target_group.${name}.name}` });
    set(all, "aws_codedeploy_deployment_group.web", {
      load_balancer_info: [{ target_group_pair_info: [{ target_group: [group("web"), group("green")] }] }],
    });
  };
  const paths = pathsIn(loadBalancerStack(change), "loadBalancer");
  expect(paths.map(({ to, verdict }) => [to, verdict])).toEqual([
    [SERVICE, "PROVEN"],
    [SERVICE, "PROVEN"],
  ]);
});

describe("LB-02 and LB-03", () => {
  test("do not know what registers with a target group elsewhere", () => {
    const { verdict, said, id } = stack((all) => update(all, SERVICE, { load_balancer: undefined }));
    expect([id, verdict, said]).toEqual([`aws_lb.main -> ${GROUP}`, "UNKNOWN", [`LB-03 UNKNOWN ${GROUP}`]]);
  });

  test("hold protocols against each other", () => {
    const { said, findings } = stack((all) => update(all, GROUP, { protocol: "HTTP" }));
    expect(said).toEqual([`LB-11 BROKEN ${GROUP}`]);
    expect(words(findings)).toContain('protocol = "TCP"');
    expect(stack((all) => update(all, GROUP, { protocol: "TCP_UDP" })).verdict).not.toBe("BROKEN");
  });

  test.each([undefined, "instance", "lambda"])(
    "hold target type %s against tasks with interfaces of their own",
    (type) => {
      const { said, findings } = stack((all) => update(all, GROUP, { target_type: type }));
      expect(said).toContain(`LB-14 BROKEN ${GROUP}`);
      expect(words(findings)).toContain('target_type = "ip"');
    },
  );

  test("break if the target group is in another VPC", () => {
    const change = (all: Resources) => {
      set(all, "aws_vpc.other", { cidr_block: "10.9.0.0/16" });
      update(all, GROUP, { vpc_id: "${aws_vpc.other.id}" });
    };
    expect(new Set(stack(change).said)).toEqual(new Set([`LB-12 BROKEN ${GROUP}`]));
  });
});

describe("LB-04", () => {
  test("names the port that the container has, and no rule of a security group", () => {
    const { said, findings } = stack((all) =>
      update(all, SERVICE, { load_balancer: registering({ container_port: 8080 }) }),
    );
    expect(said).toEqual([`LB-04 BROKEN ${SERVICE}`]);
    expect(words(findings)).toContain("container_port = 8000");
  });

  test("names the container that is there", () => {
    const { said, findings } = stack((all) =>
      update(all, SERVICE, { load_balancer: registering({ container_name: "app" }) }),
    );
    expect(said).toEqual([`LB-04 BROKEN ${SERVICE}`]);
    expect(words(findings)).toContain('container_name = "web"');
  });

  test.each(['${file("containers.json")}', "${var.containers}"])(
    "cannot tell the containers in %s",
    (definitions) => {
      const { verdict, said } = stack((all) =>
        update(all, "aws_ecs_task_definition.web", { container_definitions: definitions }),
      );
      expect([verdict, said]).toEqual(["UNKNOWN", [`LB-04 UNKNOWN ${SERVICE}`]]);
    },
  );

  test("takes ports as texts", () => {
    expect(
      stack((all) => update(all, SERVICE, { load_balancer: registering({ container_port: "8000" }) }))
        .verdict,
    ).toBe("PROVEN");
  });
});

describe("LB-05", () => {
  const checking = (port: unknown, change: (all: Resources) => void = () => {}) =>
    stack((all) => {
      update(all, GROUP, { health_check: [{ port, protocol: "HTTP" }] });
      change(all);
    });
  const admitting = (all: Resources) => {
    update(all, "aws_vpc_security_group_egress_rule.lb_tasks", { to_port: 8080 });
    update(all, "aws_vpc_security_group_ingress_rule.tasks_lb", { to_port: 8080 });
  };

  test.each(["traffic-port", undefined, "8000", 8000])("accepts %p", (port) => {
    expect(checking(port)).toMatchObject({ verdict: "PROVEN", said: [] });
  });

  test("breaks on a port that no container has and no rule admits", () => {
    const { said, findings } = checking("8080");
    expect(said).toEqual([`LB-05 BROKEN ${GROUP}`]);
    expect(words(findings)).toContain("tcp/8080: no container has that port");
  });

  test("finds fault with the rules if a container has the port", () => {
    const ports = [{ containerPort: 8000 }, { containerPort: 8080 }];
    const { said } = checking("8080", (all) =>
      update(all, "aws_ecs_task_definition.web", {
        container_definitions: JSON.stringify([{ name: "web", image: "web", portMappings: ports }]),
      }),
    );
    expect(said).toEqual(["LB-05 BROKEN aws_security_group.lb", "LB-05 BROKEN aws_security_group.tasks"]);
  });

  test("warns if rules admit a port that no container declares", () => {
    expect(checking("8080", admitting)).toMatchObject({
      verdict: "PROVEN",
      said: [`LB-05 warning ${GROUP}`],
    });
  });

  test("cannot tell a port that is not known", () => {
    expect(checking("${var.port}").said).toEqual([`LB-05 UNKNOWN ${GROUP}`]);
  });
});

describe("LB-06", () => {
  const inZones = (zones: string[], crossZone: unknown) =>
    stack((all) => {
      update(all, "aws_lb.main", { enable_cross_zone_load_balancing: crossZone });
      update(all, SERVICE, {
        network_configuration: {
          subnets: zones.map((zone) => `\${aws_subnet.${zone}.id}`),
          security_groups: ["${aws_security_group.tasks.id}"],
        },
      });
      set(all, "aws_subnet.c", {
        vpc_id: "${aws_vpc.main.id}",
        cidr_block: "10.0.3.0/24",
        availability_zone: "eu-central-1c",
      });
    });

  test.each([
    [["a", "b"], undefined, "PROVEN", []],
    [["a"], true, "PROVEN", []],
    [["a"], undefined, "PROVEN", ["LB-06 warning aws_lb.main"]],
    [["a", "c"], true, "PROVEN", ["LB-06 warning aws_lb.main"]],
    [["c"], true, "BROKEN", ["LB-06 BROKEN aws_lb.main"]],
  ] as const)("tasks in %j, cross-zone %p", (zones, crossZone, verdict, said) => {
    expect(inZones([...zones], crossZone)).toMatchObject({ verdict, said });
  });
});

describe("instances and addresses", () => {
  const instance = (change: (all: Resources) => void = () => {}) =>
    stack((all) => {
      remove(all, SERVICE);
      update(all, GROUP, { target_type: "instance", port: 8000 });
      set(all, "aws_instance.web", {
        subnet_id: "${aws_subnet.a.id}",
        vpc_security_group_ids: ["${aws_security_group.tasks.id}"],
      });
      set(all, "aws_lb_target_group_attachment.web", {
        target_group_arn: "${aws_lb_target_group.web.arn}",
        target_id: "${aws_instance.web.id}",
      });
      change(all);
    });

  test("an instance may admit the group of the load balancer, which holds for kept addresses too", () => {
    expect(instance()).toMatchObject({
      id: "aws_lb.main -> aws_instance.web:8000",
      verdict: "PROVEN",
      said: [],
    });
  });

  test("an instance behind a load balancer without groups sees its clients", () => {
    const admitting = (cidr: string) =>
      instance((all) => {
        update(all, "aws_lb.main", { security_groups: undefined });
        update(all, "aws_vpc_security_group_ingress_rule.tasks_lb", {
          referenced_security_group_id: undefined,
          cidr_ipv4: cidr,
        });
      });
    expect(admitting("0.0.0.0/0")).toMatchObject({ verdict: "PROVEN", said: [] });
    expect(admitting("10.0.0.0/16").verdict).toBe("UNKNOWN");
  });

  test("an instance registered by its address is known as that instance", () => {
    const byAddress = (port: number) =>
      instance((all) => {
        update(all, GROUP, { target_type: "ip" });
        update(all, "aws_lb_target_group_attachment.web", { target_id: "${aws_instance.web.private_ip}" });
        update(all, "aws_vpc_security_group_ingress_rule.tasks_lb", { from_port: port, to_port: port });
      });
    expect(byAddress(8000)).toMatchObject({ verdict: "PROVEN", said: [] });
    expect(byAddress(9000).said).toEqual(["SG-01 BROKEN aws_security_group.tasks"]);
  });

  test("a group for TCP and UDP wants both to be let through", () => {
    const both = (protocols: readonly string[]) =>
      instance((all) => {
        update(all, GROUP, { protocol: "TCP_UDP" });
        update(all, "aws_lb_listener.web", { protocol: "TCP_UDP" });
        const [first, ...more] = protocols.map((ip_protocol) => ({
          ip_protocol,
          from_port: 8000,
          to_port: 8000,
        }));
        for (const [rule, end] of [
          ["aws_vpc_security_group_ingress_rule.tasks_lb", "ingress"],
          ["aws_vpc_security_group_egress_rule.lb_tasks", "egress"],
        ] as const) {
          const written = all[`aws_vpc_security_group_${end}_rule`]?.[rule.split(".")[1] ?? ""];
          for (const one of more) set(all, `aws_vpc_security_group_${end}_rule.more`, { ...written, ...one });
          update(all, rule, first ?? {});
        }
      });
    expect(both(["tcp", "udp"])).toMatchObject({ verdict: "PROVEN", said: [] });
    expect(both(["tcp"]).said).toEqual([
      "SG-01 BROKEN aws_security_group.lb",
      "SG-01 BROKEN aws_security_group.tasks",
    ]);
  });

  test("an address is a target of which only that is known", () => {
    const { id, verdict } = stack((all) => {
      remove(all, SERVICE);
      set(all, "aws_lb_target_group_attachment.web", {
        target_group_arn: "${aws_lb_target_group.web.arn}",
        target_id: "10.0.1.7",
        port: 9000,
      });
    });
    expect([id, verdict]).toEqual([`aws_lb.main -> ${GROUP}:9000`, "BROKEN"]);
  });
});

describe("LB-08", () => {
  const onInstances = (ports: { in?: number[]; out?: number[]; hostPort?: number; userData?: string }) =>
    stack((all) => {
      update(all, GROUP, { target_type: "instance" });
      set(all, "aws_ecs_cluster.main", { name: "main" });
      update(all, SERVICE, {
        cluster: "${aws_ecs_cluster.main.id}",
        launch_type: "EC2",
        network_configuration: undefined,
      });
      const portMappings = [{ containerPort: 8000, hostPort: ports.hostPort ?? 0 }];
      update(all, "aws_ecs_task_definition.web", {
        network_mode: "bridge",
        requires_compatibilities: ["EC2"],
        container_definitions: JSON.stringify([{ name: "web", image: "web", portMappings }]),
      });
      set(all, "aws_instance.host", {
        subnet_id: "${aws_subnet.a.id}",
        vpc_security_group_ids: ["${aws_security_group.tasks.id}"],
        user_data: ports.userData ?? "echo ECS_CLUSTER=main >> /etc/ecs/ecs.config",
      });
      const [from_port, to_port] = ports.in ?? [32768, 65535];
      update(all, "aws_vpc_security_group_ingress_rule.tasks_lb", { from_port, to_port });
      const [first, last] = ports.out ?? [32768, 65535];
      update(all, "aws_vpc_security_group_egress_rule.lb_tasks", { from_port: first, to_port: last });
    });

  test("is about the ports that Docker chooses, not that of the container", () => {
    expect(onInstances({})).toMatchObject({
      id: "aws_lb.main -> aws_ecs_service.web:8000",
      verdict: "PROVEN",
      said: [],
    });
    const { said, findings } = onInstances({ in: [8000, 8000] });
    expect(said).toEqual(["LB-08 BROKEN aws_security_group.tasks"]);
    expect(words(findings)).toContain("tcp/32768-65535");
    expect(onInstances({ out: [8000, 8000] }).said).toEqual(["LB-08 BROKEN aws_security_group.lb"]);
    expect(onInstances({ in: [49153, 65535] }).said).toEqual(["LB-08 UNKNOWN aws_security_group.tasks"]);
  });

  test("is not about a port that is written", () => {
    expect(onInstances({ hostPort: 8080, in: [8080, 8080], out: [8080, 8080] })).toMatchObject({
      verdict: "PROVEN",
      said: [],
    });
    expect(onInstances({ hostPort: 8080, in: [8000, 8000], out: [8080, 8080] }).said).toEqual([
      "SG-01 BROKEN aws_security_group.tasks",
    ]);
  });

  test("does not know instances of another cluster", () => {
    expect(onInstances({ userData: "echo ECS_CLUSTER=other" }).said).toEqual([`LB-08 UNKNOWN ${SERVICE}`]);
  });
});

test("LB-09: a function lets the load balancer call it", () => {
  const calling = (permission?: object) =>
    stack((all) => {
      remove(all, SERVICE);
      update(all, "aws_lb.main", { load_balancer_type: "application" });
      update(all, "aws_lb_listener.web", { protocol: "HTTP" });
      set(all, GROUP, { target_type: "lambda" });
      set(all, "aws_lambda_function.web", { function_name: "web" });
      set(all, "aws_lb_target_group_attachment.web", {
        target_group_arn: "${aws_lb_target_group.web.arn}",
        target_id: "${aws_lambda_function.web.arn}",
      });
      if (permission)
        set(all, "aws_lambda_permission.web", { action: "lambda:InvokeFunction", ...permission });
    });
  const function_name = "${aws_lambda_function.web.function_name}";
  expect(calling({ function_name, principal: "elasticloadbalancing.amazonaws.com" })).toMatchObject({
    verdict: "PROVEN",
    said: [],
  });
  expect(calling({ function_name, principal: "events.amazonaws.com" }).said).toEqual([
    "LB-09 BROKEN aws_lambda_function.web",
  ]);
  expect(calling().said).toEqual(["LB-09 BROKEN aws_lambda_function.web"]);
  expect(
    calling({ function_name: "${var.name}", principal: "elasticloadbalancing.amazonaws.com" }).said,
  ).toEqual(["LB-09 UNKNOWN aws_lambda_function.web"]);
});
