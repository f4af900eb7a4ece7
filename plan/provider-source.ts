import { existsSync, readdirSync, readFileSync } from "node:fs";
import { devNull, homedir } from "node:os";
import { join, resolve } from "node:path";
import { UsageError } from "./errors";
import { mirrorForOpenTofu } from "./opentofu-mirror";
import { cacheFolder } from "./project-folder";
import {
  findMirrors,
  mirroredProviders,
  mirrorServes,
  type RequiredProvider,
  terraformPlatform,
} from "./provider-mirror";
import type { TerraformBinary } from "./terraform-binary";

/** Environment variable that names a provider mirror folder. */
export const MIRROR_VARIABLE = "PRIVATE_PATHS_PROVIDER_MIRROR";

/** Where `terraform init` gets the providers from. */
export interface ProviderSource {
  /** A folder that is named to Terraform, the person's own settings for Terraform, or the network. */
  readonly kind: "mirror" | "settings" | "registry";
  /** In words, for the screen. */
  readonly description: string;
  readonly initArguments: readonly string[];
  /** Environment variables to set for Terraform. */
  readonly environment: NodeJS.ProcessEnv;
}

/** What the choice depends on; tests give folders of their own. */
export interface ProviderSearch {
  readonly required: readonly RequiredProvider[];
  readonly product: TerraformBinary["product"];
  readonly environment: NodeJS.ProcessEnv;
  /** @default the folder of the person who runs this */
  readonly home?: string;
  /** The project's own mirror. @default DOWNLOADED_PROVIDERS */
  readonly downloads?: string;
  /** Where software of a whole machine is installed. @default the usual ones */
  readonly systemFolders?: readonly string[];
  /** Like `linux_amd64`. @default this machine's */
  readonly platform?: string;
}

/** The mirror that `downloadProviders` fills. */
export const DOWNLOADED_PROVIDERS = join(cacheFolder, "providers");

const SYSTEM_FOLDERS = ["/opt", "/usr/local", "/usr/share", "/usr/lib", "/var/lib", "/srv"];

/**
 * Chooses where providers come from: the folder that the environment variable names, what the person's own
 * Terraform settings say, a folder that Terraform looks into by itself, a mirror found on this machine, the registry.
 *
 * @throws UsageError if the environment variable names a folder without the providers
 */
export function chooseProviderSource(search: ProviderSearch): ProviderSource {
  return {
    initArguments: [],
    environment: readableSettings(search.environment),
    ...(namedMirror(search) ?? personalSettings(search) ?? mirrorOfThisMachine(search) ?? REGISTRY),
  };
}

type Choice = Pick<ProviderSource, "kind" | "description"> & Partial<ProviderSource>;

const REGISTRY: Choice = { kind: "registry", description: "provider registry" };

function namedMirror(search: ProviderSearch): Choice | undefined {
  const named = search.environment[MIRROR_VARIABLE];
  if (!named) return undefined;
  const choice = mirrorChoice(resolve(named), search, ` (${MIRROR_VARIABLE})`);
  if (choice) return choice;
  throw new UsageError(emptyMirror(named, search.required, search.platform));
}

function personalSettings(search: ProviderSearch): Choice | undefined {
  const { required, environment, platform, home = homedir() } = search;
  if (/-plugin-dir\b/.test(`${environment.TF_CLI_ARGS ?? ""} ${environment.TF_CLI_ARGS_init ?? ""}`)) {
    return { kind: "settings", description: "the folder of your TF_CLI_ARGS_init" };
  }
  const installing = cliConfigurations(search, home).find((path) =>
    withoutComments(path).includes("provider_installation"),
  );
  if (installing) return { kind: "settings", description: `provider_installation of ${installing}` };
  const implied = impliedMirrors(environment, home).find((folder) =>
    mirrorServes(folder, required, platform),
  );
  return implied ? { kind: "settings", description: `mirror ${implied}` } : undefined;
}

// Before the registry, since a mirror was put there on purpose, needs no network and saves a download of some
// 150 MB; only a version inside the stacks' own range is taken from it.
function mirrorOfThisMachine(search: ProviderSearch): Choice | undefined {
  const { home = homedir(), systemFolders = SYSTEM_FOLDERS, environment } = search;
  const downloaded = mirrorChoice(downloadsOf(search), search, " (downloaded earlier)");
  if (downloaded) return downloaded;
  // A plugin cache is laid out as a mirror; taken for a cache, it would still ask the registry for versions.
  const cache = environment.TF_PLUGIN_CACHE_DIR;
  const cached = cache && mirrorChoice(resolve(cache), search, " (TF_PLUGIN_CACHE_DIR)");
  if (cached) return cached;
  for (const mirror of findMirrors([...systemFolders, home])) {
    const found = mirrorChoice(mirror, search);
    if (found) return found;
  }
  return undefined;
}

/** The choice of a mirror if it holds what is required. */
function mirrorChoice(mirror: string, search: ProviderSearch, remark = ""): Choice | undefined {
  const { required, product, platform = terraformPlatform() } = search;
  const folder = mirrorServes(mirror, required, platform)
    ? mirror
    : product === "OpenTofu" &&
      mirrorForOpenTofu(mirror, required, platform, `${downloadsOf(search)}-for-opentofu`);
  if (!folder) return undefined;
  return {
    kind: "mirror",
    description: `mirror ${mirror}${remark}`,
    initArguments: [`-plugin-dir=${folder}`],
  };
}

function downloadsOf({ downloads = DOWNLOADED_PROVIDERS }: ProviderSearch): string {
  return downloads;
}

/** The warning for a TF_CLI_CONFIG_FILE that does not exist, or undefined if all is well. */
export function missingSettingsNote({ TF_CLI_CONFIG_FILE: path }: NodeJS.ProcessEnv): string | undefined {
  return path && !existsSync(path)
    ? `TF_CLI_CONFIG_FILE names ${path}, which does not exist: planning without it.`
    : undefined;
}

// An empty file in place of the missing one: Terraform would repeat its warning at each command. Without the
// variable it would read other settings than it does now.
function readableSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return missingSettingsNote(environment) ? { TF_CLI_CONFIG_FILE: devNull } : {};
}

/** The person's settings for Terraform that exist: https://developer.hashicorp.com/terraform/cli/config/config-file#locations */
function cliConfigurations({ environment, product }: ProviderSearch, home: string): string[] {
  const named = environment.TF_CLI_CONFIG_FILE || environment.TERRAFORM_CONFIG;
  const windows = environment.APPDATA ?? home;
  const terraform = [join(home, ".terraformrc"), join(windows, "terraform.rc"), ...tfrcFiles(home)];
  const tofu = [join(home, ".tofurc"), join(windows, "tofu.rc"), join(home, ".config/opentofu/tofurc")];
  const places = product === "OpenTofu" ? [...tofu, ...terraform] : terraform;
  return (named ? [named] : places).filter((path) => existsSync(path));
}

function tfrcFiles(home: string): string[] {
  const folder = join(home, ".terraform.d");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.tfrc(\.json)?$/.test(name))
    .map((name) => join(folder, name));
}

function withoutComments(path: string): string {
  return readFileSync(path, "utf8").replace(/^\s*(#|\/\/).*$/gm, "");
}

/** The folders of https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories */
function impliedMirrors(environment: NodeJS.ProcessEnv, home: string): string[] {
  const data = environment.XDG_DATA_HOME || join(home, ".local/share");
  const shared = (environment.XDG_DATA_DIRS || "/usr/local/share:/usr/share").split(":");
  const roots = [
    join(home, ".terraform.d"),
    ...[data, ...shared].map((folder) => join(folder, "terraform")),
    join(home, "Library/Application Support/io.terraform"),
    "/Library/Application Support/io.terraform",
    ...(environment.APPDATA
      ? [join(environment.APPDATA, "terraform.d"), join(environment.APPDATA, "HashiCorp/Terraform")]
      : []),
  ];
  return roots.map((root) => join(root, "plugins"));
}

function emptyMirror(
  folder: string,
  required: readonly RequiredProvider[],
  platform = terraformPlatform(),
): string {
  const needed = required.map(({ address, constraint }) => {
    const found = mirroredProviders(folder, address).map((one) => `${one.version} for ${one.platform}`);
    return `  ${address} ${constraint} for ${platform}; found: ${found.join(", ") || "none"}`;
  });
  return (
    `${MIRROR_VARIABLE} is ${JSON.stringify(folder)}, which does not hold what the stacks need:\n${needed.join("\n")}\n` +
    `Name the folder above the registry's, as in <folder>/${required[0]?.address}/<version>/${platform}/ ` +
    "(`terraform providers mirror <folder>` makes one), or unset the variable to search elsewhere."
  );
}
