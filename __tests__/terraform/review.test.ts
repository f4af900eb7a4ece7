import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OVERRIDE_FILE, offlineOverride } from "../../plan/offline-override";
import * as plan from "../../plan/plan-directory";
import { readInputs, readJson } from "../../review/read/inputs";
import type { ReviewResult } from "../../review/result";
import { review } from "../../review/review";
import { CORPUS, TRAPS, temporaryFolder, variantOf } from "../review/proof/folders";
import { developmentStacks, synthesizedFolder } from "../review/proof/stacks";
import { faultsOf, verdictsOf } from "../review/proof/verdicts";
import {
  describeWithTerraform,
  installedTerraform,
  type PlanJson,
  planDirectory,
  providerSourceHere,
} from "./available";

/** What is read of a folder, of a plan of it alone, and of the plan with the folder's configuration beside it. */
interface Reviews {
  readonly configuration: ReviewResult;
  readonly planAlone: ReviewResult;
  readonly planBeside: ReviewResult;
}

async function reviewsOf(folder: string, planned: PlanJson): Promise<Reviews> {
  const beside = temporaryFolder();
  cpSync(folder, beside, { recursive: true });
  writeFileSync(join(beside, "plan.json"), JSON.stringify(planned));
  return {
    configuration: review(await readInputs([folder])),
    planAlone: review(readJson("plan.json", JSON.parse(JSON.stringify(planned)))),
    planBeside: review(await readInputs([join(beside, "plan.json")])),
  };
}

/** Two at a time: each plan runs the AWS provider, which takes half a gigabyte. */
async function reviewAll(
  folders: Readonly<Record<string, string>>,
  planFolder: (folder: string) => Promise<PlanJson>,
): Promise<Map<string, Reviews>> {
  const reviews = new Map<string, Reviews>();
  const waiting = Object.entries(folders);
  const next = async (): Promise<void> => {
    const entry = waiting.shift();
    if (!entry) return;
    const [name, folder] = entry;
    reviews.set(name, await reviewsOf(folder, await planFolder(folder)));
    await next();
  };
  await Promise.all([next(), next()]);
  return reviews;
}

/** Plans a folder of HCL offline, in a copy of it. */
function planHcl(folder: string): Promise<PlanJson> {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  writeFileSync(join(copy, OVERRIDE_FILE), JSON.stringify(offlineOverride({ provider: { aws: [{}] } })));
  return plan.planDirectory(copy, {
    terraform: installedTerraform(),
    providerSource: providerSourceHere(),
    offline: true,
    environment: process.env,
  });
}

const brokenOf = (result: ReviewResult) => faultsOf(result).filter((fault) => fault.includes(" BROKEN "));

describeWithTerraform("a plan of a synthesized stack", () => {
  const names = Object.keys(developmentStacks());
  let reviews: Map<string, Reviews>;

  beforeAll(async () => {
    const folder = (name: string) => join(synthesizedFolder(), "stacks", name);
    reviews = await reviewAll(Object.fromEntries(names.map((name) => [name, folder(name)])), planDirectory);
  });

  it.each(names)("with cdk.tf.json beside it is judged as that is: %s", (name) => {
    const { configuration, planBeside } = reviews.get(name) as Reviews;
    expect(verdictsOf(planBeside)).toEqual(verdictsOf(configuration));
    expect(faultsOf(planBeside)).toEqual(faultsOf(configuration));
  });

  // A plan has no locals: what is made of them can stay unknown.
  it.each(names)("alone proves what can be proven, and breaks nothing: %s", (name) => {
    const { configuration, planAlone } = reviews.get(name) as Reviews;
    const verdicts = verdictsOf(planAlone);
    expect(brokenOf(planAlone)).toEqual([]);
    const image = Object.keys(verdicts).filter((id) => verdicts[id] === "UNKNOWN");
    const proven = Object.keys(verdicts).filter((id) => verdicts[id] === "PROVEN");
    expect(Object.keys(verdictsOf(configuration))).toEqual(expect.arrayContaining(proven));
    if (!name.startsWith("private-ecs")) expect(image).toEqual([]);
    else expect(image.every((id) => id.startsWith("aws_ecs_service."))).toBe(true);
  });
});

// Modules within modules with values of variables, keys with dots, rules by reference between instances, blocks written
// dynamically, and two faults: as many as one can wait for.
describeWithTerraform("a plan of a configuration in HCL", () => {
  const folders = {
    "modules-nested-isolated": join(CORPUS, "working", "modules-nested-isolated"),
    "isolated-cidr-rules-rest": join(CORPUS, "working", "isolated-cidr-rules-rest"),
    "lattice-rds-proxy-dns-name": join(CORPUS, "working", "lattice-rds-proxy-dns-name"),
    "lattice-service-network": join(CORPUS, "working", "lattice-service-network"),
    "gateway-without-egress": join(TRAPS, "gateway-without-egress"),
    "alb-admits-wrong-port": "",
  };
  const names = Object.keys(folders);
  let reviews: Map<string, Reviews>;

  beforeAll(async () => {
    const variant = variantOf(join(CORPUS, "broken", "alb-admits-wrong-port"));
    reviews = await reviewAll({ ...folders, "alb-admits-wrong-port": variant }, planHcl);
  });

  it.each(names)("with the files beside it is judged as they are: %s", (name) => {
    const { configuration, planBeside } = reviews.get(name) as Reviews;
    expect(verdictsOf(planBeside)).toEqual(verdictsOf(configuration));
    expect(faultsOf(planBeside)).toEqual(faultsOf(configuration));
  });

  it.each(names)(
    "alone breaks nothing that the files do not, and proves nothing that they break: %s",
    (name) => {
      const { configuration, planAlone } = reviews.get(name) as Reviews;
      expect(brokenOf(configuration)).toEqual(expect.arrayContaining(brokenOf(planAlone)));
      const verdicts = verdictsOf(planAlone);
      const broken = configuration.paths.filter(({ verdict }) => verdict === "BROKEN").map(({ id }) => id);
      expect(broken.filter((id) => verdicts[id] === "PROVEN")).toEqual([]);
    },
  );
});
