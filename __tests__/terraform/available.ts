import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OFFLINE_STATE_FILE } from "../../plan/offline-override";
import * as plan from "../../plan/plan-directory";
import type { PlanJson } from "../../plan/plan-json";
import { requiredProviders } from "../../plan/provider-mirror";
import { chooseProviderSource, type ProviderSource } from "../../plan/provider-source";
import { findTerraform, type TerraformBinary } from "../../plan/terraform-binary";
import { terraformDownloadedEarlier } from "../../plan/terraform-download";

export type { PlanJson } from "../../plan/plan-json";

/** What a test may lay beside the configuration before it is planned. */
export interface PlanSurroundings {
  /** A state as Terraform writes it (version 4): what is said to exist already. */
  readonly state?: object;
  /** Values of the root's input variables. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** A Terraform command takes seconds, and a loaded machine several times that. */
export const TERRAFORM_TEST_MILLISECONDS = 180_000;

// What the stacks require, to find a provider that serves every test.
const AWS_PROVIDER = { aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 6.0.0" } };

/**
 * Like `describe`, for tests that run Terraform with the AWS provider. Where one of them is missing, the suite is
 * reported as skipped, with the reason in its title; with the environment variable CI set, it fails instead.
 */
export function describeWithTerraform(name: string, tests: () => void): void {
  describeUnlessMissing(missingForTerraform(), name, tests);
}

/**
 * Like `describe`, for tests that need what a machine may not have.
 *
 * @param missing what is missing and how to get it, or undefined if nothing is
 */
export function describeUnlessMissing(missing: string | undefined, name: string, tests: () => void): void {
  jest.setTimeout(TERRAFORM_TEST_MILLISECONDS);
  if (missing === undefined) {
    describe(name, tests);
  } else if (process.env.CI) {
    describe(name, () => {
      it("has what it needs", () => {
        throw new Error(`${missing}\nIn CI nothing is skipped, so this is a failure.`);
      });
    });
  } else {
    // Jest shows the titles of skipped suites only with --verbose.
    process.stderr.write(`Skipped: ${name}: ${missing}\n`);
    describe.skip(`${name} (skipped: ${missing})`, tests);
  }
}

/** What is missing to run Terraform with the AWS provider and no network, or undefined. */
export function missingForTerraform(): string | undefined {
  try {
    return providerSourceHere().kind === "registry"
      ? "The AWS provider is not on this machine. `npm run plan` downloads it, and it is then here for good."
      : undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/**
 * Plans a folder offline, in a copy of it and as if the account held what the state says (nothing, without one).
 *
 * @param directory holds a `cdk.tf.json`, as `stacks/<name>` of a synthesized app does, or one written by a test
 * @throws TerraformFailure with Terraform's own text if `init`, `validate` or `plan` fails
 */
export function planDirectory(directory: string, surroundings: PlanSurroundings = {}): Promise<PlanJson> {
  return inOfflineCopy(directory, surroundings, plan.planDirectory);
}

/**
 * Runs `terraform validate` on a copy of a folder.
 *
 * @throws TerraformFailure with Terraform's own text if it is not valid
 */
export function validateDirectory(directory: string): Promise<void> {
  return inOfflineCopy(directory, {}, plan.validateDirectory);
}

async function inOfflineCopy<Result>(
  directory: string,
  { state, variables }: PlanSurroundings,
  action: (copy: string, run: plan.TerraformRun) => Promise<Result>,
): Promise<Result> {
  const terraform = installedTerraform();
  const copy = mkdtempSync(join(tmpdir(), "private-paths-"));
  try {
    cpSync(directory, copy, { recursive: true });
    plan.makeOffline(copy);
    if (state) writeFileSync(join(copy, OFFLINE_STATE_FILE), JSON.stringify(state));
    if (variables) writeFileSync(join(copy, "test.auto.tfvars.json"), JSON.stringify(variables));
    return await action(copy, {
      terraform,
      providerSource: providerSourceOf(terraform),
      offline: true,
      environment: process.env,
    });
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Where the tests' `terraform init` gets the AWS provider from. */
export function providerSourceHere(): ProviderSource {
  return providerSourceOf(installedTerraform());
}

/** The Terraform or OpenTofu that the tests run. */
export function installedTerraform(): TerraformBinary {
  const terraform = findTerraform(process.env) ?? terraformDownloadedEarlier(process.env);
  if (!terraform)
    throw new Error("Neither terraform nor tofu is on the PATH. Install Terraform 1.5 or later.");
  return terraform;
}

function providerSourceOf(terraform: TerraformBinary): ProviderSource {
  const required = requiredProviders(
    [{ terraform: { required_providers: AWS_PROVIDER } }],
    terraform.product,
  );
  return chooseProviderSource({ required, product: terraform.product, environment: process.env });
}
