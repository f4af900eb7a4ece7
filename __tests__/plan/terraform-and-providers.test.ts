import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  findMirrors,
  mirroredProviders,
  requiredProviders,
  terraformPlatform,
} from "../../plan/provider-mirror";
import { chooseProviderSource, missingSettingsNote, type ProviderSearch } from "../../plan/provider-source";
import { findTerraform, readVersion } from "../../plan/terraform-binary";
import {
  downloadTerraform,
  PINNED_TERRAFORM,
  type ReleaseLibrary,
  terraformDownloadedEarlier,
} from "../../plan/terraform-download";
import { parseVersion, satisfiesConstraint } from "../../plan/version";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "private-paths-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text = ""): string {
  const whole = join(folder, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, text);
  return whole;
}

function program(path: string, answer: string): string {
  const whole = write(path, `#!/bin/sh\n${answer}\n`);
  chmodSync(whole, 0o755);
  return whole;
}

describe("version constraints", () => {
  it.each([
    ["5.100.0", ">= 5.100.0, < 6.0.0", true],
    ["5.99.9", ">= 5.100.0, < 6.0.0", false],
    ["6.0.0", ">= 5.100.0, < 6.0.0", false],
    ["5.9.0", "~> 5.0", true],
    ["6.0.0", "~> 5.0", false],
    ["5.0.9", "~> 5.0.1", true],
    ["5.1.0", "~> 5.0.1", false],
    ["5.100.0", "5.100.0", true],
    ["5.100.1", "= 5.100.0", false],
    ["5.100.0", "!= 5.100.0", false],
    ["5.100.1", "> 5.100.0", true],
    ["5.100.0", "<= 5.100.0", true],
    ["1.0.0", "", true],
    ["1.0.0", "newest", false],
  ])("%s in %j: %s", (version, constraint, expected) => {
    expect(satisfiesConstraint(parseVersion(version) ?? [0, 0, 0], constraint)).toBe(expected);
  });

  it("takes no pre-release for a release", () => {
    expect(parseVersion("5.100.0-beta1")).toBeUndefined();
  });
});

describe("the Terraform binary", () => {
  it("reads what Terraform and OpenTofu say of themselves", () => {
    expect(readVersion("t", "Terraform v1.11.4\non linux_amd64\n")).toEqual({
      path: "t",
      product: "Terraform",
      version: "1.11.4",
    });
    expect(readVersion("t", "OpenTofu v1.6.0")).toMatchObject({ product: "OpenTofu", version: "1.6.0" });
    expect(readVersion("t", "Terraform v1.5.0")).toMatchObject({ version: "1.5.0" });
  });

  it("refuses an old one, with the cure", () => {
    expect(() => readVersion("/bin/terraform", "Terraform v1.4.7")).toThrow(
      /^\/bin\/terraform is Terraform 1\.4\.7, which is too old\. Install Terraform 1\.5 or later/,
    );
  });

  it("refuses another program", () => {
    expect(() => readVersion("/bin/ls", "coreutils 9")).toThrow('calls itself "coreutils 9"');
  });

  it("prefers terraform to tofu, and a usable tofu to a terraform that is too old", () => {
    const environment = { PATH: `${join(folder, "a")}:${join(folder, "b")}` };
    expect(findTerraform(environment)).toBeUndefined();
    const tofu = program("a/tofu", "echo OpenTofu v1.8.0");
    expect(findTerraform(environment)?.path).toBe(tofu);
    const terraform = program("b/terraform", "echo Terraform v1.9.0");
    expect(findTerraform(environment)?.path).toBe(terraform);
    program("b/terraform", "echo Terraform v1.2.0");
    expect(findTerraform(environment)?.path).toBe(tofu);
    rmSync(tofu);
    expect(() => findTerraform(environment)).toThrow("Terraform 1.2.0, which is too old");
  });

  it("uses the program that the variable names, and no other", () => {
    const terraform = program("b/terraform", "echo Terraform v1.9.0");
    const environment = { PATH: join(folder, "b"), PRIVATE_PATHS_TERRAFORM: join(folder, "absent") };
    expect(() => findTerraform(environment)).toThrow(
      /^PRIVATE_PATHS_TERRAFORM is ".*absent", which is neither/,
    );
    expect(findTerraform({ PATH: "", PRIVATE_PATHS_TERRAFORM: terraform })?.path).toBe(terraform);
    const broken = program("broken", "echo no such luck >&2; exit 3");
    expect(() => findTerraform({ PRIVATE_PATHS_TERRAFORM: broken })).toThrow("does not run: no such luck");
  });
});

describe("the download of Terraform", () => {
  const identify = (path: string) => readVersion(path, "Terraform v1.11.4");
  const notes: string[] = [];
  const download = (library: ReleaseLibrary) =>
    downloadTerraform({
      environment: {},
      onNote: (note) => notes.push(note),
      library: async () => library,
      folder,
      identify,
    });

  function libraryThat(changes: object = {}): ReleaseLibrary {
    const release = {
      getBuild: () => ({ url: "https://example.com/terraform.zip", filename: "terraform.zip" }),
      download: async (_: string, path: string) => writeFileSync(path, "archive"),
      verify: async () => {},
      unpack: async (into: string) => writeFileSync(join(into, "terraform"), "program"),
      ...changes,
    };
    return { getRelease: async () => release };
  }

  it("is not taken for there before it is", () => {
    expect(terraformDownloadedEarlier({}, { folder, identify })).toBeUndefined();
  });

  it("says so, verifies before it unpacks, and is used again the next time", async () => {
    const order: string[] = [];
    const library = libraryThat({
      verify: async (_: string, build: string) => order.push(`verify ${build}`),
      unpack: async (into: string) => {
        order.push("unpack");
        writeFileSync(join(into, "terraform"), "program");
      },
    });
    const { path } = await download(library);
    expect(notes.join()).toContain(`fetching Terraform ${PINNED_TERRAFORM}`);
    expect(order).toEqual(["verify terraform.zip", "unpack"]);
    expect(readdirSync(folder)).toEqual([`terraform-${PINNED_TERRAFORM}`]);
    expect(terraformDownloadedEarlier({}, { folder, identify })?.path).toBe(path);
  });

  it.each([
    [
      "a wrong checksum",
      { verify: () => Promise.reject(new Error("SHA sum does not match")) },
      "SHA sum does not match",
    ],
    ["a broken transfer", { download: () => Promise.reject(new Error("socket hang up")) }, "socket hang up"],
    ["a platform without a build", { getBuild: () => undefined }, "there is none for"],
  ])("leaves nothing in use after %s, and says what to install", async (_, changes, reason) => {
    const failure = await download(libraryThat(changes)).catch((error: Error) => error.message);
    expect(failure).toContain(`could not be fetched: ${reason}`);
    expect(failure).toContain("Install one of them and run this again");
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("the provider source", () => {
  const address = "registry.terraform.io/hashicorp/aws";
  const required = [{ address, constraint: ">= 5.100.0, < 6.0.0" }];
  const platform = "linux_amd64";
  const binary = `${address}/5.100.0/${platform}/terraform-provider-aws_v5.100.0_x5`;

  function choose(environment: NodeJS.ProcessEnv = {}, changes: Partial<ProviderSearch> = {}) {
    const home = join(folder, "home");
    const systemFolders = [join(folder, "opt"), join(folder, "srv")];
    const downloads = join(folder, "downloads");
    return chooseProviderSource({
      required,
      product: "Terraform",
      environment,
      home,
      systemFolders,
      downloads,
      platform,
      ...changes,
    });
  }
  const pluginFolder = (path: string) => [`-plugin-dir=${join(folder, path)}`];

  it("is the registry where nothing is found", () => {
    expect(choose()).toMatchObject({ kind: "registry", initArguments: [], environment: {} });
  });

  it("finds an unpacked mirror in a system folder or the home folder", () => {
    write(`home/some/where/${binary}`);
    expect(choose().initArguments).toEqual(pluginFolder("home/some/where"));
    write(`srv/mirror/${binary}`);
    expect(choose()).toMatchObject({ kind: "mirror", initArguments: pluginFolder("srv/mirror") });
  });

  it("finds a packed mirror", () => {
    write(`opt/${address}/terraform-provider-aws_5.100.0_${platform}.zip`);
    expect(choose().initArguments).toEqual(pluginFolder("opt"));
  });

  it.each([
    ["an older version", `opt/${address}/5.99.0/${platform}/terraform-provider-aws`],
    ["a later major version", `opt/${address}/terraform-provider-aws_6.0.0_${platform}.zip`],
    ["another platform", `opt/${address}/5.100.0/darwin_arm64/terraform-provider-aws`],
    [
      "another registry",
      `opt/registry.opentofu.org/hashicorp/aws/5.100.0/${platform}/terraform-provider-aws`,
    ],
    ["a folder too deep", `opt/1/2/3/4/5/${binary}`],
    ["a dependency's folder", `opt/node_modules/${binary}`],
  ])("does not take %s", (_, path) => {
    write(path);
    expect(choose().kind).toBe("registry");
  });

  it("does not take a version folder with nothing in it", () => {
    mkdirSync(dirname(join(folder, "opt", binary)), { recursive: true });
    expect(choose().kind).toBe("registry");
  });

  it("goes past a mirror that lacks one of the providers", () => {
    write(`opt/half/${binary}`);
    write(`opt/whole/${binary}`);
    write(`opt/whole/registry.terraform.io/hashicorp/time/0.9.1/${platform}/terraform-provider-time`);
    const both = [...required, { address: "registry.terraform.io/hashicorp/time", constraint: "" }];
    expect(choose({}, { required: both }).initArguments).toEqual(pluginFolder("opt/whole"));
  });

  it("prefers an earlier download to a search, and reads a plugin cache as a mirror", () => {
    write(`opt/${binary}`);
    write(`cache/${binary}`);
    expect(choose({ TF_PLUGIN_CACHE_DIR: join(folder, "cache") }).initArguments).toEqual(
      pluginFolder("cache"),
    );
    write(`downloads/${binary}`);
    expect(choose().initArguments).toEqual(pluginFolder("downloads"));
  });

  it("takes the folder that the variable names, before all else", () => {
    write(`opt/${binary}`);
    write(`named/${binary}`);
    write("home/.terraformrc", "provider_installation {}");
    expect(choose({ PRIVATE_PATHS_PROVIDER_MIRROR: join(folder, "named") }).initArguments).toEqual(
      pluginFolder("named"),
    );
  });

  it("refuses a named folder without the provider, and says what it holds", () => {
    write(`named/${address}/5.1.0/${platform}/terraform-provider-aws`);
    expect(() => choose({ PRIVATE_PATHS_PROVIDER_MIRROR: join(folder, "named") })).toThrow(
      /hashicorp\/aws >= 5\.100\.0, < 6\.0\.0 for linux_amd64; found: 5\.1\.0 for linux_amd64\n/,
    );
    expect(() => choose({ PRIVATE_PATHS_PROVIDER_MIRROR: join(folder, "absent") })).toThrow("found: none");
  });

  it.each([
    ["TF_CLI_ARGS_init", undefined, { TF_CLI_ARGS_init: "-plugin-dir=/theirs" }],
    [".terraformrc", "home/.terraformrc", {}],
    [".terraform.d/some.tfrc", "home/.terraform.d/some.tfrc", {}],
  ])("leaves the choice to Terraform where %s makes it", (_, settings, environment) => {
    write(`opt/${binary}`);
    if (settings)
      write(settings, 'provider_installation {\n  network_mirror { url = "https://example.com/" }\n}\n');
    expect(choose(environment)).toMatchObject({ kind: "settings", initArguments: [] });
  });

  it("reads only the settings file that TF_CLI_CONFIG_FILE names", () => {
    write(`opt/${binary}`);
    write("home/.terraformrc", "provider_installation {}");
    const empty = write("empty.tfrc", "# provider_installation {}");
    expect(choose({ TF_CLI_CONFIG_FILE: empty }).kind).toBe("mirror");
    write("empty.tfrc", "provider_installation {}");
    expect(choose({ TF_CLI_CONFIG_FILE: empty }).kind).toBe("settings");
  });

  it("reads .tofurc for OpenTofu only, and looks for OpenTofu's registry", () => {
    write("home/.tofurc", "provider_installation {}");
    expect(choose().kind).toBe("registry");
    expect(choose({}, { product: "OpenTofu" }).kind).toBe("settings");
    expect(requiredProviders([{ terraform: { required_providers: { aws: {} } } }], "OpenTofu")).toEqual([
      { address: "registry.opentofu.org/hashicorp/aws", constraint: "" },
    ]);
  });

  it("lets OpenTofu use a mirror that was made for Terraform", () => {
    const tofu = { address: "registry.opentofu.org/hashicorp/aws", constraint: "~> 5.100" };
    write(`opt/${binary}`, "the provider");
    for (const again of [false, true]) {
      const choice = choose({}, { product: "OpenTofu", required: [tofu] });
      const links = join(folder, "downloads-for-opentofu");
      expect([again, choice.initArguments]).toEqual([again, [`-plugin-dir=${links}`]]);
      const program = binary.replace("registry.terraform.io", "registry.opentofu.org");
      expect(readFileSync(join(links, program), "utf8")).toBe("the provider");
    }
    const later = { ...tofu, constraint: ">= 6.0.0" };
    expect(choose({}, { product: "OpenTofu", required: [later] }).kind).toBe("registry");
  });

  it("leaves a folder that Terraform looks into by itself to Terraform", () => {
    write(`home/.terraform.d/plugins/${binary}`);
    expect(choose()).toMatchObject({ kind: "settings", initArguments: [] });
  });

  it("silences a settings file that does not exist, and says so once", () => {
    const environment = { TF_CLI_CONFIG_FILE: join(folder, "absent") };
    expect(choose(environment).environment.TF_CLI_CONFIG_FILE).toBe("/dev/null");
    expect(missingSettingsNote(environment)).toContain("absent, which does not exist");
    expect(missingSettingsNote({ TF_CLI_CONFIG_FILE: write("there") })).toBeUndefined();
    expect(missingSettingsNote({})).toBeUndefined();
  });

  it("follows no symbolic link round in a circle, and survives folders that are not there", () => {
    write(`opt/mirror/${binary}`);
    symlinkSync(join(folder, "opt"), join(folder, "opt", "round"));
    const roots = [join(folder, "absent"), join(folder, "opt")];
    expect([...findMirrors(roots)]).toEqual([join(folder, "opt", "mirror")]);
    expect(mirroredProviders(join(folder, "absent"), address)).toEqual([]);
  });

  it("names platforms as Terraform does", () => {
    expect(terraformPlatform("linux", "x64")).toBe("linux_amd64");
    expect(terraformPlatform("darwin", "arm64")).toBe("darwin_arm64");
    expect(terraformPlatform("win32", "ia32")).toBe("windows_386");
  });
});
