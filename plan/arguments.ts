import { parseArgs } from "node:util";
import { environmentNames } from "../environments";
import { UsageError } from "./errors";

/** The help text. */
export const USAGE = `Usage: npm run plan -- [options]

Synthesizes the stacks of an environment and plans them with Terraform or OpenTofu and the real AWS provider:
against your account if there are AWS credentials, else offline, as if the account were empty. Nothing is deployed.
Then it reviews the plans: every hop of every private path is proven, or it tells what breaks it.

Options:
  --environment NAME   ${environmentNames.join(" or ")} (default: the variable ENVIRONMENT, else ${environmentNames[0]})
  --stack NAME         only this stack; may be repeated (default: all stacks)
  --help               show this text

Environment variables:
  PRIVATE_PATHS_TERRAFORM        the terraform or tofu program to use
  PRIVATE_PATHS_PROVIDER_MIRROR  a folder with the AWS provider, laid out as \`terraform providers mirror\` does it

Exit status: 0 all planned and no path broken, 1 something failed or is broken, 2 wrong usage, 130 interrupted.`;

/** What the command line asks for. */
export interface PlanArguments {
  readonly help: boolean;
  readonly environmentName: string | undefined;
  readonly stackNames: readonly string[];
}

/** @throws UsageError that shows the usage if there is anything but known options */
export function readArguments(words: readonly string[], environment: NodeJS.ProcessEnv): PlanArguments {
  // `npm run plan --stack x`: npm keeps the option to itself, and everything would be planned.
  const swallowed = ["environment", "stack"].find(
    (option) => environment[`npm_config_${option}`] !== undefined,
  );
  if (swallowed) {
    throw new UsageError(
      `npm took --${swallowed} for an option of its own. Put -- before it: npm run plan -- --${swallowed} NAME`,
    );
  }
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        environment: { type: "string" },
        stack: { type: "string", multiple: true },
        help: { type: "boolean", short: "h" },
      },
    });
    const { help = false, stack = [] } = values;
    return { help, environmentName: values.environment ?? environment.ENVIRONMENT, stackNames: stack };
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${USAGE}`);
  }
}
