import type { Expression, Step } from "./expression";

/** The names that an expression refers to, each once, as `["aws_subnet", "a", "id"]`; without those that a `for` declares. */
export function referencesIn(expression: Expression): string[][] {
  const found = new Map<string, string[]>();
  collect(expression, new Set(), (head) => found.set(head.join("."), [...head]));
  return [...found.values()];
}

function collect(
  expression: Expression,
  declared: ReadonlySet<string>,
  add: (head: readonly string[]) => void,
): void {
  if (expression.kind === "variable" && !declared.has(expression.head[0] ?? "")) add(expression.head);
  for (const part of partsOf(expression)) collect(part, declared, add);
  if (expression.kind !== "for") return;
  const { keyName, valueName, key, value, condition } = expression;
  const names = new Set([...declared, valueName, ...(keyName === undefined ? [] : [keyName])]);
  for (const inner of [key, value, condition]) if (inner) collect(inner, names, add);
}

/** What an expression is made of; of a `for` only what its own names do not reach. */
function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "template":
      return expression.parts;
    case "tuple":
      return expression.items;
    case "object":
      return expression.items.flatMap(({ key, value }) => [key, value]);
    case "variable":
      return indicesIn(expression.steps);
    case "access":
      return [expression.of, ...indicesIn(expression.steps)];
    case "conditional":
      return [expression.condition, expression.yes, expression.no];
    case "unary":
      return [expression.operand];
    case "operation":
      return [expression.first, ...expression.rest.map(({ operand }) => operand)];
    case "call":
      return expression.arguments;
    case "for":
      return [expression.of];
    default:
      return [];
  }
}

function indicesIn(steps: readonly Step[]): readonly Expression[] {
  return steps.flatMap((step) => {
    if (step.kind === "index") return [step.key];
    return step.kind === "splat" ? indicesIn(step.each) : [];
  });
}
