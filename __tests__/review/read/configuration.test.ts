import { join } from "node:path";
import { readInputs } from "../../../review/read/inputs";
import { addresses, folderWith, graphOf, graphOfJson, read, shown } from "./fixtures";

describe("a configuration in JSON syntax", () => {
  const graph = graphOfJson({
    locals: { name: "orders", again: "${local.name}-${var.stage}", loop: "${local.loop}" },
    variable: { stage: { default: "test" }, unset: { type: "string" } },
    provider: { aws: [{ region: "eu-central-1" }, { alias: "far", region: "${var.stage}-region" }] },
    resource: {
      aws_vpc: { main: { cidr_block: "10.0.0.0/16", "//": { metadata: { path: "stack/main" } } } },
      aws_subnet: {
        many: {
          count: 2,
          cidr_block: "${cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)}",
          vpc_id: "${aws_vpc.main.id}",
        },
      },
      aws_security_group: {
        named: {
          for_each: '${toset(["a.b", "c"])}',
          name: "${local.again}-${each.key}",
          vpc_id: "${aws_vpc.main.id}",
        },
        far: { provider: "aws.far", name: "${local.loop}", description: "${var.unset}", tags: null },
      },
      aws_lb: {
        one: {
          subnets: "${aws_subnet.many[*].id}",
          security_groups: ['${aws_security_group.named["a.b"].id}'],
        },
      },
      aws_network_acl: {
        made: {
          dynamic: {
            ingress: {
              for_each: [80, 443],
              iterator: "port",
              content: { from_port: "${port.value}", rule_no: "${port.key}" },
            },
            egress: { for_each: "${var.unset}", content: { from_port: 1 } },
          },
          ingress: [{ from_port: 22, rule_no: 9 }],
        },
      },
    },
  });

  test.each([
    ["aws_subnet.many[1]", "cidr_block", '"10.0.1.0/24"'],
    ["aws_subnet.many[0]", "vpc_id", "<aws_vpc.main.id>"],
    ['aws_security_group.named["a.b"]', "name", '"orders-test-a.b"'],
    ["aws_lb.one", "subnets", "[<aws_subnet.many[0].id>, <aws_subnet.many[1].id>]"],
    ["aws_lb.one", "security_groups", '[<aws_security_group.named["a.b"].id>]'],
    ["aws_security_group.far", "name", "?"],
    ["aws_security_group.far", "description", "?"],
    ["aws_security_group.far", "tags", "not set"],
    ["aws_security_group.far", "provider", "not set"],
    [
      "aws_network_acl.made",
      "ingress",
      "[{from_port: 22, rule_no: 9}, {from_port: 80, rule_no: 0}, {from_port: 443, rule_no: 1}]",
    ],
    ["aws_network_acl.made", "egress", "?"],
  ])("%s: %s is %s", (address, attribute, expected) => {
    expect(read(graph, address, attribute)).toBe(expected);
  });

  test("Regions are those of the providers, and construct paths those of CDKTF", () => {
    const region = (address: string) => graph.regionOf(graph.at(address) as never);
    expect(region("aws_vpc.main")).toBe("eu-central-1");
    expect(region("aws_security_group.far")).toBe("test-region");
    expect(graph.at("aws_vpc.main")?.constructPath).toBe("stack/main");
  });

  test("who refers to whom is found from both ends", () => {
    const vpc = graph.at("aws_vpc.main");
    if (!vpc) throw new Error("no VPC");
    expect(graph.referring("aws_subnet", "vpc_id", vpc).resources.map(({ address }) => address)).toEqual([
      "aws_subnet.many[0]",
      "aws_subnet.many[1]",
    ]);
    const loadBalancer = graph.at("aws_lb.one");
    const found = graph.findAll(loadBalancer?.get("subnets"), "aws_subnet");
    expect(found).toEqual([graph.at("aws_subnet.many[0]"), graph.at("aws_subnet.many[1]")]);
  });
});

describe("a folder of HCL", () => {
  const files = {
    "main.tf": `
      variable "subnets" {
        type = map(object({ cidr = string, public = optional(bool, false) }))
      }
      variable "secret" {
        default   = "hidden-word"
        sensitive = true
      }
      provider "aws" {
        region = "eu-west-1"
      }
      data "aws_region" "current" {}
      module "network" {
        source  = "./modules/network"
        subnets = var.subnets
      }
      module "zones" {
        for_each = { "a.1" = 1, b = 2 }
        source   = "./modules/network"
        subnets  = {}
      }
      module "fetched" {
        source = "registry/thing/aws"
      }
      module "absent" {
        source = "registry/absent/aws"
      }

      resource "aws_security_group" "app" {
        vpc_id = module.network.vpc_id
        name   = module.fetched.name
        ingress {
          from_port = 1
        }
      }
      resource "aws_vpc_endpoint" "logs" {
        vpc_id       = module.zones["a.1"].vpc_id
        service_name = "com.amazonaws.\${data.aws_region.current.name}.logs"
        policy       = jsonencode({ Resource = aws_security_group.app.arn })
        subnet_ids   = [for name, subnet in var.subnets : module.network.subnet_ids[name] if !subnet.public]
        tags         = { absent = module.absent.x, name = var.secret }
      }
    `,
    "modules/network/main.tf": `
      variable "subnets" {}
      resource "aws_vpc" "this" {
        cidr_block = "10.0.0.0/16"
      }
      resource "aws_subnet" "this" {
        for_each   = var.subnets
        vpc_id     = aws_vpc.this.id
        cidr_block = each.value.cidr
        tags       = { public = each.value.public }
      }
      output "vpc_id" { value = aws_vpc.this.id }
      output "subnet_ids" { value = { for name, subnet in aws_subnet.this : name => subnet.id } }
    `,
    "terraform.tfvars":
      'subnets = { one = { cidr = "10.0.1.0/24" }, two = { cidr = "10.0.2.0/24", public = true } }',
    "zz_override.tf": 'resource "aws_security_group" "app" {\n  description = "overridden"\n}',
    ".terraform/modules/modules.json": { Modules: [{ Key: "fetched", Source: "x", Dir: "elsewhere" }] },
    "elsewhere/main.tf": 'output "name" {\n  value = "fetched-name"\n}',
  };

  test("modules, variables, optional attributes, overrides and fetched modules are resolved", async () => {
    const graph = await graphOf(files);
    expect(addresses(graph)).toContain('module.network.aws_subnet.this["two"]');
    expect(addresses(graph)).toContain('module.zones["a.1"].aws_vpc.this');
    expect(read(graph, "aws_security_group.app", "vpc_id")).toBe("<module.network.aws_vpc.this.id>");
    expect(read(graph, "aws_security_group.app", "name")).toBe('"fetched-name"');
    expect(read(graph, "aws_security_group.app", "description")).toBe('"overridden"');
    expect(read(graph, "aws_security_group.app", "ingress")).toBe("[{from_port: 1}]");
    expect(read(graph, 'module.network.aws_subnet.this["one"]', "tags")).toBe("{public: false}");
    expect(read(graph, "aws_vpc_endpoint.logs", "vpc_id")).toBe('<module.zones["a.1"].aws_vpc.this.id>');
    expect(read(graph, "aws_vpc_endpoint.logs", "service_name")).toBe('"com.amazonaws.eu-west-1.logs"');
    expect(read(graph, "aws_vpc_endpoint.logs", "policy")).toBe(
      '{"Resource":"~<aws_security_group.app.arn>~"}',
    );
    expect(read(graph, "aws_vpc_endpoint.logs", "subnet_ids")).toBe(
      '[<module.network.aws_subnet.this["one"].id>]',
    );
    expect(read(graph, "aws_vpc_endpoint.logs", "tags")).toBe('{absent: ?, name: "hidden-word"}');
    const line =
      files["main.tf"].split("\n").findIndex((text) => text.includes('"aws_vpc_endpoint" "logs"')) + 1;
    expect(graph.at("aws_vpc_endpoint.logs")?.source).toMatchObject({ line });
    expect(graph.regionOf(graph.at("module.network.aws_vpc.this") as never)).toBe("eu-west-1");
  });

  test("what is not known of a count is told, and reviewed as if there were one", async () => {
    const folder = folderWith({
      "main.tf":
        'variable "n" {}\nresource "aws_vpc" "v" {\n  count = var.n\n}\nresource "aws_eip" "e" {\n  for_each = var.n\n}',
    });
    const model = await readInputs([folder]);
    expect(addresses(model.graph)).toEqual(['aws_eip.e["?"]', "aws_vpc.v[0]"]);
    expect(model.notices.map((notice) => notice.split(" ", 3).join(" "))).toEqual(
      expect.arrayContaining(["count of aws_vpc.v", "for_each of aws_eip.e"]),
    );
    const told = await readInputs([folder], { variables: ["n=2"] });
    expect(addresses(told.graph)).toEqual(expect.arrayContaining(["aws_vpc.v[0]", "aws_vpc.v[1]"]));
  });

  test("what has one reason is told once, and modules that are not read are told", async () => {
    const folder = folderWith({
      "main.tf": `variable "n" {}
        resource "aws_vpc" "a" { count = var.n }
        resource "aws_vpc" "b" { count = var.n }
        resource "aws_vpc" "c" { count = var.n }
        resource "aws_vpc" "d" { count = var.n }
        module "far" { source = "example/far/aws" }
        module "farther" { source = "example/far/aws" }
        module "none" {
          source = "example/none/aws"
          count  = 0
        }`,
    });
    const model = await readInputs([folder]);
    expect(model.notices).toEqual([
      "module.far and module.farther are not read, and so what they make is not known: it comes from example/far/aws, which is not among the files; run terraform init first, or give a plan.",
      "count of aws_vpc.a, aws_vpc.b, aws_vpc.c and 1 more is not known: variable n has no value. Each is reviewed as if there were one.",
    ]);
  });

  test("of instances that are not known, another one than the one that is reviewed is one of them", async () => {
    const graph = await graphOf({
      "main.tf": `variable "n" {}
        resource "aws_subnet" "by_number" { count = var.n }
        resource "aws_subnet" "by_name" { for_each = var.n }
        resource "aws_nat_gateway" "a" { subnet_id = aws_subnet.by_number[1].id }
        resource "aws_nat_gateway" "b" { subnet_id = try(aws_subnet.by_name["x"].id, "none") }`,
    });
    expect(read(graph, "aws_nat_gateway.a", "subnet_id")).toBe("?<aws_subnet.by_number[0].id>");
    expect(read(graph, "aws_nat_gateway.b", "subnet_id")).toBe('?<aws_subnet.by_name["?"].id>');
  });

  test("a subnet group is told from another of its name", async () => {
    const graph = await graphOf({
      "main.tf": `resource "aws_db_subnet_group" "here" { name = "data" }
        resource "aws_db_subnet_group" "there" {
          provider = aws.there
          name     = "data"
        }
        output "name" { value = "\${aws_db_subnet_group.there.name}!" }
        resource "aws_rds_cluster" "c" {
          db_subnet_group_name = aws_db_subnet_group.there.name
          database_name        = "\${aws_db_subnet_group.there.name}x"
        }`,
    });
    expect(read(graph, "aws_rds_cluster.c", "db_subnet_group_name")).toBe("<aws_db_subnet_group.there.name>");
    expect(read(graph, "aws_rds_cluster.c", "database_name")).toBe('"datax"');
  });

  test("zones that are counted make as many instances, though nobody knows them", async () => {
    const graph = await graphOf({
      "main.tf": `data "aws_availability_zones" "all" {}
        locals { zones = slice(data.aws_availability_zones.all.names, 0, 2) }
        resource "aws_subnet" "s" {
          count             = length(local.zones)
          availability_zone = local.zones[count.index]
          cidr_block        = [for k, v in local.zones : cidrsubnet("10.0.0.0/16", 8, k)][count.index]
        }`,
    });
    expect(addresses(graph)).toEqual(expect.arrayContaining(["aws_subnet.s[0]", "aws_subnet.s[1]"]));
    expect(read(graph, "aws_subnet.s[1]", "cidr_block")).toBe('"10.0.1.0/24"');
    expect(read(graph, "aws_subnet.s[1]", "availability_zone")).toBe(
      "<data.aws_availability_zones.all.names.1>",
    );
  });

  test("a name made of the folder that Terraform runs in", async () => {
    const folder = folderWith({
      "app/main.tf": 'resource "aws_vpc" "v" { tags = { Name = basename(path.cwd) } }',
    });
    const { graph } = await readInputs([join(folder, "app")]);
    expect(read(graph, "aws_vpc.v", "tags")).toBe('{Name: "app"}');
  });

  test("data template_file gives what its template does", async () => {
    const graph = await graphOf({
      "app.json": '[{"name": "${name}", "image": "${image}"}]',
      "main.tf": `resource "aws_ecr_repository" "r" {}
        data "template_file" "app" {
          template = file("app.json")
          vars     = { name = "web", image = aws_ecr_repository.r.repository_url }
        }`,
    });
    expect(read(graph, "data.template_file.app", "rendered")).toBe(
      '[{"name": "web", "image": "~<aws_ecr_repository.r.repository_url>~"}]',
    );
  });

  test("values marked as sensitive are told to be kept out of reports", async () => {
    const model = await readInputs([folderWith(files)]);
    model.graph.at("aws_vpc_endpoint.logs")?.get("tags");
    expect([...model.sensitive.texts()]).toEqual(["hidden-word"]);
  });
});

test("several stacks: what one puts out, another takes in by its remote state", async () => {
  const consumer = {
    data: { terraform_remote_state: { "cross-stack-reference-input-network": { backend: "local" } } },
    resource: {
      aws_subnet: {
        s: { vpc_id: "${data.terraform_remote_state.cross-stack-reference-input-network.outputs.vpc}" },
      },
    },
  };
  const provider = { resource: { aws_vpc: { v: {} } }, output: { vpc: { value: "${aws_vpc.v.id}" } } };
  const stack = (name: string) => ({ name, workingDirectory: `stacks/${name}` });
  const graph = await graphOf({
    "manifest.json": {
      version: "0.21.0",
      stacks: { consumer: stack("consumer"), network: stack("network") },
    },
    "stacks/consumer/cdk.tf.json": consumer,
    "stacks/network/cdk.tf.json": provider,
  });
  expect(shown(graph.at("aws_subnet.s")?.get("vpc_id"))).toBe("<aws_vpc.v.id>");
  expect(graph.at("network/aws_vpc.v")?.stack).toBe("network");
});

describe("files beside a configuration", () => {
  const files = {
    "main.tf": `
      module "service" {
        source = "./service"
        port   = 8000
      }
      resource "aws_x" "outside" {
        text = file("../secret.txt")
        also = fileexists("nowhere.txt")
      }
    `,
    "service/main.tf": `
      variable "port" {}
      resource "aws_ecs_task_definition" "this" {
        container_definitions = templatefile("\${path.module}/containers.json", { port = var.port, role = aws_iam_role.this.arn })
        plain                 = file("\${path.module}/plain.txt")
        family                = "in-\${path.module}"
      }
      resource "aws_iam_role" "this" {}
    `,
    "service/containers.json": '[{"port": ${port}, "role": "${role}"}]',
    "service/plain.txt": "as it is: ${port}",
  };

  test("are read where they belong to it, and nowhere else", async () => {
    const inRoot = Object.fromEntries(Object.entries(files).map(([name, text]) => [`root/${name}`, text]));
    const graph = await graphOf({ ...inRoot, "secret.txt": "hidden" }, "root");
    const address = "module.service.aws_ecs_task_definition.this";
    expect(read(graph, address, "container_definitions")).toBe(
      '[{"port": 8000, "role": "~<module.service.aws_iam_role.this.arn>~"}]',
    );
    expect(read(graph, address, "plain")).toBe('"as it is: ${port}"');
    expect(read(graph, address, "family")).toBe('"in-service"');
    expect(read(graph, "aws_x.outside", "text")).toBe("?");
    expect(read(graph, "aws_x.outside", "also")).toBe("?");
  });
});

test("modules that are not read are told, and those that a plan has are not missing", async () => {
  const main = 'module "a" {\n  source = "registry/a/aws"\n}\nmodule "b" {\n  source = "./b"\n}';
  const graph = await graphOf({ "main.tf": main, "b/main.tf": 'module "c" {\n  source = "git::x"\n}' });
  expect(graph.unreadModules).toEqual(["module.a", "module.b.module.c"]);
});

test("dependencies are those that are written, whatever the values come to", async () => {
  const graph = await graphOf({
    "main.tf": `
      locals { name = aws_vpc.named.tags_name }
      resource "aws_vpc" "named" { tags_name = "known" }
      resource "aws_vpc" "asked" {}
      resource "aws_vpc" "input" { cidr_block = "10.0.0.0/8" }
      resource "aws_vpc" "waited" {}
      resource "aws_vpc" "alone" {}
      module "m" {
        source     = "./m"
        block      = aws_vpc.input.cidr_block
        depends_on = [aws_vpc.waited]
      }
      resource "aws_subnet" "by_local" { tags = { x = local.name } }
      resource "aws_subnet" "by_name" { depends_on = [aws_vpc.asked] }
      resource "aws_subnet" "by_output" { cidr_block = module.m.block }
    `,
    "m/main.tf": `
      variable "block" {}
      resource "aws_subnet" "inner" { cidr_block = var.block }
      output "block" { value = aws_subnet.inner.cidr_block }
    `,
  });
  const of = (address: string) =>
    graph
      .at(address)
      ?.dependencies?.()
      ?.map((resource) => resource.address);
  expect(of("aws_subnet.by_local")).toEqual(["aws_vpc.named"]);
  expect(of("aws_subnet.by_name")).toEqual(["aws_vpc.asked"]);
  expect(of("aws_subnet.by_output")).toEqual(["module.m.aws_subnet.inner"]);
  expect(of("module.m.aws_subnet.inner")).toEqual(["aws_vpc.input", "aws_vpc.waited"]);
});

test("lines of resources are told of synthesized JSON and of HCL, and not of JSON in one line", async () => {
  const json = {
    resource: { aws_vpc: { a: { tags: { aws_subnet: { s: 1 } } } }, aws_subnet: { s: { x: [{ y: 1 }] } } },
  };
  const pretty = JSON.stringify(json, undefined, 2);
  const line = (text: string, part: string) => text.split("\n").findIndex((one) => one.includes(part)) + 1;
  const lineOf = async (text: string, address: string) =>
    (await graphOf({ "cdk.tf.json": text }, "cdk.tf.json")).at(address)?.source?.line;
  expect(await lineOf(pretty, "aws_vpc.a")).toBe(line(pretty, '"a": {'));
  expect(await lineOf(pretty, "aws_subnet.s")).toBe(line(pretty, '"s": {'));
  expect(await lineOf(JSON.stringify(json), "aws_vpc.a")).toBeUndefined();
});

test("a module that is not read may add to what it is given", async () => {
  const graph = await graphOf({
    "main.tf": `
      locals { ids = { group = aws_security_group.given.id } }
      resource "aws_vpc" "v" {}
      resource "aws_security_group" "given" { vpc_id = aws_vpc.v.id }
      resource "aws_security_group" "kept" { vpc_id = aws_vpc.v.id }
      module "rules" {
        source = "registry/rules/aws"
        vpc_id = aws_vpc.v.id
        group  = local.ids.group
      }
    `,
  });
  const adding = (address: string) =>
    graph
      .referring("aws_vpc_security_group_egress_rule", "security_group_id", graph.at(address) as never)
      .uncertain.map((resource) => resource.address);
  expect(adding("aws_security_group.given")).toEqual(["module.rules"]);
  expect(adding("aws_security_group.kept")).toEqual([]);
  expect(adding("aws_vpc.v")).toEqual([]);
});
