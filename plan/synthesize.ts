import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runProcess } from "./child-process";
import { PlanError } from "./errors";
import { projectFolder } from "./project-folder";

/** A stack as synthesized. */
export interface SynthesizedStack {
  readonly name: string;
  /** The folder with its `cdk.tf.json`. */
  readonly directory: string;
  /** What its constructs warn of, each with the construct's path. */
  readonly warnings: readonly string[];
}

/** How the app is run. */
export interface Synthesis {
  /** Name of the environment. */
  readonly environmentName: string;
  /** Where it writes; emptied before. */
  readonly outputFolder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** A compiled app. @default `dist/main.js` of this project */
  readonly app?: string;
  readonly signal?: AbortSignal;
}

/**
 * Runs the app in a process of its own, as the CDKTF command line does, and so without its 423 MB.
 *
 * @throws PlanError with what the app said if it refuses
 */
export async function synthesize(synthesis: Synthesis): Promise<SynthesizedStack[]> {
  const { environmentName, outputFolder, environment, signal } = synthesis;
  const app = synthesis.app ?? join(projectFolder, "dist", "main.js");
  if (!existsSync(app)) {
    throw new PlanError(
      `The compiled app ${app} is missing. Run \`npm run build\`, or plan with \`npm run plan\`.`,
    );
  }
  rmSync(outputFolder, { recursive: true, force: true });
  mkdirSync(outputFolder, { recursive: true });
  const { exitCode, stdout, stderr } = await runProcess(process.execPath, [app], {
    directory: projectFolder,
    environment: { ...environment, ENVIRONMENT: environmentName, CDKTF_OUTDIR: outputFolder },
    signal,
  });
  if (exitCode !== 0) throw new PlanError(`Synthesis failed:\n${stderr.trim() || stdout.trim()}`);
  const manifest: Manifest = JSON.parse(readFileSync(join(outputFolder, "manifest.json"), "utf8"));
  return Object.values(manifest.stacks).map(({ name, workingDirectory, annotations = [] }) => ({
    name,
    directory: join(outputFolder, workingDirectory),
    warnings: annotations
      .filter(({ level }) => level === "@cdktf/warn")
      .map(({ constructPath, message }) => `${constructPath}: ${message}`),
  }));
}

/** The part of cdktf's `manifest.json` that planning reads. */
interface Manifest {
  readonly stacks: Readonly<Record<string, ManifestStack>>;
}

interface ManifestStack {
  readonly name: string;
  readonly workingDirectory: string;
  readonly annotations?: readonly {
    readonly level: string;
    readonly constructPath: string;
    readonly message: string;
  }[];
}
