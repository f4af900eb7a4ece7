import { App } from "cdktf";
import { environmentNamed } from "./environments";
import { skipCreationStacks } from "./faster-synthesis/creation-stacks";
import { addStacks } from "./stacks";

skipCreationStacks(process.env);

try {
  const app = new App();
  addStacks(app, environmentNamed(process.env.ENVIRONMENT));
  app.synth();
} catch (error) {
  // A refusal is written for a person: its stack trace would only hide it. CDKTF_STACK_TRACES shows it all the same.
  const { message, stack } = error as Error;
  console.error(process.env.CDKTF_STACK_TRACES ? stack : message);
  process.exitCode = 1;
}
