import { type Expression, Fn, Op, Token } from "cdktf";
import { customerKeyArn } from "../iam";
import { type Inspection, matching, wholeNumber } from "../refusal";
import { tcpPort } from "../security";
import type { ContainerProps } from "./container";
import { inspectImage } from "./container-image";
import { inspectSecret, secretArn } from "./container-secret";
import { EnvironmentList, SecretList } from "./terraform-lists";
import { asksTerraform } from "./text-in-json";

/** Tells what is wrong with one container of a task by itself. */
export function inspectContainer(
  inspection: Inspection,
  name: string,
  container: ContainerProps,
  region: string,
): void {
  const { image, port, environmentFiles = [], healthCheck } = container;
  const input = `containers.${name}`;
  inspection.require(input, name, containerName);
  inspectImage(inspection, `${input}.image`, image, region);
  if (port !== undefined) inspection.require(`${input}.port`, port, tcpPort);
  inspectTexts(inspection, input, container);
  inspectSecrets(inspection, input, container, region);
  inspection.refuseUnless(environmentFiles.length <= 10, {
    input: `${input}.environmentFiles`,
    told: `${environmentFiles.length} files`,
    allowed: "at most 10",
    fix: "join some of them",
  });
  for (const { key, kmsKeyArn } of environmentFiles) {
    if (kmsKeyArn !== undefined) {
      inspection.require(`${input}.environmentFiles.kmsKeyArn`, kmsKeyArn, customerKeyArn);
    }
    inspection.refuseUnless(Token.isUnresolved(key) || key.endsWith(".env"), {
      input: `${input}.environmentFiles`,
      given: key,
      allowed: "keys that end in .env",
      fix: "rename the object",
    });
  }
  const { intervalInSeconds, timeoutInSeconds, retries, startPeriodInSeconds } = healthCheck ?? {};
  const limits = [
    [`${input}.cpu`, container.cpu, 1, 196608, "CPU units"],
    [`${input}.memory`, container.memory, 6, 2 ** 31, "MiB"],
    [`${input}.stopTimeoutInSeconds`, container.stopTimeoutInSeconds, 2, 120, "seconds"],
    [`${input}.healthCheck.intervalInSeconds`, intervalInSeconds, 5, 300, "seconds"],
    [`${input}.healthCheck.timeoutInSeconds`, timeoutInSeconds, 2, 60, "seconds"],
    [`${input}.healthCheck.retries`, retries, 1, 10, "times"],
    [`${input}.healthCheck.startPeriodInSeconds`, startPeriodInSeconds, 0, 300, "seconds"],
  ] as const;
  for (const [which, value, least, most, unit] of limits) {
    if (value === undefined) continue;
    inspection.require(which, value, wholeNumber([least, most], unit, "correct it, or leave it out"));
  }
}

const containerName = matching("^[A-Za-z0-9_-]{1,64}$", {
  allowed: "a name of 1 to 64 letters, digits, hyphens and underscores",
  fix: "rename it",
});

const TWICE = {
  told: "in environment and in secrets",
  allowed: "each variable once",
  fix: "keep the secret",
};

function eachOnce(one: string[], other: string[]): Expression {
  const all = Fn.concat([one, other]);
  return Op.eq(Fn.lengthOf(Fn.distinct(all)), Fn.lengthOf(all));
}

function inspectSecrets(
  inspection: Inspection,
  input: string,
  { environment = {}, secrets = {} }: ContainerProps,
  region: string,
): void {
  if (secrets instanceof SecretList) {
    for (const { store, eachArn } of secrets.stores) {
      inspection.require(`${input}.secrets`, eachArn, secretArn(store, region));
    }
    const names = environment instanceof EnvironmentList ? environment.names : Object.keys(environment);
    inspection.leaveToTerraform(eachOnce(secrets.names, names), {
      input: `${input}.environment`,
      ...TWICE,
    });
    return;
  }
  for (const [variable, secret] of Object.entries(secrets)) {
    inspectSecret(inspection, `${input}.secrets.${variable}`, secret, region);
    inspection.refuseUnless(!Object.hasOwn(environment, variable), {
      input: `${input}.environment.${variable}`,
      ...TWICE,
    });
  }
}

/** Terraform reads `${...}` in the text of a shell as its own. Lists that it alone knows, it writes by itself. */
function inspectTexts(inspection: Inspection, input: string, container: ContainerProps): void {
  const { command = [], entryPoint = [], environment = {}, healthCheck } = container;
  const words = [command, entryPoint].flatMap((list) => (Token.isUnresolved(list) ? [] : list));
  const values = environment instanceof EnvironmentList ? [] : Object.values(environment);
  for (const text of [...words, ...values, healthCheck?.command ?? ""]) {
    inspection.refuseUnless(!asksTerraform(text), {
      input,
      told: `with the text "${text}"`,
      allowed: "no ${...} and no %{...}, which Terraform would read as its own",
      fix: "write $${...} for the shell's own, and a token for a value of Terraform's",
    });
  }
}
