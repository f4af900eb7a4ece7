import { evaluateBody } from "./evaluate-body";
import { type Scope, settle } from "./expression";
import type { JsonObject } from "./json";

/** The Region of a provider block, if it is written and known. */
export function configuredRegion(provider: JsonObject, scope: Scope): string | undefined {
  const region = settle(evaluateBody(provider.region, "region", scope));
  return typeof region === "string" && region !== "" ? region : undefined;
}
