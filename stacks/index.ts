import type { App } from "cdktf";
import type { Environment } from "../environments";
import { BaseStack } from "./base-stack";

class EmptyStack extends BaseStack {}

/** Adds every stack of an environment to the app. */
export function addStacks(app: App, environment: Environment): void {
  new EmptyStack(app, "empty", environment);
}
