import { readArguments } from "../../plan/arguments";
import { findCredentials } from "../../plan/credentials";
import { UsageError } from "../../plan/errors";
import { failureReport } from "../../plan/failure-report";
import { offlineEnvironment, offlineOverride, withoutAssumedRoles } from "../../plan/offline-override";
import { pathTable } from "../../plan/path-table";
import { type Step, TerraformFailure } from "../../plan/plan-directory";
import { countChanges, type ResourceChange } from "../../plan/plan-json";
import type { StackResult } from "../../plan/plan-stack";
import { progressOn } from "../../plan/progress";
import { duration, resultTable } from "../../plan/table";
import type { Path } from "../../review/result";

describe("the offline override", () => {
  const stack = {
    provider: {
      aws: [
        { region: "eu-central-1", assume_role: [{ role_arn: "arn:aws:iam::111122223333:role/deployer" }] },
        { alias: "consumer", region: "eu-west-1", assume_role_with_web_identity: [{}], default_tags: [{}] },
      ],
    },
    terraform: { backend: { s3: {} } },
    resource: { aws_vpc: {} },
  };

  it("gives every provider configuration, by its alias, dummy credentials and the skip flags", () => {
    const skips = {
      access_key: "offline",
      secret_key: "offline",
      skip_credentials_validation: true,
      skip_metadata_api_check: "true",
      skip_requesting_account_id: true,
      skip_region_validation: true,
    };
    const override = offlineOverride(stack) as { provider: { aws: Record<string, unknown>[] } };
    expect(override.provider.aws).toEqual([
      expect.objectContaining(skips),
      expect.objectContaining({ ...skips, alias: "consumer" }),
    ]);
    expect(override.provider.aws[0]).not.toHaveProperty("alias");
    // null removes what is configured, while an absent argument would leave it.
    expect(override.provider.aws[0]).toMatchObject({ profile: null, allowed_account_ids: null });
  });

  it("keeps the state in a local file instead of the bucket, also without a provider", () => {
    const local = { backend: { local: { path: "terraform.tfstate" } } };
    expect(offlineOverride(stack)).toMatchObject({ terraform: local });
    expect(offlineOverride({})).toEqual({ terraform: local });
  });

  it("takes roles to assume out of the copy, and nothing else", () => {
    expect(withoutAssumedRoles(stack)).toEqual({
      ...stack,
      provider: {
        aws: [{ region: "eu-central-1" }, { alias: "consumer", region: "eu-west-1", default_tags: [{}] }],
      },
    });
    expect(withoutAssumedRoles({ terraform: {} })).toEqual({ terraform: {} });
  });

  it("hides everything about AWS on this machine from Terraform", () => {
    const environment = { AWS_PROFILE: "x", AWS_CA_BUNDLE: "/gone", TF_WORKSPACE: "w", PATH: "/bin" };
    expect(offlineEnvironment(environment, "/dev/null")).toEqual({
      PATH: "/bin",
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      AWS_EC2_METADATA_DISABLED: "true",
    });
  });
});

describe("credentials", () => {
  const nothing = () => Promise.reject(new Error("Could not load credentials from any providers"));
  const unasked = () => Promise.reject(new Error("asked"));

  it("come from the environment variables first", async () => {
    const environment = { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b", AWS_PROFILE: "c" };
    expect(await findCredentials(environment, unasked)).toEqual({
      found: true,
      source: "environment variables (AWS_ACCESS_KEY_ID)",
    });
  });

  it.each([
    [{ AWS_PROFILE: "work" }, { CREDENTIALS_PROFILE: "n" }, 'profile "work" (AWS_PROFILE)'],
    [{}, { CREDENTIALS_PROFILE_SSO: "r" }, "the default profile"],
    [{}, { CREDENTIALS_HTTP: "z" }, "the container's role"],
    [{}, {}, "the role of this EC2 instance"],
  ])("of %j and %j are called by their source", async (environment, $source, source) => {
    expect(await findCredentials(environment, async () => ({ $source }))).toEqual({ found: true, source });
  });

  it("are absent if no source knows any", async () => {
    expect(await findCredentials({}, nothing)).toEqual({ found: false });
  });

  it.each([
    [
      "a profile that gives none",
      { AWS_PROFILE: "work" },
      nothing,
      /profile "work" \(AWS_PROFILE\): it gives none\n/,
    ],
    [
      "an expired login",
      {},
      () => Promise.reject(new Error("The SSO session token is invalid.")),
      /do not work: The SSO session token is invalid\.\nRenew them .*To plan offline.*run without credentials/s,
    ],
    [
      "half a pair",
      { AWS_SECRET_ACCESS_KEY: "b" },
      unasked,
      /^AWS_SECRET_ACCESS_KEY is set, but AWS_ACCESS_KEY_ID is not/,
    ],
  ])("are a failure, and no offline plan, with %s", async (_, environment, resolve, message) => {
    await expect(findCredentials(environment, resolve)).rejects.toThrow(message);
  });
});

describe("the arguments", () => {
  it("name an environment and stacks", () => {
    const words = ["--environment", "production", "--stack", "one", "--stack=two"];
    expect(readArguments(words, { ENVIRONMENT: "other" })).toEqual({
      help: false,
      environmentName: "production",
      stackNames: ["one", "two"],
    });
    expect(readArguments([], { ENVIRONMENT: "other" }).environmentName).toBe("other");
    expect(readArguments(["-h"], {}).help).toBe(true);
  });

  it("refuse an option that npm has swallowed", () => {
    expect(() => readArguments([], { npm_config_stack: "rds" })).toThrow("npm run plan -- --stack NAME");
  });

  it.each([[["--stak", "x"]], [["--stack"]], [["rds"]], [["--help=yes"]]])("refuse %j", (words) => {
    expect(() => readArguments(words, {})).toThrow(UsageError);
    expect(() => readArguments(words, {})).toThrow(/--environment NAME {3}development or production/);
  });
});

function change(mode: "managed" | "data", ...actions: string[]): ResourceChange {
  const values = { before: null, after: null, after_unknown: {} };
  return { address: "a.b", mode, type: "a", name: "b", change: { actions, ...values } };
}

const FAILURE = new TerraformFailure("validate", "Error: no such argument");

describe("the table", () => {
  it("counts as Terraform does", () => {
    const resource_changes = [
      change("managed", "create"),
      change("managed", "delete", "create"),
      change("managed", "create", "delete"),
      change("managed", "update"),
      change("managed", "delete"),
      change("managed", "no-op"),
      change("managed", "forget"),
      change("data", "read"),
    ];
    expect(countChanges({ resource_changes })).toEqual({ add: 3, change: 1, destroy: 3 });
    expect(countChanges({})).toEqual({ add: 0, change: 0, destroy: 0 });
  });

  it("has a line for each stack, and a total", () => {
    const planned = { planned: true, seconds: 9.44, plan: {}, planJsonPath: "/project/plan/one/plan.json" };
    const stacks = [
      { ...planned, name: "one", changes: { add: 12, change: 0, destroy: 3 } },
      { name: "another", planned: false, seconds: 1, error: FAILURE },
      { ...planned, name: "two", changes: { add: 1, change: 2, destroy: 0 } },
    ] as unknown as StackResult[];
    expect(resultTable(stacks, 75, "/project").split("\n")).toEqual([
      "Stack    Add  Change  Destroy  Plan JSON                  Time",
      "-------  ---  ------  -------  -------------------  ----------",
      "one       12       0        3  plan/one/plan.json        9.4 s",
      "another    -       -        -  failed: validate          1.0 s",
      "two        1       2        0  plan/one/plan.json        9.4 s",
      "-------  ---  ------  -------  -------------------  ----------",
      "Total     13       2        3  2 planned, 1 failed  1 min 15 s",
    ]);
    expect(duration(119.7)).toBe("2 min 00 s");
  });
});

describe("the report of a failure", () => {
  const report = (step: Step, diagnostics: string, found: boolean) =>
    failureReport(
      { name: "one", planned: false, seconds: 1, error: new TerraformFailure(step, diagnostics) },
      { credentials: found ? { found, source: "somewhere" } : { found: false }, directory: "/project/one" },
    );

  it.each([
    ["init", "Error: Failed to query available provider packages", false, "PRIVATE_PATHS_PROVIDER_MIRROR"],
    ["plan", "Error: Error acquiring the state lock", true, "another run holds the state's lock"],
    ["plan", "operation error STS: ExpiredToken", true, "AWS did not accept the credentials from somewhere"],
    ["plan", "operation error STS: dial tcp: no such host", false, "Run with AWS credentials"],
    ["plan", "Error: AWS account ID not allowed: 123456789012", true, "accounts in environments.ts"],
    ["init", "Error: S3 bucket does not exist", true, "stateBackend in environments.ts"],
    ["validate", "Error: Unsupported argument in aws_s3_bucket", false, "correct what Terraform names above"],
  ] as const)("of %s with %j has its cure", (step, diagnostics, found, cure) => {
    const text = report(step, diagnostics, found);
    expect(text).toContain(`one: terraform ${step} failed\n\n${diagnostics}\n\nCure: `);
    expect(text).toContain(cure);
  });
});

describe("progress", () => {
  function watch(stream: { isTTY?: boolean; columns?: number }, environment: NodeJS.ProcessEnv): string {
    let written = "";
    const progress = progressOn({ ...stream, write: (text) => (written += text) }, environment);
    progress.note("a note");
    progress.start(["one", "two"]);
    progress.step("one", "init");
    progress.finish({ name: "one", planned: false, seconds: 2, error: FAILURE });
    progress.close();
    return written;
  }

  it("is a line for each event in a file, a pipe or CI", () => {
    const lines = ["a note", "one: init", "one: failed after 2.0 s"];
    for (const written of [watch({}, {}), watch({ isTTY: true }, { CI: "true" })]) {
      expect(written.split("\n").map((line) => line.replace(/^\[ +\d\.\d s\] /, ""))).toEqual([...lines, ""]);
    }
  });

  it("is one live line on a terminal, never wider than it", () => {
    const written = watch({ isTTY: true, columns: 30 }, {});
    expect(written).toContain("a note\n");
    expect(written.match(/\n/g)).toHaveLength(1);
    expect(written).toContain("0 of 2 done");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what erases the line
    const paints = written.split(/\r\u001b\[2K/);
    expect(Math.max(...paints.map((paint) => paint.trim().length))).toBe(29);
    expect(paints.at(-1)).toBe("");
  });
});

test("the table of paths shows what is not proven first, and a total", () => {
  const path = (id: string, verdict: Path["verdict"], stack: string, hops = 2): Path => ({
    id,
    from: "a",
    to: "b",
    port: 1,
    verdict,
    origin: "inferred",
    stack,
    elements: [],
    hops: Array.from({ length: hops }, () => ({
      title: "h",
      verdict,
      between: [0, 1] as const,
      evidence: [],
      findings: [],
    })),
  });
  const paths = [
    path("a -> b:1", "PROVEN", "two"),
    path("one: a -> b:1", "PROVEN", "one", 10),
    path("a -> long.address:443", "BROKEN", "two"),
    path("c -> d", "UNKNOWN", "one"),
  ];
  const summary = { proven: 2, broken: 1, unknown: 1 };
  const result = { inputs: [], summary, paths, findings: [], suppressed: [], notices: [] };
  expect(pathTable(result).split("\n")).toEqual([
    "Stack  Path                   Hops  Verdict",
    "-----  ---------------------  ----  -----------------------------",
    "two    a -> long.address:443     2  BROKEN",
    "one    c -> d                    2  UNKNOWN",
    "one    a -> b:1                 10  PROVEN",
    "two    a -> b:1                  2  PROVEN",
    "-----  ---------------------  ----  -----------------------------",
    "Total  4 paths                  16  2 proven, 1 broken, 1 unknown",
  ]);
});
