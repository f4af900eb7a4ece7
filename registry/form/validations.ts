import type { ModuleJson } from "./lift";
import type { VariableDefinition } from "./module";
import type { Rule } from "./multiplicity";
import { bare } from "./template";
import { inSnakeCase } from "./words";

interface Body {
  readonly count?: unknown;
  readonly for_each?: unknown;
  lifecycle?: { precondition?: readonly Rule[] };
}

/**
 * Moves what only one variable decides from the resources to that variable, where Terraform tells it first, for all variables at once,
 * and before it asks AWS anything. What a resource asks that is only made on a condition stays there.
 *
 * @returns the rest of the module, and the rules by variable
 */
export function moveToVariables(
  json: ModuleJson,
  variables: Readonly<Record<string, VariableDefinition>>,
): { readonly rest: ModuleJson; readonly validations: ReadonlyMap<string, readonly Rule[]> } {
  const validations = new Map<string, Rule[]>();
  const rest = structuredClone(json);
  const bodies = Object.values(rest.resource ?? {}).flatMap((named) => Object.values(named)) as Body[];
  for (const body of bodies) {
    const { lifecycle, count, for_each } = body;
    if (!lifecycle?.precondition) continue;
    const kept: Rule[] = [];
    for (const rule of lifecycle.precondition) {
      const variable = onlyVariableOf(rule);
      const definition = variable === undefined ? undefined : variables[variable];
      const own = unlessLeftOut(rule, variables);
      if (variable === undefined || !definition || count !== undefined || for_each !== undefined) {
        kept.push({ ...own, error_message: inWordsOfCaller(own) });
        continue;
      }
      const moved = validations.get(variable) ?? [];
      validations.set(variable, moved);
      if (!moved.some(({ condition }) => condition === own.condition)) {
        moved.push({ ...own, error_message: about(variable, own.error_message) });
      }
    }
    lifecycle.precondition = kept;
  }
  // What a variable is refused for, no resource has to refuse again.
  const told = new Set([...validations.values()].flat().map(({ condition }) => condition));
  for (const body of bodies) {
    const { lifecycle } = body;
    if (!lifecycle?.precondition) continue;
    lifecycle.precondition = lifecycle.precondition.filter(({ condition }) => !told.has(condition));
    if (lifecycle.precondition.length === 0) delete lifecycle.precondition;
    if (Object.keys(lifecycle).length === 0) delete body.lifecycle;
  }
  return { rest, validations };
}

/** The only thing that a rule looks at, if that is a variable: another variable, a resource or an element would be unknown to it. */
function onlyVariableOf({ condition, error_message }: Rule): string | undefined {
  const text = `${condition} ${error_message}`;
  if (/\b(?:local|data|each|count|module|aws_\w+|terraform_data)\.\w/.test(text)) return undefined;
  const names = variablesIn(text);
  return names.length === 1 ? names[0] : undefined;
}

function variablesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\bvar\.(\w+)/g)].map(([, name]) => name as string))];
}

/** `<construct path> is refused: <property> is ...`, with the variable that the property stands for. */
function inWordsOfCaller({ condition, error_message }: Rule): string {
  const names = variablesIn(condition);
  return error_message.replace(/(?<= is refused: )\S+(?= is )/, (property) => {
    const parts = property.split(".");
    for (const [index, part] of [...parts.entries()].reverse()) {
      const variable = names.find((name) => `_${name}`.endsWith(`_${inSnakeCase(part)}`));
      if (variable !== undefined) return [variable, ...parts.slice(index + 1)].join(".");
    }
    // What a container is made of are variables of their own.
    return parts[0] === "containers" && names.length === 1 ? (names[0] as string) : property;
  });
}

/** What a caller leaves out is not wrong. */
function unlessLeftOut(rule: Rule, variables: Readonly<Record<string, VariableDefinition>>): Rule {
  const optional = Object.keys(variables).filter(
    (name) =>
      variables[name]?.default === null &&
      new RegExp(`\\bvar\\.${name}\\b`).test(rule.condition) &&
      // A rule that asks whether it is left out means just that.
      !new RegExp(`\\bvar\\.${name} [!=]= null\\b`).test(rule.condition),
  );
  if (optional.length === 0) return rule;
  const leftOut = optional.map((name) => `var.${name} == null`).join(" || ");
  return {
    // Not with an operator: Terraform asks both of its sides.
    condition: `\${${leftOut} ? true : ${bare(rule.condition)}}`,
    error_message: rule.error_message.replace(/\$\{([^{}]*)\}/g, (interpolation, expression: string) =>
      optional.some((name) => new RegExp(`\\bvar\\.${name}\\b`).test(expression))
        ? `\${coalesce(${expression}, "null")}`
        : interpolation,
    ),
  };
}

/** `<construct path> is refused: <property> is ...`, of which the caller knows only the variable. */
function about(variable: string, message: string): string {
  const fault = message.replace(/^\S+ is refused: /, "");
  const [property = ""] = /^\S+(?= is )/.exec(fault) ?? [];
  return variable.endsWith(inSnakeCase(property))
    ? fault.replace(property, variable)
    : `${variable}: ${fault}`;
}
