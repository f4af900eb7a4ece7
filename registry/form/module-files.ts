import { lift, type ModuleJson } from "./lift";
import { CALLERS_TAGS, Module, type VariableDefinition } from "./module";
import type { Rule } from "./multiplicity";
import type { Product } from "./product";
import { mergedTags } from "./tags";
import { moveToVariables } from "./validations";
import { withNamesOf } from "./words";

/** A module, as its files say it. */
export interface ModuleFiles {
  readonly main: ModuleJson;
  readonly variables: Readonly<Record<string, VariableBlock>>;
  readonly outputs: Readonly<Record<string, { readonly value: unknown; readonly description: string }>>;
}

export type VariableBlock = Omit<VariableDefinition, "validations"> & {
  readonly validation?: readonly Rule[];
};

/** Newer providers add to what the bindings know; whether 7 takes anything away nobody knows yet. */
export const VERSIONS = {
  terraform: {
    required_version: ">= 1.5.0",
    required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" } },
  },
};

/**
 * Builds the constructs of a product and writes them as a module.
 *
 * @throws Error for what the constructs' own validations refuse
 */
export function moduleFiles(product: Product): ModuleFiles {
  const module = new Module(product);
  product.build(module);
  const faults = module.stack.node.findAll().flatMap((construct) => construct.node.validate());
  if (faults.length > 0) throw new Error(faults.join("\n"));
  const names = Object.entries(module.variables).flatMap(([name, { type }]) => [name, ...attributesIn(type)]);
  const synthesized = withoutMetadata(module.stack.toTerraform()) as ModuleJson;
  const lifted = lift(synthesized, module.lifting);
  const { rest, validations } = moveToVariables(lifted, module.variables);
  const said = mapObjects(rest, (object) => inWordsOfModule(object, names)) as ModuleJson;
  const { output, provider: _, terraform: __, ...main } = said;
  return {
    main,
    outputs: inOrder(output as ModuleFiles["outputs"], Object.keys(module.outputs)),
    variables: Object.fromEntries(
      Object.entries(module.variables).map(([name, { validations: own = [], ...definition }]) => {
        const moved = validations.get(name) ?? [];
        const validation = [...own, ...moved].map((rule) => inWordsOfModule({ ...rule }, names));
        return [
          name,
          {
            ...definition,
            nullable: definition.default === null,
            ...(validation.length > 0 && { validation }),
          },
        ];
      }),
    ) as ModuleFiles["variables"],
  };
}

/** The attributes of the objects in a type. */
function attributesIn(type: string): string[] {
  return [...type.matchAll(/(\w+) =/g)].map(([, name]) => name as string);
}

/** cdktf's notes on where each thing came from. */
function withoutMetadata(value: unknown): unknown {
  return mapObjects(value, (object) =>
    Object.fromEntries(Object.entries(object).filter(([key]) => key !== "//")),
  );
}

function inWordsOfModule(object: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  if (typeof object.error_message === "string") {
    return { ...object, error_message: withNamesOf(names, object.error_message) };
  }
  const { tags } = object;
  const ofCaller = typeof tags === "object" && tags !== null && CALLERS_TAGS in tags;
  return ofCaller ? { ...object, tags: mergedTags(tags as Record<string, string>) } : object;
}

function mapObjects(value: unknown, change: (object: Record<string, unknown>) => unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => mapObjects(each, change));
  if (typeof value !== "object" || value === null) return value;
  const inside = Object.entries(value).map(([key, each]) => [key, mapObjects(each, change)]);
  return change(Object.fromEntries(inside));
}

function inOrder<T>(named: Readonly<Record<string, T>> = {}, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(names.flatMap((name) => (name in named ? [[name, named[name] as T]] : [])));
}
