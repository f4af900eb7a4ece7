import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../../../plan/project-folder";

/** This project's package.json, as far as the app of a user needs it. */
export const project: {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly typesVersions: { readonly "*": Readonly<Record<string, readonly string[]>> };
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly overrides: Readonly<Record<string, string>>;
} = JSON.parse(readFileSync(join(projectFolder, "package.json"), "utf8"));

/** What can be imported, but for package.json: like `ecs`. */
export const subpaths: readonly string[] = Object.entries(project.exports)
  .filter(([, target]) => typeof target === "object")
  .map(([subpath]) => subpath.slice("./".length));

// The last release that reads the tsconfig.json of apps that `cdktf init` made: module resolution for Node.js before exports.
const TYPESCRIPT = "5.9.3";

/** The files of an app, but for the package itself. */
export function appFiles(tarball: string): Readonly<Record<string, string>> {
  const pinned = (...names: string[]) =>
    Object.fromEntries(names.map((name) => [name, project.devDependencies[name]]));
  const [stack, test, program] = readmeCode();
  return {
    "package.json": JSON.stringify({
      name: "app-of-a-user",
      private: true,
      scripts: { review: `${project.name} review cdktf.out` },
      dependencies: {
        [project.name]: `file:${tarball}`,
        ...pinned("@cdktf/provider-aws", "cdktf", "constructs"),
      },
      devDependencies: { ...pinned("@types/jest", "@types/node", "jest"), typescript: TYPESCRIPT },
      overrides: project.overrides,
    }),
    // That of `cdktf init --template=typescript` (cdktf-cli 0.21), with a folder for what is compiled.
    "tsconfig.json": tsconfig({
      module: "CommonJS",
      moduleResolution: "node10",
      lib: ["es2018"],
      target: "ES2018",
      skipLibCheck: true,
      outDir: "build",
    }),
    "tsconfig.node16.json": tsconfig({ module: "Node16", moduleResolution: "Node16", noEmit: true }),
    "orders-stack.ts": stack,
    "orders-stack.test.ts": test,
    "review.ts": program,
    "chain-stack.ts": CHAIN_STACK,
    "main.ts": MAIN,
    "broken-path.test.ts": BROKEN_PATH_TEST,
    "every-import.ts": `${subpaths.map((name, index) => `import * as m${index} from "${project.name}/${name}";`).join("\n")}
export const all: readonly object[] = [${subpaths.map((_, index) => `m${index}`).join(", ")}];
`,
    "esm.mjs": ESM,
  };
}

const tsconfig = (compilerOptions: object) =>
  JSON.stringify({
    compilerOptions: {
      strict: true,
      noUnusedLocals: true,
      types: ["node", "jest"],
      rootDir: ".",
      ...compilerOptions,
    },
    include: ["*.ts"],
  });

/** The code of README.md's section about the package: the stack, its test, and a program that reviews. */
function readmeCode(): [string, string, string] {
  const readme = readFileSync(join(projectFolder, "README.md"), "utf8");
  const [, section = ""] = readme.split("## In your own CDKTF app\n");
  const [stack, test, program] = [...section.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code);
  if (!stack || !test || !program) throw new Error("README.md has no code of a stack, a test and a review.");
  return [stack, test, program];
}

const CHAIN_STACK = `import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { DatabaseInstance, DatabaseTarget } from "private-paths/database";
import { ResourceGatewayChain } from "private-paths/lattice";
import { PrivateNetwork } from "private-paths/network";
import { SecurityGroup } from "private-paths/security";

const place = { region: "eu-central-1", zones: ["euc1-az1", "euc1-az3"], cidrBlock: "10.20.0.0/20" };

/** With cdktf's own addresses. */
export class ChainStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: place.region });
    const groups = (...names: string[]) => names.map((name) => ({ name, prefixLength: 26 }));
    const theirs = new PrivateNetwork(this, "theirs", { name: "theirs", ...place, subnetGroups: groups("database", "gateway") });
    const ours = new PrivateNetwork(this, "ours", { name: "ours", ...place, subnetGroups: groups("endpoint") });
    const database = new DatabaseInstance(this, "database", {
      name: "orders",
      subnets: theirs.subnetGroup("database"),
      engine: "postgres",
      engineVersion: "17",
      instanceClass: "db.m7g.large",
    });
    const client = new SecurityGroup(this, "client", { network: ours, description: "Clients" });
    new ResourceGatewayChain(this, "chain", {
      name: "orders",
      database: DatabaseTarget.rdsInstance(database),
      gateway: { subnets: theirs.subnetGroup("gateway") },
      clients: { subnets: ours.subnetGroup("endpoint"), securityGroups: [client] },
    });
  }
}
`;

const MAIN = `import { App } from "cdktf";
import { ChainStack } from "./chain-stack";
import { OrdersStack } from "./orders-stack";

const app = new App();
new OrdersStack(app, "orders");
new ChainStack(app, "chain");
app.synth();
`;

const BROKEN_PATH_TEST = `import "private-paths/matchers";

test("a queue that nobody made a way to", () => {
  expect("cdktf.out/stacks/orders/cdk.tf.json").toProvePath({ from: "aws_ecs_service.orders", to: "sqs" });
});
`;

// Named imports from CommonJS, which Node.js finds by reading the text of the file.
const ESM = `import { OrdersStack } from "./build/orders-stack.js";
import { useReadableAddresses } from "private-paths/addresses";
import { PrivateService } from "private-paths/ecs";
import { matchers } from "private-paths/matchers";
import { InputError, reviewJson } from "private-paths/review";

let refused;
try {
  reviewJson("{}");
} catch (error) {
  refused = error instanceof InputError;
}
const kinds = [OrdersStack, useReadableAddresses, PrivateService, matchers.toProvePath].map((one) => typeof one);
console.log(JSON.stringify({ kinds, refused }));
`;
