import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { runProcess } from "../../plan/child-process";
import { offlineEnvironment } from "../../plan/offline-override";
import { projectFolder } from "../../plan/project-folder";
import {
  describeUnlessMissing,
  installedTerraform,
  missingForTerraform,
  providerSourceHere,
} from "./available";

// Plain JavaScript: it must run before anything is compiled.
const { isInstalled }: { isInstalled(): boolean } = require("../../tools/cdktf-on-demand/install.js");

const STACK = "rds-private-link";

const missing =
  missingForTerraform() ??
  (isInstalled() ? undefined : "cdktf-cli is not installed. `npx cdktf --version` installs it (423 MB).");

describeUnlessMissing(missing, "the cdktf command", () => {
  let output: string;
  let tokenService: Server;

  beforeAll(async () => {
    // Not cdktf.out, where a person may keep the local state of a deployment.
    output = await mkdtemp(join(tmpdir(), "private-paths-"));
    tokenService = createServer((_, answer) => answer.end(CALLER_IDENTITY)).listen(0, "127.0.0.1");
    await once(tokenService, "listening");
  });
  afterAll(async () => {
    tokenService.close();
    await rm(output, { recursive: true, force: true });
  });

  async function cdktf(...words: string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await runProcess("npx", ["cdktf", ...words, "--output", output], {
      directory: projectFolder,
      environment: environment(),
    });
    if (exitCode !== 0) throw new Error(`cdktf ${words.join(" ")} failed:\n${stdout}\n${stderr}`);
    return stdout;
  }

  /**
   * The output is planned as `cdktf deploy` would plan it, so nothing in it says "offline". What the AWS provider
   * asks before all else, which account the credentials belong to, is answered here instead of by AWS.
   */
  function environment(): NodeJS.ProcessEnv {
    const { initArguments, environment } = providerSourceHere();
    return {
      ...offlineEnvironment(process.env, devNull),
      ...environment,
      ...(initArguments.length > 0 && { TF_CLI_ARGS_init: initArguments.join(" ") }),
      TERRAFORM_BINARY_NAME: installedTerraform().path,
      AWS_ACCESS_KEY_ID: "offline",
      AWS_SECRET_ACCESS_KEY: "offline",
      AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${(tokenService.address() as AddressInfo).port}`,
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: "true",
      CI: "true",
    };
  }

  it("synthesizes and shows what a deployment would create", async () => {
    await cdktf("synth");
    const { stacks } = JSON.parse(readFileSync(join(output, "manifest.json"), "utf8"));
    expect(Object.keys(stacks)).toContain(STACK);

    // Locking providers for other platforms would need the registry.
    const diff = await cdktf("diff", STACK, "--skip-provider-lock", "--no-color");
    expect(diff).toMatch(/Plan: [1-9]\d* to add, 0 to change, 0 to destroy/);
  });
});

const CALLER_IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult>
    <Arn>arn:aws:iam::111122223333:user/offline</Arn><UserId>AIDAOFFLINE</UserId><Account>111122223333</Account>
  </GetCallerIdentityResult>
  <ResponseMetadata><RequestId>00000000-0000-0000-0000-000000000000</RequestId></ResponseMetadata>
</GetCallerIdentityResponse>`;
