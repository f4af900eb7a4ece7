import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../../../review/command";
import { FORMATS } from "../../../review/report/formats";
import { folderWith } from "../read/fixtures";

/** A client and a database in one VPC; the database admits the port that is given. */
const configuration = (port: number) => ({
  provider: { aws: { region: "eu-central-1" } },
  resource: {
    aws_vpc: { main: { cidr_block: "10.0.0.0/16" } },
    aws_subnet: { a: { vpc_id: "${aws_vpc.main.id}", cidr_block: "10.0.1.0/24" } },
    aws_security_group: {
      app: { vpc_id: "${aws_vpc.main.id}" },
      db: { vpc_id: "${aws_vpc.main.id}" },
    },
    aws_vpc_security_group_egress_rule: {
      out: {
        security_group_id: "${aws_security_group.app.id}",
        referenced_security_group_id: "${aws_security_group.db.id}",
        ip_protocol: "tcp",
        from_port: 5432,
        to_port: 5432,
      },
    },
    aws_vpc_security_group_ingress_rule: {
      in: {
        security_group_id: "${aws_security_group.db.id}",
        referenced_security_group_id: "${aws_security_group.app.id}",
        ip_protocol: "tcp",
        from_port: port,
        to_port: port,
      },
    },
    aws_db_subnet_group: { db: { subnet_ids: ["${aws_subnet.a.id}"] } },
    aws_db_instance: {
      db: {
        engine: "postgres",
        port: 5432,
        vpc_security_group_ids: ["${aws_security_group.db.id}"],
        db_subnet_group_name: "${aws_db_subnet_group.db.name}",
      },
    },
  },
});

const PATH = "aws_security_group.app -> aws_db_instance.db:5432";
const good = folderWith({ "cdk.tf.json": configuration(5432) });
const bad = folderWith({ "cdk.tf.json": configuration(3306) });
const open = folderWith({
  "cdk.tf.json": {
    ...configuration(5432),
    variable: { group: {} },
    resource: {
      ...configuration(5432).resource,
      aws_vpc_security_group_ingress_rule: {
        in: { security_group_id: "${var.group}", cidr_ipv4: "10.0.0.0/16", ip_protocol: "-1" },
      },
    },
  },
});

async function run(...words: string[]) {
  let out = "";
  let err = "";
  const status = await runCommand(words, {
    say: (text) => {
      out += text;
    },
    complain: (text) => {
      err += text;
    },
    environment: {},
    isTerminal: false,
    columns: undefined,
  });
  return { status, out, err };
}

describe("the exit status", () => {
  test.each([
    ["0 if all is proven", ["review", good], 0],
    ["1 if something is broken", ["review", bad], 1],
    ["0 if something is unknown", ["review", open], 0],
    ["3 if something is unknown, with --strict", ["review", "--strict", open], 3],
    ["0 with --strict if all is proven", ["review", "--strict", good], 0],
    ["1 with --strict if something is broken", ["review", "--strict", bad], 1],
    ["2 for an input that is not there", ["review", "nowhere"], 2],
    ["2 for no input", ["review"], 2],
    ["2 for no command", [], 2],
    ["2 for another command", ["prove", good], 2],
    ["2 for an option that there is not", ["review", "--fast", good], 2],
    ["2 for a form that there is not", ["review", "--format", "pdf", good], 2],
    ["2 for an output without a form", ["review", "--output", "x.pdf", good], 2],
    ["2 for a path that cannot be read", ["review", "--path", "a to b", good], 2],
    ["2 for a path to what is not there", ["review", "--path", "aws_vpc.main -> aws_vpc.other", good], 2],
    ["0 for help", ["review", "--help"], 0],
    ["0 for the rules", ["review", "--list-rules"], 0],
  ])("is %s", async (_, words, expected) => {
    const { status, out, err } = await run(...words);
    expect(status).toBe(expected);
    expect(err === "").toBe(expected !== 2);
    expect(out === "").toBe(expected === 2);
    expect(err).not.toMatch(/^\s+at /m);
  });
});

test("the answer in JSON is the documented one", async () => {
  const { out } = await run("review", "--format", "json", bad);
  const { version, summary, paths, findings } = JSON.parse(out);
  expect({ version, summary }).toEqual({ version: 1, summary: { proven: 0, broken: 1, unknown: 0 } });
  expect(paths).toEqual([
    expect.objectContaining({
      id: PATH,
      from: "aws_security_group.app",
      to: "aws_db_instance.db",
      port: 5432,
      verdict: "BROKEN",
    }),
  ]);
  const broken = findings.filter(({ verdict }: { verdict: string }) => verdict === "BROKEN");
  expect(broken).toEqual([
    expect.objectContaining({
      rule: "SG-01",
      address: "aws_security_group.db",
      path: PATH,
      severity: "error",
    }),
  ]);
  expect(broken[0].found).toContain("tcp/3306");
  expect(broken[0].needed).toContain("tcp/5432");
});

test("every form is written to standard output, and into files by their endings", async () => {
  for (const format of Object.keys(FORMATS)) {
    const { out, status } = await run("review", "--format", format, bad);
    expect(status).toBe(1);
    expect(out).toContain("aws_db_instance.db");
  }
  const folder = folderWith({});
  const files = ["a.html", "a.json", "a.md", "a.sarif", "a.xml", "a.mmd", "a.txt"].map((name) =>
    join(folder, name),
  );
  await run("review", ...files.flatMap((file) => ["--output", file]), bad);
  for (const file of files) expect(readFileSync(file, "utf8")).toContain("aws_db_instance.db");
  expect(JSON.parse(readFileSync(join(folder, "a.sarif"), "utf8")).version).toBe("2.1.0");
  expect((await run("review", "--output", join(folder, "none", "a.json"), good)).err).toMatch(
    /cannot be written/,
  );
});

test("a path that is asked for is proven, beside what is inferred, and not told twice", async () => {
  const { out } = await run("review", "--format", "json", "--path", PATH, good);
  expect(JSON.parse(out).paths.map(({ id, origin }: { id: string; origin: string }) => [id, origin])).toEqual(
    [[PATH, "declared"]],
  );
  const other = await run(
    "review",
    "--format",
    "json",
    "--path",
    "aws_security_group.app -> aws_db_instance.db:22",
    good,
  );
  expect(other.status).toBe(1);
  expect((await run("review", "--path", "aws_security_group.ap -> aws_db_instance.db", good)).err).toMatch(
    /aws_security_group\.ap is not in what was given\. Like it: .*aws_security_group\.app/,
  );
});

test("a review file declares paths and accepts findings", async () => {
  const file = join(folderWith({}), "accepted.json");
  const suppressions = [{ rule: "SG-01", address: "aws_security_group.db", reason: "opened by hand" }];
  writeFileSync(file, JSON.stringify({ paths: [PATH], suppressions }));
  const { status, out } = await run("review", "--file", file, "--format", "json", bad);
  expect(status).toBe(0);
  const { paths, suppressed } = JSON.parse(out);
  expect([paths[0].verdict, suppressed.length]).toEqual(["PROVEN", 1]);
  expect((await run("review", "--file", `${file}.not`, bad)).err).toMatch(/is not there/);
});

test("a comparison tells what a change breaks and opens, from an earlier answer or from what can be reviewed", async () => {
  const earlier = join(folderWith({}), "before.json");
  writeFileSync(earlier, (await run("review", "--format", "json", good)).out);
  for (const before of [earlier, good]) {
    const { out } = await run("review", "--compare", before, "--format", "json", bad);
    expect(JSON.parse(out).findings[0]).toMatchObject({ rule: "CHG-01", path: PATH, verdict: "BROKEN" });
  }
  const { out, status } = await run("review", "--compare", bad, "--format", "json", good);
  expect(status).toBe(0);
  expect(JSON.parse(out).findings).toEqual([
    expect.objectContaining({ rule: "CHG-02", path: PATH, severity: "warning" }),
  ]);
});

test("a sensitive value is in no form of the answer, though a rule would show it", async () => {
  const secret = {
    ...configuration(5432),
    variable: { port: { default: 33061, sensitive: true } },
  };
  secret.resource.aws_vpc_security_group_ingress_rule.in.from_port = "${var.port}" as never;
  secret.resource.aws_vpc_security_group_ingress_rule.in.to_port = "${var.port}" as never;
  const folder = folderWith({ "cdk.tf.json": secret });
  for (const format of Object.keys(FORMATS)) {
    const { out, status } = await run("review", "--format", format, folder);
    expect(status).toBe(1);
    expect(out).not.toContain("33061");
  }
  expect((await run("review", folder)).out).toContain("(sensitive)");
});

test("npm that keeps an option to itself is found out", async () => {
  const words = ["review", good];
  const environment = { npm_lifecycle_event: "review", npm_config_format: "json" };
  let err = "";
  const status = await runCommand(words, {
    say: () => undefined,
    complain: (text) => {
      err += text;
    },
    environment,
    isTerminal: false,
    columns: undefined,
  });
  expect([status, err]).toEqual([
    2,
    expect.stringContaining("Put -- before it: npm run --silent review -- --format"),
  ]);
});
