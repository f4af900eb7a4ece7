import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runProcess } from "./child-process";
import { PlanError } from "./errors";
import type { RequiredProvider } from "./provider-mirror";
import {
  chooseProviderSource,
  DOWNLOADED_PROVIDERS,
  MIRROR_VARIABLE,
  type ProviderSource,
} from "./provider-source";
import type { TerraformBinary } from "./terraform-binary";

/** What a download of providers needs. */
export interface ProviderDownload {
  readonly terraform: TerraformBinary;
  readonly required: readonly RequiredProvider[];
  readonly source: ProviderSource;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/**
 * Lets Terraform fetch the providers from its registry, once, into a mirror of this project. Without it every stack
 * would fetch its own: Terraform's plugin cache is neither used without lock files nor safe for several runs at once.
 *
 * @returns the mirror
 * @throws PlanError with Terraform's own words and the cure if the registry does not serve them
 */
export async function downloadProviders(download: ProviderDownload): Promise<ProviderSource> {
  const { terraform, required, source, environment, signal } = download;
  mkdirSync(dirname(DOWNLOADED_PROVIDERS), { recursive: true });
  const unfinished = mkdtempSync(`${DOWNLOADED_PROVIDERS}-unfinished-`);
  try {
    writeFileSync(join(unfinished, "main.tf.json"), JSON.stringify(rootRequiring(required)));
    const { TF_DATA_DIR, ...kept } = environment;
    const { exitCode, stderr } = await runProcess(terraform.path, ["init", "-input=false", "-no-color"], {
      directory: unfinished,
      environment: {
        ...kept,
        CHECKPOINT_DISABLE: "1",
        TF_IN_AUTOMATION: "1",
        TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "1", // Else a cache is not used where no lock file is.
        ...source.environment,
      },
      signal,
    });
    if (exitCode !== 0) throw new PlanError(downloadFailed(stderr.trim(), required));
    // The folder that `init` fills is laid out as a mirror is.
    rmSync(DOWNLOADED_PROVIDERS, { recursive: true, force: true });
    renameSync(join(unfinished, ".terraform", "providers"), DOWNLOADED_PROVIDERS);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return chooseProviderSource({ required, product: terraform.product, environment });
}

function rootRequiring(required: readonly RequiredProvider[]): object {
  const constraints = new Map<string, string[]>();
  for (const { address, constraint } of required) {
    constraints.set(address, [...(constraints.get(address) ?? []), ...(constraint ? [constraint] : [])]);
  }
  const entries = [...constraints].map(([source, parts], index) => [
    `provider${index}`,
    { source, ...(parts.length > 0 && { version: parts.join(", ") }) },
  ]);
  return { terraform: { required_providers: Object.fromEntries(entries) } };
}

function downloadFailed(diagnostics: string, required: readonly RequiredProvider[]): string {
  const names = required.map(({ address, constraint }) => `${address} ${constraint}`).join(" and ");
  return (
    `No provider mirror on this machine holds ${names}, and Terraform could not fetch it:\n\n${diagnostics}\n\n` +
    "Connect to the network (behind a proxy, set HTTPS_PROXY), or make a mirror where there is one " +
    `(\`terraform providers mirror <folder>\` in a synthesized stack), bring it here and name it in ${MIRROR_VARIABLE}.`
  );
}
