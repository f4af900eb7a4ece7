import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folders: string[] = [];

/** A folder that holds a configuration as `cdk.tf.json`, until the test file ends. */
export function folderWith(json: string): string {
  const folder = mkdtempSync(join(tmpdir(), "private-paths-configuration-"));
  folders.push(folder);
  writeFileSync(join(folder, "cdk.tf.json"), json);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
