import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { runProcess } from "../../plan/child-process";
import { offlineEnvironment } from "../../plan/offline-override";
import { PRODUCTS } from "../../registry/products";
import { writeModule } from "../../registry/write-module";
import { reviewFiles } from "../../review/review-files";
import { verdictsOf } from "../review/proof/verdicts";
import {
  describeWithTerraform,
  installedTerraform,
  type PlanJson,
  planDirectory,
  providerSourceHere,
  TERRAFORM_TEST_MILLISECONDS,
} from "./available";
import {
  asRoot,
  asStack,
  FORMS,
  idOf,
  PLACE_NAMES,
  plannedInRoot,
  plannedInStack,
} from "./registry/equality";
import { callExamples } from "./registry/examples";
import { type SharedProvider, startSharedProvider } from "./registry/shared-provider";

const REPOSITORY = join(__dirname, "..", "..");
const names = PRODUCTS.map(({ name }) => name);

it("compares every module with its construct", () => {
  expect(FORMS.map(({ product }) => product).sort()).toEqual([...names].sort());
});

/** Verdicts of a plan whose configuration is beside it, by the ends of paths: what the form made is called after its construct or call. */
async function verdictsByEnds(folder: string, plan: PlanJson): Promise<Readonly<Record<string, string>>> {
  const file = join(folder, "plan.json");
  writeFileSync(file, JSON.stringify(plan));
  const ids = PLACE_NAMES.flatMap((place) => FORMS.map((forms) => idOf(place, forms)));
  const ends = ids.map((id) => ({
    id,
    address: new RegExp(`module\\.${id}\\.(aws_\\w+)\\.\\w+|(aws_\\w+)\\.${id}(?:_[\\w-]+)?(?= |:|$)`, "g"),
  }));
  const named = (path: string) =>
    ends.reduce(
      (text, { id, address }) =>
        text.replace(address, (_, one?: string, other?: string) => `${one ?? other} of ${id}`),
      path,
    );
  const verdicts = verdictsOf(await reviewFiles([file]));
  return Object.fromEntries(Object.entries(verdicts).map(([path, verdict]) => [named(path), verdict]));
}

describeWithTerraform("the modules of the registry", () => {
  const folder = mkdtempSync(join(tmpdir(), "private-paths-registry-"));
  const moduleFolder = (name: string) => join(folder, "published", `terraform-aws-${name}`);
  let provider: SharedProvider;

  /** Runs Terraform as a user of a module does, but offline. */
  async function terraform(directory: string, ...words: readonly string[]) {
    const source = providerSourceHere();
    const [command = "", ...rest] = words;
    const { exitCode, stdout, stderr } = await runProcess(
      installedTerraform().path,
      [command, ...(command === "init" ? source.initArguments : []), ...rest],
      {
        directory,
        environment: {
          ...offlineEnvironment(process.env, devNull),
          ...source.environment,
          CHECKPOINT_DISABLE: "1",
        },
      },
    );
    return { exitCode, text: `${stdout}\n${stderr}` };
  }

  /** A root's folder with the modules in it. */
  function rootFolder(name: string): string {
    const root = join(folder, name);
    for (const product of PRODUCTS) writeModule(product, { root: REPOSITORY, into: join(root, "modules") });
    return root;
  }

  beforeAll(async () => {
    for (const product of PRODUCTS)
      writeModule(product, { root: REPOSITORY, into: join(folder, "published") });
    const [first = ""] = names;
    const { exitCode, text } = await terraform(moduleFolder(first), "init", "-no-color", "-input=false");
    if (exitCode !== 0) throw new Error(text);
    provider = await startSharedProvider(moduleFolder(first));
    Object.assign(process.env, provider.environment);
  });

  afterAll(() => {
    provider?.stop();
    for (const name of Object.keys(provider?.environment ?? {})) delete process.env[name];
    rmSync(folder, { recursive: true, force: true });
  });

  it("are written as terraform fmt writes", async () => {
    expect(await terraform(join(folder, "published"), "fmt", "-check", "-recursive", "-no-color")).toEqual({
      exitCode: 0,
      text: "\n",
    });
  });

  it.each(names)("pass the tests that they are published with: %s", async (name) => {
    const init = await terraform(moduleFolder(name), "init", "-no-color", "-input=false");
    expect(init.exitCode === 0 ? "initialized" : init.text).toBe("initialized");
    const { exitCode, text } = await terraform(moduleFolder(name), "test", "-no-color");
    expect(exitCode === 0 ? "passed" : text).toBe("passed");
    const [, passed] = /Success! (\d+) passed, 0 failed\./.exec(text) ?? [];
    expect(Number(passed)).toBeGreaterThan(15);
    // What Terraform only warns of today: https://developer.hashicorp.com/terraform/language/expressions/custom-conditions#error-messages
    expect(text.match(/Warning: .*/g)).toBeNull();
  });

  it("are planned in every example, which a user copies", async () => {
    const root = rootFolder("examples");
    const calls = await callExamples(root, names);
    const { resource_changes = [] } = await planDirectory(root);
    expect(calls).toHaveLength(names.length * 3);
    const planned = calls.map((call) => [
      call,
      resource_changes.filter(
        ({ address, change }) =>
          address.startsWith(`module.${call}.module.`) && change.actions.join() === "create",
      ).length,
    ]);
    expect(planned.filter(([, count]) => Number(count) < 5)).toEqual([]);
    expect(
      resource_changes.filter(({ mode, change }) => mode === "managed" && change.actions.join() !== "create"),
    ).toEqual([]);
  });

  describe("and the same constructs in a stack", () => {
    let stack: PlanJson;
    let root: PlanJson;

    beforeAll(async () => {
      mkdirSync(join(folder, "stack"));
      writeFileSync(join(folder, "stack", "cdk.tf.json"), asStack());
      stack = await planDirectory(join(folder, "stack"));
      const folderOfRoot = rootFolder("root");
      writeFileSync(join(folderOfRoot, "cdk.tf.json"), asRoot());
      root = await planDirectory(folderOfRoot);
    }, 2 * TERRAFORM_TEST_MILLISECONDS);

    const cases = PLACE_NAMES.flatMap((place) =>
      FORMS.map((forms) => [forms.product, place, idOf(place, forms)] as const),
    );

    it.each(cases)("plan the same: %s between things that are %s", (_, __, id) => {
      const inRoot = plannedInRoot(root, id);
      expect(inRoot.length).toBeGreaterThan(4);
      expect(inRoot).toEqual(plannedInStack(stack, id));
    });

    it("have the same paths, and all are proven of which the plan makes both ends", async () => {
      const ofStack = await verdictsByEnds(join(folder, "stack"), stack);
      const ofRoot = await verdictsByEnds(join(folder, "root"), root);
      expect(ofRoot).toEqual(ofStack);
      const made = Object.entries(ofRoot).filter(([path]) =>
        /^aws_(security_group\.|ecs_service of )made-/.test(path),
      );
      // Of two clients to two databases, and of a service to AWS.
      expect(made).toHaveLength(4 + 9);
      expect(made.filter(([, verdict]) => verdict !== "PROVEN")).toEqual([]);
    });
  });
});
