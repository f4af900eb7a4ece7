import type { Graph } from "../../../review/graph/graph";
import { Unknown } from "../../../review/graph/value";
import { nameOf } from "../../../review/network/look-up";
import { peerOf } from "../../../review/network/peer";
import { groupName } from "../../../review/network/security-groups";
import type { JsonObject } from "../../../review/read/json";
import { and, at, CLIENT_AND_DATABASE, graphOf, type Resources } from "./terraform";

const SUBNETS = ["${aws_subnet.a.id}", "${aws_subnet.b.id}"];
const APP = ["${aws_security_group.app.id}"];
const both = ["aws_subnet.a", "aws_subnet.b"];
const app = ["aws_security_group.app"];
const theDefault = ["the default security group of aws_vpc.main"];

const described = (graph: Graph, address: string) => {
  const peer = peerOf(graph, at(graph, address));
  return (
    peer && {
      groups: peer.groups.map(groupName),
      subnets: peer.subnets.map(nameOf),
      vpc: peer.vpc && nameOf(peer.vpc as never),
    }
  );
};
const peer = (type: string, values: JsonObject, more: Resources = {}) =>
  described(graphOf(and(and(CLIENT_AND_DATABASE, more), { [type]: { x: values } })), `${type}.x`);

describe("the peer that a resource is", () => {
  test.each<[string, JsonObject, string[], string[]]>([
    ["aws_instance", { subnet_id: SUBNETS[0] ?? "", vpc_security_group_ids: APP }, app, ["aws_subnet.a"]],
    ["aws_instance", { subnet_id: SUBNETS[0] ?? "" }, theDefault, ["aws_subnet.a"]],
    ["aws_network_interface", { subnet_id: SUBNETS[0] ?? "", security_groups: APP }, app, ["aws_subnet.a"]],
    ["aws_ecs_service", { network_configuration: { subnets: SUBNETS, security_groups: APP } }, app, both],
    ["aws_ecs_service", { network_configuration: [{ subnets: SUBNETS }] }, theDefault, both],
    ["aws_lambda_function", { vpc_config: { subnet_ids: SUBNETS, security_group_ids: APP } }, app, both],
    [
      "aws_rds_cluster",
      { db_subnet_group_name: "${aws_db_subnet_group.db.name}", vpc_security_group_ids: APP },
      app,
      both,
    ],
    ["aws_rds_cluster", { db_subnet_group_name: "${aws_db_subnet_group.db.id}" }, theDefault, both],
    ["aws_db_proxy", { vpc_subnet_ids: SUBNETS, vpc_security_group_ids: APP }, app, both],
    ["aws_lb", { subnets: SUBNETS, security_groups: APP }, app, both],
    ["aws_lb", { subnets: SUBNETS }, theDefault, both],
    ["aws_lb", { load_balancer_type: "network", subnets: SUBNETS }, [], both],
    [
      "aws_lb",
      {
        load_balancer_type: "network",
        subnet_mapping: [{ subnet_id: SUBNETS[0] ?? "" }, { subnet_id: SUBNETS[1] ?? "" }],
      },
      [],
      both,
    ],
    [
      "aws_vpc_endpoint",
      {
        vpc_endpoint_type: "Resource",
        vpc_id: "${aws_vpc.main.id}",
        subnet_ids: SUBNETS,
        security_group_ids: APP,
      },
      app,
      both,
    ],
    [
      "aws_vpc_endpoint",
      {
        vpc_endpoint_type: "Interface",
        vpc_id: "${aws_vpc.main.id}",
        subnet_configuration: [{ subnet_id: SUBNETS[1] ?? "" }],
      },
      theDefault,
      ["aws_subnet.b"],
    ],
    ["aws_vpclattice_resource_gateway", { subnet_ids: SUBNETS, security_group_ids: APP }, app, both],
    ["aws_opensearchserverless_vpc_endpoint", { subnet_ids: SUBNETS, security_group_ids: APP }, app, both],
    ["aws_apigatewayv2_vpc_link", { subnet_ids: SUBNETS, security_group_ids: APP }, app, both],
    ["aws_security_group", { vpc_id: "${aws_vpc.main.id}" }, ["aws_security_group.x"], []],
    [
      "aws_db_instance",
      { replicate_source_db: "${aws_db_instance.db.identifier}", vpc_security_group_ids: APP },
      app,
      both,
    ],
  ])("%s %j", (type, values, groups, subnets) => {
    expect(peer(type, values)).toEqual({ groups, subnets, vpc: "aws_vpc.main" });
  });

  test.each<[string, JsonObject]>([
    ["aws_vpc_endpoint", { service_name: "com.amazonaws.eu-central-1.s3" }],
    ["aws_vpc_endpoint", { vpc_endpoint_type: "Gateway" }],
    ["aws_lambda_function", {}],
    ["aws_lambda_function", { vpc_config: { subnet_ids: [], security_group_ids: [] } }],
    ["aws_s3_bucket", {}],
  ])("%s %j is none", (type, values) => {
    expect(peer(type, values)).toBeUndefined();
  });

  test("a node of a cluster is where the cluster is", () => {
    const cluster = {
      aws_rds_cluster: {
        c: { db_subnet_group_name: "${aws_db_subnet_group.db.name}", vpc_security_group_ids: APP },
      },
    };
    expect(
      peer("aws_rds_cluster_instance", { cluster_identifier: "${aws_rds_cluster.c.id}" }, cluster),
    ).toEqual({ groups: app, subnets: both, vpc: "aws_vpc.main" });
  });

  test("an instance may have a network interface that was made before it", () => {
    const own = { aws_network_interface: { n: { subnet_id: SUBNETS[0] ?? "", security_groups: APP } } };
    expect(
      peer(
        "aws_instance",
        { network_interface: [{ network_interface_id: "${aws_network_interface.n.id}", device_index: 0 }] },
        own,
      ),
    ).toEqual({ groups: app, subnets: ["aws_subnet.a"], vpc: "aws_vpc.main" });
  });

  test("instances of a scaling group have the groups of its launch template", () => {
    const template = { aws_launch_template: { t: { network_interfaces: [{ security_groups: APP }] } } };
    expect(
      peer(
        "aws_autoscaling_group",
        { vpc_zone_identifier: SUBNETS, launch_template: [{ id: "${aws_launch_template.t.id}" }] },
        template,
      ),
    ).toEqual({ groups: app, subnets: both, vpc: "aws_vpc.main" });
  });

  test("an endpoint can be given subnets and groups by resources of their own", () => {
    const apart = {
      aws_vpc_endpoint_subnet_association: {
        s: { vpc_endpoint_id: "${aws_vpc_endpoint.x.id}", subnet_id: SUBNETS[0] ?? "" },
      },
      aws_vpc_endpoint_security_group_association: {
        g: {
          vpc_endpoint_id: "${aws_vpc_endpoint.x.id}",
          security_group_id: APP[0] ?? "",
          replace_default_association: true,
        },
      },
    };
    expect(peer("aws_vpc_endpoint", { vpc_endpoint_type: "Interface" }, apart)).toEqual({
      groups: app,
      subnets: ["aws_subnet.a"],
      vpc: "aws_vpc.main",
    });
  });

  test("of what is looked up the groups are not known, and of a subnet that does not tell the VPC is that of the group", () => {
    const graph = graphOf(
      and(CLIENT_AND_DATABASE, {
        aws_instance: { x: { subnet_id: "${data.aws_subnet.s.id}", vpc_security_group_ids: APP } },
      }),
      { aws_lb: { lb: { name: "shared" } }, aws_subnet: { s: { id: "subnet-1" } } },
    );
    expect(peerOf(graph, at(graph, "data.aws_lb.lb"))?.groups).toEqual([expect.any(Unknown)]);
    expect(described(graph, "aws_instance.x")).toEqual({
      groups: app,
      subnets: ["data.aws_subnet.s"],
      vpc: "aws_vpc.main",
    });
  });
});
