import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
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
import { environmentNamed } from "../../environments";
import { ApplicationAccountStack, DatabaseAccountStack } from "../../examples/cross-account";
import { ExistingDatabaseStack } from "../../examples/existing-database";
import { RdsProxyStack } from "../../examples/rds-proxy";
import { ResourceGateway } from "../../modules/lattice";
import { PrivateNetwork } from "../../modules/network";
import { USAGE } from "../../plan/arguments";
import { addStacks } from "../../stacks";
import { addresses, count, refusalOf, resources } from "../synthesis";

const ROOT = resolve(__dirname, "..", "..");
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

const PAGES = ["README.md", ...readdirSync(join(ROOT, "docs")).map((name) => `docs/${name}`)].filter((path) =>
  path.endsWith(".md"),
);
const readme = read("README.md");
const example = read("examples/existing-database.ts");

const development = environmentNamed("development");
const folder = mkdtempSync(join(tmpdir(), "private-paths-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const synthesized = (make: (app: App) => TerraformStack) =>
  Testing.synth(make(Testing.app({ outdir: folder })), true);

/** Every rule as `from -> to port`, as the side of the client (egress) or of the server (ingress) says it. */
function links(json: string, rule: typeof VpcSecurityGroupEgressRule | typeof VpcSecurityGroupIngressRule) {
  return Object.values(resources(json, rule)).map((written) => {
    const { security_group_id: own, referenced_security_group_id: peer, from_port, to_port } = written;
    expect([written.ip_protocol, from_port]).toEqual(["tcp", to_port]);
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

describe("the README", () => {
  const blocks = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => code);

  it("shows the example word for word", () => {
    expect(blocks.length).toBeGreaterThan(0);
    for (const block of blocks) expect(example).toContain(block);
  });

  it("shows all of its construct code, which is ten lines", () => {
    const [, code] = /super\(scope, id, environment\);\n(.*?)^ {2}\}$/ms.exec(example) ?? [];
    expect(blocks[0]).toBe(code);
    expect(code?.trimEnd().split("\n")).toHaveLength(10);
    expect(readme).toContain("Ten lines of construct code");
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
    const named = [...text.matchAll(/npm (?:run ([a-z:-]+)|(test|start)\b)/g)].map(
      ([, run, short]) => run ?? short,
    );
    expect(named.filter((name) => !((name as string) in scripts))).toEqual([]);
  });

  it("names stacks that exist", () => {
    const known = [...Object.keys(stacks()), "existing-database"];
    const commands = [
      ...text.matchAll(/(?:cdktf (?:deploy|diff|destroy)|-- --stack) ([a-z][a-z-]*)/g),
      ...text.matchAll(/\b(rds-(?:private|service)[a-z-]*)/g),
    ].map(([, name]) => name as string);
    expect(commands.filter((name) => !known.includes(name))).toEqual([]);
  });

  it("names environment variables of this project that exist", () => {
    const named = text.match(/PRIVATE_PATHS_[A-Z_]+/g) ?? [];
    expect(named.filter((name) => !USAGE.includes(name))).toEqual([]);
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
