import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { ApiGatewayIntegration } from "@cdktf/provider-aws/lib/api-gateway-integration";
import { ApiGatewayVpcLink } from "@cdktf/provider-aws/lib/api-gateway-vpc-link";
import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { RamResourceShare } from "@cdktf/provider-aws/lib/ram-resource-share";
import { RamResourceShareAccepter } from "@cdktf/provider-aws/lib/ram-resource-share-accepter";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { VpclatticeResourceConfiguration } from "@cdktf/provider-aws/lib/vpclattice-resource-configuration";
import { type App, type TerraformStack, Testing } from "cdktf";
import { ZONES_WITHOUT_LATTICE } from "../../aws/lattice";
import { CATALOGUE } from "../../aws/service-catalogue";
import { environmentNamed } from "../../environments";
import { ApplicationAccountStack, DatabaseAccountStack } from "../../examples/cross-account";
import { ExistingDatabaseStack } from "../../examples/existing-database";
import { ExistingNetworkStack } from "../../examples/existing-network";
import { PrivateServiceStack } from "../../examples/private-service";
import { RdsProxyStack } from "../../examples/rds-proxy";
import { ResourceGateway } from "../../modules/lattice";
import { PrivateNetwork } from "../../modules/network";
import { USAGE } from "../../plan/arguments";
import { PRODUCTS } from "../../registry/products";
import { runCommand } from "../../review/command";
import { stackOfJson } from "../../review/read/json-input";
import { modelOf } from "../../review/read/model";
import { review } from "../../review/review";
import { addStacks } from "../../stacks";
import { addresses, count, refusalOf, resource, resources } from "../synthesis";
import { PAGES } from "./code-blocks";

const ROOT = resolve(__dirname, "..", "..");
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

const readme = read("README.md");
const existingDatabaseSource = read("examples/existing-database.ts");
const privateServiceSource = read("examples/private-service.ts");

const development = environmentNamed("development");
const folder = mkdtempSync(join(tmpdir(), "private-paths-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const synthesized = (make: (app: App) => TerraformStack) =>
  Testing.synth(make(Testing.app({ outdir: folder })), true);

/**
 * Every rule as `from -> to port`, as the side of the client (egress) or of the server (ingress) says it. A prefix list stands for the
 * service behind a gateway endpoint.
 */
function links(json: string, rule: typeof VpcSecurityGroupEgressRule | typeof VpcSecurityGroupIngressRule) {
  return Object.values(resources(json, rule)).map((written) => {
    const { security_group_id: own, from_port, to_port } = written;
    const peer = written.referenced_security_group_id ?? written.prefix_list_id;
    expect([written.ip_protocol, from_port, typeof peer]).toEqual(["tcp", to_port, "string"]);
    return `${rule === VpcSecurityGroupEgressRule ? `${own} -> ${peer}` : `${peer} -> ${own}`} ${from_port}`;
  });
}

const endpointGroup = (name: string) =>
  `\${aws_security_group.${name}_client-side_endpoint_security-group.id}`;
const gatewayGroup = (name: string) =>
  `\${aws_security_group.${name}_database-side_gateway_security-group.id}`;

const existingDatabase = synthesized((app) => new ExistingDatabaseStack(app, "existing", development));

describe("the example of an existing database", () => {
  it("makes one endpoint of type Resource, and nothing that exists already", () => {
    expect(Object.values(resources(existingDatabase, VpcEndpoint))).toEqual([
      expect.objectContaining({ vpc_endpoint_type: "Resource", private_dns_enabled: true }),
    ]);
    const existing = addresses(existingDatabase).filter((address) =>
      /^aws_(vpc|subnet|db_instance)\./.test(address),
    );
    expect(existing).toEqual([]);
    expect(count(existingDatabase, CloudwatchLogGroup)).toBe(1);
  });

  it("writes both sides of both links: four rules", () => {
    const expected = [
      `${gatewayGroup("orders")} -> sg-0d00000000000000d 3306`,
      `sg-0c00000000000000c -> ${endpointGroup("orders")} 3306`,
    ];
    expect(links(existingDatabase, VpcSecurityGroupEgressRule).sort()).toEqual(expected);
    expect(links(existingDatabase, VpcSecurityGroupIngressRule).sort()).toEqual(expected);
  });
});

describe("the example of two accounts in an organization", () => {
  const provider = synthesized((app) => new DatabaseAccountStack(app, "provider", development));
  const consumer = synthesized((app) => new ApplicationAccountStack(app, "consumer", development));

  it("shares within the organization, so that nobody accepts", () => {
    expect(Object.values(resources(provider, RamResourceShare))).toEqual([
      expect.objectContaining({ allow_external_principals: false }),
    ]);
    expect(count(consumer, RamResourceShareAccepter)).toBe(0);
  });

  it("has the endpoint at the consumer only, and two rules in each account", () => {
    expect([count(provider, VpcEndpoint), count(consumer, VpcEndpoint)]).toEqual([0, 1]);
    for (const json of [provider, consumer]) {
      expect(links(json, VpcSecurityGroupEgressRule)).toHaveLength(1);
      expect(links(json, VpcSecurityGroupIngressRule)).toEqual(links(json, VpcSecurityGroupEgressRule));
    }
  });
});

describe("the example of RDS Proxy", () => {
  const json = synthesized((app) => new RdsProxyStack(app, "proxy", development));

  it("names the proxy by its DNS name, for which it makes a private zone", () => {
    expect(Object.values(resources(json, VpclatticeResourceConfiguration))).toEqual([
      expect.objectContaining({ type: "SINGLE", port_ranges: ["3306"] }),
    ]);
    const name = "orders.proxy-c0example.eu-central-1.rds.amazonaws.com";
    expect(Object.values(resources(json, Route53Zone))).toEqual([expect.objectContaining({ name })]);
    expect(Object.values(resources(json, Route53Record))).toEqual([
      expect.objectContaining({ name, type: "A" }),
    ]);
  });

  it("makes one endpoint and four rules", () => {
    expect(count(json, VpcEndpoint)).toBe(1);
    expect(links(json, VpcSecurityGroupEgressRule)).toHaveLength(2);
    expect(links(json, VpcSecurityGroupIngressRule).sort()).toEqual(
      links(json, VpcSecurityGroupEgressRule).sort(),
    );
  });
});

/** What the construct code of an example is: everything below `super`. */
function constructCode(source: string): string {
  const [, code = ""] = /super\(scope, id, environment\);\n(.*?)^ {2}\}$/ms.exec(source) ?? [];
  return code;
}

/** The endpoints of a stack, as `kind service`. */
const endpointsOf = (json: string) =>
  Object.values(resources(json, VpcEndpoint))
    .map(
      (endpoint) =>
        `${endpoint.vpc_endpoint_type} ${endpoint.service_name.replace(/^com\.amazonaws\.[a-z0-9-]+\./, "")}`,
    )
    .sort();

const privateService = synthesized((app) => new PrivateServiceStack(app, "private-service", development));

describe("the example of a private service", () => {
  const group = (name: string) => `\${aws_security_group.${name}_security-group.id}`;
  const prefixList = (name: string) => `\${aws_vpc_endpoint.endpoints_${name}.prefix_list_id}`;

  it("makes exactly the endpoints that follow from image, logs, secret and table", () => {
    expect(endpointsOf(privateService)).toEqual([
      "Gateway dynamodb",
      "Gateway s3",
      "Interface ecr.api",
      "Interface ecr.dkr",
      "Interface logs",
      "Interface secretsmanager",
    ]);
  });

  it("leads every subnet of the tasks to the gateway endpoints, and no other", () => {
    for (const name of ["endpoints_dynamodb", "endpoints_s3"]) {
      expect(resource(privateService, VpcEndpoint, name).route_table_ids).toEqual([
        "${aws_route_table.network_task_routes.id}",
      ]);
    }
  });

  it("opens both sides of load balancer -> tasks -> endpoints, and nothing else", () => {
    const both = [
      `${group("api_load-balancer")} -> ${group("orders")} 8000`,
      `${group("orders")} -> ${group("endpoints")} 443`,
    ];
    const toGateways = ["dynamodb", "s3"].map((name) => `${group("orders")} -> ${prefixList(name)} 443`);
    expect(links(privateService, VpcSecurityGroupIngressRule).sort()).toEqual(both);
    expect(links(privateService, VpcSecurityGroupEgressRule).sort()).toEqual([...both, ...toGateways].sort());
  });

  it("leads the API over the link to the listener's port, and from there to the container's", () => {
    const [link = ""] = Object.keys(resources(privateService, ApiGatewayVpcLink));
    const [[name, loadBalancer] = ["", {}]] = Object.entries(resources(privateService, Lb));
    expect(loadBalancer).toMatchObject({ internal: true });
    expect(resource(privateService, ApiGatewayVpcLink, link).target_arns).toEqual([`\${aws_lb.${name}.arn}`]);
    const integrations = Object.values(resources(privateService, ApiGatewayIntegration));
    expect(integrations.map(({ uri }) => uri).sort()).toEqual([
      `http://\${aws_lb.${name}.dns_name}/`,
      `http://\${aws_lb.${name}.dns_name}/{proxy}`,
    ]);
    for (const { connection_id } of integrations) {
      expect(connection_id).toBe(`\${aws_api_gateway_vpc_link.${link}.id}`);
    }
    expect(Object.values(resources(privateService, LbListener))).toEqual([
      expect.objectContaining({ port: 80, protocol: "TCP", load_balancer_arn: `\${aws_lb.${name}.arn}` }),
    ]);
    const [[targets] = [""]] = Object.entries(resources(privateService, LbTargetGroup));
    expect(Object.values(resources(privateService, EcsService))).toEqual([
      expect.objectContaining({
        load_balancer: [
          {
            container_name: "web",
            container_port: 8000,
            target_group_arn: `\${aws_lb_target_group.${targets}.arn}`,
          },
        ],
      }),
    ]);
  });
});

describe("the example of a network that exists", () => {
  const json = synthesized((app) => new ExistingNetworkStack(app, "existing-network", development));
  const group = (name: string) => `\${aws_security_group.${name}_security-group.id}`;

  it("makes no network, and only the endpoints that are missing", () => {
    expect(addresses(json).filter((address) => /^aws_(vpc|subnet|route_table)\./.test(address))).toEqual([]);
    expect(endpointsOf(json)).toEqual(["Gateway dynamodb", "Interface ecr.api", "Interface ecr.dkr"]);
  });

  it("opens both sides to the endpoints, made and existing, and from the API's link to the tasks", () => {
    const both = [
      `${group("api_load-balancer")} -> ${group("orders")} 8000`,
      `${group("api_vpc-link")} -> ${group("api_load-balancer")} 80`,
      `${group("orders")} -> ${group("endpoints")} 443`,
      `${group("orders")} -> sg-0e00000000000000e 443`,
    ];
    expect(links(json, VpcSecurityGroupIngressRule).sort()).toEqual(both);
    expect(links(json, VpcSecurityGroupEgressRule).sort()).toEqual(
      [
        ...both,
        `${group("orders")} -> pl-6ea54007 443`,
        `${group("orders")} -> \${aws_vpc_endpoint.endpoints_dynamodb.prefix_list_id} 443`,
      ].sort(),
    );
  });

  it("leads the API to the listener", () => {
    const [listener] = Object.keys(resources(json, LbListener));
    expect(Object.values(resources(json, Apigatewayv2Integration))).toEqual([
      expect.objectContaining({
        integration_uri: `\${aws_lb_listener.${listener}.arn}`,
        connection_type: "VPC_LINK",
      }),
    ]);
  });
});

describe("the README", () => {
  // What it shows of the package is compiled and run by terraform/npm-package.test.ts.
  const ofClone = readme.replace(/^## In your own CDKTF app\n.*?^(?=## )/ms, "");
  const blocks = [...ofClone.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => code);

  it("shows all construct code of two examples, word for word", () => {
    expect(blocks).toEqual([existingDatabaseSource, privateServiceSource].map(constructCode));
    expect(blocks.every((block) => block.length > 0)).toBe(true);
  });

  it("tells the truth about their length: ten lines, and at most thirty", () => {
    const [existing = 0, service = 0] = blocks.map((block) => block.trimEnd().split("\n").length);
    expect(readme).toContain("Ten lines of construct code");
    expect(existing).toBe(10);
    expect(service).toBeLessThan(30);
  });

  it("names the endpoints of the private service, and says how many resources it adds", () => {
    const [, sentence = ""] = /The VPC gets (.*?): nobody listed them/s.exec(readme) ?? [];
    const named = [...sentence.matchAll(/`([a-z0-9.]+)`/g)].map(([, suffix]) => suffix as string);
    expect(named.sort()).toEqual(
      endpointsOf(privateService)
        .map((each) => each.split(" ")[1])
        .sort(),
    );
    const managed = addresses(privateService).filter((address) => !address.startsWith("data."));
    expect(readme).toContain(`adds ${managed.length} resources. The role`);
  });

  it("counts the services of the catalogue", () => {
    expect(readme).toContain(`a catalogue of ${Object.keys(CATALOGUE).length} services`);
  });

  it("lists every stack and every module", () => {
    const [, modules = ""] = /^## The modules\n(.*?)^A refusal/ms.exec(readme) ?? [];
    const linked = [...modules.matchAll(/\(modules\/([a-z0-9-]+)\/index\.ts\)/g)].map(
      ([, name]) => name as string,
    );
    expect(linked.sort()).toEqual(
      [...readdirSync(join(ROOT, "modules"))].filter((name) => !INNER_MODULES.has(name)).sort(),
    );
    const [, table = ""] = /^## The stacks\n(.*?)^## /ms.exec(readme) ?? [];
    const listed = [...table.matchAll(/^\| \[`([a-z-]+)`\]/gm)].map(([, name]) => name as string);
    expect(listed.sort()).toEqual(Object.keys(stacks()).sort());
  });

  it("says how many resources the example adds", () => {
    const managed = addresses(existingDatabase).filter((address) => !address.startsWith("data."));
    expect(readme).toContain(`It adds ${managed.length} resources`);
  });

  it("shows the table that the stacks give, but for the times", () => {
    const rows = Object.entries(stacks())
      .sort()
      .map(([name, json]) => {
        const managed = addresses(json).filter((address) => !address.startsWith("data."));
        return [name, String(managed.length), "0", "0", `.private-paths/plan/development/${name}/plan.json`];
      });
    const total = rows.reduce((sum, [, added]) => sum + Number(added), 0);
    const [, table = ""] = /^```text\n(Stack .*?)^```$/ms.exec(readme) ?? [];
    const shown = table
      .trimEnd()
      .split("\n")
      .filter((line) => !line.startsWith("-"))
      .slice(1)
      .map((line) => line.split(/ {2,}/).slice(0, 5));
    expect(shown).toEqual([...rows, ["Total", String(total), "0", "0", `${rows.length} planned`]]);
  });

  it("counts the private paths of all stacks, each of which is proven", () => {
    const inputs = Object.entries(stacks()).map(([name, json]) => ({
      ...stackOfJson(name, JSON.parse(json), "").stack,
      name,
    }));
    const { summary } = review(modelOf(inputs, [], []));
    expect(summary).toMatchObject({ broken: 0, unknown: 0 });
    expect(readme).toContain(`a table of all private paths, ${summary.proven} here`);
  });

  it("shows what the review says of a trap, word for word", async () => {
    let said = "";
    const status = await runCommand(["review", "examples/traps/port-mismatch"], {
      say: (text) => {
        said += text;
      },
      complain: (text) => {
        said += text;
      },
      environment: {},
      isTerminal: false,
      columns: undefined,
    });
    expect(status).toBe(1);
    expect(readme).toContain(`\`\`\`text\n${said}\`\`\``);
  });

  it("shows a refusal as it is", () => {
    const { message } = refusalOf((stack) => {
      const network = PrivateNetwork.fromAttributes({
        vpcId: "vpc-1",
        region: "us-east-1",
        dnsSupport: true,
        dnsHostnames: true,
        subnetGroups: { gateway: [{ subnetId: "subnet-1", zone: "use1-az3" }] },
      });
      new ResourceGateway(stack, "gateway", { name: "orders", subnets: network.subnetGroup("gateway") });
    });
    expect(readme).toContain(`\n${message}\n`);
  });
});

describe.each(PAGES)("%s", (page) => {
  const text = read(page);
  const prose = text.replace(/^```.*?^```$/gms, "");

  it("links to files and headings that exist", () => {
    const targets = [...prose.matchAll(/\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"/g)].map(
      ([, markdown, html]) => markdown ?? (html as string),
    );
    const broken = targets
      .filter((target) => !/^https?:/.test(target))
      .filter((target) => {
        const [path = "", heading] = target.split("#");
        const file = path === "" ? join(ROOT, page) : resolve(ROOT, dirname(page), path);
        if (!existsSync(file)) return true;
        return heading !== undefined && !headings(readFileSync(file, "utf8")).includes(heading);
      });
    expect(broken).toEqual([]);
  });

  it("names npm scripts that exist", () => {
    const { scripts } = JSON.parse(read("package.json"));
    const named = [...text.matchAll(/npm (?:run (?:--silent )?([a-z:-]+)|(test|start)\b)/g)].map(
      ([, run, short]) => run ?? short,
    );
    expect(named.filter((name) => !((name as string) in scripts))).toEqual([]);
  });

  it("names stacks that exist", () => {
    const registered = PRODUCTS.map(({ name }) => name);
    const known = [...Object.keys(stacks()), "existing-database", "private-service", ...registered];
    const commands = [
      ...text.matchAll(/(?:cdktf (?:deploy|diff|destroy)|-- --stack) ([a-z][a-z-]*)/g),
      ...text.matchAll(/\b((?:rds-(?:private|service)|private-ecs)[a-z-]*)/g),
    ].map(([, name]) => name as string);
    expect(commands.filter((name) => !known.includes(name))).toEqual([]);
  });

  it("names environment variables of this project that exist", () => {
    const named = text.match(/PRIVATE_PATHS_[A-Z_]+/g) ?? [];
    const ofTests = ["PRIVATE_PATHS_WRITE_DOCS"];
    expect(named.filter((name) => !USAGE.includes(name) && !ofTests.includes(name))).toEqual([]);
  });

  it("has account ids of AWS's documentation only", () => {
    const ids = text.match(/(?<![\w-])\d{12}(?!\w)/g) ?? [];
    expect(ids.filter((id) => !["111122223333", "444455556666"].includes(id))).toEqual([]);
  });
});

describe("the guide", () => {
  const guide = read("docs/guide.md");

  it("lists the zones without VPC Lattice", () => {
    const line = /VPC Lattice does not work in ([^(]*)/.exec(guide)?.[1] ?? "";
    expect(line.match(/[a-z0-9]+-az\d/g)).toEqual([...ZONES_WITHOUT_LATTICE]);
  });

  it("shows subnets as they are planned", () => {
    const { resource } = JSON.parse(stacks()["rds-private-link"] as string);
    const planned = Object.values<{ cidr_block: string }>(resource.aws_subnet).map(
      (subnet) => subnet.cidr_block,
    );
    const shown = guide.match(/10\.20\.\d+\.\d+\/(26|27)/g) ?? [];
    expect(shown).toHaveLength(4);
    expect(shown.filter((block) => !planned.includes(block))).toEqual([]);
  });
});

describe("the guide to private ECS", () => {
  const guide = read("docs/private-ecs.md");
  const json = () => stacks()["private-ecs"] as string;

  it("names the endpoints of the stack private-ecs", () => {
    const [, kept = "", removable = ""] =
      /has four interface endpoints in two zones \((.*?)\), two gateway endpoints.*?takes one away: `exec: false`, (`[a-z]+`)/s.exec(
        guide,
      ) ?? [];
    const named = [...kept.matchAll(/`([a-z0-9.]+)`/g)].map(([, suffix]) => `Interface ${suffix}`);
    expect(endpointsOf(json())).toEqual(["Gateway dynamodb", "Gateway s3", ...named]);
    expect(named).toHaveLength(4);
    expect(kept).toContain(removable);
  });

  it("names the ports and the cluster of the stack private-ecs", () => {
    expect(Object.values(resources(json(), LbListener))).toEqual([expect.objectContaining({ port: 80 })]);
    expect(guide).toContain("listener, TCP 80");
    expect(Object.values(resources(json(), LbTargetGroup))).toEqual([
      expect.objectContaining({ port: 8000 }),
    ]);
    expect(guide).toContain("| TCP 8000,");
    const names = Object.values(resources(json(), EcsService)).map(({ name }) => name);
    expect([...guide.matchAll(/--services ([a-z-]+)/g)].map(([, name]) => name)).toEqual(names);
  });

  it("names methods, options and services that exist", () => {
    const code = [...guide.matchAll(/`AwsService\.([a-zA-Z]+)/g)].map(([, name]) => name as string);
    expect(code.filter((name) => name !== "of" && !(name in CATALOGUE))).toEqual([]);
    expect(code).not.toEqual([]);
  });
});

/** Modules that others are made with: nobody begins with one of them. */
const INNER_MODULES: ReadonlySet<string> = new Set(["addresses", "iam", "metrics", "refusal", "tokens"]);

/** The JSON of every stack, by name. */
function stacks(): Record<string, string> {
  memory ??= (() => {
    const app = Testing.app({ outdir: folder });
    addStacks(app, development);
    const all = app.node.children as TerraformStack[];
    return Object.fromEntries(all.map((stack) => [stack.node.id, Testing.synth(stack, true)]));
  })();
  return memory;
}
let memory: Record<string, string> | undefined;

/** The anchors that GitHub gives to headings. */
function headings(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, text = ""]) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/ /g, "-"),
  );
}
