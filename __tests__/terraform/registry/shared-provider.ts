import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { devNull } from "node:os";
import { join, relative, sep } from "node:path";
import { offlineEnvironment } from "../../../plan/offline-override";

/** A provider that many commands of Terraform use, one after the other, in place of one of its own for each. */
export interface SharedProvider {
  /** For the environment of Terraform. */
  readonly environment: NodeJS.ProcessEnv;
  stop(): void;
}

/**
 * Starts the provider that `terraform init` has put into a folder. Each start takes seconds, and `terraform test` starts one for every run:
 * https://developer.hashicorp.com/terraform/plugin/debugging#starting-a-provider-in-debug-mode
 *
 * @throws Error if there is none, or if it does not say how to reach it
 */
export async function startSharedProvider(initialized: string): Promise<SharedProvider> {
  const providers = join(initialized, ".terraform", "providers");
  const binary = providerIn(providers);
  if (!binary) throw new Error(`terraform init has put no AWS provider into ${initialized}.`);
  // <registry>/hashicorp/aws/<version>/<platform>/<file>
  const address = relative(providers, binary).split(sep).slice(0, 3).join("/");
  const provider = spawn(binary, ["-debug"], {
    env: offlineEnvironment(process.env, devNull),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const reattach = await said(provider, /TF_REATTACH_PROVIDERS='(\{.*\})'/);
  const [reached] = Object.values(JSON.parse(reattach));
  return {
    environment: { TF_REATTACH_PROVIDERS: JSON.stringify({ [address]: reached }) },
    stop: () => void provider.kill(),
  };
}

/** The folder of a version is often a link into a mirror, and so not one that a recursive listing goes into. */
function providerIn(folder: string): string | undefined {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const found = statSync(path).isDirectory()
      ? providerIn(path)
      : name.startsWith("terraform-provider-aws")
        ? path
        : undefined;
    if (found) return found;
  }
  return undefined;
}

function said(provider: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const listen = (chunk: Buffer) => {
      text += chunk.toString("utf8");
      const [, found] = pattern.exec(text) ?? [];
      if (found) resolve(found);
    };
    provider.stdout?.on("data", listen);
    provider.stderr?.on("data", listen);
    provider.on("error", reject);
    provider.on("exit", (code) => reject(new Error(`The provider ended with ${code}: ${text}`)));
  });
}
