import { Reference, Template, type Value } from "../graph/value";
import type { Permission } from "./permission";

/**
 * The forms of a resource of which one must be allowed. Actions of CloudWatch Logs are about what is in a log group, so that a policy
 * has to say `:*` behind its ARN: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html. Whether those
 * that are about no stream are content with the bare ARN, AWS leaves open ("most API actions").
 */
export function formsOf(action: string, resource: Value | undefined): readonly (Value | undefined)[] {
  const name = action.toLowerCase();
  if (resource === undefined || !name.startsWith("logs:") || !isLogGroup(resource)) return [resource];
  if (name === "logs:putlogevents") return [new Template([resource, ":log-stream:*"])];
  return [new Template([resource, ":log-stream:*"]), new Template([resource, ":*"]), resource];
}

/** The resource as a policy has to name it so that all forms are allowed. */
export function resourceForPolicy(
  actions: readonly string[],
  resource: Value | undefined,
): Value | undefined {
  const ofLogs = actions.some((action) => action.toLowerCase().startsWith("logs:"));
  return resource !== undefined && ofLogs && isLogGroup(resource) ? new Template([resource, ":*"]) : resource;
}

function isLogGroup(resource: Value): boolean {
  if (resource instanceof Reference) return resource.resource.type === "aws_cloudwatch_log_group";
  const last = resource instanceof Template ? resource.parts.at(-1) : resource;
  return typeof last === "string" && /(^|:)log-group:[^:]+$/.test(last);
}

/** What is said of the form of which the best is said. */
export function bestOf(
  forms: readonly (Value | undefined)[],
  ask: (form: Value | undefined) => Permission,
): Permission {
  let best: Permission | undefined;
  for (const form of forms) {
    const one = ask(form);
    if (one.verdict === "yes") return one;
    if (best === undefined || (best.verdict === "no" && one.verdict === "unknown")) best = one;
  }
  return best ?? ask(undefined);
}
