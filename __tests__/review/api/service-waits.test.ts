import { readInputs } from "../../../review/read/inputs";
import { review } from "../../../review/review";
import { folderWith } from "../read/fixtures";

/** An internal load balancer, a listener and a service, with what the service depends on. */
const main = (serviceMore: string, more = "") => `
  provider "aws" { region = "eu-central-1" }
  resource "aws_vpc" "v" { cidr_block = "10.0.0.0/16" }
  resource "aws_subnet" "a" {
    vpc_id     = aws_vpc.v.id
    cidr_block = "10.0.1.0/24"
  }
  resource "aws_lb" "nlb" {
    internal           = true
    load_balancer_type = "network"
    subnets            = [aws_subnet.a.id]
  }
  resource "aws_lb_target_group" "web" {
    port        = 8000
    protocol    = "TCP"
    target_type = "ip"
    vpc_id      = aws_vpc.v.id
  }
  resource "aws_lb_listener" "web" {
    load_balancer_arn = aws_lb.nlb.arn
    port              = 80
    protocol          = "TCP"
    default_action {
      type             = "forward"
      target_group_arn = aws_lb_target_group.web.arn
    }
  }
  resource "aws_ecs_service" "web" {
    name            = "web"
    launch_type     = "FARGATE"
    task_definition = "web:1"
    network_configuration { subnets = [aws_subnet.a.id] }
    load_balancer {
      target_group_arn = aws_lb_target_group.web.arn
      container_name   = "web"
      container_port   = 8000
    }
    ${serviceMore}
  }
  ${more}
`;

async function said(serviceMore: string, more = "") {
  const result = review(await readInputs([folderWith({ "main.tf": main(serviceMore, more) })]));
  const findings = result.findings.filter(({ rule }) => rule === "LB-10");
  const evidence = result.paths.flatMap(({ hops }) => hops.flatMap((hop) => hop.evidence));
  expect(result.findings.filter(({ verdict, rule }) => verdict === "BROKEN" && rule === "LB-10")).toEqual([]);
  return {
    warned: findings.map(({ address, severity, fix }) => [address, severity, fix]),
    proven: evidence.some(({ rule }) => rule === "LB-10"),
  };
}

const warning = [["aws_ecs_service.web", "warning", "depends_on = [aws_lb_listener.web]"]];

test.each([
  ["nothing", "", "", { warned: warning, proven: false }],
  ["depends_on", "depends_on = [aws_lb_listener.web]", "", { warned: [], proven: true }],
  [
    "a local",
    "tags = { listener = local.arn }",
    "locals { arn = aws_lb_listener.web.arn }",
    { warned: [], proven: true },
  ],
  [
    "something between",
    "tags = { x = terraform_data.t.id }",
    'resource "terraform_data" "t" { input = "${aws_lb_listener.web.arn}" }',
    { warned: [], proven: true },
  ],
  ["an unread module", "", 'module "m" { source = "registry/m/aws" }', { warned: [], proven: false }],
])("a service that waits for its listener by %s", async (_, serviceMore, more, expected) => {
  expect(await said(serviceMore, more)).toEqual(expected);
});

const BLUE_GREEN = `
  resource "aws_lb_target_group" "green" {
    port        = 8000
    protocol    = "TCP"
    target_type = "ip"
    vpc_id      = aws_vpc.v.id
  }
  resource "aws_lb_listener" "test" {
    load_balancer_arn = aws_lb.nlb.arn
    port              = 81
    protocol          = "TCP"
    default_action {
      type             = "forward"
      target_group_arn = aws_lb_target_group.green.arn
    }
  }
  resource "aws_codedeploy_deployment_group" "web" {
    load_balancer_info {
      target_group_pair_info {
        target_group { name = aws_lb_target_group.web.name }
        target_group { name = aws_lb_target_group.green.name }
      }
    }
  }
`;
const SECOND = `
  resource "aws_lb_listener" "second" {
    load_balancer_arn = aws_lb.nlb.arn
    port              = 82
    protocol          = "TCP"
    default_action {
      type             = "forward"
      target_group_arn = aws_lb_target_group.web.arn
    }
  }
`;

test("the listener of the second group of a blue/green deployment need not be there before the service", async () => {
  expect(await said("depends_on = [aws_lb_listener.web]", BLUE_GREEN)).toEqual({ warned: [], proven: true });
});

test("of two listeners that lead to the group, one is enough", async () => {
  expect(await said("depends_on = [aws_lb_listener.web]", SECOND)).toEqual({ warned: [], proven: true });
  expect((await said("", SECOND)).warned).toHaveLength(2);
});

test("where a rule leads to the group, the listener alone is not enough", async () => {
  const rule = `
    resource "aws_lb" "alb" {
      internal = true
      subnets  = [aws_subnet.a.id]
    }
    resource "aws_lb_listener" "alb" {
      load_balancer_arn = aws_lb.alb.arn
      port              = 80
      default_action { type = "fixed-response" }
    }
    resource "aws_lb_target_group" "http" {
      port        = 8000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = aws_vpc.v.id
    }
    resource "aws_lb_listener_rule" "http" {
      listener_arn = aws_lb_listener.alb.arn
      action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.http.arn
      }
      condition {
        path_pattern { values = ["/*"] }
      }
    }
  `;
  const also = `
    load_balancer {
      target_group_arn = aws_lb_target_group.http.arn
      container_name   = "web"
      container_port   = 8000
    }
  `;
  const [web, alb] = ["aws_lb_listener.web", "aws_lb_listener.alb"];
  expect((await said(`${also} depends_on = [${web}, ${alb}]`, rule)).warned).toEqual([
    ["aws_ecs_service.web", "warning", "depends_on = [aws_lb_listener_rule.http]"],
  ]);
  expect((await said(`${also} depends_on = [${web}, aws_lb_listener_rule.http]`, rule)).warned).toEqual([]);
});
