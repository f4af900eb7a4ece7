import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type PlanOptions, planStacks } from "../../plan/plan-stacks";
import { terraformPlatform } from "../../plan/provider-mirror";

// With stand-ins for Terraform and for the app, so that it takes no time; the real ones are tried in __tests__/terraform.

const CONFIGURATION = {
  provider: { aws: [{ region: "eu-central-1" }] },
  terraform: { backend: { s3: { bucket: "b" } }, required_providers: { aws: { source: "hashicorp/aws" } } },
};
const PLAN = { resource_changes: [{ mode: "managed", change: { actions: ["create"] } }] };

const TERRAFORM = `#!/bin/sh
case $1 in
version) echo Terraform v1.11.4 ;;
init) echo "$AWS_ACCESS_KEY_ID|$*" > init.txt ;;
validate) case $PWD in */bad) echo "Error: bad argument" >&2; exit 1 ;; */slow) sleep 30 ;; esac ;;
plan) echo "$*" > plan.txt ;;
show) echo '${JSON.stringify(PLAN)}' ;;
esac
`;

const APP = `
const { mkdirSync, writeFileSync } = require("node:fs");
const { CDKTF_OUTDIR, REFUSED, THIRD = "fine" } = process.env;
if (REFUSED) { console.error(REFUSED); process.exit(1); }
const stacks = {};
const WARNED = [
  { level: "@cdktf/info", constructPath: "good", message: "all is well" },
  { level: "@cdktf/warn", constructPath: "good/orders", message: "nobody can see who connects" },
];
for (const name of ["good", "bad", THIRD]) {
  const workingDirectory = "stacks/" + name;
  const annotations = name === "good" ? WARNED : [];
  stacks[name] = { name, workingDirectory, annotations };
  mkdirSync(CDKTF_OUTDIR + "/" + workingDirectory, { recursive: true });
  writeFileSync(CDKTF_OUTDIR + "/" + workingDirectory + "/cdk.tf.json", JSON.stringify(${JSON.stringify(CONFIGURATION)}));
}
writeFileSync(CDKTF_OUTDIR + "/manifest.json", JSON.stringify({ stacks }));
`;

let folder: string;
const environmentBefore = { ...process.env };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "private-paths-"));
  // The AWS SDK reads the variables of this process: it must find nothing, on whatever machine.
  process.env = {
    PATH: process.env.PATH,
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
  };
});
afterEach(() => {
  process.env = environmentBefore;
  rmSync(folder, { recursive: true, force: true });
});

function plan(environment: NodeJS.ProcessEnv = {}, options: PlanOptions = {}) {
  write(
    "mirror/registry.terraform.io/hashicorp/aws/5.100.0",
    `${terraformPlatform()}/terraform-provider-aws`,
    "",
  );
  return planStacks({
    app: write(".", "app.js", APP),
    workFolder: folder,
    environment: {
      PATH: process.env.PATH,
      PRIVATE_PATHS_TERRAFORM: write(".", "terraform", TERRAFORM),
      PRIVATE_PATHS_PROVIDER_MIRROR: join(folder, "mirror"),
      ...environment,
    },
    ...options,
  });
}

function write(under: string, name: string, text: string): string {
  const path = join(folder, under, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

const written = (stack: string, file: string) =>
  readFileSync(join(folder, "plan", "development", stack, file), "utf8");

describe("planning stacks", () => {
  it("passes on what constructs warn of", async () => {
    const notes: string[] = [];
    const progress = { note: (text: string) => void notes.push(text), start() {}, step() {}, finish() {} };
    await plan({}, { progress, stackNames: ["good"] });
    expect(notes.filter((note) => note.startsWith("Warning"))).toEqual([
      "Warning: good/orders: nobody can see who connects",
    ]);
  });

  it("plans offline without credentials, and goes on past a stack that fails", async () => {
    const outcome = await plan();
    expect(outcome.credentials).toEqual({ found: false });
    expect(outcome.stacks.map(({ name, planned }) => [name, planned])).toEqual([
      ["good", true],
      ["bad", false],
      ["fine", true],
    ]);
    expect(outcome.stacks[0]).toMatchObject({ changes: { add: 1, change: 0, destroy: 0 } });
    expect(JSON.parse(written("good", "plan.json"))).toEqual(PLAN);
    expect(outcome.stacks[1]).toMatchObject({
      error: { step: "validate", diagnostics: "Error: bad argument" },
    });
    expect(written("good", "plan.txt")).toContain("-refresh=false -lock=false");
    expect(JSON.parse(written("good", "offline_override.tf.json"))).toHaveProperty("provider.aws");
    // What `cdktf deploy` would use is as the app wrote it.
    const synthesized = join(folder, "synthesized", "development", "stacks", "good");
    expect(JSON.parse(readFileSync(join(synthesized, "cdk.tf.json"), "utf8"))).toEqual(CONFIGURATION);
  });

  it("plans against the account with credentials, and changes nothing in the stack", async () => {
    const outcome = await plan(
      { AWS_ACCESS_KEY_ID: "key", AWS_SECRET_ACCESS_KEY: "secret" },
      { stackNames: ["good"] },
    );
    expect(outcome.stacks).toHaveLength(1);
    expect(written("good", "init.txt")).toContain("key|init");
    expect(written("good", "plan.txt")).not.toContain("-refresh=false");
    expect(JSON.parse(written("good", "cdk.tf.json"))).toEqual(CONFIGURATION);
    expect(() => written("good", "offline_override.tf.json")).toThrow("ENOENT");
  });

  it("refuses unknown names with the known ones", async () => {
    const stacks = plan({}, { stackNames: ["good", "god"] });
    await expect(stacks).rejects.toThrow('no stack named "god". Its stacks: good, bad, fine.');
    const environment = plan({}, { environmentName: "nowhere" });
    await expect(environment).rejects.toThrow('no environment named "nowhere". Known: development');
  });

  it("shows what the app refuses", async () => {
    const refused = plan({ REFUSED: "one/gateway is refused" });
    await expect(refused).rejects.toThrow("Synthesis failed:\none/gateway is refused");
  });

  it("stops what runs when it is interrupted", async () => {
    const interruption = new AbortController();
    const begin = performance.now();
    const progress = {
      note() {},
      start() {},
      step: (name: string, step: string) => {
        if (name === "slow" && step === "validate") setTimeout(() => interruption.abort(), 50);
      },
      finish() {},
    };
    const interrupted = plan({ THIRD: "slow" }, { signal: interruption.signal, progress });
    await expect(interrupted).rejects.toThrow("Interrupted.");
    expect(performance.now() - begin).toBeLessThan(10_000);
  });
});
