import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Testing } from "cdktf";
import { MODULE_PAGES } from "../../docs/generator/module-pages";
import { environmentNamed } from "../../environments";
import { addresses, testApp } from "../synthesis";
import { describeWithTerraform, planDirectory } from "./available";
import { folderWith } from "./folder";

const environment = environmentNamed("development");

describeWithTerraform("the examples of the modules' pages", () => {
  // As modules of one configuration, since each plan takes the provider's own time to start.
  it("are planned by the real provider", async () => {
    const stacks = Object.entries(MODULE_PAGES).map(([name, { example }]): [string, string] => [
      name,
      Testing.synth(new example(testApp(), name, environment), true),
    ]);
    const [[, first] = ["", "{}"]] = stacks;
    const { terraform, provider } = JSON.parse(first);
    const module = Object.fromEntries(stacks.map(([name]) => [name, { source: `./${name}` }]));
    const root = folderWith(JSON.stringify({ terraform, provider, module }));
    for (const [name, json] of stacks) {
      // A module has neither a state nor a provider of its own.
      const { provider: _, terraform: own, ...rest } = JSON.parse(json);
      const { backend: __, ...requirements } = own;
      mkdirSync(join(root, name));
      writeFileSync(join(root, name, "main.tf.json"), JSON.stringify({ ...rest, terraform: requirements }));
    }
    const { resource_changes = [] } = await planDirectory(root);
    const planned = resource_changes.filter(({ address }) => !/(?:^|\.)data\./.test(address));
    for (const [name, json] of stacks) {
      const made = addresses(json).filter((address) => !address.startsWith("data."));
      const found = planned
        .map(({ address }) => address)
        .filter((address) => address.startsWith(`module.${name}.`))
        .map((address) => address.slice(`module.${name}.`.length));
      expect([name, ...found.sort()]).toEqual([name, ...made.sort()]);
    }
  });
});
