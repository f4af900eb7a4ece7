import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { PlanError } from "./errors";
import { withinSeconds } from "./patience";
import { cacheFolder } from "./project-folder";
import { terraformPlatform } from "./provider-mirror";
import { identifyTerraform, type TerraformBinary } from "./terraform-binary";

/** The Terraform that is fetched where none is installed: the one that this project is tested with. */
export const PINNED_TERRAFORM = "1.11.4";

const DOWNLOADS = join(cacheFolder, "bin");
const SUFFIX = process.platform === "win32" ? ".exe" : "";

/** The part of the package `@hashicorp/js-releases` that is used. */
export interface ReleaseLibrary {
  getRelease(product: string, version: string, userAgent: string): Promise<Release>;
}

interface Release {
  getBuild(
    platform: string,
    processor: string,
  ): { readonly url: string; readonly filename: string } | undefined;
  download(url: string, path: string, userAgent: string): Promise<void>;
  /** Compares with the checksum that HashiCorp publishes. (Version 1.7.7 ignores the outcome of its signature check.) */
  verify(path: string, buildName: string): Promise<void>;
  unpack(folder: string, path: string): Promise<void>;
}

/** What a download needs; tests give a library and a folder of their own. */
export interface TerraformDownload {
  readonly environment: NodeJS.ProcessEnv;
  /** Told before anything is fetched. */
  readonly onNote: (note: string) => void;
  readonly library?: () => Promise<ReleaseLibrary>;
  /** @default `.private-paths/bin` */
  readonly folder?: string;
  /** Asks the program what it is. */
  readonly identify?: typeof identifyTerraform;
}

/** The Terraform of an earlier download, or undefined if there was none. */
export function terraformDownloadedEarlier(
  environment: NodeJS.ProcessEnv,
  { folder = DOWNLOADS, identify = identifyTerraform }: Partial<TerraformDownload> = {},
): TerraformBinary | undefined {
  const program = pinnedProgram(folder);
  return existsSync(program) ? identify(program, environment) : undefined;
}

/**
 * Downloads Terraform.
 *
 * @throws PlanError that says what to install if the download fails
 */
export async function downloadTerraform({
  environment,
  onNote,
  library = () => import("@hashicorp/js-releases"),
  folder = DOWNLOADS,
  identify = identifyTerraform,
}: TerraformDownload): Promise<TerraformBinary> {
  const program = pinnedProgram(folder);
  onNote(
    `Neither Terraform nor OpenTofu is on the PATH: fetching Terraform ${PINNED_TERRAFORM} (about 30 MB) from ` +
      `releases.hashicorp.com into ${folder}; its checksum is verified.`,
  );
  mkdirSync(folder, { recursive: true });
  // Whatever happens meanwhile, another run included, the program appears under its name only when it is whole.
  const unfinished = mkdtempSync(join(folder, "unfinished-"));
  const removeUnfinished = () => rmSync(unfinished, { recursive: true, force: true });
  process.once("exit", removeUnfinished); // As after Ctrl-C, which does not wait for the download's end.
  try {
    const unpacked = await fetchInto(unfinished, await library());
    await untilItRuns(() => identify(unpacked, environment));
    renameSync(unpacked, program);
  } catch (error) {
    throw new PlanError(downloadFailed((error as Error).message));
  } finally {
    removeUnfinished();
    process.off("exit", removeUnfinished);
  }
  return identify(program, environment);
}

function pinnedProgram(folder: string): string {
  return join(folder, `terraform-${PINNED_TERRAFORM}${SUFFIX}`);
}

async function fetchInto(folder: string, { getRelease }: ReleaseLibrary): Promise<string> {
  const userAgent = "private-paths";
  const [platform = "", processor = ""] = terraformPlatform().split("_");
  const release = await withinSeconds(60, getRelease("terraform", PINNED_TERRAFORM, userAgent));
  const build = release.getBuild(platform, processor);
  if (!build) throw new Error(`there is none for ${platform} on ${processor}`);
  const archive = join(folder, build.filename);
  await withinSeconds(900, release.download(build.url, archive, userAgent));
  await withinSeconds(60, release.verify(archive, build.filename));
  await release.unpack(folder, archive);
  const program = join(folder, `terraform${SUFFIX}`);
  chmodSync(program, 0o755); // The library does so to the archive's last file only, which may be the licence.
  return program;
}

// The library may return before the last bytes are on the disk, and a file that is being written does not run.
async function untilItRuns(attempt: () => unknown, attempts = 10): Promise<void> {
  for (let left = attempts; ; left--) {
    try {
      attempt();
      return;
    } catch (error) {
      if (left <= 1) throw error;
      await pause(300);
    }
  }
}

function downloadFailed(reason: string): string {
  return (
    `Neither Terraform nor OpenTofu is on the PATH, and Terraform ${PINNED_TERRAFORM} could not be fetched: ${reason}\n` +
    "Install one of them and run this again: Terraform 1.5 or later " +
    "(https://developer.hashicorp.com/terraform/install; macOS: `brew install hashicorp/tap/terraform`) or OpenTofu " +
    "(https://opentofu.org/docs/intro/install). Or name a program in PRIVATE_PATHS_TERRAFORM. Behind a proxy, set " +
    "HTTPS_PROXY."
  );
}
