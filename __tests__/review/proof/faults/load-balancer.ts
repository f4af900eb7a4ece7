import { type Arguments, at, type Configuration, referredAddress, written } from "../configuration";
import { add, arn, changed, drop, each, id, type Operator, set, unset } from "./operator";

const LISTENER = "aws_lb_listener";
const GROUP = "aws_lb_target_group";
const SERVICE = "aws_ecs_service";

const integrations = (stack: Configuration) =>
  written(stack, "aws_api_gateway_integration").map(({ address }) => address);

/** Changes the first block of a list. */
const first = (block: string, change: (values: Arguments) => void) => (values: Arguments) =>
  change(values[block][0]);

export const LOAD_BALANCER_FAULTS: readonly Operator[] = [
  each("listener on another port", ["API-01", "LB-01"], LISTENER, ({ address }, stack) =>
    [81, 443, 8000].map((port) =>
      changed(address, `on port ${port}`, set("port", port), [address, ...integrations(stack)]),
    ),
  ),
  each(
    "listener dropped",
    ["API-01", "LB-01"],
    LISTENER,
    ({ address, arguments: { load_balancer_arn } }, stack) => [
      {
        description: `without ${address}`,
        at: [referredAddress(load_balancer_arn) as string, ...integrations(stack)],
        apply: (copy) => drop(copy, address),
      },
    ],
    // It may be made elsewhere.
    "UNKNOWN",
  ),
  each("listener that a Network Load Balancer cannot have", ["LB-07"], LISTENER, ({ address }) => [
    ...["HTTP", "HTTPS"].map((protocol) =>
      changed(address, `protocol ${protocol}`, set("protocol", protocol)),
    ),
    changed(address, "TLS without a certificate", set("protocol", "TLS")),
    changed(address, "without a port", unset("port")),
    changed(address, "without a protocol", unset("protocol")),
  ]),
  each("listener whose protocol does not fit", ["LB-11", "API-13"], LISTENER, ({ address }, stack) => [
    changed(address, "protocol UDP", set("protocol", "UDP"), [
      address,
      ...written(stack, GROUP).map((group) => group.address),
      ...integrations(stack),
    ]),
  ]),
  each(
    "listener that ends TLS, which the integration does not speak",
    ["API-13"],
    LISTENER,
    ({ address }, stack) => [
      changed(
        address,
        "TLS with a certificate",
        (values) => {
          values.protocol = "TLS";
          values.certificate_arn =
            "arn:aws:acm:eu-central-1:111122223333:certificate/12345678-1234-1234-1234-123456789012";
        },
        [address, ...integrations(stack)],
      ),
    ],
  ),
  each("listener that forwards to nothing", ["LB-02"], LISTENER, ({ address }) => [
    changed(address, "without an action", unset("default_action")),
    changed(address, "with an empty action", set("default_action", [])),
    changed(
      address,
      "action fixed-response",
      set("default_action", [{ type: "fixed-response", fixed_response: [{ content_type: "text/plain" }] }]),
    ),
    changed(address, "without a target group", first("default_action", unset("target_group_arn"))),
  ]),
  each(
    "listener that forwards to a target group without targets",
    ["LB-03"],
    LISTENER,
    ({ address }, stack) =>
      written(stack, GROUP).map((group) => ({
        description: `${address}: to a group of its own`,
        at: [address, "aws_lb_target_group.empty"],
        apply: (copy) => {
          add(copy, "aws_lb_target_group.empty", { ...group.arguments, name_prefix: "empty-" });
          at(copy, address).default_action[0].target_group_arn = arn("aws_lb_target_group.empty");
        },
      })),
    // Targets may be registered by whatever is not in the files.
    "UNKNOWN",
  ),
  each("target group for other targets", ["LB-14", "LB-13"], GROUP, ({ address }) => [
    ...["instance", "lambda", "alb"].map((type) =>
      changed(address, `target_type ${type}`, set("target_type", type)),
    ),
    changed(address, "without a target_type, which is instance", unset("target_type")),
  ]),
  each("target group of another protocol", ["LB-11"], GROUP, ({ address }) =>
    ["UDP", "HTTP", "TLS"].map((protocol) =>
      changed(address, `protocol ${protocol}`, set("protocol", protocol)),
    ),
  ),
  each("target group in another VPC", ["LB-12"], GROUP, ({ address, arguments: { vpc_id } }, stack) => [
    ...written(stack, "aws_vpc")
      .filter((vpc) => id(vpc.address) !== vpc_id)
      .map((vpc) => changed(address, `in ${vpc.address}`, set("vpc_id", id(vpc.address)))),
    {
      description: `${address}: in a VPC of its own`,
      at: [address],
      apply: (copy) => {
        add(copy, "aws_vpc.another", { cidr_block: "10.99.0.0/20" });
        at(copy, address).vpc_id = id("aws_vpc.another");
      },
    },
  ]),
  each("health check on another port", ["LB-05"], GROUP, ({ address }) =>
    ["80", "8080"].map((port) =>
      changed(address, `health check on ${port}`, (values) => {
        values.health_check.port = port;
      }),
    ),
  ),
  each("container that the service does not have", ["LB-04"], SERVICE, ({ address }) => [
    changed(address, "another container", first("load_balancer", set("container_name", "app"))),
    ...[80, 8001].map((port) =>
      changed(address, `container port ${port}`, first("load_balancer", set("container_port", port))),
    ),
  ]),
  each(
    "service that registers no targets",
    ["LB-03"],
    SERVICE,
    ({ address }, stack) => [
      changed(address, "without a load balancer", unset("load_balancer"), [
        address,
        ...written(stack, GROUP).map((group) => group.address),
      ]),
    ],
    "UNKNOWN",
  ),
  each(
    "service that does not wait for the listener",
    ["LB-10"],
    SERVICE,
    ({ address }) => [
      changed(address, "without depends_on", unset("depends_on")),
      changed(address, "waits for other things", (values) => {
        values.depends_on = values.depends_on.filter((one: string) => !one.startsWith(LISTENER));
      }),
    ],
    "warning",
  ),
  each(
    "load balancer in no zone of its targets",
    ["LB-06"],
    "aws_lb",
    ({ address, arguments: { subnets } }, stack) =>
      written(stack, SERVICE).map((service) => ({
        description: `${address} in ${subnets[0]} only, tasks in the other zone, nothing across zones`,
        at: [address, service.address, ...written(stack, GROUP).map((group) => group.address)],
        apply: (copy) => {
          Object.assign(at(copy, address), {
            subnets: [subnets[0]],
            enable_cross_zone_load_balancing: false,
          });
          const { network_configuration } = at(copy, service.address);
          network_configuration.subnets = network_configuration.subnets.slice(1);
        },
      })),
  ),
];
