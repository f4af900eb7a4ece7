import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { projectFolder } from "../../plan/project-folder";
import { describeWithTerraform, planDirectory } from "./available";
import { headingsIn, linksIn } from "./npm-package/links";
import { cloneInto, leaveStaleFile, pack, run, succeed } from "./npm-package/pack";
import { appFiles, project, subpaths } from "./npm-package/user-app";

/** npm writes half a gigabyte, most of it the bindings of the AWS provider. */
const INSTALL_MILLISECONDS = 900_000;

describeWithTerraform("the npm package, packed from a clone and installed in an app elsewhere", () => {
  let folder: string;
  let clone: string;
  let app: string;
  let installed: string;
  let tarball: string;

  const tsc = (ofProject: string, config: string) =>
    run(
      process.execPath,
      [join(ofProject, "node_modules", "typescript", "bin", "tsc"), "--project", config],
      app,
    );
  const read = (path: string) => readFileSync(join(installed, path), "utf8");

  /** Paths of all files of the package. */
  function packed(): string[] {
    return readdirSync(installed, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(installed, join(entry.parentPath, entry.name)));
  }

  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "private-paths-package-")));
    clone = join(folder, "clone");
    app = join(folder, "app");
    installed = join(app, "node_modules", project.name);
    cloneInto(clone);
    leaveStaleFile(clone, "modules/lattice/deleted.js");
    tarball = await pack(clone, join(folder, "packed"));
    mkdirSync(app);
    for (const [name, text] of Object.entries(appFiles(tarball))) writeFileSync(join(app, name), text);
    await succeed("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund"], app);
    await succeed(process.execPath, ["node_modules/typescript/bin/tsc"], app);
    await succeed(process.execPath, ["build/main.js"], app);
  }, INSTALL_MILLISECONDS);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("is under 1 MB, and leaves the clone as it was", () => {
    expect(statSync(tarball).size).toBeLessThan(1_000_000);
    const readme = "README.md";
    expect(readFileSync(join(clone, readme), "utf8")).toBe(readFileSync(join(projectFolder, readme), "utf8"));
  });

  it("holds what users import, and nothing else of the project or of an earlier build", () => {
    const top = new Set(packed().map((path) => path.split("/").slice(0, 2).join("/")));
    expect([...top].sort()).toEqual([
      "LICENSE",
      "README.md",
      "lib/aws",
      "lib/docs",
      "lib/matchers",
      "lib/modules",
      "lib/private-paths.js",
      "lib/private-paths.js.map",
      "lib/review",
      "package.json",
    ]);
    expect(packed().filter((path) => /test|bench|\.cache$|(?<!\.d)\.ts$/.test(path))).toEqual([]);
    expect(packed()).not.toContain("lib/modules/lattice/deleted.js");
  });

  it("has code and types behind every subpath, for both ways in which TypeScript looks for them", () => {
    for (const subpath of subpaths) {
      const target = project.exports[`./${subpath}`] as Readonly<Record<string, string>>;
      expect(packed()).toEqual(expect.arrayContaining(Object.values(target).map((path) => path.slice(2))));
      expect([`./${project.typesVersions["*"][subpath]?.[0]}`]).toEqual([target.types]);
    }
    expect(Object.keys(project.typesVersions["*"])).toEqual(subpaths);
  });

  it("names in README.md and in its pages only files that it holds, and headings that they have", () => {
    const pages = packed().filter((path) => path.endsWith(".md"));
    expect(pages).toEqual(expect.arrayContaining(["README.md", "lib/docs/review.md"]));
    const broken = pages.flatMap((page) =>
      linksIn(read(page))
        .filter(({ path, heading }) => {
          const file = path === "" ? page : join(dirname(page), path);
          return (
            !packed().includes(file) || (heading !== undefined && !headingsIn(read(file)).includes(heading))
          );
        })
        .map(({ path, heading }) => `${page}: ${path}#${heading}`),
    );
    expect(broken).toEqual([]);
  });

  it("has source maps that name sources by relative paths, those of the modules with their text", () => {
    const maps = packed().filter((path) => path.endsWith(".js.map"));
    const code = packed().filter((path) => path.endsWith(".js") && read(path).includes("sourceMappingURL"));
    expect(maps).toEqual(code.map((path) => `${path}.map`));
    for (const path of maps) {
      const { sources, sourcesContent } = JSON.parse(read(path));
      expect(sources.filter((source: string) => !/^(\.\.\/)+[a-z-]+\/.*\.ts$/.test(source))).toEqual([]);
      if (path.startsWith("lib/modules/")) expect(sourcesContent[0]).toMatch(/^(import|export|\/)/);
    }
    expect(packed().filter((path) => /\.(js|map|ts|md)$/.test(path) && read(path).includes(clone))).toEqual(
      [],
    );
  });

  it("names the sources in stack traces", async () => {
    const code = `
      const { App, TerraformStack } = require("cdktf");
      const { PrivateNetwork } = require("private-paths/network");
      const { reviewJson } = require("private-paths/review");
      const stackOf = (act) => { try { act(); } catch (error) { console.log(error.stack); } };
      stackOf(() => new PrivateNetwork(new TerraformStack(new App(), "empty"), "vpc", { name: "vpc", zones: [], subnetGroups: [] }));
      stackOf(() => reviewJson("{}"));`;
    const traces = await succeed(process.execPath, ["--enable-source-maps", "-e", code], app);
    expect(traces).toMatch(/modules\/network\/private-network\.ts:\d+/);
    expect(traces).toMatch(/review\/review-files\.ts:\d+/);
  });

  it("requires no package but its peers", () => {
    const allowed = new Set([
      ...Object.keys(project.peerDependencies),
      ...builtinModules.map((name) => `node:${name}`),
    ]);
    const required = packed()
      .filter((path) => path.endsWith(".js"))
      .flatMap((path) =>
        [...read(path).matchAll(/\brequire\(["']([^."'][^"']*)["']\)/g)].map(([, name = ""]) => name),
      )
      .map((name) => (name.startsWith("@") ? name.split("/").slice(0, 2).join("/") : name));
    expect(required).toContain("cdktf");
    expect([...new Set(required)].filter((name) => !allowed.has(name))).toEqual([]);
    expect(JSON.parse(read("package.json"))).not.toHaveProperty("dependencies");
  });

  it("type-checks with the resolution of Node.js, declarations of the package included", async () => {
    expect(await tsc(projectFolder, "tsconfig.node16.json")).toMatchObject({ exitCode: 0, stdout: "" });
    expect(await tsc(app, "tsconfig.node16.json")).toMatchObject({ exitCode: 0, stdout: "" });
    writeFileSync(
      join(app, "mistake.ts"),
      'import "private-paths/matchers";\nexpect("").toProvePath({ from: 1, to: "logs" });\n',
    );
    const { exitCode, stdout } = await tsc(app, "tsconfig.json");
    rmSync(join(app, "mistake.ts"));
    expect(exitCode).not.toBe(0);
    expect(stdout).toContain("Type 'number' is not assignable to type 'PathEnd'");
  });

  it("loads every subpath, also by name from ES modules, and nothing that it does not export", async () => {
    await succeed(process.execPath, ["build/every-import.js"], app);
    const { kinds, refused } = JSON.parse(await succeed(process.execPath, ["esm.mjs"], app));
    expect(kinds).toEqual(["function", "function", "function", "function"]);
    expect(refused).toBe(true);
    const inner = await run(process.execPath, ["-e", 'require("private-paths/lib/review/index.js")'], app);
    expect(inner.stderr).toContain("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });

  it("is planned by the real provider, with readable addresses where they are asked for", async () => {
    const plan = async (stack: string) =>
      (await planDirectory(join(app, "cdktf.out", "stacks", stack))).resource_changes?.map(
        ({ address }) => address,
      ) ?? [];
    const [orders, chain] = [await plan("orders"), await plan("chain")];
    expect(orders).toEqual(
      expect.arrayContaining(["aws_ecs_service.orders", "aws_vpc_endpoint.endpoints_logs"]),
    );
    expect(orders.filter((address) => /_[0-9A-F]{8}$/.test(address))).toEqual([]);
    expect(
      chain.filter((address) => /^aws_vpclattice_resource_gateway\..*_[0-9A-F]{8}$/.test(address)),
    ).toHaveLength(1);
  });

  it("has matchers for the tests of the app, one that passes and one that fails with the review's text", async () => {
    const { exitCode, stdout, stderr } = await run(
      "npx",
      ["--no-install", "jest", "--rootDir", "build", "--json"],
      app,
    );
    expect(exitCode).toBe(1);
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(stdout);
    expect([numPassedTests, numFailedTests, stderr]).toEqual([
      1,
      1,
      expect.stringContaining("orders-stack.test.js"),
    ]);
    const words = testResults.map(({ message }: { message: string }) => message).join("");
    expect(words).toContain("Expected aws_ecs_service.orders to reach sqs.");
    expect(words).toContain("BROKEN");
  });

  it("has the review, as a command wherever it is called from, and as functions", async () => {
    const said = await succeed("npm", ["run", "--silent", "review"], join(app, "build"));
    expect(said).toContain("5 proven");
    expect(await succeed(process.execPath, ["build/review.js"], app)).toContain("5 proven");
    const words = [
      "--no-install",
      project.name,
      "review",
      "cdktf.out",
      "--path",
      "aws_ecs_service.orders -> sqs",
    ];
    expect(await run("npx", words, app)).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining("BROKEN  aws_ecs_service.orders -> com.amazonaws.eu-central-1.sqs:443"),
    });
  });
});
