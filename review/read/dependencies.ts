import type { Resource } from "../graph/resource";
import { isList, isObject, Reference, Template, Unknown, type Value } from "../graph/value";
import { parseExpression, parseTemplate, referencesIn, type Scope, type WrittenValue } from "./expression";
import { isJsonObject, type Json } from "./json";
import { REFERENCES } from "./plan-configuration";

/** The resources that a body names, itself or by locals, variables and outputs of modules. */
export function dependenciesOf(body: Json, scope: Scope): readonly Resource[] {
  const found = new Set<Resource>();
  const seen = new Map<Json, Set<Scope>>();
  const left: WrittenValue[] = [{ json: body, scope }];
  for (let next = left.pop(); next; next = left.pop()) {
    const { json, scope: of } = next;
    const scopes = seen.get(json) ?? new Set<Scope>();
    if (scopes.has(of)) continue;
    seen.set(json, scopes.add(of));
    for (const text of textsIn(json)) {
      for (const head of namesIn(text)) {
        const written = of.written?.(head);
        if (written) left.push(...written);
        else collect(of.resolve(head)?.value ?? null, found);
      }
    }
  }
  return [...found];
}

function namesIn({ text, isName }: WrittenText): readonly (readonly string[])[] {
  if (isName) return referencesIn(parseExpression(text.replace(/^\$\{([\s\S]*)\}$/, "$1")));
  return text.includes("${") || text.includes("%{") ? referencesIn(parseTemplate(text)) : [];
}

interface WrittenText {
  readonly text: string;
  /** In `depends_on`, and in what a plan says an expression refers to, names stand as they are. */
  readonly isName: boolean;
}

function* textsIn(json: Json | undefined, isName = false): Generator<WrittenText> {
  if (typeof json === "string") yield { text: json, isName };
  else if (Array.isArray(json)) for (const item of json) yield* textsIn(item, isName);
  else if (isJsonObject(json)) {
    for (const [name, part] of Object.entries(json)) {
      if (name === "//" || name === "lifecycle") continue;
      yield* textsIn(part, isName || name === "depends_on" || name === REFERENCES);
    }
  }
}

function collect(value: Value, found: Set<Resource>): void {
  if (value instanceof Reference) found.add(value.resource);
  else if (value instanceof Unknown) for (const candidate of value.candidates) found.add(candidate.resource);
  else if (value instanceof Template) for (const part of value.parts) collect(part, found);
  else if (isList(value)) for (const item of value) collect(item, found);
  else if (isObject(value)) for (const part of Object.values(value)) collect(part, found);
}
