import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hclReader } from "../../../review/read/hcl";

/** The provider that an example sets up. One root calls all examples, and Terraform would start a provider for each. */
const PROVIDER = /^provider "aws" \{\n {2}region = var\.region\n\}\n/m;

/**
 * Writes a root that calls every example of the modules, with the values that its `terraform.tfvars.example` gives.
 *
 * @param root a folder with the generated modules in its folder `modules`; the examples there lose their provider
 * @returns the names of the calls, `<module>_<example>`
 * @throws Error for an example that does not set up its provider as a user needs it
 */
export async function callExamples(root: string, products: readonly string[]): Promise<string[]> {
  const calls: Record<string, object> = {};
  for (const product of products) {
    const examples = join(root, "modules", `terraform-aws-${product}`, "examples");
    for (const example of readdirSync(examples)) {
      const folder = join(examples, example);
      const versions = readFileSync(join(folder, "versions.tf"), "utf8");
      if (!PROVIDER.test(versions))
        throw new Error(`${product}/examples/${example}/versions.tf sets up no provider.`);
      writeFileSync(join(folder, "versions.tf"), versions.replace(PROVIDER, ""));
      const source = `./modules/terraform-aws-${product}/examples/${example}`;
      calls[`${product}_${example}`] = {
        source,
        ...(await valuesIn(join(folder, "terraform.tfvars.example"))),
      };
    }
  }
  const configuration = {
    terraform: { required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 6.0.0" } } },
    provider: { aws: [{ region: "eu-central-1" }] },
    module: calls,
  };
  writeFileSync(join(root, "cdk.tf.json"), JSON.stringify(configuration));
  return Object.keys(calls);
}

async function valuesIn(file: string): Promise<object> {
  if (!existsSync(file)) return {};
  const read = hclReader();
  if (!read) throw new Error("There is no parser of HCL. Fix: npm ci.");
  return read(file, readFileSync(file, "utf8"));
}
