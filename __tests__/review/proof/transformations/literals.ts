import type { Configuration } from "../configuration";
import type { Random, Transformation } from "./transformation";

/** What Terraform reads before it evaluates anything, and what only people read. */
const LEFT_ALONE = new Set(["//", "lifecycle", "depends_on", "provider"]);

/** Literal values as locals, or as variables with a default. */
export const literals: Transformation = (configuration, random) => {
  const locals: Record<string, unknown> = {};
  const variables: Record<string, object> = {};
  const take = (value: unknown): unknown => {
    const name = `value_${Object.keys(locals).length + Object.keys(variables).length}`;
    if (random.chance(0.5)) {
      locals[name] = value;
      return `\${local.${name}}`;
    }
    variables[name] = { default: value };
    return `\${var.${name}}`;
  };
  const resource = moved(configuration.resource, random, take, 2) as Configuration["resource"];
  const copy = {
    ...configuration,
    resource,
    locals: { ...(configuration.locals as object | undefined), ...locals },
    variable: { ...(configuration.variable as object | undefined), ...variables },
  };
  return { folders: { ".": copy }, renamed: (text) => text };
};

/** @param depth how many levels of keys are types and names, and no values */
function moved(value: unknown, random: Random, take: (value: unknown) => unknown, depth: number): unknown {
  const within = () => {
    if (Array.isArray(value)) return value.map((each) => moved(each, random, take, 0));
    const entries = Object.entries(value as object).map(([key, each]) => [
      key,
      LEFT_ALONE.has(key) ? each : moved(each, random, take, Math.max(0, depth - 1)),
    ]);
    return Object.fromEntries(entries);
  };
  if (typeof value === "object" && value !== null) return within();
  if (value === null || (typeof value === "string" && value.includes("${")) || !random.chance(0.3))
    return value;
  return take(value);
}
