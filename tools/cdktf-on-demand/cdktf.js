#!/usr/bin/env node
// The `cdktf` command of this project. CDKTF's command line weighs 423 MB, which only those who deploy should pay:
// it is installed here the first time that it is called, and then run in this process with the same arguments.

const { existsSync } = require("node:fs");
const { runMain } = require("node:module");
const { devNull } = require("node:os");
const { installedCli } = require("./install.js");

try {
  const program = installedCli();
  // It asks HashiCorp's Checkpoint service for news at each call, and where that cannot be reached prints an error.
  process.env.CHECKPOINT_DISABLE ??= "1";
  // Terraform warns of settings that are not there at every command, and the command line takes the warning for an error.
  const settings = process.env.TF_CLI_CONFIG_FILE;
  if (settings && !existsSync(settings)) process.env.TF_CLI_CONFIG_FILE = devNull;
  process.argv[1] = program;
  runMain();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
